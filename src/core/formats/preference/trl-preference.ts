import type { Turn } from '../../example/example.ts';
import type { Json, JsonObject } from '../../json.ts';
import { pairOf, readPair } from '../parts/completions.ts';
import { isSaid, readSaid, saidFields, saidText } from '../parts/answers.ts';
import { exact } from '../parts/exact.ts';
import { writeMessages } from '../parts/messages/messages.ts';
import { memberOf, ownRest, ownSpelling, requireObject, restOf } from '../parts/rest.ts';
import { forkOf } from '../parts/shared-prefix.ts';
import { ShapeError } from '../format.ts';

const ID = 'trl-preference';
const TITLE = 'TRL preference';
/** Members by which a row is of a shape of its own. */
const OTHERS = ['instruction', 'question', 'input', 'conversations', 'system'];

export default exact({
  id: ID,
  title: TITLE,
  summary: 'Hugging Face TRL: `prompt`, `chosen` and `rejected`, as texts or messages; the prompt may be inside them.',
  kind: 'preference',
  order: 80,
  samples: [
    {
      prompt: [{ role: 'user', content: 'Praise this opal.' }],
      chosen: [{ role: 'assistant', content: 'It holds a sunset.' }],
      rejected: [{ role: 'assistant', content: 'It is ok.' }],
    },
    { prompt: 'And this?', chosen: 'A fine agate.', rejected: 'No idea.', id: 1 },
    { chosen: 'Opals hold sunsets.', rejected: 'Opals are ok.' },
    {
      chosen: [
        { role: 'user', content: 'And that?' },
        { role: 'assistant', content: 'A garnet.' },
      ],
      rejected: [
        { role: 'user', content: 'And that?' },
        { role: 'assistant', content: 'A stone.' },
      ],
    },
  ],
  flat: true,
  detect(row) {
    if (OTHERS.some((name) => memberOf(row, name) !== undefined)) return null;
    const prompt = memberOf(row, 'prompt');
    const isShape = isSaid(memberOf(row, 'chosen')) && isSaid(memberOf(row, 'rejected'));
    return isShape && (prompt === undefined || isSaid(prompt)) ? 'chosen and rejected' : null;
  },
  toExample(row) {
    const prompt = memberOf(row, 'prompt');
    const turns = prompt === undefined ? [] : readSaid(prompt, 'prompt', 'user');
    const fork = forkOf(
      readSaid(memberOf(row, 'chosen'), 'chosen', 'model'),
      readSaid(memberOf(row, 'rejected'), 'rejected', 'model'),
    );
    const rest = restOf(requireObject(row), ['prompt', 'chosen', 'rejected']);
    return { turns: [...turns, ...fork.prompt], completions: pairOf(fork.one, fork.other), meta: { format: ID, rest } };
  },
  fromExample(example) {
    const { chosen, rejected } = readPair(example, TITLE);
    if (example.tools && example.tools.length > 0) throw new ShapeError([], `${TITLE} has no place for tools`);
    const own = example.meta.format === ID;
    const { source = null } = ownSpelling(example, ID);
    const answers = [chosen.turns, rejected.turns];
    const isText = typeof memberOf(source, 'chosen') === 'string';
    const written =
      (isText ? writeTexts(example.turns, answers) : undefined) ?? writeLists(example.turns, answers, { own, source });
    return { ...written, ...ownRest(example, ID) };
  },
  fields: (row) => [
    ...saidFields(memberOf(row, 'prompt'), 'prompt', 'input'),
    ...saidFields(memberOf(row, 'chosen'), 'chosen', 'chosen'),
    ...saidFields(memberOf(row, 'rejected'), 'rejected', 'rejected'),
  ],
});

/** Undefined where one of them is more than a text: TRL takes texts alone or messages alone. */
function writeTexts(turns: readonly Turn[], answers: readonly (readonly Turn[])[]): JsonObject | undefined {
  const prompt = saidText(turns, 'user');
  const [chosen, rejected] = answers.map((answer) => saidText(answer, 'model'));
  if (chosen === undefined || rejected === undefined) return undefined;
  if (turns.length === 0) return { chosen, rejected };
  return prompt === undefined ? undefined : { prompt, chosen, rejected };
}

interface Origin {
  readonly own: boolean;
  readonly source: Json;
}

/** `source`: the row, which may have the prompt inside both answers. */
function writeLists(
  turns: readonly Turn[],
  answers: readonly (readonly Turn[])[],
  { own, source }: Origin,
): JsonObject {
  const isInside = source !== null && memberOf(source, 'prompt') === undefined;
  const before = isInside ? turns : [];
  const [chosen = [], rejected = []] = answers.map((answer) => writeMessages([...before, ...answer], own));
  return { ...(turns.length > 0 && !isInside && { prompt: writeMessages(turns, own) }), chosen, rejected };
}
