import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

type Fault = 'drop before' | 'drop after' | 'keep half' | 'say 503' | 'say 410' | null;

interface StoredFile {
  readonly content: Buffer;
  readonly contentType: string;
}

/** One bucket, "my-bucket", as Cloud Storage's JSON API keeps it, with faults on order. */
export interface Bucket extends AsyncDisposable {
  readonly origin: string;
  readonly objects: Map<string, StoredFile>;
  /** What becomes of the next chunks, and of the next questions how much is kept. */
  readonly chunkFaults: Fault[];
  readonly mediaFaults: Fault[];
  /** Headers and answers that the page gets nothing of. */
  readonly hidden: Set<'location' | 'range' | 'settings' | 'sessions'>;
  granted: string[];
}

interface Session {
  readonly name: string;
  readonly contentType: string;
  content: Buffer;
}

const OBJECTS = ['create', 'get', 'list', 'delete'].map((verb) => `storage.objects.${verb}`);

export async function startBucket(): Promise<Bucket> {
  const sessions: Session[] = [];
  const server = createServer((request, response) => {
    void bodyOf(request).then((body) => {
      const url = new URL(request.url ?? '/', 'http://x');
      answer({ method: request.method ?? '', url, body, range: request.headers['content-range'] ?? '' }, response);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo; // what a server that listens on TCP has
  const origin = `http://127.0.0.1:${port}`;
  const bucket: Bucket = {
    ...{ origin, objects: new Map(), chunkFaults: [], mediaFaults: [], hidden: new Set(), granted: OBJECTS },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };

  interface Asked {
    readonly method: string;
    readonly url: URL;
    readonly body: Buffer;
    readonly range: string;
  }

  function answer(asked: Asked, response: ServerResponse): void {
    const { method, url, body } = asked;
    const path = url.pathname.replace(/^\/storage\.googleapis\.com/, '');
    const name = url.searchParams.get('name') ?? '';
    const id = url.searchParams.get('upload_id');
    if (!path.includes('/b/my-bucket')) refuse(response, 404);
    else if (id !== null) chunk(sessions[Number(id)]!, asked, response);
    else if (path.startsWith('/upload/') && bucket.objects.has(name)) refuse(response, 412);
    else if (url.searchParams.get('uploadType') === 'resumable' && bucket.hidden.has('sessions')) refuse(response, 404);
    else if (url.searchParams.get('uploadType') === 'resumable') {
      const { contentType } = JSON.parse(body.toString()) as { contentType: string }; // what the JSON API takes
      const at = `https://storage.googleapis.com${path}?uploadType=resumable&upload_id=${sessions.length}`;
      sessions.push({ name, contentType, content: Buffer.alloc(0) });
      response.writeHead(200, bucket.hidden.has('location') ? {} : { location: at }).end();
    } else if (path.startsWith('/upload/')) media(name, body, response);
    else if (path.endsWith('/iam/testPermissions')) {
      const wanted = url.searchParams.getAll('permissions');
      say(response, 200, { permissions: wanted.filter((permission) => bucket.granted.includes(permission)) });
    } else if (path.endsWith('/b/my-bucket')) {
      if (bucket.hidden.has('settings')) refuse(response, 403);
      else say(response, 200, { location: 'US-CENTRAL1', versioning: { enabled: true } });
    } else object(decodeURIComponent(path.slice(path.lastIndexOf('/') + 1)), method, response);
  }

  function object(name: string, method: string, response: ServerResponse): void {
    if (!bucket.objects.has(name)) return refuse(response, 404);
    if (method === 'GET') return say(response, 200, metadata(name));
    bucket.objects.delete(name);
    response.writeHead(204).end();
  }

  function media(name: string, content: Buffer, response: ServerResponse): void {
    const fault = bucket.mediaFaults.shift();
    if (fault !== 'drop before') bucket.objects.set(name, { content, contentType: contentTypes.at(-1) ?? '' });
    if (fault) response.destroy();
    else say(response, 200, metadata(name));
  }

  function chunk(session: Session, { body, range }: Asked, response: ServerResponse): void {
    const fault = bucket.chunkFaults.shift() ?? null;
    if (fault === 'drop before') return void response.destroy();
    if (fault === 'say 503' || fault === 'say 410') return refuse(response, Number(fault.slice(-3)));
    const [, start = '', total = '0'] = /^bytes (?:(\d+)-\d+|\*)\/(\d+)$/.exec(range) ?? [];
    if (start !== '' && Number(start) !== session.content.length) return refuse(response, 400);
    const half = fault === 'keep half' ? body.subarray(0, Math.floor(body.length / 2)) : body;
    session.content = Buffer.concat([session.content, half]);
    const isWhole = session.content.length === Number(total);
    if (isWhole) bucket.objects.set(session.name, session);
    if (fault === 'drop after') return void response.destroy();
    if (isWhole) return say(response, 200, metadata(session.name));
    const kept = session.content.length;
    const isTold = kept > 0 && !bucket.hidden.has('range');
    response.writeHead(308, isTold ? { range: `bytes=0-${kept - 1}` } : {}).end();
  }

  function metadata(name: string): object {
    const { content } = bucket.objects.get(name)!;
    const md5Hash = createHash('md5').update(content).digest('base64');
    return { kind: 'storage#object', name, size: String(content.length), md5Hash, generation: '1' };
  }

  const contentTypes: string[] = [];
  server.on('request', ({ headers }: IncomingMessage) => contentTypes.push(headers['content-type'] ?? ''));
  return bucket;
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for await (const piece of request) pieces.push(piece as Buffer); // a request without an encoding gives bytes
  return Buffer.concat(pieces);
}

function say(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

function refuse(response: ServerResponse, status: number): void {
  say(response, status, { error: { code: status, message: `status ${status}` } });
}
