import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { html, json, type Call, type Reply } from './call.ts';
import { answerPreflight, readableBy } from './cors.ts';
import { refusal, type Fault, type Faults } from './faults.ts';
import { GoogleError } from './google-error.ts';
import { serve } from './services.ts';
import type { World } from './world.ts';

/** A request as the emulator saw it, and how it answered. */
export interface SeenRequest {
  /** By the emulator's clock. */
  readonly time: number;
  /** By this machine's clock, milliseconds since 1970. */
  readonly realTime: number;
  readonly method: string;
  readonly host: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly headers: Readonly<Record<string, string>>;
  /** The first 64 kB, as text. */
  readonly body: string;
  readonly bytes: number;
  /** 0 where it got no answer. */
  status: number;
}

const KEPT_BYTES = 64 * 1024;

/** Answers one request and writes it down. */
export async function handle(
  message: IncomingMessage,
  response: ServerResponse,
  world: World,
  faults: Faults,
  requests: SeenRequest[],
): Promise<void> {
  const call = await readCall(message, world);
  const seen = write(call);
  requests.push(seen);
  const fault = faults.take(call.method, call.path);
  if (fault?.kind === 'drop') return void message.socket.destroy();
  if (fault?.kind === 'slow') await sleep(fault.ms);
  if (fault?.kind === 'resent') answer(call);
  const reply = (fault && refusal(fault, call)) ?? answer(call);
  if (fault?.kind === 'drop-after') return void message.socket.destroy();
  if (fault?.kind === 'slow-after') await sleep(fault.ms);
  seen.status = reply.status;
  await send(call, reply, response, fault);
}

async function readCall(message: IncomingMessage, world: World): Promise<Call> {
  const parts: Buffer[] = [];
  // Without an encoding, a request gives buffers.
  for await (const part of message) parts.push(part as Buffer);
  const headers = Object.fromEntries(Object.entries(message.headers).map(([name, value]) => [name, String(value)]));
  const url = new URL(message.url ?? '/', 'http://emulator');
  const host =
    world.settings.tls === true ? (headers['host'] ?? '').replace(/:\d+$/, '') : (url.pathname.split('/')[1] ?? '');
  const path = world.settings.tls === true ? url.pathname : url.pathname.slice(host.length + 1);
  return {
    method: message.method ?? 'GET',
    host,
    path,
    query: url.searchParams,
    headers,
    body: Buffer.concat(parts),
    world,
  };
}

function write({ method, host, path, query, headers, body, world }: Call): SeenRequest {
  const text = body.subarray(0, KEPT_BYTES).toString('utf8');
  const time = world.clock.now();
  return {
    time,
    realTime: Date.now(),
    method,
    host,
    path,
    query: Object.fromEntries(query),
    headers,
    body: text,
    bytes: body.length,
    status: 0,
  };
}

function answer(call: Call): Reply {
  if (call.method === 'OPTIONS') return answerPreflight(call);
  try {
    return serve(call);
  } catch (error) {
    if (error instanceof GoogleError) return json(error.body, error.code);
    if (error instanceof URIError) return { ...html(400, 'Bad Request'), unreadable: true };
    throw error;
  }
}

async function send(call: Call, reply: Reply, response: ServerResponse, fault: Fault | undefined): Promise<void> {
  const cors = reply.unreadable === true ? {} : readableBy(call);
  // On a connection that was used before, Chromium sends a request again when it is cut, and no fault would show.
  response.writeHead(reply.status, { ...reply.headers, ...cors, server: 'emulator', connection: 'close' });
  if (fault?.kind === 'truncated') {
    const whole = Buffer.concat(reply.chunks.map((chunk) => Buffer.from(chunk)));
    response.end(whole.subarray(0, Math.floor(whole.length / 2)));
    return;
  }
  for (const [index, chunk] of reply.chunks.entries()) {
    // So that the pieces of a stream arrive one by one.
    if (index > 0) await sleep(2);
    response.write(chunk);
  }
  response.end();
}
