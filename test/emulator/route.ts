import { html, type Call, type Reply } from './call.ts';

type Params = Readonly<Record<string, string>>;

/** One method of a service. */
export interface Route {
  readonly method: string;
  readonly pattern: RegExp;
  readonly handle: (call: Call, params: Params) => Reply;
}

/**
 * A route by method and path, such as `GET /v1beta/models/{model}`; `{x=*}` takes a segment with colons too.
 * The handler gets what is in the braces, decoded.
 */
export function route(methodAndPath: string, handle: Route['handle']): Route {
  const [method = '', path = ''] = methodAndPath.split(' ');
  const source = path
    .replace(/[.$@]/g, '\\$&')
    .replace(/\{(\w+)\}/g, '(?<$1>[^/:]+)')
    .replace(/\{(\w+)=\*\}/g, '(?<$1>[^/]+)');
  return { method, pattern: new RegExp(`^${source}$`), handle };
}

/** The answer of the first route that fits; without one, Google's HTML page for unknown addresses. */
export function dispatch(routes: readonly Route[], call: Call): Reply {
  for (const { method, pattern, handle } of routes) {
    const match = method === call.method ? pattern.exec(call.path) : null;
    if (match === null) continue;
    const params = Object.entries(match.groups ?? {}).map(([name, text]) => [name, decodeURIComponent(text)] as const);
    return handle(call, Object.fromEntries(params));
  }
  return { ...html(404, 'Not Found'), unreadable: true };
}
