import { beforeEach, describe, expect, it } from 'vitest';
import { fail, ok, type Result } from '../../../src/core/failure.ts';
import { Notices } from '../../../src/state/frame/notices.svelte.ts';

let notices: Notices;

beforeEach(() => {
  notices = new Notices();
});

const noRows = (file: string) => ({ kind: 'no-rows', file }) as const;

describe('what the page has to say', () => {
  it('is the last thing that was done, and every failure until it is put away', () => {
    notices.say('one');
    notices.say('two');
    notices.fail(noRows('a.csv'));
    notices.fail(noRows('b.csv'));
    expect(notices.done?.text).toBe('two');
    expect(notices.failed.map(({ text }) => text)).toEqual(['a.csv has no rows.', 'b.csv has no rows.']);
    notices.dismiss(notices.failed[0]?.id ?? 0);
    expect(notices.failed.map(({ text }) => text)).toEqual(['b.csv has no rows.']);
    notices.forgive();
    expect([notices.failed, notices.done?.text]).toEqual([[], 'two']);
  });

  it('says the same failure once, and one of another file as well', () => {
    for (const file of ['a.csv', 'a.csv', 'b.csv']) notices.fail(noRows(file));
    expect(notices.failed).toHaveLength(2);
  });

  it('confirms a cancel quietly', () => {
    notices.fail({ kind: 'cancelled' });
    expect(notices.failed).toEqual([]);
    expect(notices.done?.kind).toBe('done');
  });

  it('offers its button once', () => {
    let runs = 0;
    notices.say('Deleted.', { label: 'Undo', run: () => void (runs += 1) });
    const { done } = notices;
    if (done) notices.act(done);
    expect([runs, notices.done]).toEqual([1, null]);
  });
});

describe('work whose failure is shown', () => {
  it('gives its value, and nothing where it fails or throws', async () => {
    expect(await notices.run(() => Promise.resolve(ok(7)))).toBe(7);
    expect(await notices.run(() => Promise.resolve<Result<number>>(fail(noRows('a.csv'))))).toBeUndefined();
    expect(await notices.run(() => Promise.reject(new Error('burst')))).toBeUndefined();
    await notices.attempt(() => Promise.reject(new Error('burst again')));
    expect(notices.failed.map(({ text }) => text)).toEqual([
      'a.csv has no rows.',
      'Something went wrong in Lapidary: burst',
      'Something went wrong in Lapidary: burst again',
    ]);
    // A report of a bug needs its place.
    expect(notices.failed[1]?.details).toContain('notices.test.ts');
  });
});
