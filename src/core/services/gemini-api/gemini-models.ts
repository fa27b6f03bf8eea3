import type { Source } from '../../models/catalogue.ts';
import type { ServiceModel } from '../service.ts';

const GEMINI_API_PAGE: Source = { source: 'ai.google.dev/gemini-api/docs/model-tuning', date: '2026-09' };

/** Copies of Google’s changelog and pages, as they were read then. */
const LATE_COPIES: Source = { source: 'copies of Google’s pages', date: '2026-11-29' };

const NO_KEY_TUNING = 'With an API key it answers, but can’t be tuned: no model can now.';

/** What is the same for all but those that say otherwise. */
const USUAL = {
  methods: ['few-shot'],
  adapterSizes: [],
  serving: 'job-region',
  retires: null,
  ...GEMINI_API_PAGE,
} as const;

/** Those with a future first. */
export const geminiModels: readonly ServiceModel[] = [
  { ...USUAL, id: 'models/gemini-3.8-flash', title: 'Gemini 3.8 Flash', note: NO_KEY_TUNING, ...LATE_COPIES },
  { ...USUAL, id: 'models/gemini-3.6-flash', title: 'Gemini 3.6 Flash', note: NO_KEY_TUNING, ...LATE_COPIES },
  {
    ...USUAL,
    id: 'models/gemini-3.5-flash-lite',
    title: 'Gemini 3.5 Flash-Lite',
    note: NO_KEY_TUNING,
    ...LATE_COPIES,
  },
  {
    ...USUAL,
    ...{ id: 'models/gemini-3.5-flash', title: 'Gemini 3.5 Flash', note: NO_KEY_TUNING },
    routesTo: { model: 'models/gemini-3.6-flash', from: '2026-10-08' },
  },
  { ...USUAL, id: 'models/gemini-3.1-flash-lite', title: 'Gemini 3.1 Flash-Lite', note: NO_KEY_TUNING },
  {
    ...USUAL,
    id: 'models/gemini-1.5-flash-001-tuning',
    title: 'Gemini 1.5 Flash 001 Tuning',
    methods: ['sft'],
    retires: '2025-05-31',
    note: 'The last model that an API key could tune.',
  },
];
