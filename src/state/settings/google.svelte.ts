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
  /** The last question about what the credentials can do. */
  #asking: Promise<Capabilities | null> = Promise.resolve(null);
  readonly #calls: GoogleCalls;
  readonly #notices: Notices;

  constructor(notices: Notices) {
    this.#notices = notices;
    this.#calls = new GoogleCalls(readConnection, this.#hear);
  }

  /** Reads what is stored and starts the worker; for pages that need it. */
  begin = async (): Promise<void> => {
    await this.#notices.attempt(async () => {
      this.connection = await readConnection();
    });
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

  /** Asks the services what the credentials can do. Costs nothing. Whoever asked before gets the last answer too. */
  ask = async (): Promise<void> => {
    const asking = this.#askNow();
    this.#asking = asking;
    this.asking = true;
    const found = await asking;
    if (this.#asking !== asking) return this.#asking.then(() => undefined);
    this.capabilities = found;
    this.asking = false;
  };

  /** What is found, but for what it says of other credentials or another place than those that are meant by its end. */
  async #askNow(): Promise<Capabilities | null> {
    const { credentials, connection } = this;
    const found = (await this.run((api) => api.capabilities())) ?? null;
    if (!found || areOther(credentials, this.credentials)) return null;
    return answersAbout(found, connection, this.connection);
  }

  /** Saves how the services are reached, for all tabs. */
  connect = async (change: Partial<Connection>): Promise<void> => {
    let connection: Connection = { ...this.connection, ...change };
    this.#take(connection);
    await this.#notices.attempt(async () => {
      connection = await changeConnection(change);
    });
    await this.run((api) => api.connect(connection));
  };

  #take(connection: Connection): void {
    if (this.capabilities) this.capabilities = answersAbout(this.capabilities, this.connection, connection);
    this.connection = connection;
  }

  readonly #hear = (news: GoogleNews): void => {
    if (news.kind === 'credentials') {
      if (areOther(this.credentials, news.state)) this.capabilities = null;
      this.credentials = news.state;
    }
    if (news.kind === 'connection') this.#take(news.connection);
    if (news.kind === 'request') this.requests = [news.entry, ...this.requests].slice(0, MAX_REQUESTS);
  };
}

/** Other credentials can do other things. */
function areOther(before: CredentialState, after: CredentialState): boolean {
  return before.geminiKey !== after.geminiKey || before.accessToken !== after.accessToken;
}

/** What was answered about one place, without what says nothing of another: of its project, region or bucket. */
function answersAbout(found: Capabilities, asked: Connection, meant: Connection): Capabilities {
  const isMoved = asked.project !== meant.project || asked.region !== meant.region;
  if (!isMoved && asked.bucket === meant.bucket) return found;
  return { ...found, bucket: null, ...(isMoved && { platformJobs: null }) };
}
