import { OUTPUT_KINDS } from '../analyses/output-form.ts';
import type { AnalysisContext } from '../analyses/analysis.ts';
import { RowTexts } from '../example/row-texts.ts';
import type { Row } from '../row/row.ts';
import type { HealthLook } from './health-look.ts';
import { contractOfLabels, labelsBeyond, rowsBeyond } from './label-contract.ts';
import {
  type AnswerContract,
  CONTRACT_ROWS,
  CONTRACT_SHARE,
  contractOfForm,
  formOf,
  keepsTo,
  type OutputForm,
} from './output-form-words.ts';

/** The contract that outputs were held against, and what a user may change about it. Plain data. */
export interface ContractReport {
  readonly contract: AnswerContract;
  /** It was set by the user, and not learned from the rows. */
  readonly isOwn: boolean;
  /** What some outputs have beyond it. */
  readonly beyond: readonly string[];
}

/** A set has few forms; of the most frequent ones one row each is read. */
const MOST_FORMS = 300;

/** The form that most outputs have, by its hash; 0 where there is none. */
function usualForm(look: HealthLook): number {
  if (look.rows < CONTRACT_ROWS) return 0;
  const usual = look.countValues('output-form', 1).find(([form]) => form !== 0);
  return usual && usual[1] >= look.rows * CONTRACT_SHARE ? usual[0] : 0;
}

/** The forms of the outputs by their hashes, the most frequent ones; none where there is no contract to hold them against. */
export async function readForms(
  look: HealthLook,
  context: AnalysisContext,
  readRow: (position: number) => Promise<Row>,
): Promise<ReadonlyMap<number, OutputForm>> {
  const forms = new Map<number, OutputForm>();
  const { contract } = look.facts;
  if (contract ? contract.kind === 'labels' : usualForm(look) === 0) return forms;
  const words = look.words('output-form');
  const first = new Map<number, number>();
  for (let row = look.rows - 1; row >= 0; row--) first.set(words[2 * row + 1] ?? 0, row);
  first.delete(0);
  for (const [hash] of look
    .countValues('output-form', 1)
    .filter(([value]) => first.has(value))
    .slice(0, MOST_FORMS)) {
    const texts = RowTexts.for(context);
    const row = await readRow(first.get(hash) ?? 0);
    const form = formOf(texts.of(row, texts.answerRole(row)).at(-1) ?? '');
    if (form) forms.set(hash, form);
  }
  return forms;
}

/** The user's contract, else the one that most outputs keep to; null where there is none. Needs the forms. */
export function contractOf(look: HealthLook): ContractReport | null {
  const { contract: own = null } = look.facts;
  if (own?.kind === 'labels' || (!own && look.labels.length > 0)) {
    const contract = own ?? contractOfLabels(look.labels, look.classes?.rareFrom);
    return { contract, isOwn: own !== null, beyond: labelsBeyond(look.labels, contract.parts) };
  }
  const usual = look.forms.get(usualForm(look));
  const contract = own ?? (usual ? contractOfForm(usual) : null);
  if (!contract) return null;
  const names = new Set(contract.parts.map(({ name }) => name));
  const others = [...look.forms.values()].filter(({ kind }) => kind === contract.kind).flatMap(({ parts }) => parts);
  return { contract, isOwn: own !== null, beyond: [...new Set(others)].filter((name) => !names.has(name)) };
}

/** The rows whose outputs are not as they should be, and how many have too rare a form to say. Needs the forms. */
export function breakContract(look: HealthLook): { readonly rows: Uint32Array; readonly unknown: number } {
  const { contract = null } = look.facts;
  if (contract?.kind === 'labels') return { rows: rowsBeyond(look, contract.parts), unknown: 0 };
  const words = look.words('output-form');
  const usual = usualForm(look);
  const kept = new Map<number, boolean>();
  for (const [hash, form] of look.forms) kept.set(hash, contract ? keepsTo(contract, form) : hash === usual);
  let unknown = 0;
  const rows = look.where('output-form', (at) => {
    const hash = words[at + 1] ?? 0;
    if (words[at] === OUTPUT_KINDS.none) return false;
    // Plain text has no form, and a contract is of one.
    if (contract === null || hash === 0) return hash === 0 || hash !== usual;
    const keeps = kept.get(hash);
    if (keeps === undefined) unknown++;
    return keeps === false;
  });
  return { rows, unknown };
}
