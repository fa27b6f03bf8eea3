import { readdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findModel } from '../../../src/core/models/choose-model.ts';
import { catalogue } from '../../../src/core/models/index.ts';
import { findFormat } from '../../../src/core/formats/index.ts';
import { findTarget, targets } from '../../../src/core/targets/index.ts';
import { checkSettings, initialSettings } from '../../../src/core/targets/parts/target-settings.ts';
import type { TargetFacts } from '../../../src/core/targets/target.ts';

const FOLDER = resolve(import.meta.dirname, '../../../src/core/targets');

function facts(trainingRows: number, classes = 0): TargetFacts {
  const each = trainingRows * 100;
  return { trainingRows, validationRows: 0, classes, tokens: { low: each * 0.8, likely: each, high: each * 1.3 } };
}

it('finds a target in each file, its id equal to the file’s name', () => {
  const files = readdirSync(FOLDER).filter((name) => name.endsWith('.ts') && !/^(index|target)\.ts$/.test(name));
  expect(targets.map(({ id }) => `${id}.ts`)).toEqual(files.sort());
  expect(targets).toHaveLength(5);
  expect(findTarget('nowhere')).toBeUndefined();
});

describe.each(targets)('$id', (target) => {
  it.each([0, 1, 30, 500, 5000, 1_000_000])('is filled in with values that it takes itself, for %i rows', (rows) => {
    const settings = initialSettings(target, facts(rows));
    expect(checkSettings(target, settings)).toEqual([]);
    for (const setting of target.settings) {
      expect(setting.reason(facts(rows))).toMatch(/\.$/);
      expect(setting.reason(facts(rows))).not.toContain('undefined');
    }
  });

  it('has presets that it takes, each with a reason', () => {
    expect(target.presets).toHaveLength(target.requestBody === null ? 0 : 3);
    for (const preset of target.presets) {
      const settings = { ...initialSettings(target, facts(500)), ...preset.settings };
      expect(checkSettings(target, settings)).toEqual([]);
      expect(preset.reason).not.toBe('');
    }
  });

  it('names a format, a limit of names, and its settings once', () => {
    expect(findFormat(target.format)).toBeDefined();
    expect(catalogue.limits[target.id]?.displayName).toBeDefined();
    expect(new Set(target.settings.map(({ label }) => label)).size).toBe(target.settings.length);
  });
});

it('labels the fields as the acceptance runs expect', () => {
  const labelsOf = (id: string): readonly string[] => findTarget(id)?.settings.map(({ label }) => label) ?? [];
  expect(labelsOf('gemini-api-sft')).toEqual(expect.arrayContaining(['Epochs', 'Batch size', 'Learning rate']));
  expect(labelsOf('agent-platform-sft')).toEqual(
    expect.arrayContaining(['Epochs', 'Learning rate multiplier', 'Adapter size']),
  );
});

it.each(['agent-platform-sft', 'agent-platform-preference'])(
  '%s says where the learning rate, batch size and warm-up of guides are, and sends none of them',
  (id) => {
    const target = findTarget(id);
    const setting = target?.settings.find(({ label }) => label === 'Learning rate multiplier');
    for (const name of ['learning_rate', 'batch_size', 'warmup_steps']) {
      expect(setting?.elsewhere?.question).toContain(name);
    }
    expect(setting?.elsewhere?.answer).toMatch(/^The Agent Platform takes none of them\./);
    const settings = {
      ...target?.presets[0]?.settings,
      epochs: 3,
      adapterSize: '4',
      learningRateMultiplier: 1,
      beta: 0.1,
    };
    const body = target?.requestBody?.({
      ...{ baseModel: 'gemini-3.5-flash', displayName: 'n', attempt: 'a', data: null },
      settings: { ...settings, learningRate: 0.001, batchSize: 8, exportLastCheckpointOnly: false },
    });
    expect(JSON.stringify(body)).not.toMatch(/"(learningRate|batchSize|warmupSteps)"/);
  },
);

it('takes the defaults of the Gemini API: 5 epochs, a batch of 4 or 16, a smaller rate for few rows', () => {
  const target = findTarget('gemini-api-sft');
  if (!target) expect.unreachable();
  expect(initialSettings(target, facts(20))).toMatchObject({ epochs: 5, batchSize: 4, learningRate: 0.0002 });
  expect(initialSettings(target, facts(500))).toMatchObject({ epochs: 5, batchSize: 4, learningRate: 0.001 });
  expect(initialSettings(target, facts(5000))).toMatchObject({ epochs: 5, batchSize: 16, learningRate: 0.001 });
});

