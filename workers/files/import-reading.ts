import { fail, ok, type Result } from '../../src/core/failure.ts';
import { BrokenFileError } from '../../src/core/filetypes/broken-file-error.ts';
import { EncodingError } from '../../src/core/filetypes/decode.ts';
import { JsonDocumentError } from '../../src/core/filetypes/json/json-document-error.ts';
import { RefusedFileError } from '../../src/core/filetypes/refused-type.ts';
import { UnreadableFileError } from './file-source.ts';
import { GzipError } from './gunzip.ts';

/** Reads a file; turns what is wrong with it, and not with us, into words. */
export async function readingOf<T>(file: File, read: () => Promise<T>): Promise<Result<T>> {
  try {
    return ok(await read());
  } catch (error) {
    if (error instanceof EncodingError) {
      return fail({ kind: 'bad-encoding', file: file.name, encoding: error.encoding, byte: error.byte });
    }
    if (error instanceof JsonDocumentError || error instanceof GzipError || error instanceof BrokenFileError) {
      return fail({ kind: 'broken-file', file: file.name, why: error.message });
    }
    if (error instanceof RefusedFileError) {
      return fail({ kind: 'refused-file', file: file.name, what: error.what, next: error.next });
    }
    if (error instanceof UnreadableFileError) {
      return fail({ kind: 'unreadable-file', file: file.name, why: error.message });
    }
    throw error;
  }
}
