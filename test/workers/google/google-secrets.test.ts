import { GoogleTab, platformJob, readStored, SERVICES } from '../../support/google-tab.ts';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { database } from '../../../src/store/database.ts';
import { type Emulator, startEmulator } from '../../emulator/emulator.ts';
import type { Fault } from '../../emulator/faults.ts';
import { hurryTimers } from '../../support/hurry.ts';
import { SteppedClock } from '../../support/stepped-clock.ts';
import { emptyDatabase } from '../../support/stored.ts';

const KEY = `AIzaCANARY${'k'.repeat(29)}`;
const TOKEN = `canary-token-${'t'.repeat(40)}`;
const MINUTE = 60_000;
const FAULTS: readonly Fault[] = [
  { kind: 'rate-limit', retryAfterMs: 23_000 },
  { kind: 'slow', ms: 5 },
  ...(['daily-quota', 'internal', 'unavailable', 'html', 'drop', 'drop-after', 'truncated'] as const).map((kind) => ({
    kind,
  })),
  ...(['unauthenticated', 'forbidden'] as const).map((kind) => ({ kind })),
];

hurryTimers(50);
let emulator: Emulator;
let clock: SteppedClock;

beforeEach(async () => {
  await emptyDatabase();
  emulator = await startEmulator({ tunable: true, key: KEY, token: TOKEN });
  emulator.clock.speed = 0;
  emulator.state.concurrentJobs = 1_000;
  clock = new SteppedClock((ms) => {
    emulator.clock.advance(ms);
  });
});
afterEach(() => emulator.close());

/** What gives a secret away, in each form in which it may stand somewhere. */
function formsOf(secret: string): string[] {
  const bytes = Buffer.from(secret);
  // Base64 of what is one, two or three bytes after a group's start, without the ends that depend on its neighbours.
  const coded = [0, 1, 2].map((pad) =>
    Buffer.concat([Buffer.alloc(pad), bytes])
      .toString('base64')
      .slice(4, -4),
  );
  return [secret, encodeURIComponent(secret), bytes.toString('hex'), bytes.toString('utf16le'), ...coded];
}

function leaksIn(text: string): string[] {
  return [KEY, TOKEN].flatMap(formsOf).filter((form) => text.includes(form));
}

/** All that is stored, as text; bytes as their characters. */
async function storedText(): Promise<string> {
  const records = await Promise.all(database.tables.map((table) => table.toArray()));
  return JSON.stringify(records, (_, value: unknown) =>
    value instanceof Uint8Array ? Buffer.from(value).toString('latin1') : value,
  );
}

/** A service that gives the credentials back in its refusal, as Google's own has done. */
function echo(): Response {
  const message = `Consumer 'api_key:${KEY}' has been suspended. ${TOKEN} ${Buffer.from(TOKEN).toString('base64')}`;
  return new Response(JSON.stringify({ error: { code: 403, status: 'PERMISSION_DENIED', message } }), { status: 403 });
}

describe('a key and a token', () => {
  it.each(Object.entries(SERVICES))(
    'at %s appear in nothing that is stored, logged or told, whatever fails',
    async (_, service) => {
      const problems: unknown[] = [];
      for (const fault of [...FAULTS, 'echo' as const]) {
        for (const method of ['POST', 'GET', 'PUT']) {
          emulator.faults.clear();
          const tab = new GoogleTab(emulator, clock, { geminiKey: KEY, accessToken: TOKEN });
          if (fault === 'echo') tab.meddle = echo;
          else emulator.faults.next({ method }, fault, 3);
          const job = service.makeJob({ createdAt: clock.now() });
          problems.push(await tab.start(job));
          await tab.poller.ask(job.id);
          await clock.step().catch((error: unknown) => problems.push(String(error)));
          problems.push((await readStored(job.id)).problem, tab.log, tab.keeper.state, tab.keeper);
        }
      }
      // All of it, or nothing was tested: refusals, unknown outcomes, command lines.
      const told = JSON.stringify(problems);
      for (const part of ['"outcome":"refused"', '"outcome":"unknown"', 'curl -X', '«key»'])
        expect(told).toContain(part);
      expect(leaksIn(told)).toEqual([]);
      expect(leaksIn(await storedText())).toEqual([]);
    },
    60_000,
  );

  it('stay out of the database when they are sealed', async () => {
    const tab = new GoogleTab(emulator, clock, { geminiKey: KEY, accessToken: TOKEN });
    await tab.keeper.seal('open sesame');
    const text = await storedText();
    expect(text).toContain('"iterations":600000');
    expect(leaksIn(text)).toEqual([]);
    expect(text).not.toContain('open sesame');
  });

  it('are found by the same test where they are planted', async () => {
    await database.jobs.add(
      platformJob({ displayName: `x${KEY}x`, request: Buffer.from(`ab${TOKEN}`).toString('base64') }),
    );
    expect(leaksIn(await storedText())).toHaveLength(3);
  });
});

describe('the session of an upload', () => {
  it('opens it for anybody, and is stored and told nowhere', async () => {
    const tab = new GoogleTab(emulator, clock, { geminiKey: KEY, accessToken: TOKEN });
    const told: unknown[] = [];
    for (const fault of FAULTS) {
      emulator.faults.clear();
      emulator.faults.next({ method: 'PUT' }, fault, 20);
      const job = platformJob({ createdAt: clock.now() });
      told.push(await tab.start(job), await readStored(job.id), tab.log);
    }
    const sessions = emulator.requests.flatMap(({ query }) => query['upload_id'] ?? []);
    expect(sessions.length).toBeGreaterThan(5);
    const text = `${JSON.stringify(told)}${await storedText()}`;
    expect(sessions.filter((id) => text.includes(id))).toEqual([]);
    await clock.pass(MINUTE);
  }, 60_000);
});
