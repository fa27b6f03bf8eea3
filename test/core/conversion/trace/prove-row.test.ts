import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { traceConversion } from '../../../../src/core/conversion/convert-row.ts';
import { readLeaves } from '../../../../src/core/conversion/trace/leaves.ts';
import { proveRow, type WayBack } from '../../../../src/core/conversion/trace/prove-row.ts';
import { type Trace, traceRow } from '../../../../src/core/conversion/trace/trace-row.ts';
import { writeExample } from '../../../../src/core/conversion/read-example.ts';
import type { Format } from '../../../../src/core/formats/format.ts';
import { findFormat, formats } from '../../../../src/core/formats/index.ts';
import { Row } from '../../../../src/core/row/row.ts';
import { Drop } from '../../../../src/core/recipe/step.ts';
import { anyExample } from '../../../support/example-arbitraries.ts';
import { settingsOf } from '../initial-settings.ts';

interface RoundTrip extends WayBack {
  readonly trace: Trace;
}

function goRound(text: string, source: Format, format: Format, otherColumns = 'keep'): RoundTrip | null {
  const row = new Row(text);
  const context = { columns: [], mapping: { input: null, output: null }, format: source.id };
  const { rows, source: own } = traceConversion(row, settingsOf({ format: format.id, otherColumns }), context);
  if (rows instanceof Drop) return null;
  const texts = rows.map((made) => made.text);
  return { ...proveRow(row, rows, own, format), trace: traceRow(text, texts) };
}

const STRUCTURE = new Set(['role', 'from', 'type']);

/**
 * Every value that the report calls kept or moved is there after the way back. Its place may differ where the first format
 * spells one thing in several ways, such as a prompt as a text or a list: the proof calls that different.
 */
function checkKept({ back, trace }: RoundTrip): void {
  const values = readLeaves(back).leaves.map(({ text, source }) => text ?? source);
  for (const { leaf, fate } of trace.leaves) {
    // Words of the structure come and go with turns that are merged.
    if (STRUCTURE.has(leaf.key)) continue;
    if (fate === 'kept' || fate === 'moved') {
      // Within: what a tool answers may come back as the text of an object around it.
      const value = leaf.text ?? leaf.source;
      expect(values.some((other) => other.includes(value)) ? value : [value, back]).toBe(value);
    }
  }
}

function formatOf(id: string): Format {
  const format = findFormat(id);
  if (!format) throw new Error(`format ${id} is not there`);
  return format;
}

const WRITTEN = formats.filter(({ readOnly }) => readOnly !== true);

describe.each(WRITTEN.map((format) => ({ id: format.id, format })))('there and back by $id', ({ format }) => {
  it('brings back of every sample what the report calls kept or moved', () => {
    let possible = 0;
    for (const source of formats) {
      for (const sample of source.samples) {
        for (const otherColumns of ['keep', 'leave-out']) {
          const trip = goRound(JSON.stringify(sample), source, format, otherColumns);
          if (!trip || trip.proof === 'impossible') continue;
          possible++;
          checkKept(trip);
        }
      }
    }
    expect(possible).toBeGreaterThan(0);
  });
});

describe('there and back', () => {
  it('brings back of any turns what the report calls kept or moved', () => {
    let possible = 0;
    fc.assert(
      fc.property(anyExample, fc.constantFrom(...WRITTEN), fc.constantFrom(...WRITTEN), (example, source, format) => {
        const value = writeExample(source, example);
        if (value instanceof Drop) return;
        const trip = goRound(JSON.stringify(value), source, format);
        if (!trip || trip.proof === 'impossible') return;
        possible++;
        checkKept(trip);
      }),
      { numRuns: 2000 },
    );
    expect(possible).toBeGreaterThan(50);
  });

  it('is equal where both formats hold all of it, spelling of what stays beside included', () => {
    const [alpaca, orca, palm] = ['alpaca', 'open-orca', 'palm'].map(formatOf);
    if (!alpaca || !orca || !palm) expect.unreachable();
    const line = '{"input_text":"Why?","output_text":"So.","id":12345678901234567890,"rate":1.0}';
    for (const format of [alpaca, orca]) expect(goRound(line, palm, format)?.proof).toBe('equal');
    expect(goRound(line, palm, alpaca, 'leave-out')).toMatchObject({
      proof: 'different',
      back: '{"input_text":"Why?","output_text":"So."}',
    });
  });

  it('is impossible where one row became several', () => {
    const row = new Row('{"a":1}');
    const palm = formatOf('palm');
    expect(proveRow(row, [row, row], palm, palm)).toEqual({ proof: 'impossible', back: 'one row became several' });
    expect(proveRow(row, [row], palm, palm)).toEqual({ proof: 'equal', back: row.text });
  });
});
