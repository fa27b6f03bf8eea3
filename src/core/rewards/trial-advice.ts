import { counted, grouped } from '../amount.ts';
import { findRewardKind } from './kinds/index.ts';
import { textParam } from './parts/match-operation.ts';
import { referencesIn } from './parts/fill-references.ts';
import type { Reward } from './reward.ts';
import { rewardBounds } from './reward-bounds.ts';
import type { AnswerOrigin, TriedAnswer, TriedPrompt } from './try-answers.ts';

export interface TrialFinding {
  readonly kind:
    'error' | 'empty-wins' | 'echo-wins' | 'own-loses' | 'unrewarded' | 'no-spread' | 'only-service' | 'pattern-signs';
  /** `warning`: the job would teach something else than is meant, or nothing. */
  readonly level: 'warning' | 'note';
  /** A sentence or two. */
  readonly text: string;
}

/** Figures this near are equal: weights make fractions. */
const EQUAL = 1e-9;
const ERRORS_SHOWN = 3;
/** Signs that mean something in a pattern. */
const PATTERN_SIGNS = /[\\^$.|?*+()[\]{}]/;

/** What a try shows about rewards, the worst first; empty where nothing speaks against them. */
export function adviseOnTrial(
  rewards: readonly Reward[],
  prompts: readonly TriedPrompt[],
  references: readonly Readonly<Record<string, string>>[],
): readonly TrialFinding[] {
  if (prompts.length === 0 || rewards.length === 0) return [];
  return [
    ...errors(rewards, prompts),
    ...winners(rewards, prompts, 'empty'),
    ...winners(rewards, prompts, 'echo'),
    ...losers(rewards, prompts),
    ...sampled(rewards, prompts),
    ...patternSigns(rewards, references),
    ...onlyService(rewards),
  ];
}

function errors(rewards: readonly Reward[], prompts: readonly TriedPrompt[]): TrialFinding[] {
  const rows = new Map<string, number>();
  for (const { answers } of prompts) {
    const said = answers.flatMap(({ verdicts }) =>
      verdicts.flatMap((verdict, index) =>
        verdict && 'error' in verdict ? [`“${rewards[index]?.name ?? ''}”: ${verdict.error}`] : [],
      ),
    );
    for (const text of new Set(said)) rows.set(text, (rows.get(text) ?? 0) + 1);
  }
  return [...rows].slice(0, ERRORS_SHOWN).map(([text, count]) => ({
    kind: 'error',
    level: 'warning',
    text: `${text} ${share(count, prompts.length)} The service would give such answers no reward at all.`,
  }));
}

/** Answers that say nothing of their own, and get as much as right ones. */
function winners(rewards: readonly Reward[], prompts: readonly TriedPrompt[], of: 'empty' | 'echo'): TrialFinding[] {
  const { lowest, highest } = rewardBounds(rewards);
  const count = prompts.filter(({ answers }) => {
    const reward = rewardOf(answers, of);
    if (reward === null || reward <= lowest + EQUAL) return false;
    return reward >= Math.min(highest, rewardOf(answers, 'own') ?? highest) - EQUAL;
  }).length;
  if (count === 0) return [];
  const what = of === 'empty' ? 'An empty answer' : 'The prompt repeated as the answer';
  const next =
    of === 'empty'
      ? 'The model would learn to say nothing: compare with something that an empty answer doesn’t have.'
      : 'The model would learn to repeat the question: look at a part of the answer only, or compare for equality.';
  const kind = of === 'empty' ? 'empty-wins' : 'echo-wins';
  return [
    { kind, level: 'warning', text: `${what} gets as much as a right one. ${share(count, prompts.length)} ${next}` },
  ];
}

