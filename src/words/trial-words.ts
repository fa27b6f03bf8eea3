import { counted, grouped } from '../core/amount.ts';
import type { AnswerPrice } from '../core/models/catalogue.ts';
import type { ServiceVerdict } from '../core/rewards/service-verdict.ts';
import { dollars } from '../core/tuning/cost/dollars.ts';
import { rewardFigure } from './reward-words.ts';

const MILLION = 1_000_000;
/** "A token is about four characters", as Google says. */
const CHARACTERS_PER_TOKEN = 4;

/** What asking a model for answers sends and costs at most, before it is done. */
export function askingWords(
  prompts: readonly { readonly characters: number }[],
  { answersPerPrompt, maxOutputTokens }: { readonly answersPerPrompt: number; readonly maxOutputTokens: number },
  price: AnswerPrice | null,
): string {
  const answers = prompts.length * answersPerPrompt;
  const sent = `Sends ${counted(prompts.length, 'prompt')} and asks for ${counted(answers, 'answer')} of at most ${grouped(maxOutputTokens)} tokens`;
  if (price === null) return `${sent}. What that costs is not known: no price of this model is.`;
  const characters = prompts.reduce((sum, prompt) => sum + prompt.characters, 0);
  const input = (characters / CHARACTERS_PER_TOKEN) * answersPerPrompt * price.input;
  const cost = (input + answers * maxOutputTokens * price.output) / MILLION;
  return `${sent}: ${dollars(cost)} at most.`;
}

/** What the service's own test said. */
export function verdictWords({ overall, error, rewards }: ServiceVerdict): string {
  if (error !== null) return `The service could not reward the row’s own answer: ${error}`;
  if (overall === null) return 'The service gave no reward: it says that it is no number (NaN).';
  const each = rewards.flatMap(({ name, reward }) => (reward === null ? [] : [`${name} ${rewardFigure(reward)}`]));
  const parts = each.length > 1 ? ` (${each.join(', ')})` : '';
  return `The service gives the row’s own answer ${rewardFigure(overall)}${parts}.`;
}
