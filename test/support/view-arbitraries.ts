import * as fc from 'fast-check';
import { FIELD_ROLES } from '../../src/core/example/field-roles.ts';
import type { TextChoice } from '../../src/core/recipe/step.ts';
import type { Filter, Sort, View } from '../../src/core/view/view.ts';

const column = fc.oneof(fc.constantFrom('a', 'b', '@odd', 'x:y', 'c,d', '100%3A', ''), fc.string());
const choice: fc.Arbitrary<TextChoice> = fc.oneof(
  column,
  fc.constantFrom(...FIELD_ROLES).map((role) => ({ role })),
);
const text = fc.oneof(fc.constantFrom('a', 'b:c', 'd,e', '%2C', '@f', 'é', '…'), fc.string()).filter((t) => t !== '');
/** No broken one: an address with such is not followed. */
const pattern = fc.constantFrom('^a:b', 'x|y', '[,%]+', '@');
const bound = fc.oneof(fc.integer({ min: 0, max: 2_000 }), fc.constantFrom(-3, 0.5, 1e21));
const range = fc.oneof(fc.record({ min: bound }), fc.record({ max: bound }), fc.record({ min: bound, max: bound }));
/** Absent or true: false is spelled by leaving it out. */
const flag = (name: string): fc.Arbitrary<object> => fc.constantFrom({}, { [name]: true });

const filter = fc
  .tuple(
    fc.oneof(
      fc.record({
        on: fc.constant('value'),
        of: choice,
        values: fc.array(fc.string(), { minLength: 1, maxLength: 3 }),
      }),
      fc
        .tuple(fc.record({ on: fc.constant('contains'), of: choice, text }), flag('matchCase'))
        .map((parts) => Object.assign({}, ...parts) as object),
      fc
        .tuple(fc.record({ on: fc.constant('regex'), of: choice, text: pattern }), flag('matchCase'))
        .map((parts) => Object.assign({}, ...parts) as object),
      fc.record({ on: fc.constant('empty'), of: choice }),
      fc
        .tuple(fc.record({ on: fc.constantFrom('characters', 'words', 'number'), of: choice }), range)
        .map((parts) => Object.assign({}, ...parts) as object),
      range.map((ends) => ({ on: 'tokens', ...ends })),
      fc.record({ on: fc.constant('file'), files: fc.array(text, { minLength: 1, maxLength: 3 }) }),
      fc.record({ on: fc.constant('mark'), mark: text, values: fc.array(text, { maxLength: 3 }) }),
      fc.constant({ on: 'duplicate' }),
      fc.oneof(
        fc.constant({ on: 'changed' }),
        fc.record({ on: fc.constant('changed'), version: fc.integer({ min: 1, max: 99 }) }),
      ),
    ),
    flag('exclude'),
  )
  // The cast: each is one of the conditions, whose union fast-check's records lose.
  .map((parts) => Object.assign({}, ...parts) as Filter);

const direction = fc.constantFrom('ascending' as const, 'descending' as const);
const sort: fc.Arbitrary<Sort> = fc.oneof(
  fc.record({ by: fc.constantFrom('text' as const, 'words' as const, 'characters' as const), of: choice, direction }),
  fc.record({ by: fc.constant('tokens' as const), of: fc.constant(''), direction }),
);

/** Any view, of columns by any name. */
export const anyView: fc.Arbitrary<View> = fc.record(
  {
    search: fc
      .tuple(fc.oneof(fc.record({ text }), fc.record({ text: pattern, regex: fc.constant(true) })), flag('matchCase'))
      .map((parts) => Object.assign({}, ...parts) as NonNullable<View['search']>),
    filters: fc.array(filter, { maxLength: 4 }),
    sort,
  },
  { requiredKeys: ['filters'] },
);
