import type { ListFilter, Service } from '../service.ts';
import { ALL_SIZES, platformModels } from './platform-models.ts';
import { tokenPrograms } from './token-programs.ts';

const ID = 'agent-platform';
const PUBLISHED = 'publishers/google/models/';

/** `labels.team=blue`, `state:*`; a dot alone is part of a name. */
const TERM = /^[\w.-]+\s*([=:<>]|!=)/;

/** Google Cloud's service: everything is in somebody's project. */
export default {
  id: ID,
  order: 2,
  title: 'Agent Platform (Vertex AI)',
  shortTitle: 'Agent Platform',
  credential: { held: 'accessToken', word: 'token' },
  can: {
    nameModels: false,
    tuneUnlisted: true,
    useBucket: true,
    refuseTwins: false,
    listLosses: false,
    tellValidation: true,
    instructTuned: true,
    share: false,
    freeTier: false,
  },
  models: platformModels,
  modelPrefix: '',
  adapterSizes: ALL_SIZES,
  quickPolls: null,
  words: {
    way: {
      action: 'Tune on the Agent Platform',
      needs: 'Trains a model of your own. Needs a Google Cloud project with billing',
    },
    modelsFrom:
      'Google documents no list of what the Agent Platform tunes that could be asked. Correct it in Settings.',
    filterHelp:
      'Words of the name, looked for on each page, or terms for Google such as labels.team=blue AND state=JOB_STATE_RUNNING',
    goOnHelp: 'A tuned model can be tuned further',
    deletedWith: ' with all its versions, those that other jobs made from it included,',
  },
  programs: tokenPrograms,
  modelRef: (id, { project, region }) => ({ service: ID, project, location: region, name: `${PUBLISHED}${id}` }),
  catalogueId: (name) => (name.startsWith(PUBLISHED) ? name.slice(PUBLISHED.length) : name),
  isTuned: (name) => name.startsWith('endpoints/'),
  readFilter,
  consoleOfJobs: (project) =>
    `https://console.cloud.google.com/vertex-ai/studio/tuning?project=${encodeURIComponent(project)}`,
} satisfies Service;

/** Terms such as `labels.team=blue AND state=JOB_STATE_RUNNING` it takes; plain words it refuses, so they are looked for in what it lists. */
function readFilter(typed: string): ListFilter {
  const text = typed.trim();
  if (TERM.test(text)) return { sent: text, words: [] };
  return {
    sent: '',
    words: text
      .toLowerCase()
      .split(/\s+/)
      .filter((word) => word !== ''),
  };
}
