/**
 * Milliseconds for which a processor works at something. What it waits for a busy machine does not count, so a limit
 * on it holds beside other work as it does alone.
 */
export function processorTime(act: () => void): number {
  const before = process.cpuUsage();
  act();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}
