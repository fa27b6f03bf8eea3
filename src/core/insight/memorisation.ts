import { type PhraseIndex, phraseWords } from './phrase-index.ts';

/** Words of the phrases that are counted. */
export const PHRASE_WORDS = 5;

export interface AskedAnswer {
  /** What was asked, as text: to repeat it is no memory. */
  readonly question: string;
  readonly answer: string;
}

/** A run of words that an answer shares with a training row. */
export interface SharedPhrase {
  /** Index of the answer. */
  readonly answer: number;
  /** Index of the training row. */
  readonly row: number;
  readonly words: number;
  /** The words, as they are compared. */
  readonly text: string;
}

/** How much of a model's answers is in the training rows word for word. */
export interface Memorisation {
  /** Answers that are long enough to tell. */
  readonly answers: number;
  readonly tooShort: number;
  /** The mean over answers of the share of their five-word phrases that are in training rows; null where none can tell. */
  readonly share: number | null;
  /** The longest runs, one an answer, longest first. */
  readonly longest: readonly SharedPhrase[];
}

const MOST_SHOWN = 5;

/** Compares answers with the outputs of training rows. What an answer repeats of its own question doesn't count. */
export function memorisationOf(answers: readonly AskedAnswer[], index: PhraseIndex): Memorisation {
  const shares: number[] = [];
  const longest: SharedPhrase[] = [];
  answers.forEach(({ question, answer }, at) => {
    const words = phraseWords(answer);
    if (words.length < PHRASE_WORDS) return;
    // A space at both ends: a phrase must not begin or end within a word.
    const asked = ` ${phraseWords(question).join(' ')} `;
    const isAsked = (from: number, count: number): boolean =>
      asked.includes(` ${words.slice(from, from + count).join(' ')} `);
    const runs = index.runs(words);
    const phrases = runs.slice(0, words.length - PHRASE_WORDS + 1).filter((run) => !isAsked(run.at, PHRASE_WORDS));
    const known = phrases.filter((run) => run.words >= PHRASE_WORDS);
    shares.push(phrases.length === 0 ? 0 : known.length / phrases.length);
    const best = known
      .filter((run) => !isAsked(run.at, run.words))
      .reduce((one, run) => (run.words > one.words ? run : one), { at: 0, words: 0, text: -1 });
    if (best.words > 0) {
      const text = words.slice(best.at, best.at + best.words).join(' ');
      longest.push({ answer: at, row: best.text, words: best.words, text });
    }
  });
  return {
    answers: shares.length,
    tooShort: answers.length - shares.length,
    share: shares.length === 0 ? null : shares.reduce((sum, share) => sum + share, 0) / shares.length,
    longest: longest.sort((one, other) => other.words - one.words).slice(0, MOST_SHOWN),
  };
}
