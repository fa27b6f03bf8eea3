import { expect, it } from 'vitest';
import { NO_CONNECTION } from '../../../src/core/tuning/google-connection.ts';
import type { Capabilities } from '../../../src/services/capabilities.ts';
import { knownObstacles } from '../../../src/state/tune/known-obstacles.ts';
import { makeProblem } from '../../support/tuning-jobs.ts';

const CONNECTION = { ...NO_CONNECTION, project: 'p', bucket: 'b' };
const NOTHING: Capabilities = { at: 0, models: null, tunedModels: null, platformJobs: null, bucket: null };
const BUCKET = { exists: true, readable: true, writable: true, location: null, versioning: null };
const refused = { value: null, problem: makeProblem({ kind: 'forbidden', what: 'Refused.', next: 'Ask.' }) };

function obstacles(change: Partial<Capabilities>, service: 'gemini-api' | 'agent-platform' = 'agent-platform') {
  const google = { connection: CONNECTION, capabilities: { ...NOTHING, ...change }, holds: () => true };
  return knownObstacles(google, service);
}

it('are what the services have refused', () => {
  expect(obstacles({})).toEqual([]);
  expect(obstacles({ bucket: { value: BUCKET, problem: null } })).toEqual([]);
  expect(obstacles({ platformJobs: refused })).toEqual(['Refused. Ask. Then check again in Settings.']);
  expect(obstacles({ bucket: refused })).toEqual(['Refused. Ask. Then check again in Settings.']);
  expect(obstacles({ bucket: { value: { ...BUCKET, exists: false }, problem: null } })).toEqual([
    'There is no bucket “b”: make it, or correct its name. Then check again in Settings.',
  ]);
  expect(obstacles({ bucket: { value: { ...BUCKET, writable: false }, problem: null } })).toEqual([
    'This token can’t write to the bucket “b”. Then check again in Settings.',
  ]);
  // Said once.
  expect(obstacles({ platformJobs: refused, bucket: refused })).toEqual([
    'Refused. Ask. Then check again in Settings.',
  ]);
  expect(obstacles({ models: refused }, 'gemini-api')).toEqual(['Refused. Ask. Then check again in Settings.']);
});

it('are not what another service refused, nor what may pass', () => {
  expect(obstacles({ models: refused })).toEqual([]);
  expect(obstacles({ platformJobs: refused, bucket: refused }, 'gemini-api')).toEqual([]);
  expect(obstacles({ platformJobs: { value: null, problem: makeProblem({ kind: 'unavailable' }) } })).toEqual([]);
});

it('are one where nothing can be asked at all', () => {
  const google = { connection: { ...CONNECTION, off: true }, capabilities: NOTHING, holds: () => true };
  expect(knownObstacles(google, 'agent-platform')).toEqual(['“No network” is on: turn it off in Settings.']);
});
