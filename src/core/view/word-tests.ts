import { lengthAt, MEASURED_ROLES } from '../analyses/lengths.ts';
import type { TextChoice } from '../recipe/step.ts';
import { rangeTest } from './test-row.ts';
import type { Filter, LengthUnit, Sort } from './view.ts';

/** Which number of which analysis answers a question about a row, so that the row itself need not be read. */
export interface WordOf {
  readonly analysis: string;
  /** Among the words of the row. */
  readonly at: number;
}

/** Where the estimated tokens of a row are, the likely ones. */
const TOKENS: WordOf = { analysis: 'tokens', at: 1 };

/** The number that a filter compares; null where no analysis has it. */
export function wordOfFilter(filter: Filter): WordOf | null {
  if (filter.on === 'tokens') return TOKENS;
  return filter.on === 'characters' || filter.on === 'words' ? lengthWord(filter.of, filter.on) : null;
}

/** The number that a sort goes by; null where rows must be read, or a mark. */
export function wordOfSort({ by, of }: Sort): WordOf | null {
  if (by === 'tokens') return TOKENS;
  return by === 'text' || by === 'mark' ? null : lengthWord(of, by);
}

/** Makes the test of that number. */
export function numberTest(filter: Filter): (value: number) => boolean {
  const within = 'min' in filter || 'max' in filter ? rangeTest(filter) : () => true;
  return filter.exclude === true ? (value) => !within(value) : within;
}

function lengthWord(of: TextChoice, unit: LengthUnit): WordOf | null {
  if (typeof of === 'string') return null;
  const role = MEASURED_ROLES.find((measured) => measured === of.role);
  return role === undefined ? null : { analysis: 'lengths', at: lengthAt(role) + (unit === 'words' ? 1 : 0) };
}
