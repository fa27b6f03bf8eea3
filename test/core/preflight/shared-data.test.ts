import { parse } from 'papaparse';
import { expect, it } from 'vitest';
import { catalogue } from '../../../src/core/models/index.ts';
import { listMember } from '../../../src/core/formats/parts/rest.ts';
import { holdOut } from '../../../src/core/split/hold-out.ts';
import type { Json } from '../../../src/core/json.ts';
import { preparePreflight } from '../../../src/core/preflight/preflight.ts';
import { PreflightSum } from '../../../src/core/preflight/sum.ts';
import { PreflightTally } from '../../../src/core/preflight/preflight-part.ts';
import { detectFormats } from '../../../src/core/example/row-format.ts';
import { Row } from '../../../src/core/row/row.ts';
import type { StepContext } from '../../../src/core/recipe/step.ts';
import { findTarget, targets } from '../../../src/core/targets/index.ts';
import { describeShared, type SharedFiles } from '../../support/real-files.ts';
import { validators } from '../../support/validators/index.ts';
import { processorTime } from '../../support/processor-time.ts';

interface Checked {
  readonly sum: PreflightSum;
  readonly lines: number;
  readonly refusals: readonly string[];
}

/** Every row through the preflight; what independent validators say of the lines that it would send. */
function checkAll(rows: readonly Json[], context: StepContext, id: string): Checked {
  const target = findTarget(id) ?? expect.unreachable();
  const check = preparePreflight(context, target, catalogue.limits[id] ?? {});
  const tally = new PreflightTally(0, rows.length);
  const refusals: string[] = [];
  let lines = 0;
  for (const value of rows) {
    const checked = check(new Row(JSON.stringify(value)));
    tally.add(checked);
    if (checked.isFaulty || checked.line === null) continue;
    lines++;
    refusals.push(...(validators[target.format]?.(JSON.parse(checked.line)) ?? ['no validator']));
  }
  return { sum: new PreflightSum([tally.part()]), lines, refusals };
}

function contextOf(rows: readonly Json[]): StepContext {
  return { columns: [], mapping: { input: null, output: null }, format: detectFormats(rows)?.id };
}

/** The first two columns. */
function csvRows(files: SharedFiles, name: string): { v1: string; v2: string }[] {
  // Encoded in Windows-1252, as the catalogue says.
  const text = new TextDecoder('windows-1252').decode(files.bytes(name));
  const [, ...records] = parse<string[]>(text, { skipEmptyLines: true }).data;
  return records.map(([v1 = '', v2 = '']) => ({ v1, v2 }));
}

function readRows(files: SharedFiles, name: string): readonly Json[] {
  if (name.endsWith('.json')) return listMember({ rows: files.json(name) as Json }, 'rows') ?? [];
  const lines = new TextDecoder().decode(files.bytes(name)).split('\n');
  return lines.filter((line) => line.trim() !== '').map((line) => JSON.parse(line) as Json);
}

describeShared('sms-spam', (files) => {
  const context = { columns: ['v1', 'v2'], mapping: { input: 'v2', output: null, label: 'v1' } };

  it.each(['gemini-api-sft', 'agent-platform-sft'])('is sent to %s whole, balanced', (id) => {
    const rows = csvRows(files, 'spam.csv');
    const { sum, lines, refusals } = checkAll(rows, context, id);
    expect(refusals).toEqual([]);
    // 5572 rows by the catalogue, of two classes
    expect([lines, sum.rows]).toEqual([5572, 5572]);
    expect([...sum.labelNames].sort()).toEqual(['ham', 'spam']);
    const origins = Uint32Array.from(rows.keys());
    const { keys, faulty } = sum.columns;
    const sides = holdOut(
      { keys, origins, labels: sum.labels, excluded: faulty },
      { seed: 1, by: 'share', amount: 10 },
    );
    const held = sum.totals(sides, 2);
    expect(held.rows).toBe(557);
    const spam = rows.filter(({ v1 }) => v1 === 'spam').length / rows.length;
    expect((held.labels.get('spam') ?? 0) / held.rows).toBeCloseTo(spam, 1);
    // equal messages are on one side
    const sideOf = new Map<string, number>();
    for (const [row, { v2 }] of rows.entries()) {
      expect(sideOf.get(v2) ?? sides[row]).toBe(sides[row]);
      sideOf.set(v2, sides[row] ?? 0);
    }
    expect(sum.setFindings(id, catalogue.limits[id] ?? {}, sides)).toEqual([]);
  });
});

describeShared('banking77', (files) => {
  it('is split by each of its 77 classes', () => {
    const text = new TextDecoder().decode(files.bytes('train.csv'));
    const rows = parse<Record<'text' | 'category', string>>(text, { header: true, skipEmptyLines: true }).data;
    const context = {
      columns: ['text', 'category'],
      mapping: { input: 'text', output: null, label: 'category' },
    };
    const { sum } = checkAll(rows, context, 'agent-platform-sft');
    expect(sum.labelNames).toHaveLength(77);
    const { keys, faulty } = sum.columns;
    const origins = Uint32Array.from(rows.keys());
    const sides = holdOut(
      { keys, origins, labels: sum.labels, excluded: faulty },
      { seed: 1, by: 'share', amount: 10 },
    );
    const held = sum.totals(sides, 2).labels;
    for (const [label, count] of sum.totals(sum.allTraining(), 1).labels) {
      expect(Math.abs((held.get(label) ?? 0) - count / 10)).toBeLessThan(1.5);
    }
  });
});

const FILES = [
  'alpaca_en_demo.json',
  'alpaca_zh_demo.json',
  'dpo_en_demo.json',
  'dpo_zh_demo.json',
  'kto_en_demo.json',
];
const MORE = ['glaive_toolcall_en_demo.json', 'mllm_demo.json', 'v1_sft_demo.jsonl', 'reason_tool_use_demo_50.jsonl'];

describeShared('llama-factory', (files) => {
  it.each([...FILES, ...MORE])('%s: no line is refused', (name) => {
    const rows = readRows(files, name);
    for (const { id } of targets) {
      const { refusals, lines, sum } = checkAll(rows, contextOf(rows), id);
      expect([id, ...refusals.slice(0, 3)]).toEqual([id]);
      // each row is sent or named
      const named = new Set(
        sum.rowFindings(id).flatMap(({ level, positions }) => (level === 'error' ? [...positions] : [])),
      );
      expect(lines + named.size).toBe(rows.length);
    }
  });

  it('sends no question about a picture without the picture', () => {
    const rows = readRows(files, 'mllm_demo.json');
    for (const { id } of targets) expect([id, checkAll(rows, contextOf(rows), id).lines]).toEqual([id, 0]);
  });

  it('gives all preference pairs to preference tuning', () => {
    const rows = readRows(files, 'dpo_en_demo.json');
    const { lines, sum } = checkAll(rows, contextOf(rows), 'agent-platform-preference');
    expect([lines, sum.rowFindings('agent-platform-preference')]).toEqual([300, []]);
    expect(sum.labels).toBeNull();
  });
});

describeShared('codealpaca', (files) => {
  it('is checked at a pace that suits a million rows', () => {
    const rows = readRows(files, 'new_codealpaca.json');
    const took = processorTime(() => {
      const { lines, refusals } = checkAll(rows, contextOf(rows), 'agent-platform-sft');
      expect(refusals).toEqual([]);
      expect(lines).toBeGreaterThan(4000);
    });
    const perSecond = rows.length / (took / 1000);
    // a quiet machine does 15,000
    expect(perSecond).toBeGreaterThan(2000);
  });
});
