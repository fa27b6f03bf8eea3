import { counted, grouped, lasting } from '../core/amount.ts';
import type { TargetEstimate, TargetFacts } from '../core/targets/target.ts';
import { dollars } from '../core/tuning/cost/dollars.ts';
import type { ExpectedTime } from '../core/tuning/cost/expected-time.ts';
import type { TuningSettings } from '../core/tuning/job.ts';

interface Sides {
  readonly facts: Pick<TargetFacts, 'trainingRows' | 'validationRows'>;
  /** Rows that are sent nowhere; of them those that nothing is wrong with. */
  readonly leftOut: number;
  readonly aside: number;
}

/** How rows lie: "108 rows for training, 12 rows for validation, 3 rows left out." */
export function sidesWords({ facts, leftOut, aside }: Sides): string {
  const faulty = leftOut - aside;
  const parts = [
    `${counted(facts.trainingRows, 'row')} for training`,
    `${counted(facts.validationRows, 'row')} for validation`,
    faulty > 0 ? `${counted(faulty, 'row')} left out` : '',
    aside > 0 ? `${counted(aside, 'row')} kept out by the split` : '',
  ];
  return `${parts.filter((part) => part !== '').join(', ')}.`;
}

/** What a form says, as far as it is known. */
export interface Summarised {
  /** Whether Start costs something. */
  readonly isBilled: boolean;
  readonly baseModel: string;
  readonly catalogueModel: { readonly title: string } | undefined;
  readonly facts: TargetFacts;
  readonly settings: TuningSettings;
  readonly estimate: TargetEstimate;
}

/** What Start does, in a line: "Gemini 3.5 Flash · 108 rows, 12 held out · 3 epochs · about $1.20". */
export function summaryOf({ isBilled, baseModel, catalogueModel, facts, settings, estimate }: Summarised): string {
  const { trainingRows, validationRows } = facts;
  const epochs = settings['epochs'];
  const rows = `${counted(trainingRows, 'row')}${validationRows > 0 ? `, ${grouped(validationRows)} held out` : ''}`;
  const cost = !isBilled ? '' : estimate.cost === null ? 'price not known' : `about ${dollars(estimate.cost)}`;
  const parts = [
    baseModel === '' ? 'No model chosen' : (catalogueModel?.title ?? baseModel),
    trainingRows > 0 ? rows : 'rows not checked',
    typeof epochs === 'number' ? counted(epochs, 'epoch') : '',
    trainingRows > 0 ? cost : '',
  ];
  return parts.filter((part) => part !== '').join(' · ');
}

/** How long a job is likely to take, and what that rests on. */
export function timeWords(time: ExpectedTime | null): string {
  if (time === null) return 'How long it takes is not known: no job of yours has succeeded there yet.';
  const [low, high] = [roughly(time.low), roughly(time.high)];
  const jobs = `${counted(time.jobs, 'job')} of yours with ${time.sameModel ? 'this model' : 'other models there'}`;
  return `About ${low === high ? low : `${low} to ${high}`}, going by ${jobs}.`;
}

/** In whole minutes, which is more than anybody knows. */
function roughly(ms: number): string {
  const minutes = Math.max(1, Math.round(ms / 60_000));
  return minutes < 60 ? `${minutes} min` : lasting(minutes * 60_000);
}
