import type { Example, Turn } from '../example.ts';
import type { Json } from '../json.ts';
import { type Field, ShapeError } from './format.ts';
import { pairOf, readPair } from './parts/completions.ts';
import { exact } from './parts/exact.ts';
import { memberOf, ownRest, requireObject, restOf, textMember } from './parts/rest.ts';
import {
  areShareGptTurns,
  isShareGptTurn,
  readShareGptTurn,
  readShareGptTurns,
  shareGptFields,
  writeShareGptTurn,
  writeShareGptTurns,
} from './parts/sharegpt-turn.ts';
import { systemText, systemTextFields } from './parts/system-text.ts';
import { textTurn } from './parts/text-turn.ts';
import { readToolsText, writeToolsText } from './parts/tools-text.ts';

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
    if (typeof memberOf(row, 'instruction') !== 'string') return null;
    return answersOf(row) ? 'an instruction and two answers' : null;
  },
  toExample: (row) => (memberOf(row, 'conversations') === undefined ? readInstruction(row) : readConversation(row)),
  fromExample(example) {
    const own = example.meta.format === ID;
    const { chosen, rejected } = readPair(example, TITLE);
    if (example.turns.length === 0) throw new ShapeError([], `${TITLE} needs a turn before the answers`);
    const [better, worse] = [chosen, rejected].map(({ turns }) => writeAnswer(turns, own));
    return {
      conversations: writeShareGptTurns(example.turns, own),
      chosen: better ?? null,
      rejected: worse ?? null,
      ...writeToolsText(example.tools),
      ...ownRest(example, ID),
    };
  },
  fields: (row) => (memberOf(row, 'conversations') === undefined ? instructionFields(row) : conversationFields(row)),
});

function readConversation(row: Json): Example {
  const system = systemText(row);
  const tools = readToolsText(memberOf(row, 'tools'));
  const answers = ['chosen', 'rejected'];
  const known = ['conversations', ...answers, ...(system.length > 0 ? ['system'] : []), ...(tools ? ['tools'] : [])];
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
    { path: ['chosen', 'value'], role: 'chosen', text: textMember(memberOf(row, 'chosen') ?? null, 'value') },
    { path: ['rejected', 'value'], role: 'rejected', text: textMember(memberOf(row, 'rejected') ?? null, 'value') },
  ];
}

/** Where the two answers of an instruction lie, the better one first. */
function answersOf(
  row: Json,
): readonly { readonly path: readonly [string, ...number[]]; readonly text: string }[] | null {
  const [chosen, rejected] = [memberOf(row, 'chosen'), memberOf(row, 'rejected')];
  if (typeof chosen === 'string' && typeof rejected === 'string') {
    return [
      { path: ['chosen'], text: chosen },
      { path: ['rejected'], text: rejected },
    ];
  }
  const output = memberOf(row, 'output');
  if (!Array.isArray(output) || output.length !== 2) return null;
  // `Array.isArray` forgets what the list holds.
  const [good, bad] = output as readonly Json[];
  if (typeof good !== 'string' || typeof bad !== 'string') return null;
  return [
    { path: ['output', 0], text: good },
    { path: ['output', 1], text: bad },
  ];
}

function readInstruction(row: Json): Example {
  const answers = answersOf(row);
  const [good, bad] = answers ?? [];
  if (!good || !bad || typeof memberOf(row, 'instruction') !== 'string')
    throw new ShapeError([], 'has no instruction and two answers');
  const [instruction, input] = [textMember(row, 'instruction'), textMember(row, 'input')];
  const known = ['instruction', 'input', ...(good.path[0] === 'output' ? ['output'] : ['chosen', 'rejected'])];
  const prompt = [instruction, input].filter((text) => text !== '').join('\n');
  return {
    turns: [...systemText(row), textTurn('user', prompt)],
    completions: pairOf([textTurn('model', good.text)], [textTurn('model', bad.text)]),
    meta: { format: ID, rest: restOf(requireObject(row), [...known, 'system']) },
  };
}

function instructionFields(row: Json): Field[] {
  const [good, bad] = answersOf(row) ?? [];
  const texts = ['instruction', 'input'].filter((name) => typeof memberOf(row, name) === 'string');
  return [
    ...systemTextFields(row),
    ...texts.map((name): Field => ({ path: [name], role: 'input', text: textMember(row, name) })),
    ...(good ? [{ ...good, role: 'chosen' as const }] : []),
    ...(bad ? [{ ...bad, role: 'rejected' as const }] : []),
  ];
}
