import type { LossPoint } from '../../src/core/tuning/loss/loss-point.ts';
import type { TuningJob } from '../../src/core/tuning/job.ts';
import type { Emulator, SeenRequest } from '../emulator/emulator.ts';
import { listMetrics } from '../emulator/agent-platform/metrics.ts';
import { GEMINI_API } from '../emulator/hosts.ts';
import { progressOf } from '../emulator/tuned-progress.ts';

/** The training losses that the service has of a job by now, by step. */
export function lossesAt({ state, clock }: Emulator, { id, service }: TuningJob): ReadonlyMap<number, number> {
  if (service === 'gemini-api') {
    const record = state.tunedModels.get(`lap-${id}`);
    const snapshots = record ? progressOf(record, clock.now()).snapshots : [];
    return new Map(snapshots.map(({ step, meanLoss }) => [Number(step), Number(meanLoss)]));
  }
  const record = [...state.tuningJobs.values()].find(({ labels }) => labels['lapidary-attempt'] === id);
  const metric = record && listMetrics(record, clock.now()).find(({ name }) => name === '/train_total_loss');
  return new Map(metric?.steps.map((step) => [step, Number(metric.valueAt(step))]));
}

export function lossesOf(points: readonly LossPoint[]): ReadonlyMap<number, number> {
  return new Map(points.map(({ step, loss }) => [step, loss]));
}

/** How often jobs were asked for, by service. */
export function countPolls(requests: readonly SeenRequest[]): { gemini: number; platform: number } {
  const gets = requests.filter(({ method }) => method === 'GET');
  return {
    gemini: gets.filter(({ path }) => path.includes('/operations/')).length,
    platform: gets.filter(({ path }) => /\/tuningJobs\/\d+$/.test(path)).length,
  };
}

/** Requests that came sooner than their service wanted, which had asked for a pause of this many milliseconds. */
export function tooSoon(requests: readonly SeenRequest[], pauseMs: number): string[] {
  const sent = requests.filter(({ method }) => method !== 'OPTIONS');
  return sent.flatMap((limited, index) => {
    const next = sent.slice(index + 1).find((other) => isOfGemini(other) === isOfGemini(limited));
    const wait = next ? next.realTime - limited.realTime : Infinity;
    return limited.status === 429 && wait < pauseMs ? [`${next?.path ?? ''} after ${wait} ms`] : [];
  });
}

/** The most requests that one service got within a minute. */
export function busiestMinute(requests: readonly SeenRequest[]): number {
  const sent = requests.filter(({ method }) => method !== 'OPTIONS');
  const counts = sent.map(
    (first) =>
      sent.filter(
        (other) =>
          isOfGemini(other) === isOfGemini(first) &&
          other.realTime >= first.realTime &&
          other.realTime < first.realTime + 60_000,
      ).length,
  );
  return Math.max(0, ...counts);
}

function isOfGemini({ host }: SeenRequest): boolean {
  return host === GEMINI_API;
}
