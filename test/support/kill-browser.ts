import { readdir, readFile } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';

/** The kernel still closes files of a process that is gone for the list of processes. */
const SETTLE_MS = 200;

/**
 * Kills the browser that runs on a profile folder with all its processes, as a power cut would, and waits until they
 * are gone: a browser that is started while one of them lives would spoil the profile by itself.
 */
export async function killBrowser(folder: string): Promise<void> {
  const known = new Set<number>();
  for (;;) {
    const alive = await listTree(folder, known);
    if (alive.length === 0) break;
    for (const pid of alive) {
      known.add(pid);
      kill(pid);
    }
    await wait(5);
  }
  await wait(SETTLE_MS);
}

/** Stops the browser on a profile folder with all its processes for a while, as a machine that sleeps would. */
export async function haltBrowser(folder: string, ms: number): Promise<void> {
  const alive = await listTree(folder, new Set());
  alive.forEach((pid) => {
    kill(pid, 'SIGSTOP');
  });
  try {
    await wait(ms);
  } finally {
    alive.forEach((pid) => {
      kill(pid, 'SIGCONT');
    });
  }
}

function kill(pid: number, signal: 'SIGKILL' | 'SIGSTOP' | 'SIGCONT' = 'SIGKILL'): void {
  try {
    process.kill(pid, signal);
  } catch {
    // It was quicker.
  }
}

interface Process {
  readonly pid: number;
  readonly parent: number;
  readonly args: readonly string[];
}

/** The processes that name the folder, those under them, and those that were found earlier and still live. */
async function listTree(folder: string, known: ReadonlySet<number>): Promise<number[]> {
  const all = await listProcesses();
  const tree = new Set(
    all.filter(({ pid, args }) => known.has(pid) || args.includes(`--user-data-dir=${folder}`)).map(({ pid }) => pid),
  );
  for (let size = 0; size < tree.size;) {
    size = tree.size;
    for (const { pid, parent } of all) if (tree.has(parent)) tree.add(pid);
  }
  return [...tree];
}

async function listProcesses(): Promise<Process[]> {
  const pids = (await readdir('/proc')).map(Number).filter((pid) => pid > 0);
  const found = await Promise.all(pids.map(readProcess));
  return found.filter((each) => each !== undefined);
}

async function readProcess(pid: number): Promise<Process | undefined> {
  try {
    const [stat, cmdline] = await Promise.all([
      readFile(`/proc/${pid}/stat`, 'utf8'),
      readFile(`/proc/${pid}/cmdline`, 'utf8'),
    ]);
    // The name of a process may hold spaces and brackets: what follows its last bracket is state and parent.
    const [state, parent] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    // A zombie has closed its files; nobody may ever come for it in a container.
    return state === 'Z' ? undefined : { pid, parent: Number(parent), args: cmdline.split('\0') };
  } catch {
    return undefined;
  }
}
