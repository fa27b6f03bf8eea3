import type { AnalysisContext } from '../analyses/analysis.ts';
import { RowTexts } from '../example/row-texts.ts';
import { INPUT_KEY_WORDS, InputKey } from '../preflight/input-key.ts';
import type { Row } from '../row/row.ts';
import { trim } from '../text/white-space.ts';
import type { HealthLook } from './health-look.ts';
import type { AnswerContract, ContractPart } from './output-form-words.ts';

/** With more labels nobody reads a list of them, and one row each is read. */
export const MOST_LABELS = 300;

const key = new InputKey();
const words = new Uint32Array(INPUT_KEY_WORDS);

/** The names of the classes, in the order of `look.classes`; none where outputs are no classes, or of more than one text. */
export async function readLabels(
  { classes }: HealthLook,
  context: AnalysisContext,
  readRow: (position: number) => Promise<Row>,
): Promise<readonly string[]> {
  if (!classes || classes.counts.length > MOST_LABELS) return [];
  const labels: string[] = [];
  for (const position of classes.first) {
    const row = await readRow(position);
    const texts = RowTexts.for(context);
    const [label, ...others] = texts.of(row, texts.answerRole(row));
    if (label === undefined || others.length > 0) return [];
    labels.push(trim(label));
  }
  return labels;
}

/** The contract that labels give by themselves: every one that is not rare. */
export function contractOfLabels(labels: readonly string[], rareFrom = labels.length): AnswerContract {
  return { kind: 'labels', parts: labels.slice(0, rareFrom).map((name) => ({ name, required: false })) };
}

/** Labels that the contract does not name. Letter case and white space make no other label. */
export function labelsBeyond(labels: readonly string[], parts: readonly ContractPart[]): readonly string[] {
  const named = keysOf(parts);
  return labels.filter((label) => !named.has(keyOf(label)));
}

/** Positions of the rows whose output is none of the labels; where nothing comes out there is none to judge. */
export function rowsBeyond(look: HealthLook, parts: readonly ContractPart[]): Uint32Array {
  const named = keysOf(parts);
  const hashes = look.words('output-hash');
  return look.where('output-hash', (at) => {
    const hash = hashes.subarray(at, at + INPUT_KEY_WORDS);
    return hash.some((word) => word !== 0) && !named.has(hash.join(' '));
  });
}

/** Whether a text is one of the labels. */
export function labelTest(parts: readonly ContractPart[]): (text: string) => boolean {
  const named = keysOf(parts);
  return (text) => named.has(keyOf(text));
}

function keysOf(parts: readonly ContractPart[]): ReadonlySet<string> {
  return new Set(parts.map(({ name }) => keyOf(name)));
}

function keyOf(label: string): string {
  key.write([label], words, 0);
  return words.join(' ');
}
