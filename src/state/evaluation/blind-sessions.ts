import {
  type AnsweredByBoth,
  type BlindModel,
  type BlindSession,
  layOutPairs,
} from '../../core/evaluation/blind-session.ts';
import type { Evaluation, EvaluationRow } from '../../core/evaluation/evaluation.ts';
import { readAnswers } from '../../store/evaluation/stored-answers.ts';
import { addBlindSession, listBlindSessions } from '../../store/evaluation/blind-sessions.ts';
import { listEvaluationRows } from '../../store/evaluation/evaluations.ts';
import { Live } from '../frame/live.svelte.ts';
import type { Notices } from '../frame/notices.svelte.ts';

/** The blind comparisons of an evaluation, newest first, kept fresh while watched. */
export function blindSessionsOf({ datasetId, id }: Evaluation): Live<readonly BlindSession[]> {
  return new Live(() => listBlindSessions(datasetId, id));
}

/**
 * Opens a blind comparison of the first model with another one (by its index) over the rows that both have answered, differently;
 * or the one that is still open. Gives its id; undefined, with a word on the screen, where there is nothing to compare.
 */
export async function openBlindSession(
  evaluation: Evaluation,
  other: number,
  notices: Notices,
): Promise<string | undefined> {
  const id = crypto.randomUUID();
  const [first, second] = [evaluation.models[0], evaluation.models[other]];
  let opened: BlindSession | undefined;
  await notices.attempt(async () => {
    const sessions = await listBlindSessions(evaluation.datasetId, evaluation.id);
    opened = sessions.find(({ closed }) => closed === null);
    if (opened) return;
    const rows = await listEvaluationRows(evaluation.id);
    const asksOf = ({ asks }: EvaluationRow): readonly [string, string] => [asks[0] ?? '', asks[other] ?? ''];
    const asks = rows.flatMap(asksOf);
    const answers = await readAnswers(evaluation.datasetId, [...new Set(asks)]);
    const both = rows.flatMap(
      ({ index, position, turns, expected, asks: [one = '', other = ''] }): AnsweredByBoth[] => {
        const texts = [one, other].map((ask) => answers.get(ask)?.answer?.text ?? '');
        const [a = '', b = ''] = texts;
        return a === '' || b === '' || a === b ? [] : [{ index, position, turns, expected, first: a, second: b }];
      },
    );
    if (!first || !second || both.length === 0) {
      notices.say('There’s nothing to compare: the models gave the same answers, or none.');
      return;
    }
    const { pairs, firstIsA } = layOutPairs(both, randomSeed());
    const shown = new Set(both.map(({ index }) => index));
    const sealedAnswers = rows.flatMap((row) => (shown.has(row.index) ? asksOf(row) : []));
    opened = await addBlindSession(
      {
        ...{ id, datasetId: evaluation.datasetId, evaluationId: evaluation.id, createdAt: Date.now(), pairs },
        sealedAnswers: [...new Set(sealedAnswers)].sort(),
      },
      { models: [nameOf(first), nameOf(second)], firstIsA },
    );
  });
  return opened?.id;
}

function nameOf({ key, title }: BlindModel): BlindModel {
  return { key, title };
}

/** Chance, so that nobody can work out the sides. */
function randomSeed(): number {
  return crypto.getRandomValues(new Uint32Array(1))[0] ?? 0;
}
