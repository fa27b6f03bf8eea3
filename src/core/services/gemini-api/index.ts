import type { Service } from '../service.ts';
import { geminiModels } from './gemini-models.ts';
import { keyPrograms } from './key-programs.ts';

const ID = 'gemini-api';
const MODELS = 'models/';
const TUNED = 'tunedModels/';

/** The service that an API key is enough for. */
export default {
  id: ID,
  order: 1,
  title: 'Gemini API',
  shortTitle: 'Gemini API',
  credential: { held: 'geminiKey', word: 'key' },
  can: {
    nameModels: true,
    tuneUnlisted: false,
    useBucket: false,
    refuseTwins: true,
    listLosses: true,
    tellValidation: false,
    instructTuned: false,
    share: true,
    freeTier: true,
  },
  models: geminiModels,
  modelPrefix: MODELS,
  adapterSizes: [],
  // Small jobs were over within seconds.
  quickPolls: { until: 60_000, least: 5_000, most: 5_000 },
  words: {
    way: null,
    modelsFrom: 'with a key in Settings the service itself is asked.',
    filterHelp: 'Words of the name or description, owner:me, writers:me, readers:me or readers:everyone',
    goOnHelp: 'A tuned model can be tuned further, but Google refused it for Gemini 1.5 Flash',
    deletedWith: '',
  },
  programs: keyPrograms,
  modelRef: (id) => ({ service: ID, name: id.startsWith(MODELS) ? id : `${MODELS}${id}` }),
  catalogueId: (name) => name,
  isTuned: (name) => name.startsWith(TUNED),
  // It looks for words by itself.
  readFilter: (typed) => ({ sent: typed.trim(), words: [] }),
  consoleOfJobs: () => null,
} satisfies Service;
