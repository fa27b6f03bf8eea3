import { counted, grouped } from '../amount.ts';
import { dollars } from '../tuning/cost/dollars.ts';
import type { TuningSettings } from '../tuning/job.ts';
import { nameCheck } from './parts/name.ts';
import { numberSetting } from './parts/setting-value.ts';
import type { Target, TargetFacts } from './target.ts';

const ID = 'few-shot-pack';
const USUAL_EXAMPLES = 20;
/** With more classes than this, a prompt that shows them all is long. */
const MOST_CLASSES_SHOWN = 200;

export default {
  id: ID,
  title: 'Few-shot pack: examples with the prompt',
  summary: 'Tunes nothing: chosen rows go with every prompt. Works with any key today, and costs nothing to make.',
  service: null,
  method: 'few-shot',
  format: 'agent-platform-sft',
  validates: true,
  settings: [
    {
      id: 'tokenBudget',
      kind: 'number',
      label: 'Token budget',
      help: 'The examples together have at most this many tokens. They are paid for with every prompt.',
      ...{ min: 100, max: 1_000_000, step: 100 },
      initial: ({ tokens }) => Math.min(8000, Math.max(1000, roundUp(tokens.likely / 4))),
      reason: ({ trainingRows, tokens }) =>
        `${counted(trainingRows, 'row')} of ${grouped(trainingRows === 0 ? 0 : Math.round(tokens.likely / trainingRows))} tokens each: room for a good choice at a small price.`,
    },
    {
      id: 'examples',
      kind: 'number',
      label: 'Examples at most',
      help: 'More examples show more cases, and make every prompt longer.',
      ...{ min: 1, max: 1000, step: 1 },
      initial: usualExamples,
      reason: (facts) =>
        facts.classes > USUAL_EXAMPLES && facts.classes <= MOST_CLASSES_SHOWN
          ? `One of each of ${counted(facts.classes, 'label')}.`
          : `${counted(usualExamples(facts), 'example')} of ${counted(facts.trainingRows, 'row')}.`,
    },
    {
      id: 'balanced',
      kind: 'switch',
      label: 'As many of each label',
      help: 'Where the rows have labels, each gets its share, so that rare ones are shown too.',
      initial: () => true,
      reason: () => 'On: a label without an example is one that the model forgets.',
    },
    {
      id: 'cached',
      kind: 'switch',
      label: 'Keep in the service’s cache',
      help: 'Where the service can, the examples are stored there for an hour and cost less. Storing has a price too.',
      initial: () => false,
      reason: () => 'Off: worth it for many prompts within an hour.',
    },
  ],
  presets: [],
  checkName: nameCheck(ID),
  requestBody: null,
  estimate(facts, settings, { catalogue, baseModel }) {
    const tokens = promptTokens(facts, settings);
    const input = catalogue.prices[baseModel]?.answering?.input;
    const costs =
      input === undefined
        ? 'no price of this model is known'
        : `up to ${dollars((tokens * input) / 1000)} for every 1,000 prompts, and what you ask and are answered`;
    const none = { low: 0, likely: 0, high: 0 };
    return {
      ...{ tokens: none, trainingTokens: 0, steps: null, cost: 0, costRange: { low: 0, high: 0 } },
      priceSource: `Making it costs nothing. It adds about ${grouped(tokens)} tokens to each prompt: ${costs}`,
    };
  },
} satisfies Target;

/** Enough to show each class, where that is a prompt of bearable length. */
function usualExamples({ trainingRows, classes }: TargetFacts): number {
  const wanted = classes <= MOST_CLASSES_SHOWN ? Math.max(USUAL_EXAMPLES, classes) : USUAL_EXAMPLES;
  return Math.min(wanted, Math.max(1, trainingRows));
}

/** How many tokens the examples have together, at most about. */
function promptTokens({ trainingRows, tokens }: TargetFacts, settings: TuningSettings): number {
  const average = trainingRows === 0 ? 0 : tokens.likely / trainingRows;
  const examples = Math.min(numberSetting(settings, 'examples'), trainingRows);
  return Math.min(numberSetting(settings, 'tokenBudget'), Math.round(average * examples));
}

function roundUp(tokens: number): number {
  return Math.ceil(tokens / 100) * 100;
}