it('says what is wrong with settings, but not with those that are hidden', () => {
  const target = findTarget('gemini-api-sft');
  if (!target) expect.unreachable();
  const right = initialSettings(target, facts(100));
  expect(checkSettings(target, { ...right, epochs: 2.5, batchSize: 0 })).toEqual([
    { setting: 'epochs', why: 'Epochs is 2.5: it must be a whole number from 1 to 100' },
    { setting: 'batchSize', why: 'Batch size is 0: it must be a whole number from 1 to 64' },
  ]);
  expect(checkSettings(target, { ...right, learningRateMultiplier: NaN })).toEqual([]);
  expect(checkSettings(target, { ...right, learningRate: NaN })).toHaveLength(1);
  expect(checkSettings(target, { ...right, rateBy: 'both' })[0]?.why).toContain('one of rate, multiplier');
  const { epochs, ...without } = right;
  expect(checkSettings(target, without).map(({ setting }) => [setting, epochs])).toEqual([['epochs', 5]]);
});

it('knows that not every model takes every adapter size', () => {
  const target = findTarget('agent-platform-sft') ?? expect.unreachable();
  const settings = { ...initialSettings(target, facts(500)), adapterSize: '16' };
  expect(checkSettings(target, settings, findModel(catalogue, 'gemini-3.5-flash'))).toEqual([]);
  expect(checkSettings(target, settings, findModel(catalogue, 'gemini-2.5-pro'))).toEqual([
    { setting: 'adapterSize', why: 'Adapter size is 16: Gemini 2.5 Pro takes 1, 2, 4, 8' },
  ]);
});

it('checks names as they are typed', () => {
  const check = (id: string, name: string): string | null => findTarget(id)?.checkName(name, catalogue) ?? null;
  expect(check('gemini-api-sft', 'n'.repeat(40))).toBeNull();
  expect(check('gemini-api-sft', '💎'.repeat(40))).toBeNull();
  expect(check('gemini-api-sft', 'n'.repeat(42))).toBe(
    'The name has 42 characters, and the service takes 40: shorten it by 2 characters.',
  );
  expect(check('agent-platform-sft', 'n'.repeat(128))).toBeNull();
  expect(check('agent-platform-preference', 'n'.repeat(129))).toContain('128');
  expect(check('agent-platform-sft', ' ')).toContain('empty');
});

describe('estimates', () => {
  it.each([
    // 20 of 500 rows with 100 tokens each; $1.50 for a million
    [{ tokenBudget: 8000, examples: 20 }, 'about 2,000 tokens to each prompt: up to $3.00 for every 1,000 prompts'],
    [{ tokenBudget: 1000, examples: 20 }, 'about 1,000 tokens to each prompt: up to $1.50 for every 1,000 prompts'],
  ])('say what each prompt with a pack costs: %j', (settings, words) => {
    const priced = { catalogue, baseModel: 'models/gemini-3.5-flash' };
    const estimate = findTarget('few-shot-pack')?.estimate(facts(500), settings, priced);
    expect(estimate).toMatchObject({ cost: 0, trainingTokens: 0 });
    expect(estimate?.priceSource).toContain(words);
  });

  it('are tokens × epochs × price, with a range', () => {
    const target = findTarget('agent-platform-sft');
    const settings = { epochs: 3 };
    const priced = { catalogue, baseModel: 'gemini-3.5-flash' };
    // 10,000 rows of 100 tokens, three times, at 10 dollars a million
    expect(target?.estimate(facts(10_000), settings, priced)).toMatchObject({
      trainingTokens: 3_000_000,
      tokens: { low: 2_400_000, high: 3_900_000 },
      cost: 30,
      costRange: { low: 24, high: 39 },
      steps: null,
    });
    expect(target?.estimate(facts(1), settings, { catalogue, baseModel: 'gemini-9' })).toMatchObject({ cost: null });
  });

  it.each([
    [15, 5, 2, 38],
    [15, 5, 4, 19],
    [15, 3, 2, 23],
    [15, 3, 4, 12],
    [15, 100, 4, 375],
    [15, 50, 4, 188],
  ])(
    'have the recorded steps of the Gemini API: %i rows, %i epochs, batches of %i',
    (rows, epochs, batchSize, steps) => {
      const target = findTarget('gemini-api-sft');
      const priced = { catalogue, baseModel: 'models/gemini-1.5-flash-001-tuning' };
      expect(target?.estimate(facts(rows), { epochs, batchSize }, priced)).toMatchObject({ steps, cost: null });
    },
  );
});

it('suggests a pack that shows each class, unless there are very many', () => {
  const target = findTarget('few-shot-pack') ?? expect.unreachable();
  const examples = (classes: number) => initialSettings(target, facts(5000, classes))['examples'];
  expect([0, 2, 20, 77, 200, 201].map(examples)).toEqual([20, 20, 20, 77, 200, 20]);
  expect(initialSettings(target, facts(7, 2))).toMatchObject({ examples: 7 });
});
