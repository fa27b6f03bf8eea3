import { isObject, type Json, type JsonObject } from '../../core/json.ts';
import type { NamedVerdict, RewardTest, ServiceVerdict } from '../../core/rewards/service-verdict.ts';
import { explainUnfit } from '../explain-error.ts';
import type { GoogleClient } from '../google-client.ts';
import { hostOfLocation } from '../google-hosts.ts';
import { figureOf, objectOf, textOf } from '../member.ts';
import { ServiceError } from '../service-error.ts';

const PURPOSE = 'Test a reward';
/** A rater may take a minute, and Python 100 seconds. */
const TIMEOUT_MS = 180_000;

/** Has the service reward one answer, as a job would. Asked once: a rater and Python may cost something. Throws `ServiceError`. */
export async function validateReward(
  client: GoogleClient,
  { project, region }: { readonly project: string; readonly region: string },
  { example, answer, rewards }: RewardTest,
  signal?: AbortSignal,
): Promise<ServiceVerdict> {
  const host = hostOfLocation(region);
  if (host === null || project === '') {
    const asked = { purpose: PURPOSE, host: 'aiplatform.googleapis.com', curl: null };
    const what = 'The Agent Platform can’t be reached without a project and a region.';
    throw new ServiceError(explainUnfit(asked, { what, next: 'Give them in Settings.' }));
  }
  const parent = `projects/${project}/locations/${region}`;
  const sampleResponse = { role: 'model', parts: [{ text: answer }] };
  const { body } = await client.send({
    ...{ host, method: 'POST', path: `/v1beta1/${parent}/tuningJobs:validateReinforcementTuningReward` },
    ...{ purpose: PURPOSE, body: { sampleResponse, example, ...rewards }, timeoutMs: TIMEOUT_MS, signal },
  });
  return verdictOf(body);
}

/** Google's JSON leaves out zeros: a reward that isn't there is 0, unless an error is in its place. */
function verdictOf(body: JsonObject): ServiceVerdict {
  const error = errorIn(body) ?? textOf(body, 'error');
  const details = objectOf(body, 'rewardInfoDetails') ?? {};
  const rewards = Object.entries(details).flatMap(([name, detail]) => namedVerdict(name, detail));
  const failed = error ?? rewards.find((each) => each.error !== null)?.error ?? null;
  return { overall: failed === null ? figure(body, 'overallReward') : null, error: failed, rewards };
}

function namedVerdict(name: string, detail: Json): NamedVerdict[] {
  if (!isObject(detail)) return [];
  const error = errorIn(detail);
  return [{ name, reward: error === null ? figure(detail, 'reward') : null, error }];
}

function errorIn(holder: JsonObject): string | null {
  const status = objectOf(holder, 'errorStatus');
  return status === null ? null : (textOf(status, 'message') ?? 'The service gives no reason.');
}

/** NaN is how the service says that a reward could not be computed. */
function figure(holder: JsonObject, name: string): number | null {
  const value = figureOf(holder, name) ?? 0;
  return Number.isFinite(value) ? value : null;
}
