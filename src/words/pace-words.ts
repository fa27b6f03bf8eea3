import { counted, grouped, lasting, percent, sized } from '../core/amount.ts';
import type { Progress } from '../jobs/run.ts';
import type { Pace } from '../jobs/pace.ts';

/** How far and how fast: "42% · 120,000 rows · 63 MB/s · 12 s left". What isn't known is left out. */
export function paceWords({ done, total, unit, rows }: Progress, { perSecond, rowsPerSecond, leftMs }: Pace): string {
  const words = [];
  if (total > 0) words.push(percent(done, total));
  if (rows > 0) words.push(counted(rows, 'row'));
  if (unit === 'bytes' && perSecond > 0) words.push(`${sized(perSecond)}/s`);
  else if (rowsPerSecond > 0) words.push(`${grouped(Math.round(rowsPerSecond))} rows/s`);
  if (leftMs !== null && leftMs > 0) words.push(`${lasting(Math.ceil(leftMs / 1000) * 1000)} left`);
  return words.length > 0 ? words.join(' · ') : 'Starting…';
}
