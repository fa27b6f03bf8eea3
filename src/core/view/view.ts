import type { TextChoice } from '../recipe/step.ts';

/**
 * What the Rows page shows of a version, and in which order: plain data, so that it can be an address, an argument of a
 * step, or a message to a worker. A view never changes rows, and the same view means the same on other data.
 */
export interface View {
  readonly search?: Search | undefined;
  /** All of them hold. */
  readonly filters: readonly Filter[];
  /** Absent: the order of the version. */
  readonly sort?: Sort | undefined;
}

/** Some text, number or constant of the row holds it; names of keys don't count. */
export interface Search {
  readonly text: string;
  readonly regex?: boolean | undefined;
  /** Of a regular expression and of a text alike; off where it is absent. */
  readonly matchCase?: boolean | undefined;
}

/** One condition on rows; with `exclude` the rows that don't meet it. */
export type Filter = Condition & { readonly exclude?: boolean | undefined };

export type Condition =
  /** The text of a column or role is one of these. A number is compared as the row spells it. */
  | { readonly on: 'value'; readonly of: TextChoice; readonly values: readonly string[] }
  | {
      readonly on: 'contains' | 'regex';
      /** The empty name is any column. */
      readonly of: TextChoice;
      readonly text: string;
      readonly matchCase?: boolean | undefined;
    }
  /** Missing, null or white space. */
  | { readonly on: 'empty'; readonly of: TextChoice }
  /** How long the texts of a column or role are together. Both ends count; one may be absent. */
  | ({ readonly on: LengthUnit; readonly of: TextChoice } & Range)
  /** The estimated tokens of all texts of the row. */
  | ({ readonly on: 'tokens' } & Range)
  /** A number, also one written as text. */
  | ({ readonly on: 'number'; readonly of: TextChoice } & Range)
  /** Names of the files that rows came from. */
  | { readonly on: 'file'; readonly files: readonly string[] }
  /** The row has one of these values of a mark; with none named, any value. */
  | { readonly on: 'mark'; readonly mark: string; readonly values: readonly string[] }
  /** Equal to a row before it, as whole rows are compared: the first of each group is no duplicate. */
  | { readonly on: 'duplicate' }
  /** Written by a version of this number, or, without one, by any since the row was read from its file. */
  | { readonly on: 'changed'; readonly version?: number | undefined };

export type LengthUnit = 'characters' | 'words';

interface Range {
  readonly min?: number | undefined;
  readonly max?: number | undefined;
}

export interface Sort {
  /**
   * `text`: numbers count as numbers where the column holds nothing else. `tokens` are those of the whole row. `mark`: by the
   * numbers that its values are ("57%" too), else by the values.
   */
  readonly by: 'text' | LengthUnit | 'tokens' | 'mark';
  /** Of `tokens` the empty name, of `mark` the mark's. */
  readonly of: TextChoice;
  /** Rows without the value come last either way, and equal ones keep their order. */
  readonly direction: 'ascending' | 'descending';
}

export const EVERYTHING: View = { filters: [] };

/** True where the view leaves rows out. */
export function isNarrowed({ search, filters }: View): boolean {
  return filters.length > 0 || (search !== undefined && search.text !== '');
}

/** The same rows, in the order of the version. */
export function withoutSort({ search, filters }: View): View {
  return { ...(search && { search }), filters };
}

export function equalViews(one: View, other: View): boolean {
  return JSON.stringify(canonical(one)) === JSON.stringify(canonical(other));
}

/** Members in one order, without those that say nothing. */
function canonical({ search, filters, sort }: View): object {
  const plain = (data: object | undefined): object | null =>
    data === undefined
      ? null
      : Object.fromEntries(
          Object.entries(data)
            .filter(([, value]) => value !== undefined && value !== false)
            .sort(([a], [b]) => (a < b ? -1 : 1)),
        );
  return [search?.text === '' ? null : plain(search), filters.map(plain), plain(sort)];
}

export function equalChoices(one: TextChoice, other: TextChoice): boolean {
  return typeof one === 'string' || typeof other === 'string' ? one === other : one.role === other.role;
}
