import { textParam } from '../parts/match-operation.ts';
import type { RewardKind } from './reward-kind.ts';

const CODE = `def evaluate(example, response):
    parts = response.get("parts") or [{}]
    answer = parts[0].get("text", "").strip()
    right = example.get("references", {}).get("answer", "").strip()
    return 1.0 if answer and answer == right else -1.0
`;

export default {
  id: 'python',
  order: 4,
  title: 'Python',
  summary:
    'A function of yours in a sandbox of the service, without a network. It is never run in this browser: only the service can try it.',
  fields: [
    {
      id: 'code',
      kind: 'text',
      lines: 10,
      label: 'Python',
      help: 'evaluate(example, response) returns a number from −1 to 1. Keys are in camel case.',
      initial: CODE,
    },
  ],
  score: null,
  scorer: (params) => ({ codeExecutionRewardScorer: { pythonCodeSnippet: textParam(params, 'code') } }),
  problems: (params) =>
    /^def evaluate\s*\(/m.test(textParam(params, 'code'))
      ? []
      : ['The code defines no function evaluate(example, response).'],
} satisfies RewardKind;
