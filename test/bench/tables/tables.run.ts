/**
 * How well tables are read that nobody described: made ones, of which all is known, read by this program, by PapaParse and
 * by Python as they come. BENCH_TABLES says how many, BENCH_SEED which ones, BENCH_SHOW prints what was missed.
 */
import { expect, it } from 'vitest';
import { figureLine, print } from '../figures.ts';
import { Dice } from './dice.ts';
import { makeTable, type MadeTable, TROUBLES } from './made-table.ts';
import { readOwn, readPapa, readPython, type Reading } from './readings.ts';
import { MEASURES, scoreOf, type Score } from './score.ts';

const COUNT = Number(process.env['BENCH_TABLES'] ?? 3_000);
const SEED = Number(process.env['BENCH_SEED'] ?? 1);

it('reads made tables', () => {
  const tables = Array.from({ length: COUNT }, (_, index) => makeTable(new Dice(SEED * 1_000_003 + index)));
  const own = scoresOf(tables, tables.map(readOwn));
  const papa = scoresOf(tables, tables.map(readPapa));
  const python = readPython(tables);
  const lines = [
    `${COUNT} tables, seed ${SEED}: share that is right`,
    figureLine('', MEASURES.map((name) => name.padStart(10)).join('')),
  ];
  lines.push(line('Lapidary', own), line('PapaParse', papa));
  if (python) lines.push(line('Python csv.Sniffer', scoresOf(tables, python)));
  for (const trouble of TROUBLES) {
    const some = own.filter((_, index) => tables[index]?.troubles.includes(trouble));
    lines.push(line(`  ${trouble} (${some.length})`, some));
  }
  print(lines);
  if (process.env['BENCH_SHOW']) showMissed(tables, own, process.env['BENCH_SHOW']);
  expect(own).toHaveLength(COUNT);
});

function scoresOf(tables: readonly MadeTable[], readings: readonly (Reading | null)[]): Score[] {
  return tables.map((table, index) => scoreOf(table, readings[index] ?? null));
}

function line(name: string, scores: readonly Score[]): string {
  const shares = MEASURES.map((measure) => {
    const right = scores.filter((score) => score[measure]).length;
    return `${((100 * right) / scores.length).toFixed(1)} %`.padStart(10);
  });
  return figureLine(name, shares.join(''));
}

function showMissed(tables: readonly MadeTable[], scores: readonly Score[], which: string): void {
  scores.forEach((score, index) => {
    const table = tables[index];
    const missed = MEASURES.filter((measure) => !score[measure]);
    if (
      !table ||
      missed.length === 0 ||
      (which !== 'all' && !table.troubles.some((trouble) => trouble.startsWith(which)))
    )
      return;
    const reading = readOwn(table);
    const head = JSON.stringify(table.text.slice(0, 420));
    print([
      `#${index} ${table.troubles.join()} ${JSON.stringify(table.delimiter)}: ${missed.join()}; found ${JSON.stringify(reading.delimiter)} ${JSON.stringify(reading.header)} (${JSON.stringify(table.header)}) ${reading.rows.length}/${table.rows.length}`,
      head,
    ]);
  });
}
