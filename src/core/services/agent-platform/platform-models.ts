import type { Source } from '../../models/catalogue.ts';
import type { TuningMethod } from '../../tuning/tuning-method.ts';
import type { ServiceModel } from '../service.ts';

const TUNING_PAGE: Source = {
  source: 'Google Cloud, Gemini Enterprise Agent Platform: supervised tuning',
  date: '2026-09-25',
};

/** Copies of Google’s changelog and pages, as they were read then. */
const LATE_COPIES: Source = { source: 'copies of Google’s pages', date: '2026-11-29' };

export const ALL_SIZES = [1, 2, 4, 8, 16];
const RETIRED = '2026-10-20';

/** Those with a future first. */
export const platformModels: readonly ServiceModel[] = [
  modelOf({
    ...{ id: 'gemini-3.5-flash', title: 'Gemini 3.5 Flash', serving: 'multi-region' },
    more: ['reinforcement'],
  }),
  modelOf({
    ...{ id: 'gemini-3.5-flash-lite', title: 'Gemini 3.5 Flash-Lite', serving: 'multi-region' },
    note: 'Tunable by copies of Google’s page from after July 2026. Its price for tuning was not found: set it in Settings.',
    ...LATE_COPIES,
  }),
  modelOf({ id: 'gemini-3.1-flash-lite', title: 'Gemini 3.1 Flash-Lite', serving: 'multi-region' }),
  modelOf({ id: 'gemini-2.5-flash', title: 'Gemini 2.5 Flash', retires: RETIRED, more: ['preference'] }),
  modelOf({ id: 'gemini-2.5-flash-lite', title: 'Gemini 2.5 Flash-Lite', retires: RETIRED, more: ['preference'] }),
  modelOf({ id: 'gemini-2.5-pro', title: 'Gemini 2.5 Pro', retires: RETIRED, adapterSizes: [1, 2, 4, 8] }),
];

interface PlatformModel {
  readonly id: string;
  readonly title: string;
  readonly serving?: 'multi-region';
  readonly retires?: string;
  readonly adapterSizes?: readonly number[];
  /** Methods beside supervised tuning. */
  readonly more?: readonly TuningMethod[];
  readonly note?: string;
  readonly source?: string;
  readonly date?: string;
}

function modelOf({
  id,
  title,
  serving,
  retires,
  adapterSizes,
  more = [],
  note = '',
  source = TUNING_PAGE.source,
  date = TUNING_PAGE.date,
}: PlatformModel): ServiceModel {
  return {
    id,
    title,
    methods: ['sft', ...more, 'few-shot'],
    adapterSizes: adapterSizes ?? ALL_SIZES,
    serving: serving ?? 'job-region',
    retires: retires ?? null,
    note,
    ...{ source, date },
  };
}
