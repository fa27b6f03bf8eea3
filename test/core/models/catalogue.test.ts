import { describe, expect, it } from 'vitest';
import { DECISION_MODEL } from '../../../src/core/judge/decision.ts';
import { checkOverrides } from '../../../src/core/models/check-overrides.ts';
import { findModel, isRetired, modelsFor, modelWarnings, routeOf } from '../../../src/core/models/choose-model.ts';
import { catalogue } from '../../../src/core/models/index.ts';
import { withOverrides } from '../../../src/core/models/catalogue-overrides.ts';
import type { Json } from '../../../src/core/json.ts';
import { targets } from '../../../src/core/targets/index.ts';

const TODAY = '2026-11-21';

describe('what is known', () => {
  it('has a source and a date for everything', () => {
    const limits = Object.values(catalogue.limits).flatMap((each) => Object.values(each));
    const facts = [...catalogue.models, ...Object.values(catalogue.prices), ...limits, catalogue.tuningRegions];
    expect(limits.length).toBeGreaterThan(15);
    for (const { source, date } of facts) {
      expect(source).not.toBe('');
      expect(date).toMatch(/^\d{4}-\d{2}(-\d{2})?$/);
    }
    // What decides is no model that can be asked or tuned.
    const priced = Object.keys(catalogue.prices).filter((id) => id !== DECISION_MODEL.name);
    for (const id of priced) expect(findModel(catalogue, id)).toBeDefined();
    expect(Object.keys(catalogue.limits).sort()).toEqual(targets.map(({ id }) => id));
  });

  it('tunes three models with a project today, the retired ones after them', () => {
    const supervised = modelsFor(catalogue, { service: 'agent-platform', method: 'sft', today: TODAY });
    expect(supervised.map((model) => [model.id, isRetired(model, TODAY)])).toEqual([
      ['gemini-3.5-flash', false],
      ['gemini-3.5-flash-lite', false],
      ['gemini-3.1-flash-lite', false],
      ['gemini-2.5-flash', true],
      ['gemini-2.5-flash-lite', true],
      ['gemini-2.5-pro', true],
    ]);
    expect(modelsFor(catalogue, { service: 'agent-platform', method: 'sft', today: '2026-10-19' })).toHaveLength(6);
    expect(isRetired({ retires: '2026-10-20' }, '2026-10-19')).toBe(false);
  });

  it('knows no price for tuning 3.5 Flash-Lite, and which model answers for a retired one', () => {
    expect(catalogue.prices['gemini-3.5-flash-lite']?.training ?? null).toBeNull();
    const flash = findModel(catalogue, 'models/gemini-3.5-flash');
    if (!flash) return expect.unreachable();
    expect([routeOf(flash, '2026-10-07'), routeOf(flash, TODAY)]).toEqual([null, 'models/gemini-3.6-flash']);
  });

  it('tunes none with an API key', () => {
    const byKey = modelsFor(catalogue, { service: 'gemini-api', method: 'sft', today: TODAY });
    expect(byKey.map((model) => [model.id, isRetired(model, TODAY)])).toEqual([
      ['models/gemini-1.5-flash-001-tuning', true],
    ]);
  });

  it('warns of preference tuning that is documented for others, and of retirement', () => {
    const warnings = (id: string, method: 'sft' | 'preference'): string =>
      modelWarnings(catalogue, { id, method, today: TODAY, isOffered: false }).join('\n');
    expect(warnings('gemini-3.5-flash', 'preference')).toContain('Gemini 2.5 Flash and Gemini 2.5 Flash-Lite only');
    expect(warnings('gemini-2.5-flash', 'preference')).toContain('2026-10-20');
    expect(warnings('gemini-3.5-flash', 'sft')).toBe('');
    expect(warnings('gemini-7', 'sft')).toContain('gemini-7 is not in the catalogue');
  });

  it('leaves the last word on retirement to the service', () => {
    const choice = { id: 'models/gemini-1.5-flash-001-tuning', method: 'sft', today: TODAY } as const;
    const [offered, ...more] = modelWarnings(catalogue, { ...choice, isOffered: true });
    expect(offered).toContain('the service still offers it');
    expect(more).toEqual([]);
    expect(modelWarnings(catalogue, { ...choice, isOffered: false })[0]).toContain('choose another model');
  });

  it('asks 1.5 times the base model’s price of a tuned one', () => {
    expect(catalogue.prices['gemini-3.5-flash']?.tunedAnswering).toEqual({ input: 2.25, output: 13.5 });
    expect(catalogue.prices['gemini-3.1-flash-lite']?.tunedAnswering).toEqual({ input: 0.375, output: 2.25 });
  });
});

