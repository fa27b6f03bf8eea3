import { isObject, type JsonObject } from '../core/json.ts';
import type { ServiceProblem } from '../core/tuning/service-problem.ts';
import { admittedHeaders, credentialHeader } from './allowed-headers.ts';
import { curlCommand } from './curl-command.ts';
import { Deadline } from './deadline.ts';
import { explainAnswer, explainSilence, type Asked, type Silence } from './explain-error.ts';
import { isGoogleHost, type GoogleHost } from './google-hosts.ts';
import type { GoogleAnswer, GoogleRequest } from './google-request.ts';
import { numberOf } from './member.ts';
import { parseObject } from './parse-object.ts';
import { redactorOf, redactProblem } from './redact.ts';
import { repeat } from './repeat.ts';
import type { RequestEntry } from './request-entry.ts';
import type { Secrets } from './secrets.ts';
import { sdkRequest } from './sdk-request.ts';
import { eventsOf } from './server-events.ts';
import { ServiceError } from './service-error.ts';
import { watchBody } from './watch-body.ts';

const TIMEOUT_MS = 60_000;

export interface GoogleClientOptions {
  /** Asked again for each request, so that a new token counts at once. */
  readonly secrets: () => Secrets;
  readonly originOf: (host: GoogleHost) => string;
  readonly log: (entry: RequestEntry) => void;
  /** Whether the switch "No network" is on. Asked again for each request: another tab may have turned it. */
  readonly isOff: () => boolean | Promise<boolean>;
  readonly fetch?: typeof fetch;
  /** False where a pause that a service wants is reported at once, for the caller to keep. Otherwise a short one is waited for. */
  readonly sitsOutPauses?: boolean;
}

/**
 * The only way to Google: each request goes to a known host, with its credential and no other header than preflights admit,
 * is logged without its contents, and fails with a `ServiceError` whose texts are redacted. A request that its caller gives
 * up by its signal fails with the signal's reason instead.
 */
export class GoogleClient {
  readonly #options: GoogleClientOptions;
  /** What requests went out with: an answer may repeat that after it was forgotten here. It goes with the request. */
  readonly #lent = new WeakMap<GoogleRequest, Secrets>();

  constructor(options: GoogleClientOptions) {
    this.#options = options;
  }

  /** The same client for callers that keep the pauses that services want: each is reported as a problem. */
  tellingPauses(): GoogleClient {
    return new GoogleClient({ ...this.#options, sitsOutPauses: false });
  }

  /** The whole answer. `repeatable` requests are tried up to three times, all others exactly once. */
  async send(request: GoogleRequest): Promise<GoogleAnswer> {
    const once = () => this.#sendOnce(request);
    const { sitsOutPauses = true } = this.#options;
    return request.repeatable === true ? repeat(once, { signal: request.signal, sitsOutPauses }) : once();
  }

  /** The events of a streamed answer (`alt=sse`), each parsed. The time limit counts again from each piece. */
  async *stream(request: GoogleRequest): AsyncGenerator<JsonObject, void> {
    const response = await this.#open(request, 'extend');
    for await (const text of eventsOf(response)) {
      const event = parseObject(text);
      if (event === null) throw this.errorFor(request, response.status, text);
      // An answer that has begun well may still end in a refusal.
      if (isObject(event['error'])) throw this.errorFor(request, numberOf(event['error'], 'code') ?? 500, text);
      yield event;
    }
  }

  /**
   * A `fetch` for the official SDK that keeps the same rules. The SDK's own credential and headers never leave; the real
   * credential is put in here. Each request is sent once, and one that fails throws its `ServiceError` right away.
   */
  fetchFor(purpose: string, timeoutMs?: number): typeof fetch {
    return async (input, init) => {
      const request = sdkRequest(input, init, purpose);
      return this.#open(timeoutMs === undefined ? request : { ...request, timeoutMs }, 'extend');
    };
  }

  /** The error for an answer that came but refuses, or does not hold what it should. */
  errorFor(request: GoogleRequest, status: number, text: string): ServiceError {
    // Before the text is cut: a part of a secret would not be known again.
    return this.#error(request, explainAnswer(this.#asked(request), status, this.#redactor(request)(text)));
  }

  async #sendOnce(request: GoogleRequest): Promise<GoogleAnswer> {
    const response = await this.#open(request, 'keep');
    const text = await response.text();
    const body = text.trim() === '' ? {} : parseObject(text);
    if (body === null) throw this.errorFor(request, response.status, text);
    return { status: response.status, body, header: (name) => response.headers.get(name) };
  }

  /** Sends once; gives the answer once its head is there and says that all went well. */
  async #open(request: GoogleRequest, onPiece: 'extend' | 'keep'): Promise<Response> {
    if (await this.#options.isOff()) throw this.#silence(request, 'switched-off');
    const init = this.#init(request);
    const deadline = new Deadline(request.signal, request.timeoutMs ?? TIMEOUT_MS);
    const toError = () =>
      deadline.givenUp ?? this.#silence(request, deadline.timedOut ? 'timeout' : noAnswerTo(request));
    const finish = this.#entryFor(request, deadline);
    try {
      const response = await this.#fetch(request, { ...init, signal: deadline.signal });
      const isGood = response.ok || (request.partOfUpload === true && response.status === 308);
      const onBytes = onPiece === 'extend' ? () => deadline.extend() : () => undefined;
      const watched = watchBody(response, { onBytes, onEnd: (bytes) => finish(response.status, bytes), toError });
      if (isGood) return watched;
      throw this.errorFor(request, response.status, await watched.text());
    } catch (error) {
      finish(null, 0);
      throw error instanceof ServiceError ? error : toError();
    }
  }

  #fetch(request: GoogleRequest, init: RequestInit): Promise<Response> {
    const ask = this.#options.fetch ?? fetch;
    return ask(`${this.#options.originOf(request.host)}${request.path}`, init);
  }

