import { counted, grouped, percent } from '../core/amount.ts';
import type { Fit, FitFault } from '../core/health/fit.ts';
import type { Price } from '../core/models/catalogue.ts';
import type { HealthReport, Severity, TokenHistogram } from '../core/health/finding.ts';

export const SEVERITY_WORDS: Readonly<Record<Severity, string>> = {
  block: 'Must fix',
  warn: 'Should fix',
  note: 'Worth knowing',
};

/** "Ready for Gemini 3.5 Flash: 1,204 of 1,260 rows; 56 need attention." */
export function readyWords(name: string, { rows, ready, faults }: Fit): string {
  const left = rows - ready;
  const whole = faults.find(({ count, level }) => count === 0 && level === 'error');
  if (whole) return `Not ready for ${name}: ${whole.detail}.`;
  if (left === 0) return `Ready for ${name}: all ${counted(rows, 'row')}.`;
  return `Ready for ${name}: ${grouped(ready)} of ${counted(rows, 'row')}; ${grouped(left)} ${left === 1 ? 'needs' : 'need'} attention.`;
}

/** A rule that a place has and rows break: "Over the token limit: 3 rows"; with what is wrong where another one is called the same. */
export function faultWords({ title, count, detail }: FitFault, all: readonly Pick<FitFault, 'title'>[]): string {
  if (count === 0) return `${title}: ${detail}`;
  const isOneOfMany = all.filter((other) => other.title === title).length > 1;
  return `${title}: ${counted(count, 'row')}${isOneOfMany ? `, ${detail}` : ''}`;
}

/** What there is to say before any target is known. */
export function suspectWords({ rows, suspectRows, findings }: HealthReport): string {
  if (findings.length === 0) return `${counted(rows, 'row')} checked. Nothing found.`;
  const found = counted(findings.length, 'finding');
  if (suspectRows === 0) return `${found} in ${counted(rows, 'row')}. None of them must be fixed.`;
  const verb = suspectRows === 1 ? 'has' : 'have';
  return `${found}. ${counted(suspectRows, 'row')} of ${grouped(rows)} (${percent(suspectRows, rows)}) ${verb} something to fix.`;
}

/** The same while only some of the rows were looked at. */
export function glanceWords({ rows, findings }: HealthReport, all: number): string {
  const found = findings.length === 0 ? 'Nothing found' : counted(findings.length, 'finding');
  return `${found} in ${grouped(rows)} of ${counted(all, 'row')}, taken from all over. The others are being checked.`;
}

/** "Median 120 tokens, longest 812, 54,000 in all (estimated)." */
export function tokenFigureWords({ median, most, sum }: TokenHistogram): string {
  return `Median ${counted(median, 'token')}, longest ${grouped(most)}, ${grouped(sum)} in all (estimated).`;
}

/** How the longest row compares with a limit. */
export function limitWords(most: number, limit: number, name: string): string {
  if (most > limit) return `${name} takes at most ${grouped(limit)} tokens a row. The longest is over it.`;
  return `${name} takes at most ${grouped(limit)} tokens a row. Every row is under it.`;
}

/** "$0.42": what an epoch of the rows that are ready costs; empty where no price is known. */
export function costWords({ tokens }: Fit, price: Price | undefined): string {
  const training = price?.training ?? null;
  if (training === null || tokens === 0) return '';
  const dollars = (tokens / 1e6) * training;
  return dollars < 0.01 ? 'under $0.01' : `$${grouped(Number(dollars.toFixed(2)))}`;
}
