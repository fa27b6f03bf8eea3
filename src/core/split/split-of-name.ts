import type { SplitSide } from './split-mark.ts';

const WORDS: Readonly<Record<string, SplitSide>> = {
  ...{ train: 'train', training: 'train', test: 'test', testing: 'test', eval: 'test', evaluation: 'test' },
  ...{ val: 'validation', valid: 'validation', validation: 'validation', dev: 'validation', holdout: 'test' },
};

/** Which side of a split a file's name says it is, or the folder in an archive that it is in; the nearest word counts. */
export function splitOfName(name: string): SplitSide | undefined {
  const words = name
    .toLowerCase()
    .split(/[\\/]/)
    .toReversed()
    .flatMap((part) => part.split(/[^a-z]+/));
  return words.flatMap((word) => (Object.hasOwn(WORDS, word) ? (WORDS[word] ?? []) : []))[0];
}
