import { readdirSync, readFileSync } from 'node:fs';

/** Process ids of a browser and all that it started, found by the profile folder in its command line. */
export function browserProcesses(profile: string): number[] {
  const parents = new Map<number, number>();
  const roots: number[] = [];
  for (const name of readdirSync('/proc')) {
    const pid = Number(name);
    if (!Number.isInteger(pid)) continue;
    const stat = readQuietly(`/proc/${name}/stat`);
    const parent = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
    parents.set(pid, parent);
    if (readQuietly(`/proc/${name}/cmdline`).includes(`--user-data-dir=${profile}`)) roots.push(pid);
  }
  const belongs = (pid: number): boolean =>
    roots.includes(pid) || (parents.has(pid) && pid > 1 && belongs(parents.get(pid) ?? 0));
  return [...parents.keys()].filter(belongs);
}

/** Proportional set size of these processes together, in bytes: shared pages count once. */
export function proportionalBytes(pids: readonly number[]): number {
  return pids.reduce((sum, pid) => {
    const [, kib] = /^Pss:\s+(\d+) kB/m.exec(readQuietly(`/proc/${String(pid)}/smaps_rollup`)) ?? [];
    return sum + Number(kib ?? 0) * 1024;
  }, 0);
}

/** Samples a browser's memory until stopped, and then gives the most it was. */
export function watchMemory(profile: string): () => number {
  let most = 0;
  const timer = setInterval(() => {
    most = Math.max(most, proportionalBytes(browserProcesses(profile)));
  }, 200);
  return () => {
    clearInterval(timer);
    return most;
  };
}

/** A process may end between being listed and being read. */
function readQuietly(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
