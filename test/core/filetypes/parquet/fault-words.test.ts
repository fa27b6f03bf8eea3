import { parquetWriteBuffer } from 'hyparquet-writer';
import { describe, expect, it } from 'vitest';
import { columnFault, footerFault } from '../../../../src/core/filetypes/parquet/fault-words.ts';
import { parquetType } from '../../../../src/core/filetypes/parquet/parquet-type.ts';
import { RefusedFileError } from '../../../../src/core/filetypes/refused-type.ts';
import { sourceOf } from '../../../support/byte-source.ts';

/** Words of the library, which mean nothing to whoever has the file. */
const JARGON = /thrift|footer|PAR1|codec|DataView|undefined|buffer|unhandled|unsupported|parquet [a-z]/;

async function faultOf(bytes: Uint8Array): Promise<string> {
  try {
    const file = await parquetType.open(sourceOf(bytes), {});
    for await (const { rows } of file.read()) expect(rows.length).toBeGreaterThan(0);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  return '';
}

describe('what is wrong with a Parquet file', () => {
  const data = Array.from({ length: 50 }, (_, at) => `text ${at}`);
  const whole = new Uint8Array(parquetWriteBuffer({ columnData: [{ name: 'word', data, type: 'STRING' }] }));

  it('is said in words of its owner, whichever byte is wrong', { timeout: 120_000 }, async () => {
    expect(await faultOf(whole)).toBe('');
    const said = new Set<string>();
    for (let at = 4; at < whole.length; at += 3) {
      for (const byte of [0x00, 0xff, (whole[at] ?? 0) ^ 0x15]) {
        const bytes = whole.slice();
        bytes[at] = byte;
        said.add(await faultOf(bytes));
      }
    }
    expect([...said].filter((words) => JARGON.test(words))).toEqual([]);
    expect(said.size).toBeGreaterThan(5);
  });

  it('is said of its end, where that is missing or damaged', async () => {
    expect(await faultOf(whole.subarray(0, whole.length - 9))).toContain(
      'its end, which says what is in it, is missing',
    );
    const damaged = whole.slice();
    damaged.fill(0xff, whole.length - 60, whole.length - 8);
    expect(await faultOf(damaged)).toContain('the list of its columns, at its end, is damaged');
    expect(footerFault(new Error('thrift unhandled type: 15')).message).not.toMatch(JARGON);
  });

  it('is no damage where the column is only written in a way that is not known', () => {
    const fault = columnFault(
      new Error('parquet unsupported compression codec: LZO'),
      'word',
      'in column “word”, rows 1 to 5',
    );
    expect(fault).toBeInstanceOf(RefusedFileError);
    expect(fault.message).toMatch(
      /^a Parquet file whose column “word” is compressed with LZO, which can’t be read here: Save it/,
    );
  });
});
