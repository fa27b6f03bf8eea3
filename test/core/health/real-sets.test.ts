import { expect, it } from 'vitest';
import { detectFormats } from '../../../src/core/example/row-format.ts';
import { FitTally, joinFit } from '../../../src/core/health/fit.ts';
import { makeReady } from '../../../src/core/health/make-ready.ts';
import { findPlace } from '../../../src/core/health/places.ts';
import type { Json } from '../../../src/core/json.ts';
import { catalogue } from '../../../src/core/models/index.ts';
import { runRecipe } from '../../../src/core/recipe/run-recipe.ts';
import type { StepContext } from '../../../src/core/recipe/step.ts';
import { Row } from '../../../src/core/row/row.ts';
import { describeShared, type SharedFiles } from '../../support/real-files.ts';
import { validators } from '../../support/validators/index.ts';
import { examineRows } from './examine-rows.ts';

/** Steps that may leave rows out: their titles or summaries say so. */
const DROPPING = [
  ...['drop-empty-rows', 'drop-refusals', 'drop-short-outputs', 'drop-matching-rows', 'limit-length'],
  ...['remove-duplicates', 'convert-format'],
];

interface Fixed {
  /** Rows that the place would have taken, copies aside. */
  readonly before: number;
  readonly rows: readonly string[];
  readonly droppedBy: readonly string[];
}

/** The rows after every fix of health that is no mere note, and after what makes them ready for a place. */
async function fixAll(values: readonly Json[], placeId: string): Promise<Fixed> {
  const texts = values.map((value) => JSON.stringify(value));
  const format = detectFormats(values)?.id;
  const columns = [...new Set(values.flatMap((value) => Object.keys(value as object)))];
  const context: StepContext = { columns, mapping: { input: null, output: null }, format };
  const found = await examineRows(texts, context);
  const fixes = [...found.values()].flatMap(({ finding }) => (finding.severity === 'note' ? [] : finding.fix));
  const place = findPlace(placeId)!;
  const limits = catalogue.limits[placeId] ?? {};
  const tally = new FitTally(place, context, limits);
  texts.forEach((text, at) => {
    tally.add(new Row(text), at);
  });
  const fit = joinFit(place, limits, [tally.part()]);
  const run = await runRecipe([...fixes, ...makeReady(place, fit, limits)], context, texts);
  if (!run.ok) throw new Error(JSON.stringify(run.failure));
  const droppedBy = run.value.log.filter(({ dropped }) => Object.keys(dropped).length > 0).map(({ step }) => step);
  // What is there twice is to go: the set keeps one of each.
  const copies = ['duplicate-rows', 'alike-rows'].reduce((sum, id) => sum + (found.get(id)?.finding.count ?? 0), 0);
  return { before: fit.ready - copies, rows: run.value.rows, droppedBy };
}

function readRows(files: SharedFiles, name: string): readonly Json[] {
  return files.json(name) as readonly Json[];
}

/** Every fix at once: what is left is what the services take, and next to nothing of what they would have taken is lost. */
function endsWell(files: SharedFiles, name: string, placeId = 'agent-platform-sft'): void {
  it(`${name} ends in a set that ${placeId} accepts`, { timeout: 120_000 }, async () => {
    const { before, rows, droppedBy } = await fixAll(readRows(files, name), placeId);
    const validate = validators[findPlace(placeId)!.format]!;
    expect(rows.flatMap((row) => validate(JSON.parse(row)))).toEqual([]);
    expect(droppedBy.filter((step) => !DROPPING.includes(step))).toEqual([]);
    expect(rows.length / before).toBeGreaterThanOrEqual(0.95);
  });
}

describeShared('llms-from-scratch', (files) => {
  endsWell(files, 'instruction-data.json');

  it('instruction-data.json has the contradictions that its catalogue names', async () => {
    const values = readRows(files, 'instruction-data.json');
    const texts = values.map((value) => JSON.stringify(value));
    const format = detectFormats(values)?.id;
    const found = await examineRows(texts, { mapping: { input: null, output: null }, format });
    expect(found.get('contradictions')?.finding).toMatchObject({ detail: '20 inputs', count: 45 });
  });
});

describeShared('llama-factory', (files) => {
  endsWell(files, 'alpaca_en_demo.json');
  endsWell(files, 'alpaca_zh_demo.json');
  endsWell(files, 'glaive_toolcall_en_demo.json');
  endsWell(files, 'dpo_en_demo.json', 'agent-platform-preference');
  endsWell(files, 'identity.json', 'openai');
});

describeShared('codealpaca', (files) => {
  endsWell(files, 'code_alpaca_2k.json');
});
