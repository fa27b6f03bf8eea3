import { fail, ok, type Result } from '../../src/core/failure.ts';
import type { PassWorker } from '../contracts/pass.ts';
import { serve } from '../serve.ts';
import type { Action, Hand, Led, Pass } from './define-pass.ts';
import { Crew, ownMember, remoteMember, serveLead } from './team.ts';

type LoadedPass = Pass<string, unknown, unknown, unknown, unknown, Readonly<Record<string, Action>>, unknown>;

/** Each pass is loaded when it is first run: most need but a part of what all of them know. */
const files = import.meta.glob<LoadedPass>('./passes/*.ts', { import: 'default' });

/** The pass that this worker leads, and what it left. */
let crew: Crew | undefined;
/** The lead at hand, and whether it was told to stop: that may come before it has a crew. */
let leading = { isStopped: false };
let led: Led<unknown, Readonly<Record<string, Action>>> | undefined;

async function find(id: string): Promise<LoadedPass> {
  const load = files[`./passes/${id}.ts`];
  if (!load) throw new Error(`pass ${id} is not one of this program`);
  return load();
}

/** For a pass whose lead does everything. */
const IDLE: Hand<unknown, unknown> = { run: () => Promise.resolve(ok(undefined)) };

async function open(pass: LoadedPass, input: unknown): Promise<Result<Hand<unknown, unknown>>> {
  return pass.open ? pass.open(input) : ok(IDLE);
}

const api: PassWorker = {
  async load(id) {
    await find(id);
    return ok(undefined);
  },

  async join(id, input, port) {
    const pass = await find(id);
    const hand = await open(pass, input);
    if (!hand.ok) return hand;
    return serveLead(port, hand.value, (part) => pass.moves?.(part) ?? []);
  },

  async lead(id, input, ports, onProgress, onNews) {
    led = undefined;
    const lead = { isStopped: false };
    leading = lead;
    const pass = await find(id);
    const hand = await open(pass, input);
    if (!hand.ok) return hand;
    const own = new Crew([ownMember(hand.value), ...ports.map(remoteMember)], onProgress, onNews);
    crew = own;
    if (lead.isStopped) own.stop();
    try {
      const result = await pass.lead(input, own);
      if (!result.ok) return result;
      led = result.value;
      return ok(led.output);
    } finally {
      own.end();
      crew = undefined;
    }
  },

  async act(name, args) {
    const action = led?.actions?.[name];
    if (!action) return fail({ kind: 'bug', message: `the pass offers no action "${name}"`, stack: '' });
    // The cast: the page's types are those of the pass's own file.
    return action(...(args as never[]));
  },

  stop() {
    leading.isStopped = true;
    crew?.stop();
    return Promise.resolve(ok(undefined));
  },
};

serve(api);
