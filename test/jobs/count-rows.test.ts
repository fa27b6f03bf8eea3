import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fail, ok, type Result } from '../../src/core/failure.ts';
import type { CountableRow } from '../../src/core/tokens/countable-row.ts';
import type { ServedModel } from '../../src/core/tuning/model-ref.ts';
import { countEach, type CountPrompt } from '../../src/jobs/count-rows.ts';
import { countTokens } from '../../src/services/count-tokens.ts';
import { GoogleClient } from '../../src/services/google-client.ts';
import { ServiceError } from '../../src/services/service-error.ts';
import { type Emulator, startEmulator } from '../emulator/emulator.ts';
import { DEFAULTS } from '../emulator/settings.ts';

const GEMINI: ServedModel = { service: 'gemini-api', name: 'models/gemini-3.5-flash' };
const PLATFORM: ServedModel = {
  ...{ service: 'agent-platform', project: DEFAULTS.project, location: 'us-central1' },
  name: 'publishers/google/models/gemini-3.5-flash',
};

let emulator: Emulator;
beforeEach(async () => {
  emulator = await startEmulator();
});
afterEach(() => emulator.close());

const turn = (role: 'system' | 'user' | 'model', text: string) => {
  return { role, parts: [{ kind: 'text', text }] } as const;
};
/** Row n: 4 n characters in, 8 out, and what the system says. */
const ROWS: readonly CountableRow[] = Array.from({ length: 10 }, (_, n) => ({
  ...{ position: n * 3, estimate: n + 5 },
  prompts: [
    { turns: [turn('system', 'Be brief'), turn('user', 'gems'.repeat(n + 1)), turn('model', 'opal blue'.slice(0, 8))] },
  ],
}));
const SAMPLE = ROWS.map(({ position }, index) => ({ position, weight: index + 1 }));

/** The real client before the emulator; `before` may do something to either before the n-th request. */
function asker(model: ServedModel, before: (request: number) => void = () => undefined): CountPrompt {
  const client = new GoogleClient({
    secrets: () => ({ geminiKey: DEFAULTS.key, accessToken: DEFAULTS.token }),
    originOf: (host) => emulator.originOf(host),
    isOff: () => false,
    log: () => undefined,
  });
  let request = 0;
  return async (prompt, signal): Promise<Result<number>> => {
    before(request++);
    try {
      return ok(await countTokens(client, model, prompt, signal));
    } catch (error) {
      if (error instanceof ServiceError) return fail({ kind: 'service', problem: error.problem });
      return fail({ kind: 'cancelled' });
    }
  };
}

function run(signal = new AbortController().signal) {
  return { signal, onProgress: () => undefined };
}

describe.each([GEMINI, PLATFORM])('counting rows at $service', (model) => {
  it('asks once for each prompt and sums what belongs together', async () => {
    const pair = { ...ROWS[0]!, prompts: [...ROWS[0]!.prompts, ...ROWS[1]!.prompts] };
    const result = await countEach([pair, ...ROWS.slice(2)], SAMPLE, asker(model), run());
    // "Be brief" and the answer are two tokens each, the question one for each four characters
    const alone = [2, 3, 4, 5, 6, 7, 8, 9].map((n) => {
      return { estimate: n + 5, counted: 2 + (n + 1) + 2, weight: n + 1 };
    });
    const rows = [{ estimate: 5, counted: 5 + 6, weight: 1 }, ...alone];
    expect(result).toEqual(ok({ rows, stopped: null }));
    expect(emulator.requests.filter(({ path }) => path.endsWith(':countTokens'))).toHaveLength(10);
  });

  it('stops at a rate limit and keeps what was counted until then', async () => {
    const ask = asker(model, (request) => {
      if (request === 4) emulator.faults.next({ path: /countTokens/ }, { kind: 'rate-limit', retryAfterMs: 2_000 });
    });
    const result = await countEach(ROWS, SAMPLE, ask, run());
    if (!result.ok) throw new Error(result.failure.kind);
    expect(result.value.rows).toHaveLength(4);
    expect(result.value.stopped).toMatchObject({ kind: 'service', problem: { kind: 'rate-limit' } });
    expect(emulator.requests.filter(({ path }) => path.endsWith(':countTokens'))).toHaveLength(5);
  });

  it('passes over rows that the service won’t count, but not over many', async () => {
    const bad: CountableRow = {
      position: 1,
      estimate: 9,
      prompts: [{ turns: [{ role: 'user', parts: [{ kind: 'raw', json: '{}' }] }] }],
    };
    const mixed = await countEach([bad, ...ROWS, bad], SAMPLE, asker(model), run());
    expect(mixed.ok && [mixed.value.rows.length, mixed.value.stopped]).toEqual([10, null]);
    const refused = await countEach([bad, bad, bad, ...ROWS], SAMPLE, asker(model), run());
    expect(refused.ok && refused.value).toMatchObject({ rows: [], stopped: { problem: { kind: 'invalid' } } });
  });

  it('ends at once where it is cancelled', async () => {
    const stop = new AbortController();
    const ask = asker(model, (request) => {
      if (request !== 3) return;
      emulator.faults.next({ path: /countTokens/ }, { kind: 'slow', ms: 60_000 });
      setTimeout(() => {
        stop.abort();
      }, 50);
    });
    expect(await countEach(ROWS, SAMPLE, ask, run(stop.signal))).toEqual(fail({ kind: 'cancelled' }));
    expect(emulator.requests.filter(({ path }) => path.endsWith(':countTokens')).length).toBeLessThanOrEqual(4);
  });
});
