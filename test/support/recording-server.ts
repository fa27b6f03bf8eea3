import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { GoogleClient } from '../../src/services/google-client.ts';
import type { RequestEntry } from '../../src/services/request-entry.ts';
import type { Secrets } from '../../src/services/secrets.ts';

export interface RecordedRequest {
  readonly method: string;
  /** The host that was meant, and the path there. */
  readonly host: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export type Saying = (response: ServerResponse, request: RecordedRequest) => void;

export interface RecordingServer extends AsyncDisposable {
  readonly origin: string;
  readonly requests: RecordedRequest[];
  /** What is said to the next requests; without an entry, `{}`. */
  readonly answers: Saying[];
}

export const CANARY = {
  geminiKey: `AIzaCANARY${'k'.repeat(29)}`,
  accessToken: 'ya29.canary-token_0123456789abcdef',
} satisfies Secrets;

/** A server that writes down what it is sent, and says what it is told to, also what no real one would. */
export async function startRecordingServer(): Promise<RecordingServer> {
  const requests: RecordedRequest[] = [];
  const answers: Saying[] = [];
  const server = createServer((request, response) => {
    const pieces: Buffer[] = [];
    request.on('data', (piece: Buffer) => pieces.push(piece));
    request.on('end', () => {
      const [, host = '', path = ''] = /^\/([^/]+)(\/.*)$/.exec(request.url ?? '') ?? [];
      const body = Buffer.concat(pieces).toString();
      const recorded = { method: request.method ?? '', host, path, headers: request.headers, body };
      requests.push(recorded);
      (answers.shift() ?? sayJson(200, {}))(response, recorded);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo; // what a server that listens on TCP has
  return {
    origin: `http://127.0.0.1:${port}`,
    requests,
    answers,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

export function sayJson(status: number, body: unknown) {
  return (response: ServerResponse) => {
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  };
}

export function sayText(status: number, body: string, type = 'text/html') {
  return (response: ServerResponse) => {
    response.writeHead(status, { 'content-type': type }).end(body);
  };
}

/** Says a part of an answer, then tears the connection. */
export function breakOff(status: number, body: string, type = 'application/json') {
  return (response: ServerResponse) => {
    response.writeHead(status, { 'content-type': type, 'content-length': String(body.length + 100) });
    response.write(body, () => response.destroy());
  };
}

export function drop(response: ServerResponse): void {
  response.destroy();
}

/** Never says anything. */
export function stayQuiet(): void {
  // The connection stays open until one side ends.
}

/** A client of the server, and what it wrote into its log. */
export function clientOf(
  { origin }: { readonly origin: string },
  {
    secrets = CANARY,
    isOff = () => false,
  }: { secrets?: Secrets | (() => Secrets); isOff?: () => boolean | Promise<boolean> } = {},
): { readonly client: GoogleClient; readonly log: RequestEntry[] } {
  const log: RequestEntry[] = [];
  const client = new GoogleClient({
    secrets: typeof secrets === 'function' ? secrets : () => secrets,
    originOf: (host) => `${origin}/${host}`,
    log: (entry) => log.push(entry),
    isOff,
  });
  return { client, log };
}
