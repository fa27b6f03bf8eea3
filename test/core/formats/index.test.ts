import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fieldEdits } from '../../../src/core/example/field-edits.ts';
import type { Example, Part, Turn } from '../../../src/core/example/example.ts';
import { ShapeError, type Format } from '../../../src/core/formats/format.ts';
import { findFormat, formats } from '../../../src/core/formats/index.ts';
import type { Json } from '../../../src/core/json.ts';
import type { Path } from '../../../src/core/row/edit.ts';
import { Row } from '../../../src/core/row/row.ts';
import { scalarText } from '../../../src/core/example/column-text.ts';
import { detectFormat } from '../../../src/core/example/row-format.ts';
import { brokenRows } from './broken-rows.ts';

// index.ts and format.ts have no default export.
const files = import.meta.glob<Format | undefined>(
  '../../../src/core/formats/{chat,export,log,pair,preference,service,text}/*.ts',
  {
    eager: true,
    import: 'default',
  },
);

describe('the registry', () => {
  it('has every file of the folder under its name', () => {
    const names = Object.entries(files).flatMap(([path, format]) => (format ? [[path, format.id] as const] : []));
    expect(names.length).toBe(formats.length);
    for (const [path, id] of names) expect(path.replace(/^.*\/(.*)\.ts$/, '$1')).toBe(id);
  });

  it('has an order without ties', () => {
    const orders = formats.map(({ order }) => order);
    expect(new Set(orders).size).toBe(orders.length);
    expect(orders).toEqual(orders.toSorted((one, other) => one - other));
  });

  it('finds a format by its id and nothing else', () => {
    for (const format of formats) expect(findFormat(format.id)).toBe(format);
    expect(findFormat('columns')).toBeUndefined();
    expect(findFormat('toString')).toBeUndefined();
  });
});

/** Formats whose rows no example can be read from: numbers of tokens have no text. */
const UNREADABLE = ['pre-tokenised'];

describe.each(formats.map((format) => ({ name: format.id, format })))('$name', ({ format }) => {
  const isReadable = !UNREADABLE.includes(format.id);

  it('says what it is', () => {
    expect(format.title).toMatch(/^\p{Lu}/u);
    expect(format.summary).toMatch(/\.$/);
    expect(format.samples.length).toBeGreaterThan(0);
  });

  it('is the first to see itself in its samples, and says why', () => {
    for (const sample of format.samples) {
      expect(detectFormat(sample)?.id).toBe(format.id);
      expect(format.detect(sample)).toMatch(/^\S.*[^. ]$/);
    }
  });

  it.runIf(isReadable)('gives back the row that an example came from', () => {
    for (const sample of format.samples) {
      const before = JSON.stringify(sample);
      const example = format.toExample(sample);
      expect(example.meta.format).toBe(format.id);
      // Examples cross worker boundaries and are shown as JSON.
      expect(format.fromExample(structuredClone(example))).toEqual(sample);
      expect(JSON.stringify(sample)).toBe(before);
    }
  });

  it.runIf(isReadable)('writes an example that was changed since as a row of its own, or refuses in words', () => {
    for (const sample of format.samples) {
      for (const example of changedExamples(format.toExample(sample))) {
        const row = attempt(() => format.fromExample(example));
        if (row !== undefined) expect(format.detect(row), JSON.stringify(row)).not.toBeNull();
      }
    }
  });

  it('names each text once with its place, where a new text changes nothing else', () => {
    for (const sample of format.samples) {
      const fields = format.fields(sample);
      expect(new Set(fields.map(({ path, from }) => JSON.stringify([path, from]))).size).toBe(fields.length);
      expect(fields.length > 0).toBe(isReadable);
      for (const field of fields) {
        const { path, text, from } = field;
        const whole = textAt(sample, path);
        expect(whole.slice(from ?? 0, from === undefined ? undefined : from + text.length)).toBe(text);
        const value = `another ${text}`;
        const edits = fieldEdits(sample, [field], () => value);
        const after = new Row(JSON.stringify(sample)).edit(edits).value;
        const written = `${whole.slice(0, from ?? 0)}${value}${from === undefined ? '' : whole.slice(from + text.length)}`;
        // A number that is read as a text stays the number that it is.
        const isText = typeof valueAt(sample, path) === 'string';
        expect(after).toEqual(isText ? withValue(sample, path, written) : sample);
      }
    }
  });

  it('has nothing to say about rows that are not of its shape, and never falls over them', () => {
    fc.assert(
      fc.property(brokenRows(format.samples), (row) => {
        const reason = format.detect(row);
        const fields = format.fields(row);
        if (reason === null) expect(fields).toEqual([]);
        for (const { path, text, from = 0 } of fields) expect(textAt(row, path).startsWith(text, from)).toBe(true);
        roundTrip(format, row);
      }),
      { numRuns: 500 },
    );
  });
});

