/** Answers of these can't be made with a body, not even an empty one. */
const BODILESS: readonly number[] = [204, 205, 304];

interface Watch {
  /** A piece has come. */
  readonly onBytes: () => void;
  /** Called once, when there will be no more: how many bytes there were. */
  readonly onEnd: (bytes: number) => void;
  /** What to fail with where the body breaks off. */
  readonly toError: () => Error;
}

/** The same answer, its body watched while it is read. */
export function watchBody(response: Response, watch: Watch): Response {
  const { status, statusText, headers } = response;
  if (response.body === null || BODILESS.includes(status)) {
    watch.onEnd(0);
    return response;
  }
  return new Response(watchedStream(response.body, watch), { status, statusText, headers });
}

function watchedStream(body: ReadableStream<Uint8Array>, watch: Watch): ReadableStream<Uint8Array> {
  const reader = body.getReader();
  let bytes = 0;
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      const piece = await reader.read().catch(() => null);
      if (piece?.done === false) {
        bytes += piece.value.byteLength;
        watch.onBytes();
        controller.enqueue(piece.value);
        return;
      }
      // Before the end is reported: the reason is gone with the deadline.
      const error = piece === null ? watch.toError() : null;
      watch.onEnd(bytes);
      if (error === null) controller.close();
      else controller.error(error);
    },
    async cancel(reason) {
      watch.onEnd(bytes);
      await reader.cancel(reason);
    },
  });
}
