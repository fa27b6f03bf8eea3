import { describe, expect, it } from 'vitest';
import {
  addSurvey,
  emptySurvey,
  keptOtherwise,
  kindsOf,
  surveyCells,
} from '../../../../src/core/filetypes/parquet/column-kinds.ts';
import { parquetType } from '../../../../src/core/filetypes/parquet/parquet-type.ts';
import { parquetEnd, parquetStart, writeGroup } from '../../../../src/core/filetypes/parquet/write-parquet.ts';
import { joinBytes } from '../../../../src/core/filetypes/bytes.ts';
import { sourceOf } from '../../../support/byte-source.ts';

type Cells = readonly (string | null)[];

/** Rows of cells as JSON, written in groups as an export does and read by an import. */
async function through(names: readonly string[], groups: readonly (readonly Cells[])[]): Promise<readonly string[]> {
  const survey = emptySurvey(names.length);
  for (const rows of groups) {
    const part = emptySurvey(names.length);
    for (const row of rows) surveyCells(part, row);
    addSurvey(survey, part);
  }
  const kinds = kindsOf(survey);
  const written = await Promise.all(
    groups.map((rows) =>
      writeGroup(
        names,
        kinds,
        names.map((_, at) => rows.map((row) => row[at] ?? null)),
      ),
    ),
  );
  const end = await parquetEnd(
    names,
    kinds,
    written.map(({ bytes, group }) => ({ bytes: bytes.length, group })),
  );
  const file = await parquetType.open(
    sourceOf(joinBytes(parquetStart(), ...written.map(({ bytes }) => bytes), end)),
    {},
  );
  const rows: string[] = [];
  for await (const stretch of file.read()) rows.push(...stretch.rows);
  return rows;
}

function rowOf(names: readonly string[], cells: Cells): string {
  return `{${names.map((name, at) => `${JSON.stringify(name)}:${cells[at] ?? 'null'}`).join(',')}}`;
}

describe('a Parquet file that was written', () => {
  it('has every value as the rows spell it, in several groups', async () => {
    const names = ['text', 'flag', 'n', 'x', 'nested', 'mixed', 'none', 'a.b'];
    const groups: Cells[][] = [
      [
        ['"é “q”\\n\\u0001狐"', 'true', '9007199254740993', '0.1', '{"a":[1.0,{"b":null}]}', '"1"', 'null', '"dot"'],
        ['""', 'false', '-9223372036854775808', '-1e-7', '[]', '1', null, null],
      ],
      [[null, null, '0', '-0', 'null', 'true', 'null', '"x"']],
      [['"\\ud83d\\ude00"', 'true', '12', '12', '{}', '[1]', null, '"x"']],
    ];
    const rows = await through(names, groups);
    const expected = groups.flat().map((cells) => rowOf(names, cells));
    // Texts may be escaped otherwise.
    expect(rows.map((row) => JSON.stringify(JSON.parse(row)))).toEqual(
      expected.map((row) => JSON.stringify(JSON.parse(row))),
    );
    for (const spelled of ['"n":9007199254740993', '"n":-9223372036854775808', '"x":-0', '{"a":[1.0,{"b":null}]}'])
      expect(rows.join('\n')).toContain(spelled);
  });

  it.each([
    ['more digits than 64 bits', '12345678901234567890'],
    ['more digits than a double', '0.12345678901234567890123'],
    ['a power that no double has', '1e999'],
    ['half of a surrogate pair', '"\\ud800"'],
  ])('keeps a value with %s by its spelling', async (_, value) => {
    expect(await through(['v'], [[[value], ['1']]])).toEqual([`{"v":${value}}`, '{"v":1}']);
  });

  it('has numbers as numbers where their value is kept, and says what else is other', async () => {
    const survey = emptySurvey(3);
    surveyCells(survey, ['1.0', '{"a":1}', '2']);
    surveyCells(survey, ['2.50', null, '10e2']);
    surveyCells(survey, ['3', '[]', '2.5']);
    expect(kindsOf(survey)).toEqual(['number', 'json', 'number']);
    expect(keptOtherwise(['n', 'list', 'm'], survey)).toEqual([
      '“list” is written as JSON text, so that nothing in it is lost.',
      '2 numbers in “n” keep their value and lose their spelling (1.0 becomes 1).',
      '1 number in “m” keeps its value and loses its spelling (1.0 becomes 1).',
      '1 missing cell becomes null.',
    ]);
    expect(await through(['n'], [[['1.0'], ['2.50'], ['10e2']]])).toEqual(['{"n":1}', '{"n":2.5}', '{"n":1000}']);
  });
});
