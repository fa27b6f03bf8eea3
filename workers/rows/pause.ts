/**
 * Lets a long task look up: messages that wait come in, and true says that the pass has been stopped, so that nobody wants the
 * task's part any more.
 */
export type Pause = () => Promise<boolean>;

/** Whether a worker has been told that its tasks at hand are not wanted. */
export class Stop {
  #isStopped = false;

  stop(): void {
    this.#isStopped = true;
  }

  readonly pause: Pause = async () => {
    await nextMessage();
    return this.#isStopped;
  };
}

/** A message to itself comes after all that are there. A timer would wait for four milliseconds. */
function nextMessage(): Promise<void> {
  return new Promise((done) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      done();
    };
    port2.postMessage(null);
  });
}
