import { hashText } from '../../src/core/hash/text-hash.ts';
import { RowTexts } from '../../src/core/example/row-texts.ts';
import { MAX_CLASSES } from '../../src/core/preflight/classes.ts';
import { labelOf } from '../../src/core/preflight/label.ts';
import type { StepContext } from '../../src/core/recipe/step.ts';
import { textsOf } from '../../src/core/row/column-values.ts';
import type { Row } from '../../src/core/row/row.ts';
import type { SplitRequest } from '../contracts/split.ts';

/** Words 0 and 1 are a hash of the value that rows are grouped by, word 2 one of the label; 0 is none. */
export const SIDE_WORDS = 3;
export const LABEL_WORD = 2;

/** What a split needs to know of a row beside its texts. */
export class SideWords {
  readonly words = SIDE_WORDS;
  readonly #request: Pick<SplitRequest, 'labelColumn' | 'groupColumn'>;
  readonly #context: StepContext;
  readonly #hash = new Uint32Array(4);
  #names = new Map<number, string>();

  constructor(request: Pick<SplitRequest, 'labelColumn' | 'groupColumn'>, context: StepContext) {
    this.#request = request;
    this.#context = context;
  }

  read(row: Row, into: Uint32Array, at: number): void {
    const { groupColumn } = this.#request;
    const group = groupColumn === null ? '' : textsOf(row, groupColumn).join('\n');
    into[at] = into[at + 1] = 0;
    if (group !== '') {
      hashText(group, this.#hash, 0);
      into[at] = (this.#hash[0] ?? 0) || 1;
      into[at + 1] = this.#hash[1] ?? 0;
    }
    const label = this.#labelOf(row);
    if (label === '') {
      into[at + LABEL_WORD] = 0;
      return;
    }
    hashText(label, this.#hash, 0);
    const key = (this.#hash[0] ?? 0) || 1;
    into[at + LABEL_WORD] = key;
    // More of them than classes can be are no classes.
    if (this.#names.size <= MAX_CLASSES) this.#names.set(key, label);
  }

  /** The names of the labels that were read since it was last asked, by their hashes. */
  takeNames(): Map<number, string> {
    const names = this.#names;
    this.#names = new Map();
    return names;
  }

  #labelOf(row: Row): string {
    const { labelColumn } = this.#request;
    if (labelColumn !== null) return textsOf(row, labelColumn).join(', ').slice(0, 200);
    const texts = RowTexts.for(this.#context);
    return labelOf(row, this.#context, { source: null, outputs: texts.of(row, texts.answerRole(row)) }) ?? '';
  }
}
