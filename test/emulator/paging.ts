import type { Call } from './call.ts';
import { invalid } from './google-error.ts';

/** One page of a list, and the token of the next one. */
export interface Page<T> {
  readonly items: readonly T[];
  readonly nextPageToken?: string;
}

/** Cuts out the page that `pageSize` and `pageToken` ask for; sizes over `most` are taken as `most`. */
export function takePage<T>(call: Call, items: readonly T[], usual: number, most: number): Page<T> {
  const size = Number(call.query.get('pageSize') ?? call.query.get('page_size') ?? call.query.get('maxResults') ?? 0);
  if (!Number.isInteger(size) || size < 0) throw invalid('page_size must be a non-negative integer.');
  const start = readToken(call.query.get('pageToken') ?? call.query.get('page_token') ?? '');
  const end = start + Math.min(size === 0 ? usual : size, most);
  return { items: items.slice(start, end), ...(end < items.length && { nextPageToken: writeToken(end) }) };
}

function writeToken(start: number): string {
  return Buffer.from(`next:${start}`).toString('base64');
}

function readToken(token: string): number {
  if (token === '') return 0;
  const start = /^next:(\d+)$/.exec(Buffer.from(token, 'base64').toString())?.[1];
  if (start === undefined) throw invalid('Invalid page token.');
  return Number(start);
}
