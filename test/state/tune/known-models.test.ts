import { describe, expect, it } from 'vitest';
import { catalogue } from '../../../src/core/models/index.ts';
import { NO_CONNECTION } from '../../../src/core/tuning/google-connection.ts';
import { servedModel } from '../../../src/core/tuning/model-ref.ts';
import { answerCost } from '../../../src/state/test/answer-cost.ts';
import { baseModelRef, baseModels } from '../../../src/state/tune/known-models.ts';
import { askableFirst, modelsToTry, pairOfJob } from '../../../src/state/test/models-to-try.ts';

const CONNECTION = { ...NO_CONNECTION, project: 'p', region: 'europe-west4' };

describe('models that can be asked', () => {
  it('are reached as their service names them', () => {
    const flash = { id: 'gemini-3.5-flash', service: 'agent-platform' } as const;
    expect(baseModelRef(flash, CONNECTION)).toEqual({
      service: 'agent-platform',
      project: 'p',
      location: 'europe-west4',
      name: 'publishers/google/models/gemini-3.5-flash',
    });
    expect(baseModelRef({ id: 'gemini-x', service: 'gemini-api' }, CONNECTION)).toEqual({
      service: 'gemini-api',
      name: 'models/gemini-x',
    });
  });

  it('are each there once, and one stands ready where nothing was tuned', () => {
    const all = modelsToTry([], catalogue, CONNECTION, null);
    expect(new Set(all.map(({ key }) => key)).size).toBe(all.length);
    const [base, tuned] = pairOfJob(all, [], { jobId: null, checkpoint: null }, CONNECTION);
    expect(base?.kind).toBe('base');
    expect(tuned).toBeNull();
  });

  it.each(['gemini-api', 'agent-platform'] as const)('begin with those that what is held can ask: %s', (held) => {
    const all = modelsToTry([], catalogue, CONNECTION, null);
    const ordered = askableFirst(all, (service) => service === held);
    const other = ordered.findIndex(({ ref }) => servedModel(ref).service !== held);
    expect(ordered.slice(other).some(({ ref }) => servedModel(ref).service === held)).toBe(false);
    expect(new Set(ordered)).toEqual(new Set(all));
    expect(pairOfJob(ordered, [], { jobId: null, checkpoint: null }, CONNECTION)[0]?.ref).toHaveProperty(
      'service',
      held,
    );
  });

  it('begin with none of a project before one is given', () => {
    const ordered = askableFirst(modelsToTry([], catalogue, NO_CONNECTION, null), () => true);
    expect(ordered[0]?.ref).toHaveProperty('service', 'gemini-api');
  });

  it('cost what the catalogue says, by the million tokens', () => {
    const [flash] = baseModels(
      catalogue.models.filter(({ id }) => id === 'gemini-3.5-flash'),
      CONNECTION,
    );
    const price = catalogue.prices['gemini-3.5-flash']?.answering;
    if (!flash || !price) throw new Error('the catalogue lacks the price that is tested');
    const usage = { promptTokens: 1_000_000, answerTokens: 500_000, thoughtTokens: 500_000, cachedTokens: null };
    expect(answerCost(flash, usage, catalogue)).toBeCloseTo(price.input + price.output, 10);
    expect(answerCost(flash, { ...usage, answerTokens: null }, catalogue)).toBeNull();
  });
});
