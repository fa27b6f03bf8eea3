import { isObject, type Json } from '../../json.ts';
import {
  matchExpression,
  matchFields,
  matchProblems,
  matchRewards,
  scoreMatch,
  textParam,
} from '../parts/match-operation.ts';
import type { RewardKind } from './reward-kind.ts';

export default {
  id: 'json-key',
  order: 2,
  title: 'JSON key',
  summary: 'Reads the answer as JSON and compares one of its values. Only keys at the first level can be named.',
  fields: [
    { id: 'key', kind: 'text', lines: 1, label: 'Key', help: 'At the first level of the answer', initial: 'answer' },
    ...matchFields,
  ],
  score: (params, sample) => scoreMatch(params, valueOf(sample.answer, textParam(params, 'key')), sample),
  scorer: (params) => ({
    stringMatchRewardScorer: {
      ...matchRewards(params),
      jsonMatchExpression: { keyName: textParam(params, 'key'), valueStringMatchExpression: matchExpression(params) },
    },
  }),
  problems: matchProblems,
} satisfies RewardKind;

/**
 * A value of an answer that is a JSON object; null where it isn't one, or has no such key. The documentation tells neither what
 * becomes of such an answer nor how a value is spelled that is no text: a wrong answer, and its JSON, are assumed.
 */
function valueOf(answer: string, key: string): string | null {
  try {
    // The cast: JSON is what is parsed.
    const value = JSON.parse(answer) as Json;
    const found = isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
    if (found === undefined) return null;
    return typeof found === 'string' ? found : JSON.stringify(found);
  } catch {
    return null;
  }
}
