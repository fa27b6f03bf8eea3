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

const ID = 'agent-platform-preference';

export default {
  id: ID,
  title: 'Agent Platform (Vertex AI): preference tuning (DPO)',
  summary:
    'Tunes Gemini on pairs of a better and a worse answer. Documented for Gemini 2.5 Flash and 2.5 Flash-Lite only, which were to be retired.',
  service: 'agent-platform',
  method: 'preference',
  format: 'agent-platform-preference',
  validates: true,
  settings: [
    epochsSetting({
      max: 100,
      initial: () => 1,
      reason: (facts, epochs) =>
        `${timesRows(facts, epochs)}: Google advises one or two epochs of supervised tuning first, then to go on from there.`,
    }),
    {
      id: 'beta',
      kind: 'number',
      label: 'Beta',
      help: 'How near the tuned model stays to its base: small values let it go further, 0 teaches nothing.',
      ...{ min: 0.01, max: 0.5, step: 0.01 },
      initial: () => 0.1,
      reason: () => '0.1 is in the range that Google advises, 0.01 to 0.5.',
    },
    multiplierSetting,
    adapterSizeSetting,
    checkpointsSetting,
  ],
  presets: presetsOf({
    conservative: { epochs: 1, learningRateMultiplier: 0.5, beta: 0.3 },
    standard: { epochs: 1, learningRateMultiplier: 1, beta: 0.1 },
    aggressive: { epochs: 3, learningRateMultiplier: 1, beta: 0.05 },
  }),
  checkName: nameCheck(ID),
  requestBody: (input) => ({
    ...jobModel(input),
    preferenceOptimizationSpec: tuningSpec(input, { beta: numberSetting(input.settings, 'beta') }),
    ...jobWords(input),
  }),
  estimate: (facts, settings, priced) =>
    estimateTraining(facts, { epochs: numberSetting(settings, 'epochs'), steps: null }, priced),
} satisfies Target;
