import { afterEach, beforeEach, expect, it } from 'vitest';
import { DECISION_MODEL, type DecisionRequest } from '../../src/core/judge/decision.ts';
import { decide } from '../../src/services/decide.ts';
import { GoogleClient } from '../../src/services/google-client.ts';
import { ServiceError } from '../../src/services/service-error.ts';
import { type Emulator, startEmulator } from '../emulator/emulator.ts';
import { DEFAULTS } from '../emulator/settings.ts';

const REQUEST: DecisionRequest = {
  input: 'Good morning.',
  questions: { q1: { type: 'noul', instructions: 'Polite?' } },
};

let emulator: Emulator;
beforeEach(async () => {
  emulator = await startEmulator();
});
afterEach(() => emulator.close());

function client(): GoogleClient {
  return new GoogleClient({
    secrets: () => ({ geminiKey: DEFAULTS.key, accessToken: null }),
    originOf: (host) => emulator.originOf(host),
    isOff: () => false,
    log: () => undefined,
  });
}

const problemOf = (asked: Promise<unknown>): Promise<unknown> =>
  asked.then(
    () => 'no problem',
    (error: unknown) => (error instanceof ServiceError ? error.problem.kind : error),
  );

it('sends one POST with the key in a header, and keeps the answers as JSON with what they cost', async () => {
  emulator.state.decisions.decide = () => [3, 1];
  const answer = await decide(client(), DECISION_MODEL, REQUEST);
  expect(JSON.parse(answer.text)).toEqual({ q1: { type: 'noul', confidence: 0.75, noul: 0.75 } });
  expect(answer).toMatchObject({
    finishReason: 'STOP',
    blockReason: null,
    usage: { promptTokens: 6, answerTokens: 0 },
  });
  expect(emulator.requests.map(({ method, path, headers }) => [method, path, headers['x-goog-api-key']])).toEqual([
    ['POST', '/v1beta/decisions', DEFAULTS.key],
  ]);
});

it('tells a blocked input from an answer, and repeats nothing that fails', async () => {
  emulator.state.decisions.blocks = () => 'SAFETY';
  expect(await decide(client(), DECISION_MODEL, REQUEST)).toMatchObject({ text: '', blockReason: 'SAFETY' });
  emulator.faults.next({ path: /decisions/ }, { kind: 'unavailable' });
  expect(await problemOf(decide(client(), DECISION_MODEL, REQUEST))).toBe('unavailable');
  emulator.faults.next({ path: /decisions/ }, { kind: 'truncated' });
  expect(await problemOf(decide(client(), DECISION_MODEL, REQUEST))).toBe('broken-answer');
  expect(emulator.requests).toHaveLength(3);
});
