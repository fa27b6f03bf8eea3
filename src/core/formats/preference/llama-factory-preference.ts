import type { Example, Turn } from '../../example/example.ts';
import type { Json } from '../../json.ts';
import { type Field, ShapeError } from '../format.ts';
import { pairOf, readPair } from '../parts/completions.ts';
import { exact } from '../parts/exact.ts';
import {
  instructionPairFields,
  isInstructionPair,
  readInstructionPair,
  writeInstructionPair,
} from '../parts/pair/instruction-pair.ts';
import { memberOf, ownRest, ownRow, requireObject, restOf, textMember } from '../parts/rest.ts';
import {
  areShareGptTurns,
  isShareGptTurn,
  readShareGptTurn,
  readShareGptTurns,
  shareGptFields,
  writeShareGptTurn,
  writeShareGptTurns,
} from '../parts/sharegpt-turn.ts';
import { splitSystemText, systemMembers, systemText, systemTextFields } from '../parts/system-text.ts';
import { readToolsText, writeToolsText } from '../parts/messages/tools-text.ts';

const ID = 'llama-factory-preference';
const TITLE = 'LLaMA-Factory preference';

export default exact({
  id: ID,
  title: TITLE,
  summary: 'LLaMA-Factory: `conversations` or an `instruction`, with a chosen and a rejected answer.',
  kind: 'preference',
  order: 100,
  samples: [
    {
      conversations: [{ from: 'human', value: 'Praise this opal.' }],
      chosen: { from: 'gpt', value: 'It holds a sunset.' },
      rejected: { from: 'gpt', value: 'It is ok.' },
    },
    {
      system: 'You sell gems.',
      conversations: [
        { from: 'human', value: 'Hi' },
        { from: 'gpt', value: 'Hello!' },
        { from: 'human', value: 'And this?' },
      ],
      chosen: { from: 'gpt', value: 'A fine agate.', by: 'Ada' },
      rejected: { from: 'gpt', value: 'No idea.' },
      id: 2,
    },
    {
      instruction: 'Correct the sentence.',
      input: 'Gem shine.',
      output: 'Gems shine.',
      chosen: 'Gems shine.',
      rejected: 'Gem shines',
    },
    { instruction: 'Name a gem.', input: '', output: ['Ruby.', 'A stone.'] },
  ],
  detect(row) {
    if (areShareGptTurns(memberOf(row, 'conversations'))) {
      const isPair = isShareGptTurn(memberOf(row, 'chosen')) && isShareGptTurn(memberOf(row, 'rejected'));
      return isPair ? 'conversations, chosen and rejected' : null;
    }
    return isInstructionPair(row) ? 'an instruction and two answers' : null;
  },
  toExample: (row) => (isConversation(row) ? readConversation(row) : readInstructionPair(row, ID)),
  fromExample(example) {
    const own = ownRow(example, ID);
    if (own && isInstructionPair(own)) return { ...writeInstructionPair(example, own, TITLE), ...ownRest(example, ID) };
    const { chosen, rejected } = readPair(example, TITLE);
    const { system, rest } = splitSystemText(example.turns, own);
    if (rest.length === 0) throw new ShapeError([], `${TITLE} needs a turn before the answers`);
    const [better, worse] = [chosen, rejected].map(({ turns }) => writeAnswer(turns, own !== null));
    return {
      conversations: writeShareGptTurns(rest, own !== null),
      chosen: better ?? null,
      rejected: worse ?? null,
      ...ownRest(example, ID),
      ...system,
      ...writeToolsText(example.tools, own),
    };
  },
  fields: (row) => (isConversation(row) ? conversationFields(row) : instructionPairFields(row)),
});

function isConversation(row: Json): boolean {
  return memberOf(row, 'conversations') !== undefined;
}

function readConversation(row: Json): Example {
  const system = systemText(row);
  const tools = readToolsText(memberOf(row, 'tools'));
  const answers = ['chosen', 'rejected'];
  const known = ['conversations', ...answers, ...systemMembers(row), ...(tools ? ['tools'] : [])];
  const [chosen = [], rejected = []] = answers.map((name) => [readShareGptTurn(memberOf(row, name), [name])]);
  return {
    turns: [...system, ...readShareGptTurns(memberOf(row, 'conversations'), ['conversations'])],
    completions: pairOf(chosen, rejected),
    ...(tools && { tools }),
    meta: { format: ID, rest: restOf(requireObject(row), known) },
  };
}

function writeAnswer(turns: readonly Turn[], own: boolean): Json {
  const [only, ...more] = turns;
  const [written, ...others] = only ? writeShareGptTurn(only, own) : [];
  if (!written || more.length > 0 || others.length > 0) {
    throw new ShapeError([], `${TITLE} holds answers of one turn, and one has ${turns.length}`);
  }
  return written;
}

function conversationFields(row: Json): Field[] {
  const conversations = memberOf(row, 'conversations');
  return [
    ...systemTextFields(row),
    ...shareGptFields(conversations, ['conversations']),
    ...answerFields(row, 'chosen'),
    ...answerFields(row, 'rejected'),
  ];
}

function answerFields(row: Json, name: 'chosen' | 'rejected'): Field[] {
  const answer = memberOf(row, name);
  const text = ['value', 'text'].find((each) => typeof memberOf(answer ?? null, each) === 'string') ?? 'value';
  return [{ path: [name, text], role: name, text: textMember(answer ?? null, text) }];
}
