import type { GoogleNews, GoogleWorker } from '../../workers/contracts/google.ts';
import type { Result } from '../core/failure.ts';
import type { Connection, CredentialState } from '../core/tuning/google-connection.ts';
import { callback, type Remote, RemoteWorker } from './remote-worker.ts';
import { googleKind } from './worker-kinds.ts';

export type { GoogleNews, GoogleWorker } from '../../workers/contracts/google.ts';
export { callback };

/** The one worker that talks to Google, started when it is first needed. With it die the secrets that it held. */
export class GoogleCalls {
  #worker: RemoteWorker<GoogleWorker> | undefined;
  #begun: Promise<Result<CredentialState>> | undefined;
  readonly #connection: () => Promise<Connection>;
  readonly #tell: (news: GoogleNews) => void;

  constructor(connection: () => Promise<Connection>, tell: (news: GoogleNews) => void) {
    this.#connection = connection;
    this.#tell = tell;
  }

  /** Starts the worker if it isn't there. */
  begin(): Promise<Result<CredentialState>> {
    if (this.#worker?.alive && this.#begun) return this.#begun;
    const worker = new RemoteWorker<GoogleWorker>(googleKind);
    this.#worker = worker;
    this.#begun = this.#introduce(worker);
    return this.#begun;
  }

  /** Calls the worker. Never rejects; never stays pending. */
  async call<T>(invoke: (api: Remote<GoogleWorker>) => Promise<Result<T>>): Promise<Result<T>> {
    const begun = await this.begin();
    return begun.ok ? this.#current().call(invoke) : begun;
  }

  #current(): RemoteWorker<GoogleWorker> {
    if (!this.#worker) throw new Error('the worker was called before it was started');
    return this.#worker;
  }

  async #introduce(worker: RemoteWorker<GoogleWorker>): Promise<Result<CredentialState>> {
    const connection = await this.#connection();
    const begun = await worker.call((api) => api.begin(connection, callback(this.#tell)));
    if (begun.ok) this.#tell({ kind: 'credentials', state: begun.value });
    return begun;
  }
}