describe('what users know better', () => {
  it('takes the place of what is known, with its source', () => {
    const overrides = {
      date: '2026-12-01',
      models: {
        'gemini-2.5-pro': { retires: '2027-01-01' },
        'gemini-4-flash': { service: 'agent-platform', title: 'Gemini 4 Flash', methods: ['sft', 'preference'] },
      },
      prices: { 'gemini-4-flash': { training: 8 }, 'gemini-3.5-flash': { training: 9 } },
      limits: { 'gemini-api-sft': { inputCharacters: 50_000 } },
      tuningRegions: ['us-central1', 'asia-east1'],
    } as const;
    expect(checkOverrides(overrides, catalogue)).toEqual([]);
    const edited = withOverrides(catalogue, overrides);
    const source = { source: 'edited by you', date: '2026-12-01' };
    expect(findModel(edited, 'gemini-2.5-pro')).toMatchObject({ title: 'Gemini 2.5 Pro', retires: '2027-01-01' });
    expect(findModel(edited, 'gemini-4-flash')).toMatchObject({ title: 'Gemini 4 Flash', ...source });
    expect(edited.prices['gemini-4-flash']).toMatchObject({ training: 8, answering: null, ...source });
    expect(edited.prices['gemini-3.5-flash']).toMatchObject({ training: 9, answering: { input: 1.5, output: 9 } });
    expect(edited.limits['gemini-api-sft']?.inputCharacters).toEqual({ value: 50_000, ...source });
    expect(edited.limits['gemini-api-sft']?.outputCharacters).toEqual(
      catalogue.limits['gemini-api-sft']?.outputCharacters,
    );
    expect(edited.tuningRegions.value).toContain('asia-east1');
    expect(withOverrides(catalogue, { date: '2026-12-01' })).toEqual(catalogue);
  });

  it.each<[string, Json, string]>([
    ['no object', 3, 'overrides is 3: it must be an object'],
    ['no date', {}, 'overrides.date is missing: add it'],
    ['a strange member', { date: TODAY, colour: 1 }, 'overrides.colour is not known here: remove it'],
    ['a price below 0', { date: TODAY, prices: { m: { training: -1 } } }, 'overrides.prices.m.training is -1'],
    [
      'half a price',
      { date: TODAY, prices: { m: { answering: { input: 1 } } } },
      'overrides.prices.m.answering.output is missing',
    ],
    ['a limit of 0', { date: TODAY, limits: { 'gemini-api-sft': { inlineBytes: 0 } } }, 'inlineBytes is 0'],
    ['a strange limit', { date: TODAY, limits: { 'gemini-api-sft': { rows: 5 } } }, 'rows is not known here'],
    ['a strange target', { date: TODAY, limits: { moon: { inlineBytes: 1 } } }, 'overrides.limits.moon is not known'],
    [
      'a new model with little',
      { date: TODAY, models: { m: { service: 'agent-platform', methods: ['sft'] } } },
      'm.title',
    ],
    [
      'a method',
      { date: TODAY, models: { 'gemini-3.5-flash': { methods: ['magic'] } } },
      'is "magic": it must be one of',
    ],
    ['a day', { date: '1.1.2027' }, 'overrides.date is "1.1.2027": it must be a day such as "2026-11-21"'],
    ['a size', { date: TODAY, models: { 'gemini-3.5-flash': { adapterSizes: [3] } } }, 'is 3: it must be one of 1, 2'],
  ])('refuses %s', (_, overrides, why) => {
    expect(checkOverrides(overrides, catalogue).join('\n')).toContain(why);
  });
});
