import type { Result } from '../../core/failure.ts';
import {
  type Connection,
  type CredentialState,
  NO_CONNECTION,
  NO_CREDENTIALS,
} from '../../core/tuning/google-connection.ts';
import { serviceOf } from '../../core/services/index.ts';
import { isHeld } from '../../core/services/service.ts';
import type { ServiceId } from '../../core/tuning/model-ref.ts';
import { GoogleCalls, type GoogleNews, type GoogleWorker } from '../../jobs/google.ts';
import type { Remote } from '../../jobs/remote-worker.ts';
import type { Capabilities } from '../../services/capabilities.ts';
import type { RequestEntry } from '../../services/request-entry.ts';
import { changeConnection, readConnection } from '../../store/google/connection.ts';
import type { Notices } from '../frame/notices.svelte.ts';

/** Requests that the log keeps. It is in memory only. */
const MAX_REQUESTS = 1_000;

/** The connection to Google: what is held (never the secrets themselves), how it is reached, and every request made. */
export class Google {
  credentials = $state.raw<CredentialState>(NO_CREDENTIALS);
  connection = $state.raw<Connection>(NO_CONNECTION);
  /** Newest first. */
  requests = $state.raw<readonly RequestEntry[]>([]);
  asking = $state(false);
  /** What the credentials can do, as the services said when they were last asked. */
  capabilities = $state.raw<Capabilities | null>(null);
  /** True once the connection is read and the worker runs. */
  ready = $state(false);
  readonly #calls: GoogleCalls;
  readonly #notices: Notices;

  constructor(notices: Notices) {
    this.#notices = notices;
    this.#calls = new GoogleCalls(readConnection, this.#hear);
  }

  /** Reads what is stored and starts the worker; for pages that need it. */
  begin = async (): Promise<void> => {
    this.connection = await readConnection();
    await this.#notices.run(() => this.#calls.begin());
    this.ready = true;
  };

  call<T>(invoke: (api: Remote<GoogleWorker>) => Promise<Result<T>>): Promise<Result<T>> {
    return this.#calls.call(invoke);
  }

  /** The same where a failure is only to be shown. */
  run<T>(invoke: (api: Remote<GoogleWorker>) => Promise<Result<T>>): Promise<T | undefined> {
    return this.#notices.run(() => this.#calls.call(invoke));
  }

  /** Whether a call that answers nothing went well; a failure is shown. */
  async did(invoke: (api: Remote<GoogleWorker>) => Promise<Result<unknown>>): Promise<boolean> {
    const result = await this.#calls.call(invoke);
    if (!result.ok) this.#notices.fail(result.failure);
    return result.ok;
  }

  /** Whether this tab holds what this service asks for. */
  holds(service: ServiceId): boolean {
    return isHeld(serviceOf(service), this.credentials);
  }

  /** Asks the services what the credentials can do. Costs nothing. */
  ask = async (): Promise<void> => {
    this.asking = true;
    this.capabilities = (await this.run((api) => api.capabilities())) ?? null;
    this.asking = false;
  };

  /** Saves how the services are reached, for all tabs. */
  connect = async (change: Partial<Connection>): Promise<void> => {
    let connection: Connection = { ...this.connection, ...change };
    this.connection = connection;
    this.#forgetAnswers(change);
    await this.#notices.attempt(async () => {
      connection = await changeConnection(change);
    });
    await this.run((api) => api.connect(connection));
  };

  /** What was answered about another project or bucket says nothing of this one. */
  #forgetAnswers(change: Partial<Connection>): void {
    const isMoved = change.project !== undefined || change.region !== undefined;
    if (!this.capabilities || (!isMoved && change.bucket === undefined)) return;
    this.capabilities = { ...this.capabilities, bucket: null, ...(isMoved && { platformJobs: null }) };
  }

  readonly #hear = (news: GoogleNews): void => {
    if (news.kind === 'credentials') {
      const { geminiKey, accessToken } = this.credentials;
      this.credentials = news.state;
      // Other credentials can do other things.
      if (geminiKey !== news.state.geminiKey || accessToken !== news.state.accessToken) this.capabilities = null;
    }
    if (news.kind === 'connection') {
      this.connection = news.connection;
      this.#forgetAnswers(news.connection);
    }
    if (news.kind === 'request') this.requests = [news.entry, ...this.requests].slice(0, MAX_REQUESTS);
  };
}
