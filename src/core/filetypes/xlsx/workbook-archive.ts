import type { FileEntry } from '@zip.js/zip.js';
import { sized } from '../../amount.ts';
import { BrokenFileError } from '../broken-file-error.ts';
import type { ByteSource } from '../byte-source.ts';
import { RefusedFileError } from '../refused-type.ts';
import type { XmlEvents } from './xml-pieces.ts';
import { XmlPieces } from './xml-pieces.ts';

/** A part of a workbook, which is unpacked only as far as it is read. */
export interface WorkbookPart {
  /** Unpacked, as the archive says. */
  readonly bytes: number;
  /** Its XML from its start in pieces, as texts. Throws BrokenFileError. */
  read(onBytes?: (bytes: number) => void): AsyncGenerator<string, void>;
}

/** What lists sheets or styles is hardly ever a hundredth of this. */
const MOST_PART = 16e6;

/** The parts of a workbook by their names. Throws BrokenFileError. */
export async function openArchive(file: ByteSource): Promise<ReadonlyMap<string, WorkbookPart>> {
  const { configure, Reader, ZipReader } = await import('@zip.js/zip.js');
  // This is a worker already.
  configure({ useWebWorkers: false });
  class SourceReader extends Reader<ByteSource> {
    override size = file.size;
    override readUint8Array(index: number, length: number): Promise<Uint8Array> {
      return file.read(index, Math.min(index + length, file.size));
    }
  }
  const archive = new ZipReader(new SourceReader(file));
  try {
    const entries = await archive.getEntries();
    return new Map(
      entries.flatMap((entry) => (entry.directory ? [] : [[nameOf(entry.filename), partOf(entry)] as const])),
    );
  } catch (error) {
    throw notWhole(error);
  }
}

/** Reads a small part whole. Throws BrokenFileError and RefusedFileError. */
export async function readPart(part: WorkbookPart, events: XmlEvents): Promise<void> {
  const xml = new XmlPieces(events);
  let bytes = 0;
  for await (const piece of part.read((more) => (bytes += more))) {
    if (bytes > MOST_PART) {
      const why = `a part of it that lists sheets or styles unpacks to more than ${sized(MOST_PART)}`;
      throw new RefusedFileError(`too large for a workbook: ${why}`, 'Save the sheet as CSV, then import that.');
    }
    xml.push(piece);
  }
  xml.end();
}

/** Some programs write folders as Windows does. */
function nameOf(name: string): string {
  return name.replace(/\\/g, '/').replace(/^\//, '');
}

function partOf(entry: FileEntry): WorkbookPart {
  return { bytes: entry.uncompressedSize, read: (onBytes) => readEntry(entry, onBytes) };
}

async function* readEntry(entry: FileEntry, onBytes?: (bytes: number) => void): AsyncGenerator<string, void> {
  const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
  const stop = new AbortController();
  let failure: unknown;
  const filling = entry.getData(writable, { checkSignature: true, signal: stop.signal }).catch((error: unknown) => {
    failure = error;
    // Whoever waits for bytes is told.
    return writable.abort(error).catch(() => undefined);
  });
  const reader = readable.getReader();
  let decoder: TextDecoder | undefined;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      decoder ??= new TextDecoder(isUtf16(value) ? 'utf-16' : 'utf-8');
      onBytes?.(value.length);
      yield decoder.decode(value, { stream: true });
    }
    // Only the end tells whether it is what was packed.
    await filling;
    if (failure !== undefined) throw notWhole(failure);
  } catch (error) {
    throw error instanceof BrokenFileError ? error : notWhole(failure ?? error);
  } finally {
    // Where nobody wants the rest, the unpacking ends too.
    stop.abort();
    await reader.cancel().catch(() => undefined);
    await filling;
  }
}

function isUtf16([first, second]: Uint8Array): boolean {
  return first === 0xff && second === 0xfe;
}

function notWhole(error: unknown): BrokenFileError {
  return new BrokenFileError(`its archive is not whole (${error instanceof Error ? error.message : String(error)})`);
}
