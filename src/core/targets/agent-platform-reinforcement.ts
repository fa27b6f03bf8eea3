import { counted, grouped } from '../amount.ts';
import { newReward } from '../rewards/new-reward.ts';
import { readRewards, writeRewards } from '../rewards/reward.ts';
import { rewardSpec } from '../rewards/reward-spec.ts';
import type { TuningSettings } from '../tuning/job.ts';
import { adapterSizeSetting, jobModel, jobWords, tuningSpec } from './parts/agent-platform.ts';
import { epochsSetting, timesRows } from './parts/epochs.ts';
import { estimateTraining } from './parts/estimate.ts';
import { nameCheck } from './parts/name.ts';
import { presetsOf } from './parts/presets.ts';
import { choiceSetting, numberSetting } from './parts/setting-value.ts';
import type { Target, TargetFacts, TargetSetting } from './target.ts';

const ID = 'agent-platform-reinforcement';
const MOST_OUTPUT = 32_768;
const BATCH = 32;
const PRESET_REASONS = {
  conservative: 'Smaller steps: a reward that varies from answer to answer, as a rater’s does, or few prompts.',
  standard: 'Where to begin: look at the mean reward of this one first.',
  aggressive: 'Larger steps: a reward that is sure, such as equality, and many prompts.',
};
/** By the service's page it takes `110 * batch / prompts` epochs by itself, 10 at most. */
const OWN_STEPS = 110;
const MOST_OWN_EPOCHS = 10;

/** A number of steps between two of something; 0 leaves it to the service, which does it once an epoch. */
function everySteps(id: string, label: string): TargetSetting {
  return {
    ...{ id, kind: 'number', label, help: 'In steps; 0: once an epoch' },
    ...{ min: 0, max: 500, step: 1 },
    initial: () => 0,
    reason: () => 'Once an epoch is the service’s own way.',
  };
}

export default {
  id: ID,
  title: 'Agent Platform (Vertex AI): reinforcement tuning',
  summary:
    'Gemini tries answers to your prompts, rewards of yours rate them, and it learns from those that get more. A preview of Google’s (v1beta1), which asks not to use confidential data with it.',
  service: 'agent-platform',
  method: 'reinforcement',
  format: 'agent-platform-reinforcement',
  validates: true,
  settings: [
    {
      ...{ id: 'rewards', kind: 'rewards', label: 'Rewards', help: 'What an answer gets' },
      initial: () => writeRewards([newReward('string-match')]),
      reason: () => 'Equality with the row’s answer is the plainest.',
    },
    epochsSetting({
      max: 100,
      initial: ownEpochs,
      reason: (facts, epochs) => `${timesRows(facts, epochs)}: what the service would take by itself.`,
    }),
    {
      ...{ id: 'samplesPerPrompt', kind: 'choice', label: 'Answers per prompt' },
      help: 'How many different answers it tries each time. Cost grows with it.',
      options: ['4', '8', '16'].map((value) => ({ value, label: value })),
      initial: () => '16',
      reason: () => '16 is the service’s default: it learns from the differences between them.',
    },
    {
      ...{ id: 'batchSize', kind: 'choice', label: 'Batch size' },
      help: 'How many prompts go into a step.',
      options: ['8', '16', '32', '64'].map((value) => ({ value, label: value })),
      initial: ({ trainingRows }) => (trainingRows >= 4 * BATCH ? '32' : trainingRows >= 2 * BATCH ? '16' : '8'),
      reason: ({ trainingRows }) =>
        trainingRows >= 4 * BATCH
          ? '32 is the service’s default.'
          : `${counted(trainingRows, 'row')}: smaller batches give more steps.`,
    },
    {
      ...{ id: 'learningRateMultiplier', kind: 'number', label: 'Learning rate multiplier' },
      help: 'Times the service’s own learning rate.',
      ...{ min: 0.25, max: 4, step: 0.25 },
      initial: () => 1,
      reason: () => '1 is the service’s own learning rate.',
    },
    {
      ...{ id: 'thinkingLevel', kind: 'choice', label: 'Thinking' },
      help: 'How much it thinks before each answer. Thinking is paid for.',
      options: [
        { value: 'MINIMAL', label: 'Minimal' },
        { value: 'HIGH', label: 'High' },
      ],
      initial: () => 'HIGH',
      reason: () => 'High is the service’s default.',
    },
    {
      ...{ id: 'maxOutputTokens', kind: 'number', label: 'Tokens per answer at most' },
      help: 'Thinking counts. Answers that are cut short get a wrong answer’s reward.',
      ...{ min: 1, max: MOST_OUTPUT, step: 1 },
      initial: () => MOST_OUTPUT,
      reason: () => `${grouped(MOST_OUTPUT)} is the service’s default and its most.`,
    },
    { ...adapterSizeSetting, initial: () => '16', reason: () => '16 is the service’s default here.' },
    everySteps('evaluateInterval', 'Try the validation rows every'),
    everySteps('checkpointInterval', 'Keep a checkpoint every'),
  ],
  presets: presetsOf({
    conservative: { learningRateMultiplier: 0.5, samplesPerPrompt: '16' },
    standard: { learningRateMultiplier: 1, samplesPerPrompt: '16' },
    aggressive: { learningRateMultiplier: 2, samplesPerPrompt: '16' },
  }).map((preset) => ({ ...preset, reason: PRESET_REASONS[preset.id] })),
  checkName: nameCheck(ID),
  requestBody: (input) => ({
    ...jobModel(input),
    reinforcementTuningSpec: {
      ...tuningSpec(input, hyperParameters(input.settings)),
      ...rewardSpec(readRewards(choiceSetting(input.settings, 'rewards'))),
    },
    ...jobWords(input),
  }),
  // What is billed of the answers that it tries the service doesn't say, nor how many prompts it filters out of its steps.
  estimate(facts, settings, priced) {
    const epochs = numberSetting(settings, 'epochs');
    const estimate = estimateTraining(facts, { epochs, steps: null }, priced);
    const answers = facts.trainingRows * epochs * Number(choiceSetting(settings, 'samplesPerPrompt'));
    const most = grouped(numberSetting(settings, 'maxOutputTokens'));
    const unknown = `what it costs is not known: about ${counted(answers, 'answer')} of up to ${most} tokens would be tried, and Google doesn’t say how they are billed`;
    const { training = null } = priced.catalogue.prices[priced.baseModel] ?? {};
    const priceSource = training === null ? unknown : `${unknown} (${estimate.priceSource})`;
    return { ...estimate, cost: null, costRange: null, priceSource };
  },
} satisfies Target;

function ownEpochs({ trainingRows }: TargetFacts): number {
  return Math.max(1, Math.min(MOST_OWN_EPOCHS, Math.floor((OWN_STEPS * BATCH) / Math.max(1, trainingRows))));
}

function hyperParameters(settings: TuningSettings): Record<string, number | string> {
  const every = (id: string): Record<string, number> => {
    const steps = numberSetting(settings, id);
    return steps === 0 ? {} : { [id]: steps };
  };
  return {
    samplesPerPrompt: Number(choiceSetting(settings, 'samplesPerPrompt')),
    batchSize: Number(choiceSetting(settings, 'batchSize')),
    thinkingLevel: choiceSetting(settings, 'thinkingLevel'),
    maxOutputTokens: numberSetting(settings, 'maxOutputTokens'),
    ...every('evaluateInterval'),
    ...every('checkpointInterval'),
  };
}