  #init(request: GoogleRequest): RequestInit {
    if (!isGoogleHost(request.host))
      throw new TypeError(`Host "${String(request.host)}" is not one of google-hosts.ts`);
    if (!request.path.startsWith('/')) throw new TypeError(`Path "${request.path}" must begin with a slash`);
    const secrets = this.#options.secrets();
    this.#lent.set(request, secrets);
    const credential = credentialHeader(request.host, secrets);
    if (credential === null) throw this.#silence(request, 'no-credential');
    if (credential === 'unsendable') throw this.#silence(request, 'unsendable-credential');
    const asked = { ...request.headers, ...contentType(request) };
    return {
      method: request.method,
      headers: [...admittedHeaders(request.host, asked), [...credential]],
      ...(request.body === undefined ? {} : { body: textOf(request.body) }),
      // A redirect could lead anywhere. 308 in the middle of an upload is none, but counts as one unless it is followed.
      redirect: request.partOfUpload === true ? 'follow' : 'error',
      credentials: 'omit',
      cache: 'no-store',
    };
  }

  /** Writes the log's entry, once. */
  #entryFor(request: GoogleRequest, deadline: Deadline): (status: number | null, responseBytes: number) => void {
    const { host, method, purpose } = request;
    const sent = { at: Date.now(), host, method, purpose, requestBytes: byteLength(request.body) };
    const start = performance.now();
    let isOpen = true;
    return (status, responseBytes) => {
      if (!isOpen) return;
      isOpen = false;
      deadline.end();
      this.#options.log({ ...sent, responseBytes, status, ms: Math.round(performance.now() - start) });
    };
  }

  #asked(request: GoogleRequest): Asked {
    return { purpose: request.purpose, host: request.host, curl: curlCommand(request) };
  }

  #silence(request: GoogleRequest, silence: Silence): ServiceError {
    return this.#error(request, explainSilence(this.#asked(request), silence));
  }

  #error(request: GoogleRequest, problem: ServiceProblem): ServiceError {
    return new ServiceError(redactProblem(problem, this.#redactor(request)));
  }

  /** Knows what is held, and what this request was sent with. */
  #redactor(request: GoogleRequest): (text: string) => string {
    const held = redactorOf(this.#options.secrets());
    const lent = this.#lent.get(request);
    if (lent === undefined) return held;
    const sent = redactorOf(lent);
    return (text) => sent(held(text));
  }
}

function contentType({ body, contentType: type }: GoogleRequest): Record<string, string> {
  return body === undefined ? {} : { 'content-type': type ?? 'application/json' };
}

function textOf(body: JsonObject | Blob): string | Blob {
  return body instanceof Blob ? body : JSON.stringify(body);
}

function byteLength(body: JsonObject | Blob | undefined): number {
  if (body === undefined) return 0;
  return body instanceof Blob ? body.size : new TextEncoder().encode(JSON.stringify(body)).length;
}

function noAnswerTo({ method }: GoogleRequest): Silence {
  return method === 'PATCH' || method === 'DELETE' ? 'no-answer-to-change' : 'no-answer';
}
