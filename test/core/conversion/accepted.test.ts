import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { convertRow } from '../../../src/core/conversion/convert-row.ts';
import type { ConversionSettings } from '../../../src/core/conversion/conversion-settings.ts';
import { writeExample } from '../../../src/core/conversion/read-example.ts';
import { transformExample } from '../../../src/core/conversion/transform-example.ts';
import { needsOf } from '../../../src/core/conversion/needs.ts';
import { findFormat, formats } from '../../../src/core/formats/index.ts';
import type { Json } from '../../../src/core/json.ts';
import { detectFormat } from '../../../src/core/example/row-format.ts';
import { Row } from '../../../src/core/row/row.ts';
import { Drop } from '../../../src/core/recipe/step.ts';
import { anyExample } from '../../support/example-arbitraries.ts';
import { describeShared, type SharedFiles } from '../../support/real-files.ts';
import { validators } from '../../support/validators/index.ts';
import { settingsOf } from './initial-settings.ts';

const TARGETS = Object.entries(validators);
const WAYS: readonly Partial<ConversionSettings>[] = [
  {},
  { turns: 'each' },
  { turns: 'last', system: 'strip' },
  { answers: 'all-pairs', thoughts: 'parts' },
  { system: 'add', systemText: 'Rule 7.', thoughts: 'strip', template: 'Q: {{input}}' },
];

/** What a row becomes that was not the target's already: faults by row, reasons of drops. */
function faultsOf(values: readonly Json[], target: string, way: Partial<ConversionSettings>): Tally {
  const tally: Tally = { written: 0, faults: [], reasons: new Set() };
  for (const value of values) {
    const source = detectFormat(value);
    // Of a row that has the format already nothing is asked: it stays as it is, with its faults.
    if (!source || source.id === target) continue;
    const context = { columns: [], mapping: { input: null, output: null }, format: source.id };
    const rows = convertRow(new Row(JSON.stringify(value)), settingsOf({ ...way, format: target }), context);
    if (rows instanceof Drop) tally.reasons.add(rows.reason);
    else for (const row of rows) note(tally, row, target, source.id);
  }
  return tally;
}

interface Tally {
  written: number;
  readonly faults: string[];
  readonly reasons: Set<string>;
}

function note(tally: Tally, row: Row, target: string, source: string): void {
  tally.written++;
  const faults = validators[target]?.(row.value) ?? ['no validator'];
  if (faults.length > 0) tally.faults.push(`${source}: ${faults.join('; ')}: ${row.text.slice(0, 400)}`);
}

describe.each(TARGETS)('%s', (target, validate) => {
  it('says of its own samples nothing, and of other values what is wrong', () => {
    expect(findFormat(target)).toBeDefined();
    for (const odd of [null, 1, [], {}, { contents: [] }, { messages: [{ role: 'user' }] }, { input: 1, output: 2 }]) {
      expect(validate(odd)).not.toEqual([]);
    }
  });

  it.each(WAYS)('accepts what is made of every sample of every format: %o', (way) => {
    const { written, faults } = faultsOf(
      formats.flatMap(({ samples }) => samples),
      target,
      way,
    );
    expect(faults).toEqual([]);
    expect(written).toBeGreaterThan(0);
  });

  it('accepts what is made of any turns in any order', () => {
    const format = findFormat(target);
    if (!format) expect.unreachable();
    fc.assert(
      fc.property(anyExample, fc.constantFrom(...WAYS), (example, way) => {
        const pieces = transformExample(example, settingsOf({ ...way, format: target }), needsOf(format));
        for (const piece of pieces instanceof Drop ? [] : pieces) {
          const value = writeExample(format, piece);
          if (!(value instanceof Drop)) expect([JSON.stringify(value), ...validate(value)]).toHaveLength(1);
        }
      }),
      { numRuns: 200 },
    );
  });
});

const FOLDERS = ['llama-factory', 'llms-from-scratch', 'codealpaca', 'stanford-alpaca', 'fastchat', 'openai-cookbook'];

for (const folder of FOLDERS) {
  describeShared(folder, (files) => {
    const names = files.names().filter((name) => /\.jsonl?$/.test(name));

    it.each(names)('200 rows of %s', (name) => {
      const values = readRows(files, name).slice(0, 200);
      for (const [target] of TARGETS) {
        const { faults, reasons } = faultsOf(values, target, {});
        expect([target, ...faults.slice(0, 3)]).toEqual([target]);
        // Few words for many rows: reasons are counted by them.
        expect([...reasons].length, [...reasons].join('\n')).toBeLessThan(10);
      }
    });
  });
}

function readRows(files: SharedFiles, name: string): Json[] {
  const text = new TextDecoder().decode(files.bytes(name));
  // The files are JSON by their catalogue.
  if (name.endsWith('.json') && text.trimStart().startsWith('[')) return JSON.parse(text) as Json[];
  return text.split('\n').flatMap((line) => {
    try {
      return line.trim() === '' ? [] : [JSON.parse(line) as Json];
    } catch {
      return [];
    }
  });
}
