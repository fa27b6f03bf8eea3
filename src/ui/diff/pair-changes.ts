import { fieldChanges } from '../../core/diff/field-changes.ts';
import { pathWords } from '../../core/diff/field-names.ts';
import type { ShownChanges } from '../../core/diff/shown-changes.ts';
import { wordDiff } from '../../core/diff/word-diff.ts';
import { Row } from '../../core/row/row.ts';
import type { ExamplePair } from '../../core/version/version.ts';

/** What changed in an example of a version's log; null where it was cut, by an older program, so that it can't be read. */
export function pairChanges({ before, after }: ExamplePair): ShownChanges | null {
  if (after === null || !parses(before) || !parses(after)) return null;
  const fields = fieldChanges(new Row(before), new Row(after)).map((change) => {
    const { path } = change.after ?? change.before ?? { path: [] };
    const name = path.length === 0 ? 'row' : pathWords(path);
    const [old, young] = [change.before?.text ?? '', change.after?.text ?? ''];
    const from = pathWords(change.before?.path ?? []);
    const runs = wordDiff(old, young);
    if (change.before === null) return { name, kind: 'new', runs, hidden: 0 } as const;
    if (change.after === null) return { name, kind: 'gone', runs, hidden: 0 } as const;
    return old === young
      ? ({ name, kind: 'moved', from, runs, hidden: 0 } as const)
      : ({ name, kind: 'changed', runs, hidden: 0 } as const);
  });
  return { fields, hidden: 0 };
}

function parses(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
