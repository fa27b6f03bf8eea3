import preference from '../formats/service/agent-platform-preference.ts';
import type { Turn } from '../example/example.ts';
import { ShapeError } from '../formats/format.ts';
import { plainPrompt } from '../playground/question.ts';
import { decidedPairs, ratersOf } from '../raters/majority.ts';
import { type BlindSession, type Identity, preferredBy, votesByPair } from './blind-session.ts';

/** Votes as rows for preference tuning, and what could not become one. */
export interface PreferenceFile {
  /** JSON Lines; empty where there are no rows. */
  readonly text: string;
  readonly rows: number;
  /** Ties, skipped and repeated pairs, equal answers, questions with media, and pairs on which raters are split. */
  readonly leftOut: number;
  /** Of those, pairs for which no answer has more than half of the votes. */
  readonly split: number;
  /** Of 100 rows, in how many the longer answer was preferred; null where there are none. */
  readonly longerPercent: number | null;
}

/** From this many per cent on, a model that is tuned on such rows would learn to write more, and nothing else. */
export const LONGER_IS_SUSPECT = 80;

/**
 * The votes as preference rows of the Agent Platform: score 1 for the answer that most raters prefer, 0 for the other. Only once
 * the session is closed.
 */
export function preferenceFile(session: BlindSession, { firstIsA }: Identity): PreferenceFile {
  const decided = decidedPairs(session, { firstIsA });
  let longer = 0;
  const lines = session.pairs.flatMap(({ turns, a, b, repeatOf }, at) => {
    const preferred = decided[at];
    const isDecided = preferred === 'first' || preferred === 'second';
    if (!isDecided || repeatOf !== null || a === b || a === '' || b === '') return [];
    const [chosen, rejected] = (preferred === 'first') === firstIsA[at] ? [a, b] : [b, a];
    const line = preferenceLine(turns, chosen, rejected);
    if (line !== null && chosen.length > rejected.length) longer++;
    return line === null ? [] : [line];
  });
  return {
    text: lines.map((line) => `${line}\n`).join(''),
    rows: lines.length,
    leftOut: session.pairs.length - lines.length,
    split: decided.filter((each, at) => each === 'split' && session.pairs[at]?.repeatOf === null).length,
    longerPercent: lines.length === 0 ? null : Math.round((100 * longer) / lines.length),
  };
}

function preferenceLine(turns: readonly Turn[], chosen: string, rejected: string): string | null {
  const asked = turns.map((turn) => ({ ...turn, parts: turn.parts.filter(({ kind }) => kind !== 'thought') }));
  if (asked.some(({ parts }) => parts.some(({ kind }) => kind !== 'text'))) return null;
  const completion = (text: string, score: number) => ({
    turns: [{ role: 'model', parts: [{ kind: 'text', text }] } as const],
    score,
  });
  try {
    const completions = [completion(chosen, 1), completion(rejected, 0)];
    return JSON.stringify(preference.fromExample({ turns: asked, completions, meta: { format: '', rest: '{}' } }));
  } catch (error) {
    if (!(error instanceof ShapeError)) throw error;
    return null;
  }
}

/** What a vote is worth there: above 0 where A, the first model, is better. */
const COMPARATOR_SCORES = { first: 1, second: -1, tie: 0 } as const;

interface Rating {
  readonly is_flipped: boolean;
  readonly score: number;
  readonly rationale: string;
}

/**
 * The votes as LLM Comparator reads them (PAIR, github.com/PAIR-code/llm-comparator, 2026-09): A is the first model whichever side it
 * was shown on, which `is_flipped` says. Each rater’s vote is a rating of its own, and so is one on a pair that was shown again. JSON.
 */
export function comparatorFile(session: BlindSession, { models, firstIsA }: Identity, source: string): string {
  const ratings = new Map<number, Rating[]>();
  for (const { votes } of ratersOf(session)) {
    const choices = votesByPair({ pairs: session.pairs, votes });
    for (const [at, { repeatOf }] of session.pairs.entries()) {
      const isFirst = firstIsA[at] ?? false;
      const preferred = preferredBy(choices[at], isFirst);
      if (preferred === null) continue;
      const rating = { is_flipped: !isFirst, score: COMPARATOR_SCORES[preferred], rationale: '' };
      ratings.set(repeatOf ?? at, [...(ratings.get(repeatOf ?? at) ?? []), rating]);
    }
  }
  const examples = session.pairs.flatMap(({ turns, a, b, repeatOf }, at) => {
    const rated = ratings.get(at);
    if (repeatOf !== null || !rated) return [];
    const [first, second] = firstIsA[at] ? [a, b] : [b, a];
    return [
      {
        ...{ input_text: plainPrompt(turns)?.prompt ?? JSON.stringify(turns), tags: [] },
        ...{ output_text_a: first, output_text_b: second },
        score: rated.reduce((sum, { score }) => sum + score, 0) / rated.length,
        ...{ individual_rater_scores: rated, custom_fields: {} },
      },
    ];
  });
  return JSON.stringify({
    metadata: { source_path: source, custom_fields_schema: [] },
    models: models.map(({ title }) => ({ name: title })),
    examples,
  });
}

const COLUMNS = ['row', 'answer_a', 'answer_b', 'model_a', 'model_b', 'vote', 'preferred', 'repeat', 'time', 'rater'];

/** The votes as a table, one line for each vote. Cells that a spreadsheet would run get an apostrophe. */
export function votesCsv(session: BlindSession, { models, firstIsA }: Identity): string {
  const [first, second] = models;
  const lines = ratersOf(session).flatMap(({ title: rater, votes }) =>
    votes.map(({ pair: at, choice, at: time }) => {
      const pair = session.pairs[at];
      const isFirst = firstIsA[at] ?? false;
      const [a, b] = isFirst ? [first, second] : [second, first];
      const preferred = preferredBy(choice, isFirst);
      const title = preferred === 'first' ? first.title : preferred === 'second' ? second.title : '';
      const shown = [String((pair?.position ?? 0) + 1), pair?.a ?? '', pair?.b ?? '', a.title, b.title];
      return [...shown, choice, title, pair?.repeatOf === null ? 'no' : 'yes', new Date(time).toISOString(), rater];
    }),
  );
  return [COLUMNS, ...lines].map((cells) => `${cells.map(csvCell).join(',')}\r\n`).join('');
}

function csvCell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
