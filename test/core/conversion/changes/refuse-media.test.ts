import { describe, expect, it } from 'vitest';
import { type MediaPlace, refuseMedia } from '../../../../src/core/conversion/changes/refuse-media.ts';
import type { Example, Part } from '../../../../src/core/example/example.ts';
import { exampleOf } from '../say.ts';

function withMedia(index: number, media: Part): Example {
  const plain = exampleOf('user: Which?', 'model: This.');
  return {
    ...plain,
    turns: plain.turns.map((turn, at) => (at === index ? { ...turn, parts: [...turn.parts, media] } : turn)),
  };
}

const REMOTE: Part = { kind: 'media', mimeType: 'image/png', uri: 'https://a.example/b.png' };
const BUCKET: Part = { kind: 'media', mimeType: 'image/png', uri: 'gs://a/b.png' };
const INLINE: Part = { kind: 'media', mimeType: 'image/png', data: 'AA==' };

describe('media', () => {
  it.each<[MediaPlace, Part, string | null]>([
    ['anywhere', REMOTE, null],
    ['bucket', BUCKET, null],
    ['bucket', INLINE, null],
    ['bucket', REMOTE, 'media is not in a bucket (gs://)'],
    ['nowhere', BUCKET, 'the format takes text only, no media'],
  ])('that may lie %s: %o', (place, media, reason) => {
    const example = withMedia(0, media);
    const result = refuseMedia(example, place);
    if (reason === null) expect(result).toBe(example);
    else expect(result).toMatchObject({ reason });
  });

  it('in an answer is refused where media must lie in a bucket', () => {
    expect(refuseMedia(withMedia(1, BUCKET), 'bucket')).toEqual({ reason: 'an answer has media' });
  });
});
