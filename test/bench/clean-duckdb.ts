import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';

type WordCount = 'spelled' | 'cheap';

/** What Python's `str.strip` and `str.split` take for white space. */
const SPACES = [
  ...[0x9, 0xa, 0xb, 0xc, 0xd, 0x1c, 0x1d, 0x1e, 0x1f, 0x20, 0x85, 0xa0, 0x1680],
  ...[0x2000, 0x2001, 0x2002, 0x2003, 0x2004, 0x2005, 0x2006, 0x2007, 0x2008, 0x2009, 0x200a],
  ...[0x2028, 0x2029, 0x202f, 0x205f, 0x3000],
];
const CHARACTERS = SPACES.map((code) => `chr(${String(code)})`).join(' || ');
const CLASS = SPACES.map((code) => `\\x{${code.toString(16)}}`).join('');

const THREE_WORDS: Readonly<Record<WordCount, string>> = {
  spelled: `regexp_matches(output, '[^${CLASS}][${CLASS}]+[^${CLASS}]+[${CLASS}]+[^${CLASS}]')`,
  cheap: `length(output) - length(replace(output, ' ', '')) >= 2`,
};

/**
 * The job of `clean.py` in DuckDB with two threads, as near as it comes: it strips the same characters, drops the same
 * empty rows, keeps the first of equal rows in the order of the file. What differs: rows are in a table of a database
 * file in between, as ours do. `spelled` finds three words by a regular expression over the white space that Python
 * knows; `cheap` counts plain spaces, so it sees one word in "a\tb\tc" and three in "a  b". Gives the milliseconds from
 * reading the file to the finished output.
 */
export async function cleanInDuckDb(source: string, out: string, folder: string, words: WordCount): Promise<number> {
  const file = join(folder, `${words}.duckdb`);
  await rm(file, { force: true });
  const started = performance.now();
  const database = await DuckDBInstance.create(file, { threads: '2' });
  const connection = await database.connect();
  await connection.run(
    `CREATE TABLE read AS SELECT * FROM read_json(${quoted(source)}, format = 'newline_delimited',
       columns = {input: 'VARCHAR', output: 'VARCHAR'}, ignore_errors = true)`,
  );
  await connection.run(
    `CREATE TABLE cleaned AS
       WITH trimmed AS (
         SELECT rowid AS place, trim(input, ${CHARACTERS}) AS input, trim(output, ${CHARACTERS}) AS output FROM read)
       SELECT input, output, min(place) AS place FROM trimmed
       WHERE input <> '' AND output <> '' AND ${THREE_WORDS[words]}
       GROUP BY input, output ORDER BY place`,
  );
  await connection.run(`COPY (SELECT input, output FROM cleaned ORDER BY place) TO ${quoted(out)} (FORMAT json)`);
  const took = performance.now() - started;
  connection.closeSync();
  database.closeSync();
  return took;
}

function quoted(path: string): string {
  return `'${path.replaceAll("'", "''")}'`;
}
