/** Ends a request when its time is up or its caller gives up, and tells which of them it was. */
export class Deadline {
  readonly #controller = new AbortController();
  readonly #caller: AbortSignal | undefined;
  readonly #ms: number;
  #timer: ReturnType<typeof setTimeout>;
  #timedOut = false;

  constructor(caller: AbortSignal | undefined, ms: number) {
    this.#caller = caller;
    this.#ms = ms;
    this.#timer = this.#start();
    if (caller?.aborted === true) this.#giveUp();
    caller?.addEventListener('abort', this.#giveUp);
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  get timedOut(): boolean {
    return this.#timedOut;
  }

  /** What the caller gave up with; null where it did not. */
  get givenUp(): Error | null {
    if (this.#caller?.aborted !== true) return null;
    const reason: unknown = this.#caller.reason;
    return reason instanceof Error ? reason : new DOMException('The request was given up', 'AbortError');
  }

  /** Starts the time again, after a sign of life. */
  extend(): void {
    clearTimeout(this.#timer);
    this.#timer = this.#start();
  }

  end(): void {
    clearTimeout(this.#timer);
    this.#caller?.removeEventListener('abort', this.#giveUp);
  }

  #start(): ReturnType<typeof setTimeout> {
    return setTimeout(() => {
      this.#timedOut = true;
      this.#controller.abort();
    }, this.#ms);
  }

  readonly #giveUp = (): void => {
    this.#controller.abort();
  };
}
