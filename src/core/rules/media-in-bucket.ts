import { allTurns, mediaUri, partKind } from './parts/gemini-line.ts';
import { quote } from './parts/quote.ts';
import { REINFORCEMENT, SFT } from './parts/targets.ts';
import { rowRule } from './rule.ts';

export default rowRule({
  id: 'media-in-bucket',
  title: 'Media is not in a bucket',
  level: 'error',
  targets: [...SFT, ...REINFORCEMENT],
  next: 'The service reads files from Cloud Storage (gs://…) only: upload them there, or leave the rows out.',
  fix: 'leave-out',
  isShape: true,
  find({ value }) {
    const media = allTurns(value).flatMap(({ parts }) => parts.filter((part) => partKind(part) === 'media'));
    const uri = media.map(mediaUri).find((each) => each !== null && !isInBucket(each));
    return uri === undefined ? null : `file is at ${quote(uri)}`;
  },
});

function isInBucket(uri: unknown): boolean {
  return typeof uri === 'string' && uri.startsWith('gs://');
}
