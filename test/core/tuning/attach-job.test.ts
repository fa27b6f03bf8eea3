import { describe, expect, it } from 'vitest';
import { attachJob } from '../../../src/core/tuning/attach-job.ts';
import { makeReading } from '../../support/tuning-jobs.ts';

const NOW = Date.parse('2026-11-21T12:00:00Z');
const moment = { now: NOW, random: 0.5 };

describe('a job that was made elsewhere', () => {
  it('is followed at the place that its name says', () => {
    const name = 'projects/123/locations/europe-west4/tuningJobs/4982013113894174720';
    const job = attachJob('a', 'agent-platform', makeReading({ name, state: 'queued' }), moment);
    expect(job).toMatchObject({ project: '123', region: 'europe-west4', state: 'queued', passport: null });
    expect(job.poll).toEqual({ dueAt: NOW + 30_000, failures: 0, waiting: null });
    expect(attachJob('a', 'gemini-api', makeReading(), moment)).toMatchObject({ project: null, region: null });
  });

  it('is as old as its service says, and no more asked for often when it is old', () => {
    const old = makeReading({ createTime: '2026-11-20T12:00:00.123456789Z' });
    const job = attachJob('a', 'gemini-api', old, moment);
    expect(job.createdAt).toBe(Date.parse('2026-11-20T12:00:00.123Z'));
    expect(job.poll.dueAt).toBe(NOW + 90_000);
    for (const createTime of [null, 'yesterday'])
      expect(attachJob('a', 'gemini-api', makeReading({ createTime }), moment).createdAt).toBe(NOW);
  });

  it('that has ended is not asked for, and brings its model and curve', () => {
    const tunedModel = { service: 'gemini-api', name: 'tunedModels/x' } as const;
    const curve = { training: [{ step: 1, loss: 2 }], validation: [] };
    const job = attachJob('a', 'gemini-api', makeReading({ state: 'succeeded', tunedModel, curve }), moment);
    expect(job).toMatchObject({ state: 'succeeded', model: tunedModel, curve, endedAt: NOW });
    expect(job.poll.dueAt).toBe(Number.MAX_SAFE_INTEGER);
    expect(job.events.map(({ text }) => text)).toEqual([
      'Found at the service, and followed from now on.',
      'The tuned model is ready.',
    ]);
  });
});
