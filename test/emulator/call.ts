import type { Json } from './json.ts';
import type { World } from './world.ts';

/** A request as the services see it. */
export interface Call {
  readonly method: string;
  readonly host: string;
  /** Still percent-encoded. */
  readonly path: string;
  readonly query: URLSearchParams;
  /** By lower-case name. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
  readonly world: World;
}

/** An answer; several chunks are sent one by one, as a stream. */
export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly chunks: readonly (string | Buffer)[];
  /** Google's own error pages carry no CORS headers, so a script cannot read them. */
  readonly unreadable?: boolean;
}

export function json(body: Json, status = 200, headers: Readonly<Record<string, string>> = {}): Reply {
  const type = { 'content-type': 'application/json; charset=UTF-8' };
  return { status, headers: { ...type, ...headers }, chunks: [`${JSON.stringify(body, null, 2)}\n`] };
}

export function empty(status: number, headers: Readonly<Record<string, string>> = {}): Reply {
  return { status, headers, chunks: [] };
}

export function html(status: number, title: string): Reply {
  const page = `<!DOCTYPE html>\n<html lang=en>\n<title>Error ${status} (${title})!!1</title>\n<p><b>${status}.</b> <ins>That’s an error.</ins>\n`;
  return { status, headers: { 'content-type': 'text/html; charset=UTF-8' }, chunks: [page] };
}
