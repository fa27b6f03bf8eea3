import type { QuarantineDraft } from '../../core/filetypes/settings.ts';
import type { QuarantineInfo } from '../../core/version/version.ts';
import { database } from '../database.ts';
import type { QuarantineRecord } from '../records.ts';
import { writeUnder } from '../stage.ts';
import { readStored, toStored } from './stored-bytes.ts';

const EXCERPT_CHARACTERS = 4_000;

/** Keeps lines that could not be read, whole, under the import's stage. */
export async function keepQuarantined(
  owner: { readonly datasetId: string; readonly stage: string; readonly file: number; readonly fileName: string },
  drafts: readonly (Omit<QuarantineDraft, 'raw'> & { readonly raw: Uint8Array | Blob })[],
): Promise<void> {
  if (drafts.length === 0) return;
  const records = drafts.map(({ raw, ...draft }): QuarantineRecord => ({
    ...owner,
    ...draft,
    raw: raw instanceof Blob ? raw : toStored(raw),
  }));
  await writeUnder(owner.stage, database.quarantine, () => database.quarantine.bulkAdd(records));
}

/** Adds to the line numbers of what is in a stretch of a file, once it is known how many lines come before it. */
export async function shiftLines(
  datasetId: string,
  file: number,
  bytes: { readonly start: number; readonly end: number },
  lines: number,
): Promise<void> {
  await database.quarantine
    .where('[datasetId+file+byte]')
    .between([datasetId, file, bytes.start], [datasetId, file, bytes.end], true, false)
    .modify((record: { line: number }) => {
      record.line += lines;
    });
}

/** What is in quarantine, in order of the files. */
export async function listQuarantine(datasetId: string, from: number, count: number): Promise<QuarantineInfo[]> {
  const records = await inOrder(datasetId, from, count);
  return Promise.all(records.map((record, index) => describe(record, from + index)));
}

/** The raw bytes of what is in quarantine, for download. */
export async function readQuarantined(datasetId: string, from: number, count: number): Promise<Uint8Array[]> {
  const records = await inOrder(datasetId, from, count);
  return Promise.all(records.map((record) => readStored(record.raw)));
}

function inOrder(datasetId: string, from: number, count: number): Promise<QuarantineRecord[]> {
  return database.quarantine
    .where('[datasetId+file+byte]')
    .between([datasetId, 0, 0], [datasetId, Infinity, Infinity], true, true)
    .offset(from)
    .limit(count)
    .toArray();
}

async function describe(record: QuarantineRecord, id: number): Promise<QuarantineInfo> {
  // Four bytes are the most that one UTF-8 character takes.
  const head = await readStored(record.raw, 0, Math.min(record.raw.size, EXCERPT_CHARACTERS * 4));
  return {
    id,
    file: record.fileName,
    line: record.line,
    byte: record.byte,
    bytes: record.bytes,
    reason: record.reason,
    excerpt: new TextDecoder().decode(head).slice(0, EXCERPT_CHARACTERS),
  };
}
