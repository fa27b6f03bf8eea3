import '../../support/fake-browser.ts';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fail, ok, type Result } from '../../../src/core/failure.ts';
import { type Connection, NO_CREDENTIALS } from '../../../src/core/tuning/google-connection.ts';
import type { GoogleNews, GoogleWorker } from '../../../src/jobs/google.ts';
import { Notices } from '../../../src/state/frame/notices.svelte.ts';
import { Google } from '../../../src/state/settings/google.svelte.ts';
import { changeConnection, readConnection } from '../../../src/store/google/connection.ts';
import { database } from '../../../src/store/database.ts';
import { emptyDatabase } from '../../support/stored.ts';

/** What the worker would answer, and how it tells the page something. */
const worker = vi.hoisted(() => ({
  asked: [] as ((found: object | null) => void)[],
  connected: [] as unknown[],
  begins: true,
  // Until there is a connection, nobody listens.
  tell: null as ((news: GoogleNews) => void) | null,
}));

// Google is played by the test: there are no workers here.
vi.mock('../../../src/jobs/google.ts', () => ({
  GoogleCalls: class {
    constructor(_: unknown, tell: (news: GoogleNews) => void) {
      worker.tell = tell;
    }

    begin = () => Promise.resolve(worker.begins ? ok(NO_CREDENTIALS) : LOST);

    call = <T>(invoke: (api: GoogleWorker) => Promise<Result<T>>) => {
      const api = {
        capabilities: () => new Promise((done) => worker.asked.push((found) => done(found ? ok(found) : LOST))),
        connect: (connection: Connection) => {
          worker.connected.push(connection);
          return Promise.resolve(ok(undefined));
        },
        lock: () => Promise.resolve(LOST),
      };
      return invoke(api as unknown as GoogleWorker); // the test asks for nothing else
    };
  },
}));

const LOST = fail({ kind: 'worker-lost', task: 'The connection to Google', why: 'it could not be loaded' });
const FOUND = { at: 1, models: 'm', tunedModels: 't', platformJobs: 'p', bucket: 'b' };

beforeEach(async () => {
  Object.assign(worker, { asked: [], connected: [], begins: true });
  await emptyDatabase();
});

function open() {
  const notices = new Notices();
  return { google: new Google(notices), notices };
}

/** A connection of which is known what its credentials can do. */
async function asked() {
  const opened = open();
  const asking = opened.google.ask();
  worker.asked[0]?.(FOUND);
  await asking;
  return opened;
}

describe('the connection', () => {
  it('is what was stored, once it is ready', async () => {
    await changeConnection({ project: 'mine' });
    const { google } = open();
    expect(google.ready).toBe(false);
    await google.begin();
    expect([google.ready, google.connection.project]).toEqual([true, 'mine']);
  });

  it('that can’t begin says why, and does not keep its pages waiting', async () => {
    worker.begins = false;
    const { google, notices } = open();
    await google.begin();
    expect([google.ready, notices.failed.length]).toEqual([true, 1]);
  });

  it('that can’t be read says why, and does not keep its pages waiting', async () => {
    const { google, notices } = open();
    vi.spyOn(database.meta, 'get').mockRejectedValueOnce(new Error('the disk is gone'));
    vi.spyOn(database.meta, 'bulkGet').mockRejectedValueOnce(new Error('the disk is gone'));
    await google.begin();
    vi.restoreAllMocks();
    expect([google.ready, notices.failed.length]).toEqual([true, 1]);
  });

  it('is stored, and told to the worker with all of it', async () => {
    const { google } = open();
    await Promise.all([google.connect({ project: 'mine' }), google.connect({ bucket: 'gs://b' })]);
    const wanted = { project: 'mine', bucket: 'gs://b' };
    expect([google.connection, await readConnection(), worker.connected.at(-1)]).toMatchObject([
      wanted,
      wanted,
      wanted,
    ]);
  });

  it('is what another tab made of it', () => {
    const { google } = open();
    worker.tell?.({ kind: 'connection', connection: { ...google.connection, off: true } });
    expect(google.connection.off).toBe(true);
  });
});

describe('what the credentials can do', () => {
  it('is asked, and shown', async () => {
    const { google } = open();
    const asking = google.ask();
    expect(google.asking).toBe(true);
    worker.asked[0]?.(FOUND);
    await asking;
    expect([google.asking, google.capabilities]).toEqual([false, FOUND]);
  });

  it('is unknown where it can’t be asked, which is said', async () => {
    const { google, notices } = await asked();
    const asking = google.ask();
    worker.asked[1]?.(null);
    await asking;
    expect([google.capabilities, google.asking, notices.failed.length]).toEqual([null, false, 1]);
  });

  it('is not known of other credentials, also where the answer about the old ones comes late', async () => {
    const { google } = await asked();
    worker.tell?.({ kind: 'credentials', state: NO_CREDENTIALS });
    expect(google.capabilities).toEqual(FOUND);
    const asking = google.ask();
    worker.tell?.({ kind: 'credentials', state: { ...NO_CREDENTIALS, geminiKey: true } });
    expect(google.capabilities).toBeNull();
    worker.asked[1]?.(FOUND);
    await asking;
    expect([google.capabilities, google.asking]).toEqual([null, false]);
  });

  it('is forgotten of a project or bucket that is no longer meant, also where the answer comes late', async () => {
    const { google } = await asked();
    await google.connect({ bucket: 'other' });
    expect(google.capabilities).toEqual({ ...FOUND, bucket: null });
    const asking = google.ask();
    await google.connect({ project: 'other' });
    worker.asked[1]?.(FOUND);
    await asking;
    expect(google.capabilities).toMatchObject({ platformJobs: null, bucket: null, models: 'm' });
  });

  it('stays known where another tab changes something else', async () => {
    const { google } = await asked();
    worker.tell?.({ kind: 'connection', connection: { ...google.connection, off: true } });
    expect(google.capabilities).toEqual(FOUND);
    worker.tell?.({ kind: 'connection', connection: { ...google.connection, project: 'other' } });
    expect(google.capabilities).toEqual({ ...FOUND, platformJobs: null, bucket: null });
  });

  it('is the last of several answers', async () => {
    const { google } = open();
    const both = [google.ask(), google.ask()];
    worker.asked[1]?.(FOUND);
    await both[1];
    expect(google.asking).toBe(false);
    worker.asked[0]?.({ ...FOUND, models: 'old' });
    await both[0];
    expect(google.capabilities).toEqual(FOUND);
  });
});

describe('what is asked of Google', () => {
  it('is listed, newest first, and not for ever', () => {
    const { google } = open();
    const entry = {
      host: 'aiplatform.googleapis.com',
      method: 'GET',
      purpose: 'List models',
      status: 200,
      ms: 1,
    } as const;
    const bytes = { requestBytes: 0, responseBytes: 0 };
    for (let at = 1; at <= 1_001; at++) worker.tell?.({ kind: 'request', entry: { ...entry, ...bytes, at } });
    expect([google.requests.length, google.requests[0]?.at]).toEqual([1_000, 1_001]);
  });

  it('says where it fails', async () => {
    const { google, notices } = open();
    expect(await google.did((api) => api.lock())).toBe(false);
    expect(notices.failed).toHaveLength(1);
  });
});
