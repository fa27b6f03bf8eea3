import type { Turn } from '../../example/example.ts';
import type { Json } from '../../json.ts';
import { ShapeError } from '../format.ts';
import { pairOf, readPair } from '../parts/completions.ts';
import { exact } from '../parts/exact.ts';
import { readTranscript, transcriptFields, writeTranscript } from '../parts/human-assistant.ts';
import { ownRest, requireObject, restOf, textMember } from '../parts/rest.ts';
import { forkOf } from '../parts/shared-prefix.ts';

const ID = 'hh-rlhf';
const TITLE = 'HH-RLHF';

export default exact({
  id: ID,
  title: TITLE,
  summary: 'Anthropic’s HH-RLHF: two transcripts of Human and Assistant, `chosen` and `rejected`.',
  kind: 'preference',
  order: 75,
  samples: [
    {
      chosen: '\n\nHuman: Praise this opal.\n\nAssistant: It holds a sunset.',
      rejected: '\n\nHuman: Praise this opal.\n\nAssistant: It is ok.',
    },
    {
      chosen: '\n\nHuman: Hi\n\nAssistant: Hello!\n\nHuman: And this?\n\nAssistant:A fine agate.\n',
      rejected: '\n\nHuman: Hi\n\nAssistant: Hello!\n\nHuman: And this?\n\nAssistant: No idea.',
      id: 4,
    },
  ],
  detect: (row) => (turnsOf(row, 'chosen') && turnsOf(row, 'rejected') ? 'chosen and rejected transcripts' : null),
  toExample(row) {
    const fork = forkOf(requireTranscript(row, 'chosen'), requireTranscript(row, 'rejected'));
    const rest = restOf(requireObject(row), ['chosen', 'rejected']);
    return { turns: fork.prompt, completions: pairOf(fork.one, fork.other), meta: { format: ID, rest } };
  },
  fromExample(example) {
    const { chosen, rejected } = readPair(example, TITLE);
    const [first] = example.turns;
    if (first?.role !== 'user') throw new ShapeError([], `${TITLE} begins with the human, and there is no such turn`);
    if (example.tools && example.tools.length > 0) throw new ShapeError([], `${TITLE} has no place for tools`);
    return {
      chosen: writeTranscript([...example.turns, ...chosen.turns]),
      rejected: writeTranscript([...example.turns, ...rejected.turns]),
      ...ownRest(example, ID),
    };
  },
  fields: (row) => [
    ...transcriptFields(textMember(row, 'chosen'), 'chosen', 'chosen'),
    ...transcriptFields(textMember(row, 'rejected'), 'rejected', 'rejected'),
  ],
});

function turnsOf(row: Json, name: string): Turn[] | undefined {
  return readTranscript(textMember(row, name));
}

function requireTranscript(row: Json, name: string): Turn[] {
  const turns = turnsOf(row, name);
  if (turns) return turns;
  throw new ShapeError([name], 'is no transcript of Human and Assistant');
}