describe('from one format to another', () => {
  const readable = formats.filter(({ id }) => !UNREADABLE.includes(id));

  it.each(readable.map((format) => ({ name: format.id, format })))('$name → every other', ({ format }) => {
    for (const sample of format.samples) {
      const example = format.toExample(sample);
      for (const other of formats) {
        const row = attempt(() => other.fromExample(example));
        if (row === undefined) continue;
        expect(other.detect(row), `${other.id} does not see itself in ${JSON.stringify(row)}`).not.toBeNull();
        expect(other.readOnly === true && other !== format, `${other.id} was written`).toBe(false);
        const texts = turnTexts(example);
        if (texts && (other.kind === 'pair' || other.kind === 'conversation')) {
          expect(turnTexts(other.toExample(row)), `${other.id} changed a text`).toEqual(texts);
        }
      }
    }
  });
});

/** Role and text of each turn where an example is nothing but that; undefined for any other. */
function turnTexts({ turns, completions, label }: Example): string[] | undefined {
  if (completions ?? label !== undefined) return undefined;
  const texts = turns.map(({ role, parts: [part, ...more] }) =>
    part?.kind === 'text' && more.length === 0 ? `${role}: ${part.text}` : undefined,
  );
  return texts.every((text) => text !== undefined) ? texts : undefined;
}

/** What steps do to examples: turns go, texts change, what a turn brought along is lost. */
function changedExamples(example: Example): Example[] {
  const { turns } = example;
  const withTurns = (changed: readonly Turn[]): Example => ({ ...example, turns: changed });
  const { role, parts } = turns[0] ?? { role: 'user', parts: [] };
  return [
    ...turns.map((turn) => withTurns(turns.filter((other) => other !== turn))),
    withTurns(turns.map((turn) => ({ ...turn, parts: turn.parts.map(changePart) }))),
    withTurns([{ role, parts }, ...turns.slice(1)]),
    withTurns([{ role: 'system', parts: [{ kind: 'text', text: 'Be short.' }] }, ...turns]),
    withTurns([...turns, ...turns]),
    withTurns([]),
    { ...example, tools: [{ name: 'weigh' }] },
    { ...example, completions: [{ turns, score: 1 }] },
    { ...example, label: false },
  ];
}

function changePart(part: Part): Part {
  return part.kind === 'text' ? { ...part, text: `another ${part.text}` } : part;
}

/** A row that is read is written again as it was; one that is not is refused in words. */
function roundTrip(format: Format, row: Json): void {
  const example = attempt(() => format.toExample(row));
  if (example) expect(format.fromExample(example)).toEqual(row);
}

/** The value, or undefined where the format refuses in words. Anything else thrown is a fault. */
function attempt<T>(make: () => T): T | undefined {
  try {
    return make();
  } catch (error) {
    expect(error).toBeInstanceOf(ShapeError);
    expect(String(error)).toMatch(/\w{3}/);
    return undefined;
  }
}

/** A number that means something is read as its text. */
/** Fails the test where there is nothing that is a text, or a number read as one. */
function textAt(value: Json, path: Path): string {
  // The cast: what a path of a row leads to is JSON.
  const found = valueAt(value, path) as Json | undefined;
  const text = scalarText(found);
  if (text === null) throw new Error(`${path.join('.')} is ${JSON.stringify(found)}`);
  return text;
}

function valueAt(value: Json | undefined, path: Path): unknown {
  // Paths are keys of objects and indexes of lists, whichever the value is.
  return path.reduce<unknown>((inner, key) => (inner as Record<string | number, unknown> | undefined)?.[key], value);
}

function withValue(row: Json, path: Path, value: Json): Json {
  const copy = { row: structuredClone(row) };
  const full = ['row', ...path];
  // As above; the copy is this test's own to change.
  const parent = valueAt(copy, full.slice(0, -1)) as Record<string | number, Json>;
  parent[full.at(-1) ?? ''] = value;
  return copy.row;
}
