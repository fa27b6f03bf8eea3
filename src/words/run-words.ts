import { counted, grouped, lasting } from '../core/amount.ts';
import type { Catalogue } from '../core/models/catalogue.ts';
import { findTarget } from '../core/targets/index.ts';
import { isShown } from '../core/targets/parts/target-settings.ts';
import { billedCost } from '../core/tuning/cost/billed-cost.ts';
import { dollars } from '../core/tuning/cost/dollars.ts';
import { elapsedMs } from '../core/tuning/elapsed.ts';
import type { TuningJob } from '../core/tuning/job.ts';
import { stateWords } from '../core/tuning/job-words.ts';
import { lastLoss } from '../core/tuning/loss/last-loss.ts';
import type { LossPoint } from '../core/tuning/loss/loss-point.ts';
import { rewardFigure } from './reward-words.ts';
import { serviceTitle } from './service-choices.ts';
import { settingValue } from './setting-words.ts';
import { momentWords } from './when-words.ts';

/** One line of a comparison: what it is about, and what each run says; empty where it says nothing. */
export interface RunFact {
  readonly name: string;
  readonly values: readonly string[];
  readonly differs: boolean;
}

type Prices = Pick<Catalogue, 'prices'>;

/** The model that a job was made of. */
export function baseOf({ passport, reading }: TuningJob): string {
  return passport?.baseModel ?? reading?.baseModel ?? '';
}

/** How many rows a job learns from: "873", "873, 97 held out". */
export function rowsOf({ passport, reading }: TuningJob): string {
  if (!passport) return figure(reading?.data?.examples);
  const held = passport.validationRows;
  return `${grouped(passport.trainingRows)}${held > 0 ? `, ${grouped(held)} held out` : ''}`;
}

export function epochsOf({ passport, reading }: TuningJob): string {
  const epochs = reading?.epochs ?? passport?.settings['epochs'];
  return typeof epochs === 'number' ? String(epochs) : '';
}

/** Where the loss ended: "0.412", and of which rows where that is not the held-out ones; of rewards where it learnt by them. */
export function lossOf({ curve, rewards }: TuningJob): string {
  const last = lastLoss(curve);
  const reward = rewards ? lastLoss(rewards) : null;
  if (reward !== null) return `reward ${rewardFigure(reward.loss)}`;
  return last === null ? '' : `${lossNumber(last.loss)}${last.of === 'training' ? ' (training)' : ''}`;
}

/** What a job costs: as billed by the service's own count, else as estimated. */
export function costOf(job: TuningJob, prices: Prices): string {
  const billed = billedCost(job, prices)?.cost ?? null;
  if (billed !== null) return dollars(billed);
  const estimated = job.passport?.estimate.cost ?? null;
  return estimated === null ? '' : `about ${dollars(estimated)}`;
}

/** Several jobs line by line: where they come from, their settings, and what became of them. */
export function compareRuns(jobs: readonly TuningJob[], prices: Prices, now: number): readonly RunFact[] {
  const line = (name: string, say: (job: TuningJob) => string): RunFact[] => {
    const values = jobs.map(say);
    return values.every((value) => value === '') ? [] : [{ name, values, differs: new Set(values).size > 1 }];
  };
  return [
    ...line('Service', ({ service }) => serviceTitle(service)),
    ...line('Base model', baseOf),
    ...line('Dataset', ({ passport }) => passport?.datasetName ?? ''),
    ...line('Version', ({ passport }) =>
      passport ? `${String(passport.versionNumber)} · ${passport.digest.slice(0, 12)}` : '',
    ),
    ...line('Steps before', ({ passport }) => (passport ? counted(passport.recipe.length, 'step') : '')),
    ...line('Rows', rowsOf),
    ...line('Epochs', epochsOf),
    ...settingLines(jobs).flatMap(({ label, say }) => line(label, say)),
    ...line('State', ({ state }) => stateWords(state)),
    ...line('Last training loss', ({ curve }) => finalOf(curve.training)),
    ...line('Last validation loss', ({ curve }) => finalOf(curve.validation)),
    ...line('Lowest validation loss', ({ curve }) => lowestOf(curve.validation)),
    ...line('Took', (job) => (job.method === 'few-shot' ? '' : lasting(elapsedMs(job, now)))),
    ...line('Tokens billed', ({ reading }) => figure(reading?.data?.billableTokens)),
    ...line('Cost', (job) => costOf(job, prices)),
    ...line('Started', ({ createdAt }) => momentWords(createdAt)),
  ];
}

/** Every setting that one of the jobs has, as its own form names it. */
function settingLines(
  jobs: readonly TuningJob[],
): readonly { readonly label: string; readonly say: (job: TuningJob) => string }[] {
  const ids = new Set(jobs.flatMap(({ passport }) => Object.keys(passport?.settings ?? {})));
  // Its service says them of a job that was made elsewhere, too.
  ids.delete('epochs');
  return [...ids].map((id) => {
    const specOf = (job: TuningJob) =>
      findTarget(job.passport?.target ?? '')?.settings.find((setting) => setting.id === id);
    return {
      label: jobs.map((job) => specOf(job)?.label).find((label) => label !== undefined) ?? id,
      say: (job) => {
        const { settings = {} } = job.passport ?? {};
        const spec = specOf(job);
        const value = settings[id];
        // A form keeps what was typed for another way; the job never got it.
        if (value === undefined || (spec && !isShown(spec, settings))) return '';
        return settingValue(spec, value);
      },
    };
  });
}

function finalOf(points: readonly LossPoint[]): string {
  const last = points.at(-1);
  return last ? lossNumber(last.loss) : '';
}

function lowestOf(points: readonly LossPoint[]): string {
  const known = points.filter(({ loss }) => Number.isFinite(loss));
  const [first] = known;
  if (!first) return '';
  const lowest = known.reduce((best, point) => (point.loss < best.loss ? point : best), first);
  return `${lossNumber(lowest.loss)} at step ${grouped(lowest.step)}`;
}

function figure(count: number | null | undefined): string {
  return typeof count === 'number' ? grouped(count) : '';
}

function lossNumber(loss: number): string {
  return Number.isFinite(loss) ? String(Number(loss.toPrecision(3))) : String(loss);
}
