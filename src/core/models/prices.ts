import type { AnswerPrice, Price, Source } from './catalogue.ts';

const PRICING: Source = { source: 'copies of Google’s pricing page', date: '2026-09' };

/** "Prediction price will be 1.5 times of the base model" from the third generation on. */
const TUNED_FACTOR = 1.5;

const flash: AnswerPrice = { input: 1.5, output: 9 };
const flashLite: AnswerPrice = { input: 0.25, output: 1.5 };

/** US dollars for a million tokens, by the model's id. */
export const prices: Readonly<Record<string, Price>> = {
  'gemini-3.5-flash': { training: 10, answering: flash, tunedAnswering: timesFactor(flash), ...PRICING },
  'gemini-3.1-flash-lite': { training: 3, answering: flashLite, tunedAnswering: timesFactor(flashLite), ...PRICING },
  'models/gemini-decision-1': {
    ...{ training: null, answering: { input: 0.1, output: 0 }, tunedAnswering: null },
    ...{ source: 'users who quote Google’s announcement of the Decisions API', date: '2026-11-12' },
  },
  'gemini-2.5-pro': trainingOnly(25),
  'gemini-2.5-flash': trainingOnly(5),
  'gemini-2.5-flash-lite': trainingOnly(1.5),
  'models/gemini-3.5-flash': { training: null, answering: flash, tunedAnswering: null, ...PRICING },
  'models/gemini-3.1-flash-lite': { training: null, answering: flashLite, tunedAnswering: null, ...PRICING },
};

function timesFactor({ input, output }: AnswerPrice): AnswerPrice {
  return { input: input * TUNED_FACTOR, output: output * TUNED_FACTOR };
}

function trainingOnly(training: number): Price {
  return { training, answering: null, tunedAnswering: null, ...PRICING };
}
