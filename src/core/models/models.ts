import type { CatalogueModel, Source } from './catalogue.ts';

const TUNING_PAGE: Source = {
  source: 'Google Cloud, Gemini Enterprise Agent Platform: supervised tuning',
  date: '2026-09-25',
};
const GEMINI_API_PAGE: Source = { source: 'ai.google.dev/gemini-api/docs/model-tuning', date: '2026-09' };

const ALL_SIZES = [1, 2, 4, 8, 16];
const RETIRED = '2026-10-20';
const NO_KEY_TUNING = 'With an API key it answers, but can’t be tuned: at present no model can.';

/** Those with a future first. */
export const models: readonly CatalogueModel[] = [
  agentPlatform({ id: 'gemini-3.5-flash', title: 'Gemini 3.5 Flash', serving: 'multi-region' }),
  agentPlatform({ id: 'gemini-3.1-flash-lite', title: 'Gemini 3.1 Flash-Lite', serving: 'multi-region' }),
  agentPlatform({ id: 'gemini-2.5-flash', title: 'Gemini 2.5 Flash', retires: RETIRED, preference: true }),
  agentPlatform({ id: 'gemini-2.5-flash-lite', title: 'Gemini 2.5 Flash-Lite', retires: RETIRED, preference: true }),
  agentPlatform({ id: 'gemini-2.5-pro', title: 'Gemini 2.5 Pro', retires: RETIRED, adapterSizes: [1, 2, 4, 8] }),
  geminiApi({ id: 'models/gemini-3.5-flash', title: 'Gemini 3.5 Flash', note: NO_KEY_TUNING }),
  geminiApi({ id: 'models/gemini-3.1-flash-lite', title: 'Gemini 3.1 Flash-Lite', note: NO_KEY_TUNING }),
  geminiApi({
    id: 'models/gemini-1.5-flash-001-tuning',
    title: 'Gemini 1.5 Flash 001 Tuning',
    methods: ['sft'],
    retires: '2025-05-31',
    note: 'The last model that an API key could tune.',
  }),
];

interface AgentPlatformModel {
  readonly id: string;
  readonly title: string;
  readonly serving?: 'multi-region';
  readonly retires?: string;
  readonly adapterSizes?: readonly number[];
  readonly preference?: boolean;
}

function agentPlatform({ id, title, serving, retires, adapterSizes, preference }: AgentPlatformModel): CatalogueModel {
  return {
    id,
    title,
    service: 'agent-platform',
    methods: preference === true ? ['sft', 'preference', 'few-shot'] : ['sft', 'few-shot'],
    adapterSizes: adapterSizes ?? ALL_SIZES,
    serving: serving ?? 'job-region',
    retires: retires ?? null,
    note: '',
    ...TUNING_PAGE,
  };
}

function geminiApi(
  model: Pick<CatalogueModel, 'id' | 'title' | 'note'> & Partial<Pick<CatalogueModel, 'methods' | 'retires'>>,
): CatalogueModel {
  return {
    service: 'gemini-api',
    methods: ['few-shot'],
    adapterSizes: [],
    serving: 'job-region',
    retires: null,
    ...model,
    ...GEMINI_API_PAGE,
  };
}
