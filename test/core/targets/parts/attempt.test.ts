import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import {
  attemptLabels,
  attemptOfTunedModel,
  isAttemptId,
  tunedModelIdOf,
} from '../../../../src/core/targets/parts/attempt.ts';

const MODEL_ID = /^[a-z]([a-z0-9-]{0,38}[a-z0-9])?$/;

it('makes an id of a tuned model from a UUID, and finds it again', () => {
  for (let i = 0; i < 20; i++) {
    const attempt = randomUUID();
    const id = tunedModelIdOf(attempt);
    expect(id).toMatch(MODEL_ID);
    expect(attemptOfTunedModel(`tunedModels/${id}`)).toBe(attempt);
    expect(attemptOfTunedModel(id)).toBe(attempt);
    expect(attemptLabels(attempt)).toEqual({ 'lapidary-attempt': attempt });
  }
});

it('finds no attempt in what was made elsewhere', () => {
  for (const name of ['tunedModels/number-generator-model-dzlmi0gswwqb', 'tunedModels/lap-', 'lap', 'lap-X', '']) {
    expect(attemptOfTunedModel(name)).toBeNull();
  }
});

it.each(['', 'A', 'a_b', '-a', 'a-', 'a'.repeat(37), 'ä'])('refuses the attempt id %j', (attempt) => {
  expect(isAttemptId(attempt)).toBe(false);
  expect(() => tunedModelIdOf(attempt)).toThrow('attempt id is');
  expect(() => attemptLabels(attempt)).toThrow('attempt id is');
});
