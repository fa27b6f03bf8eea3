import { readLinesOfRange } from '../../../src/core/filetypes/jsonl/line-range.ts';
import { openFile } from '../../../workers/files/file-source.ts';

interface Range {
  readonly file: File;
  readonly start: number;
  readonly end: number;
}

async function parse({ file, start, end }: Range): Promise<number> {
  const lines = await readLinesOfRange(openFile(file), start, end);
  if (!lines) return 0;
  let rows = 0;
  for (const line of new TextDecoder('utf-8', { fatal: true }).decode(lines.bytes).split('\n')) {
    if (line !== '' && JSON.parse(line) !== undefined) rows++;
  }
  return rows;
}

self.addEventListener('message', (event: MessageEvent<Range>) => {
  void parse(event.data).then((rows) => {
    self.postMessage(rows);
  });
});
