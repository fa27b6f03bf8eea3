import { isChatColumn } from '../example/chat-cells.ts';
import { isObject, type Json } from '../json.ts';
import { prepareRowTest } from '../recipe/row-test.ts';
import type { StepContext, TextChoice } from '../recipe/step.ts';
import { compileCondition } from '../row/condition.ts';
import type { Row } from '../row/row.ts';
import { compilePattern } from '../text/pattern.ts';
import { rowMatcher } from '../text/row-matcher.ts';
import { estimateTokens } from '../tokens/estimate-tokens.ts';
import { RowTexts } from '../example/row-texts.ts';
import { asOne, numberOf, textReader } from './read-texts.ts';
import { lengthReader } from './text-length.ts';
import type { Condition, Filter, Search, View } from './view.ts';

/** Conditions that one row answers by itself; all others need what is known of it beside its bytes. */
export type RowCondition = Exclude<Condition, { readonly on: 'file' | 'mark' | 'duplicate' | 'changed' }>;

export type TestRow = (row: Row) => boolean;

export function isOfRow(filter: Filter): filter is RowCondition & Filter {
  return filter.on !== 'file' && filter.on !== 'mark' && filter.on !== 'duplicate' && filter.on !== 'changed';
}

/** Makes the test of a filter. Throws ParameterError where its text is no regular expression. */
export function filterTest(filter: RowCondition & Filter, context: StepContext): TestRow {
  const test = conditionTest(filter, context);
  return filter.exclude === true ? (row) => !test(row) : test;
}

/** The search and those filters of a view that rows answer by themselves; null where it has none of them. */
export function rowTest({ search, filters }: View, context: StepContext): TestRow | null {
  const tests = [
    ...(search && search.text !== '' ? [searchTest(search)] : []),
    ...filters.filter(isOfRow).map((filter) => filterTest(filter, context)),
  ];
  const [first, ...others] = tests;
  if (!first) return null;
  return others.length === 0 ? first : (row) => tests.every((test) => test(row));
}

/** Throws ParameterError where the text is no regular expression. */
export function searchTest({ text, regex = false, matchCase = false }: Search): TestRow {
  if (!regex && !matchCase) return rowMatcher(text);
  const pattern = compilePattern('search', text, { regex, matchCase });
  return (row) => someText(row.value, (found) => found.search(pattern) !== -1);
}

/** In any order; names of keys are no texts. */
function someText(value: Json, test: (text: string) => boolean): boolean {
  if (typeof value === 'string') return test(value);
  if (Array.isArray(value)) return value.some((item: Json) => someText(item, test));
  if (isObject(value)) return Object.values(value).some((item) => someText(item, test));
  return test(JSON.stringify(value));
}

function conditionTest(condition: RowCondition, context: StepContext): TestRow {
  switch (condition.on) {
    case 'value': {
      const texts = textReader(condition.of, context);
      const values = new Set(condition.values);
      return (row) => {
        const found = texts(row);
        return found.length > 0 && values.has(asOne(found));
      };
    }
    case 'contains':
    case 'regex': {
      const { on, of, text, matchCase = false } = condition;
      return operatorTest(of, { operator: on, value: text, matchCase }, context);
    }
    case 'empty':
      return operatorTest(condition.of, { operator: 'empty', value: '', matchCase: true }, context);
    case 'characters':
    case 'words': {
      const length = lengthReader(condition.of, condition.on, context);
      const within = rangeTest(condition);
      return (row) => within(length(row));
    }
    case 'tokens': {
      const fields = RowTexts.for(context);
      const within = rangeTest(condition);
      return (row) => within(estimateTokens(...fields.fields(row).map(({ text }) => text)).likely);
    }
    case 'number': {
      const texts = textReader(condition.of, context);
      const within = rangeTest(condition);
      return (row) => within(numberOf(asOne(texts(row))));
    }
  }
}

/** As steps test rows by a condition; a column that a table of conversations has is none of the row. */
function operatorTest(
  of: TextChoice,
  by: { readonly operator: string; readonly value: string; readonly matchCase: boolean },
  context: StepContext,
): TestRow {
  if (typeof of !== 'string' || !isChatColumn(of) || context.columns.includes(of))
    return prepareRowTest({ column: of, ...by }, context).matches;
  const { holdsIn } = compileCondition(by.operator, by.value, by.matchCase);
  const texts = textReader(of, context);
  return (row) => holdsIn(texts(row));
}

/** NaN is in no range. */
export function rangeTest({
  min = -Infinity,
  max = Infinity,
}: {
  readonly min?: number | undefined;
  readonly max?: number | undefined;
}): (value: number) => boolean {
  return (value) => value >= min && value <= max;
}
