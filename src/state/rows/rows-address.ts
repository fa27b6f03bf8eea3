import { addressOfView, viewOfAddress } from '../../core/view/view-address.ts';
import type { View } from '../../core/view/view.ts';
import { queryOf } from '../frame/router.svelte.ts';

/** Everything of the Rows page that an address holds. */
export interface ShownRows {
  readonly view: View;
  /** The position of the row with the cursor. */
  readonly position: number;
  /** Whether the reading panel is open, and on which of its tabs; null of the one that it opens with. */
  readonly reading: boolean;
  readonly tab: string | null;
}

/** The query of an address. A row is named by its number, `row` where it is read and `at` where the cursor is on it. */
export function queryOfRows({ view, position, reading, tab }: ShownRows): string {
  const params = addressOfView(view);
  if (reading) params.push(['row', String(position + 1)]);
  else if (position > 0) params.push(['at', String(position + 1)]);
  if (reading && tab !== null) params.push(['tab', tab]);
  return queryOf(params);
}

/** What a query asks for, and what nobody can read in it. */
export function rowsOfQuery(query: string): ShownRows & { readonly unread: readonly string[] } {
  const params = new URLSearchParams(query);
  const { view, unread } = viewOfAddress(params);
  const numbers = ['row', 'at'].flatMap((name) => params.getAll(name).map((text) => ({ name, text })));
  const wrong = numbers.filter(({ text }) => !/^[1-9]\d{0,9}$/.test(text));
  const [first] = numbers.filter((each) => !wrong.includes(each));
  const others = [...new Set(params.keys())].filter((name) => !KNOWN.has(name));
  return {
    view,
    position: first ? Number(first.text) - 1 : 0,
    reading: first?.name === 'row',
    tab: params.get('tab'),
    unread: [
      ...unread,
      ...wrong.map(({ name, text }) => `${name}=${text}`),
      ...others.map((name) => `${name}=${params.get(name) ?? ''}`),
    ],
  };
}

const KNOWN: ReadonlySet<string> = new Set(['q', 'regex', 'case', 'is', 'not', 'sort', 'row', 'at', 'tab']);
