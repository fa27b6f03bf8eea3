/** The data of each server-sent event of an answer, as it comes. */
export async function* eventsOf(response: Response): AsyncGenerator<string, void> {
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  if (reader === undefined) return;
  let rest = '';
  try {
    for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
      const events = (rest + piece.value).split(/\r\n\r\n|\n\n|\r\r/);
      rest = events.pop() ?? '';
      yield* events.map(dataOf).filter((data) => data !== '');
    }
    const last = dataOf(rest);
    if (last !== '') yield last;
  } finally {
    // Who stops listening also lets the connection go.
    await reader.cancel();
  }
}

function dataOf(event: string): string {
  const lines = event.split(/\r\n|\n|\r/).filter((line) => line.startsWith('data:'));
  return lines.map((line) => line.slice('data:'.length).trim()).join('\n');
}
