import { numberSetting } from './parts/setting-value.ts';
import {
  adapterSizeSetting,
  checkpointsSetting,
  jobModel,
  jobWords,
  multiplierSetting,
  tuningSpec,
} from './parts/agent-platform.ts';
import { epochsSetting, timesRows } from './parts/epochs.ts';
import { estimateTraining } from './parts/estimate.ts';
import { nameCheck } from './parts/name.ts';
import { presetsOf } from './parts/presets.ts';
import type { Target } from './target.ts';

const ID = 'agent-platform-sft';

export default {
  id: ID,
  title: 'Agent Platform (Vertex AI): supervised tuning',
  summary: 'Tunes Gemini on examples of what to answer, with your project, region and bucket.',
  service: 'agent-platform',
  method: 'sft',
  format: 'agent-platform-sft',
  validates: true,
  settings: [
    epochsSetting({
      max: 100,
      initial: ({ trainingRows }) => (trainingRows >= 10_000 ? 2 : 3),
      reason: (facts, epochs) =>
        `${timesRows(facts, epochs)}; always sent, since the service has chosen as many as 40 by itself.`,
    }),
    multiplierSetting,
    adapterSizeSetting,
    checkpointsSetting,
  ],
  presets: presetsOf({
    conservative: { epochs: 2, learningRateMultiplier: 0.5 },
    standard: { epochs: 3, learningRateMultiplier: 1 },
    aggressive: { epochs: 5, learningRateMultiplier: 2 },
  }),
  checkName: nameCheck(ID),
  requestBody: (input) => ({
    ...jobModel(input),
    supervisedTuningSpec: tuningSpec(input, {}),
    ...jobWords(input),
  }),
  // How many rows go into a step the service doesn't say.
  estimate: (facts, settings, priced) =>
    estimateTraining(facts, { epochs: numberSetting(settings, 'epochs'), steps: null }, priced),
} satisfies Target;
