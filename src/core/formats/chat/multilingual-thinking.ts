import { ShapeError, type Field } from '../format.ts';
import { exact } from '../parts/exact.ts';
import { memberOf, requireObject, restOf, textMember } from '../parts/rest.ts';
import { answerTurn, textTurn } from '../parts/text-turn.ts';

const ID = 'multilingual-thinking';
const NAMES = ['developer', 'user', 'analysis', 'final'] as const;
const ROLES = { developer: 'system', user: 'input', analysis: 'other', final: 'output' } as const;

export default exact({
  id: ID,
  title: 'Multilingual thinking (gpt-oss)',
  summary: 'A `developer` text, a `user` text, the `analysis` that is thought and the `final` answer.',
  kind: 'conversation',
  order: 135,
  readOnly: true,
  samples: [
    {
      reasoning_language: 'French',
      developer: 'Be brief.',
      user: 'Name a blue gem.',
      analysis: 'Bleu…',
      final: 'Sapphire.',
    },
    {
      reasoning_language: 'English',
      developer: '',
      user: 'And this?',
      analysis: 'Green.',
      final: 'Jade.',
      messages: [
        { role: 'user', content: 'And this?' },
        { role: 'assistant', content: 'Jade.', thinking: 'Green.' },
      ],
    },
  ],
  detect(row) {
    const isShape = ['user', 'analysis', 'final'].every((name) => typeof memberOf(row, name) === 'string');
    return isShape ? 'user, analysis and final' : null;
  },
  toExample(row) {
    if (typeof memberOf(row, 'final') !== 'string' || typeof memberOf(row, 'user') !== 'string') {
      throw new ShapeError([], 'has no user and final texts');
    }
    const developer = textMember(row, 'developer');
    const answer = answerTurn(textMember(row, 'final'), textMember(row, 'analysis'));
    const turns = [textTurn('user', textMember(row, 'user')), answer];
    return {
      turns: developer === '' ? turns : [textTurn('system', developer), ...turns],
      meta: { format: ID, rest: restOf(requireObject(row), [...NAMES, 'messages']) },
    };
  },
  fromExample() {
    throw new ShapeError([], 'multilingual thinking is only read: write it as OpenAI chat');
  },
  fields: (row) =>
    NAMES.flatMap((name): Field[] => {
      const text = memberOf(row, name);
      return typeof text === 'string' ? [{ path: [name], role: ROLES[name], text }] : [];
    }),
});
