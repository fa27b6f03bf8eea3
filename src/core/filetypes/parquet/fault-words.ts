import { BrokenFileError } from '../broken-file-error.ts';
import { RefusedFileError } from '../refused-type.ts';

/** What the library says where a column is sound, but written in a way that it does not know. */
const UNKNOWN: readonly (readonly [said: RegExp, words: (name: string) => string])[] = [
  [/unsupported compression codec: (\S+)/, (name) => `is compressed with ${name}`],
  [/unsupported encoding: (\S+)/, (name) => `has its values encoded as ${name}`],
  [/unsupported (?:compression|integer|type)\b.*?(\S+)$/, (name) => `has its values encoded as ${name}`],
  [/^(?:parquet )?(bson|interval) not supported/, (name) => `holds values of the type ${name.toUpperCase()}`],
  [/(file_path) not supported/, () => 'is in another file'],
];

/** What is wrong in a column, in the order in which it is asked. All that is not known by name is damage. */
const DAMAGE: readonly (readonly [said: RegExp, words: string])[] = [
  [/decompressed page length/, 'the unpacked values have another length than the file names'],
  [/out of range|truncated|too early/, 'the values end too early'],
  [/page header|unhandled type|page type|undefined/, 'the description of the values is damaged'],
  [/missing (?:keys|values|child)|mismatch|assembled|struct parsing/, 'the parts of its values don’t belong together'],
];

/** What a failure to read the end of the file, which lists its columns, says of the file. */
export function footerFault(error: unknown): Error {
  if (isOurs(error)) return error;
  const said = messageOf(error);
  if (/too short|footer != PAR1/.test(said))
    return broken('its end, which says what is in it, is missing: it may be cut off');
  if (/metadata length/.test(said)) return broken('the list of its columns would be longer than the file');
  return broken('the list of its columns, at its end, is damaged');
}

/** What a failure to read values says of them. `place`: "in column “a”, rows 1 to 500". */
export function columnFault(error: unknown, name: string, place: string): Error {
  if (error instanceof RefusedFileError) return error;
  if (error instanceof BrokenFileError) return broken(`${place}: ${error.message}`);
  if (isOurs(error)) return error;
  const said = messageOf(error);
  for (const [known, words] of UNKNOWN) {
    const found = known.exec(said);
    // A name that nobody gave is damage.
    if (!found || found[1] === 'undefined') continue;
    return new RefusedFileError(
      `a Parquet file whose column “${name}” ${words(found[1] ?? '')}, which can’t be read here`,
      'Save it again with common settings, such as Snappy compression, then import that.',
    );
  }
  // What reads behind the end of its bytes says nothing that would help.
  if (error instanceof RangeError) return broken(`${place}: the values end too early`);
  return broken(`${place}: ${DAMAGE.find(([known]) => known.test(said))?.[1] ?? 'the values are damaged'}`);
}

function isOurs(error: unknown): error is Error {
  const names = ['UnreadableFileError', 'BrokenFileError', 'RefusedFileError'];
  return error instanceof Error && names.includes(error.name);
}

function broken(why: string): BrokenFileError {
  return new BrokenFileError(`as a Parquet file it can't be read (${why})`);
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
