import { BackupError, checkFirstLine, FIRST_LINE, LINE_BYTES, readLine, sumOf } from '../../core/backup/layout.ts';
import { type Packable, unpackRecord } from '../../core/backup/pack.ts';

export interface ReadRecord {
  readonly table: string;
  readonly record: Packable;
  /** Where it begins in the file. */
  readonly byte: number;
  /** Where the next line begins. */
  readonly end: number;
}

const LF = 10;

/** The records of a backup, each checked against its sum. Throws `BackupError` where the file is cut, damaged or newer. */
export async function* readBackup(file: Blob): AsyncGenerator<ReadRecord> {
  checkFirstLine(decode(await bytesOf(file, 0, LINE_BYTES)));
  let at = FIRST_LINE.length;
  for (let records = 0; ; records++) {
    const head = await bytesOf(file, at, at + LINE_BYTES);
    const length = head.indexOf(LF);
    if (length < 0) throw new BackupError(at, file.size - at < LINE_BYTES ? 'it is cut off' : 'there is no record');
    const line = readLine(decode(head.subarray(0, length)), at);
    const start = at + length + 1;
    if ('end' in line) {
      if (line.end !== records) throw new BackupError(at, `it should have ${line.end} records, and has ${records}`);
      if (start !== file.size) throw new BackupError(start, 'something stands after its end');
      return;
    }
    const end = start + line.bytes;
    if (end > file.size) throw new BackupError(file.size, 'it is cut off');
    const packed = await bytesOf(file, start, end);
    if (sumOf(packed) !== line.sum) throw new BackupError(start, 'a record is damaged');
    yield { table: line.table, record: unpack(packed, start), byte: start, end };
    at = end;
  }
}

function unpack(packed: Uint8Array, byte: number): Packable {
  try {
    return unpackRecord(packed);
  } catch (error) {
    throw new BackupError(byte, error instanceof Error ? error.message : String(error));
  }
}

async function bytesOf(file: Blob, start: number, end: number): Promise<Uint8Array> {
  return new Uint8Array(await file.slice(start, end).arrayBuffer());
}

function decode(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}
