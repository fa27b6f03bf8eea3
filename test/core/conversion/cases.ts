import { parse } from 'papaparse';
import { plainSettings } from '../../../src/core/conversion/conversion-settings.ts';
import { convertRow } from '../../../src/core/conversion/convert-row.ts';
import { detectMapping } from '../../../src/core/example/detect-mapping.ts';
import { detectFormats } from '../../../src/core/example/row-format.ts';
import type { Json } from '../../../src/core/json.ts';
import { catalogue } from '../../../src/core/models/index.ts';
import { preparePreflight } from '../../../src/core/preflight/preflight.ts';
import { Drop, type StepContext } from '../../../src/core/recipe/step.ts';
import { Row } from '../../../src/core/row/row.ts';
import { findTarget } from '../../../src/core/targets/index.ts';
import type { SharedFiles } from '../../support/real-files.ts';

/** The rows of a case: lines of JSON, a list of JSON, or a table whose cells are read as JSON where they are that. */
export function rowsOf(files: SharedFiles, name: string): readonly Json[] {
  const text = new TextDecoder().decode(files.bytes(name));
  // What is parsed is JSON.
  if (name.endsWith('.json')) return [JSON.parse(text) as Json].flat();
  if (name.endsWith('.csv')) {
    const rows = parse<Record<string, string>>(text.trim(), { header: true }).data;
    return rows.map((row) => Object.fromEntries(Object.entries(row).map(([key, cell]) => [key, cellOf(cell)])));
  }
  return text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => JSON.parse(line) as Json);
}

function cellOf(cell: string): Json {
  if (!/^[[{]/.test(cell)) return cell;
  try {
    return JSON.parse(cell) as Json;
  } catch {
    return cell;
  }
}

/** What an import would know of these rows. */
export function contextOf(rows: readonly Json[]): StepContext {
  const columns = [...new Set(rows.flatMap((row) => (typeof row === 'object' && row ? Object.keys(row) : [])))];
  return { columns, mapping: detectMapping(columns, rows), format: detectFormats(rows)?.id };
}

/** What an export in this format writes of each row, or why it leaves it out. */
export function exported(rows: readonly Json[], format: string): readonly (readonly Json[] | string)[] {
  const context = contextOf(rows);
  return rows.map((row) => {
    const made = convertRow(new Row(JSON.stringify(row)), plainSettings(format), context);
    return made instanceof Drop ? (made.detail ?? made.reason) : made.map(({ value }) => value);
  });
}

/** Who says what in each line of an export as Agent Platform SFT: "user: Hi | model: Hello!". */
export function spoken(rows: readonly Json[]): readonly string[] {
  return exported(rows, 'agent-platform-sft').map((made) =>
    typeof made === 'string' ? `left out: ${made}` : made.map(saidIn).join(' // '),
  );
}

interface Line {
  readonly systemInstruction?: Content;
  readonly contents: readonly Content[];
}

interface Content {
  readonly role?: string;
  readonly parts: readonly Readonly<Record<string, Json>>[];
}

function saidIn(value: Json): string {
  // The cast: what was written is of this format.
  const { systemInstruction: system, contents } = value as unknown as Line;
  const turns = [...(system ? [{ ...system, role: 'system' }] : []), ...contents];
  return turns.map(({ role, parts }) => `${role ?? ''}: ${parts.map(partOf).join(' + ')}`).join(' | ');
}

function partOf(part: Readonly<Record<string, Json>>): string {
  return typeof part['text'] === 'string' ? part['text'] : JSON.stringify(part);
}

/** What Tune says of rows before they are sent: rule and detail. */
export function tuned(rows: readonly Json[], id = 'agent-platform-sft'): readonly string[] {
  const target = findTarget(id);
  if (!target) throw new Error(`no target ${id}`);
  const check = preparePreflight(contextOf(rows), target, catalogue.limits[id] ?? {});
  return rows.flatMap((row, index) =>
    check(new Row(JSON.stringify(row))).faults.map(({ rule, detail }) => `${index} ${rule}: ${detail}`),
  );
}
