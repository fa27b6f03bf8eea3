import { expect, it } from 'vitest';
import { minuteQuotaIn, RequestPace } from '../../../src/core/evaluation/request-pace.ts';
import type { ServiceProblem } from '../../../src/core/tuning/service-problem.ts';

function refusal(kind: ServiceProblem['kind'], raw = '', retryAfterMs: number | null = null): ServiceProblem {
  const rest = {
    what: '',
    next: '',
    purpose: '',
    host: '',
    status: 429,
    fields: [],
    curl: null,
    outcome: 'refused',
  } as const;
  return { kind, raw, retryAfterMs, ...rest };
}

const body = (quotaId: string, quotaValue: string): string =>
  JSON.stringify({
    error: {
      code: 429,
      details: [
        {
          '@type': 'type.googleapis.com/google.rpc.QuotaFailure',
          violations: [{ quotaMetric: 'm', quotaId, quotaDimensions: { location: 'global', model: 'g' }, quotaValue }],
        },
      ],
    },
  });

it('reads the quota a minute out of a refusal', () => {
  expect(minuteQuotaIn(body('GenerateRequestsPerMinutePerProjectPerModel-FreeTier', '10'))).toBe(10);
  expect(minuteQuotaIn(body('GenerateRequestsPerDayPerProjectPerModel-FreeTier', '10'))).toBeNull();
  expect(minuteQuotaIn('<html>')).toBeNull();
});

it('sends no more than fit, more when all goes well, and half when refused', () => {
  const pace = new RequestPace();
  const widthAt = (now: number): number => {
    let sent = 0;
    while (pace.nextAt(now) <= now) {
      pace.send(now);
      sent++;
    }
    for (let each = 0; each < sent; each++) pace.succeed();
    return sent;
  };
  expect(widthAt(0)).toBe(4);
  for (let round = 1; round < 30; round++) widthAt(round);
  expect(widthAt(40)).toBe(8);
  pace.send(50);
  pace.fail(refusal('rate-limit', '', 23_000), 50, 0);
  expect(pace.nextAt(60)).toBeGreaterThanOrEqual(50 + 23_000);
  expect(widthAt(60_000)).toBe(4);
});

it('learns the limit a minute only where it has used it up itself', () => {
  const quota = refusal('rate-limit', body('GenerateRequestsPerMinutePerProjectPerModel-FreeTier', '5'));
  const pace = new RequestPace();
  pace.send(0);
  pace.fail(quota, 0, 0);
  expect(pace.perMinute).toBe(Infinity);
  for (let each = 0; each < 5; each++) {
    pace.send(10_000 + each);
    if (each < 4) pace.succeed();
  }
  pace.fail(quota, 10_010, 0);
  expect(pace.perMinute).toBe(5);
  expect(pace.nextAt(30_000)).toBeGreaterThanOrEqual(60_000);
});

it('keeps the delay that a refusal names rather than a minute that it reckons itself', () => {
  const quota = refusal('rate-limit', body('GenerateRequestsPerMinutePerProjectPerModel-FreeTier', '20'), 1_000);
  const pace = new RequestPace();
  for (let each = 0; each < 20; each++) {
    pace.send(each);
    if (each < 19) pace.succeed();
  }
  pace.fail(quota, 100, 0.5);
  expect(pace.nextAt(1_000)).toBeGreaterThan(1_100);
  expect(pace.nextAt(2_100)).toBe(2_100);
});

it.each([null, 1_000])('takes refusals of what was under way together as one (delay %s)', (delay) => {
  const pace = new RequestPace();
  for (let each = 0; each < 4; each++) pace.send(0);
  for (let each = 0; each < 4; each++) pace.fail(refusal('rate-limit', '', delay), 10 + each, 0.9);
  const next = pace.nextAt(20);
  expect(next).toBeGreaterThan(900);
  expect(next).toBeLessThanOrEqual(2_013);
  pace.send(next);
  pace.send(next);
  expect(pace.nextAt(next)).toBe(Infinity);
  pace.fail(refusal('rate-limit'), next, 0.9);
  expect(pace.nextAt(next) - next).toBeGreaterThan(1_500);
});

it('waits for the next day of the service where the day’s requests are used up', () => {
  const pace = new RequestPace();
  pace.send(0);
  pace.fail(refusal('daily-quota'), 0, 0);
  expect(pace.dailyUntil(1)).toBe(8 * 3_600_000);
});