function losers(rewards: readonly Reward[], prompts: readonly TriedPrompt[]): TrialFinding[] {
  const { lowest } = rewardBounds(rewards);
  const known = prompts.filter(({ answers }) => rewardOf(answers, 'own') !== null);
  const count = known.filter(({ answers }) => (rewardOf(answers, 'own') ?? 0) <= lowest + EQUAL).length;
  if (count === 0) return [];
  const isShaped = rewards.some(({ kind, extract }) => extract !== '' || kind === 'json-key');
  const next = isShaped
    ? 'That is right where the row’s answer is bare and the model is to wrap it; see that the prompt asks for that shape.'
    : 'Check what is compared with what.';
  return [
    {
      kind: 'own-loses',
      level: isShaped ? 'note' : 'warning',
      text: `The row’s own answer gets the lowest reward. ${share(count, known.length)} ${next}`,
    },
  ];
}

/** What answers of the model say: reinforcement learns from the differences between answers to one prompt. */
function sampled(rewards: readonly Reward[], prompts: readonly TriedPrompt[]): TrialFinding[] {
  const { lowest } = rewardBounds(rewards);
  const asked = prompts.flatMap(({ answers }) => {
    const of = answers.flatMap((answer) => (answer.of === 'model' && answer.overall !== null ? [answer.overall] : []));
    return of.length > 0 ? [of] : [];
  });
  const none = asked.filter((of) => Math.max(...of) <= lowest + EQUAL).length;
  const several = asked.filter((of) => of.length > 1);
  const same = several.filter((of) => spreadOf(of) <= EQUAL).length;
  return [
    ...(none > 0
      ? [
          {
            ...({ kind: 'unrewarded', level: 'warning' } as const),
            text: `No answer of the model was rewarded. ${share(none, asked.length, 'prompt')} Where that goes for all its answers, it learns nothing: reward a first step too, or take easier prompts.`,
          },
        ]
      : []),
    ...(same > none
      ? [
          {
            ...({ kind: 'no-spread', level: 'note' } as const),
            text: `All answers of the model got the same. ${share(same, several.length, 'prompt')} It learns from differences: more answers to a prompt may show some.`,
          },
        ]
      : []),
  ];
}

function patternSigns(
  rewards: readonly Reward[],
  references: readonly Readonly<Record<string, string>>[],
): TrialFinding[] {
  const names = rewards.flatMap(({ params }) =>
    params['operation'] === 'REGEX_CONTAINS' ? referencesIn(textParam(params, 'expression')) : [],
  );
  const odd = references.filter((row) => names.some((name) => PATTERN_SIGNS.test(row[name] ?? '')));
  const [first] = odd.flatMap((row) =>
    names.flatMap((name) => row[name] ?? []).filter((text) => PATTERN_SIGNS.test(text)),
  );
  if (first === undefined) return [];
  const text = `References are put into the pattern as they are, and some have signs that mean something there, such as “${first.slice(0, 40)}”. ${share(odd.length, references.length)} Compare with “Contains” where the text itself is meant.`;
  return [{ kind: 'pattern-signs', level: 'warning', text }];
}

function onlyService(rewards: readonly Reward[]): TrialFinding[] {
  const names = rewards.flatMap(({ kind, name }) => (findRewardKind(kind)?.score ? [] : [`“${name}”`]));
  if (names.length === 0) return [];
  const text = `${names.join(' and ')} can’t be tried in this browser: have the service test ${names.length === 1 ? 'it' : 'them'} on a row before you start.`;
  return [{ kind: 'only-service', level: 'note', text }];
}

/** How far the rewards of answers to one prompt are apart. */
export function spreadOf(rewards: readonly number[]): number {
  return rewards.length === 0 ? 0 : Math.max(...rewards) - Math.min(...rewards);
}

function rewardOf(answers: readonly TriedAnswer[], of: AnswerOrigin): number | null {
  return answers.find((answer) => answer.of === of)?.overall ?? null;
}

function share(count: number, all: number, what = 'row'): string {
  return `In ${grouped(count)} of ${counted(all, `${what} tried`, `${what}s tried`)}.`;
}
