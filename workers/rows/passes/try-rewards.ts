import { seededRandom, shuffled } from '../../../src/core/hash/seeded-random.ts';
import { ok } from '../../../src/core/failure.ts';
import { preparePreflight } from '../../../src/core/preflight/preflight.ts';
import { adviseOnTrial } from '../../../src/core/rewards/trial-advice.ts';
import { type TrialLine, trialLine } from '../../../src/core/rewards/trial-line.ts';
import { type TriedPrompt, tryAnswers } from '../../../src/core/rewards/try-answers.ts';
import type { SampledAnswer, TrialReport, TrialWish } from '../../contracts/rewards.ts';
import { targetOf } from '../check-rows.ts';
import { definePass } from '../define-pass.ts';
import { type OpenedVersion, openVersion } from '../open-version.ts';
import { RowsAt } from '../texts-at.ts';

const ROWS = 200;
const SHOWN = 8;
/** A model is asked this many of them. */
const ASKED = 6;
const MOST_SHOWN_CHARACTERS = 300;

/** Tries rewards on rows drawn from a version. Patterns may take for ever: whoever runs it gives it a time limit. */
export default definePass({
  id: 'try-rewards',

  async lead({ request, rewards, seed, sampled }: TrialWish) {
    const opened = await openVersion(request.versionId);
    if (!opened.ok) return opened;
    const lines = await drawLines(opened.value, request, seed);
    const prompts = lines.map((line) => tryAnswers(rewards, line, textsFor(sampled, line)));
    const references = lines.map(({ asked }) => asked.references);
    const output: TrialReport = {
      rows: lines.length,
      references: namesOf(references),
      prompts: prompts.slice(0, SHOWN).map(shown),
      findings: adviseOnTrial(rewards, prompts, references),
      askable: lines.slice(0, ASKED).map(({ position, turns, asked }) => {
        return { position, turns, characters: asked.system.length + asked.prompt.length };
      }),
      example: exampleOf(lines),
    };
    return ok({ output });
  },
});

/** In an order of chance, the same for the same seed. Rows that can't be sent are left out. */
async function drawLines(
  opened: OpenedVersion,
  request: TrialWish['request'],
  seed: number,
): Promise<readonly TrialLine[]> {
  const random = seededRandom(seed);
  const { count } = opened.list;
  // Of very many, rows drawn twice are few.
  const drawn =
    count <= 4 * ROWS
      ? shuffled([...Array(count).keys()], random).slice(0, ROWS)
      : [...new Set(Array.from({ length: ROWS }, () => Math.floor(random() * count)))];
  const check = preparePreflight(opened.version, targetOf(request), request.limits);
  const found = new Map<number, TrialLine>();
  await new RowsAt(opened).each(drawn, (row, position) => {
    const { line, isFaulty } = check(row);
    const made = line === null || isFaulty ? null : trialLine(position, line);
    if (made !== null) found.set(position, made);
  });
  return drawn.flatMap((position) => found.get(position) ?? []);
}

function textsFor(sampled: readonly SampledAnswer[], { position }: TrialLine): readonly string[] {
  return sampled.filter((answer) => answer.position === position).map(({ text }) => text);
}

function shown({ answers, prompt, ...rest }: TriedPrompt): TriedPrompt {
  const cut = answers.map((answer) => ({ ...answer, text: cutText(answer.text) }));
  return { ...rest, prompt: cutText(prompt), answers: cut };
}

function cutText(text: string): string {
  const characters = Array.from(text.slice(0, 2 * MOST_SHOWN_CHARACTERS));
  return characters.length <= MOST_SHOWN_CHARACTERS
    ? characters.join('')
    : `${characters.slice(0, MOST_SHOWN_CHARACTERS).join('')}…`;
}

function namesOf(references: readonly Readonly<Record<string, string>>[]): readonly string[] {
  const counts = new Map<string, number>();
  for (const row of references) for (const name of Object.keys(row)) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts].sort(([, one], [, other]) => other - one).map(([name]) => name);
}

function exampleOf(lines: readonly TrialLine[]): TrialReport['example'] {
  const [first] = lines;
  return first ? { line: first.example, own: first.own ?? '' } : null;
}
