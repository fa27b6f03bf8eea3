import type { Json, JsonObject } from '../../json.ts';
import { pairOf, readPair } from '../parts/completions.ts';
import { exact } from '../parts/exact.ts';
import { areMessages, messageFields, readMessages, writeMessages } from '../parts/messages/messages.ts';
import { listMember, memberOf, ownRest, ownRow, requireObject, restOf, textMember } from '../parts/rest.ts';
import { roleOf } from '../parts/messages/roles.ts';
import { forkOf } from '../parts/shared-prefix.ts';
import { ShapeError } from '../format.ts';

const ID = 'ultrafeedback';
const TITLE = 'UltraFeedback';
const KNOWN = ['prompt', 'chosen', 'rejected'];

export default exact({
  id: ID,
  title: TITLE,
  summary: 'UltraFeedback, binarised: a `prompt`, and whole conversations in `chosen` and `rejected`.',
  kind: 'preference',
  order: 70,
  samples: [
    {
      prompt: 'Praise this opal.',
      chosen: [
        { role: 'user', content: 'Praise this opal.' },
        { role: 'assistant', content: 'It holds a sunset.' },
      ],
      rejected: [
        { role: 'user', content: 'Praise this opal.' },
        { role: 'assistant', content: 'It is ok.' },
      ],
    },
    {
      prompt: 'And this?',
      prompt_id: 'a7',
      chosen: [
        { content: 'And this?', role: 'user' },
        { content: 'A fine agate.', role: 'assistant' },
      ],
      rejected: [
        { content: 'And this?', role: 'user' },
        { content: 'No idea.', role: 'assistant' },
      ],
      messages: [
        { content: 'And this?', role: 'user' },
        { content: 'A fine agate.', role: 'assistant' },
      ],
      score_chosen: 8.5,
      score_rejected: 7,
    },
  ],
  detect(row) {
    const isShape = areMessages(memberOf(row, 'chosen')) && areMessages(memberOf(row, 'rejected'));
    return isShape && typeof memberOf(row, 'prompt') === 'string' ? 'a prompt, chosen and rejected messages' : null;
  },
  toExample(row) {
    const chosen = readMessages(memberOf(row, 'chosen'), ['chosen']);
    const fork = forkOf(chosen, readMessages(memberOf(row, 'rejected'), ['rejected']));
    const known = repeatsChosen(row) ? [...KNOWN, 'messages'] : KNOWN;
    const rest = restOf(requireObject(row), known);
    return { turns: fork.prompt, completions: pairOf(fork.one, fork.other), meta: { format: ID, rest } };
  },
  fromExample(example) {
    const own = ownRow(example, ID);
    const { chosen, rejected } = readPair(example, TITLE);
    if (example.tools && example.tools.length > 0) throw new ShapeError([], `${TITLE} has no place for tools`);
    const written = [chosen, rejected].map(({ turns }) => writeMessages([...example.turns, ...turns], own !== null));
    const [better = [], worse = []] = written;
    const again = own && repeatsChosen(own) ? { messages: better } : {};
    const prompt = promptOf(better, own);
    return { prompt, chosen: better, rejected: worse, ...again, ...ownRest(example, ID) };
  },
  fields: (row) => [
    { path: ['prompt'], role: 'input', text: textMember(row, 'prompt') },
    ...messageFields(memberOf(row, 'chosen'), ['chosen'], 'chosen'),
    ...messageFields(memberOf(row, 'rejected'), ['rejected'], 'rejected'),
    ...messageFields(memberOf(row, 'messages'), ['messages'], 'chosen'),
  ],
});

/** `messages` is the chosen conversation again, for those who learn from nothing else. */
function repeatsChosen(row: Json): boolean {
  const messages = listMember(row, 'messages');
  return messages !== undefined && JSON.stringify(messages) === JSON.stringify(memberOf(row, 'chosen'));
}

/** What was asked: the user's message that the row has for it, else the last. One of its own words stays as it is. */
function promptOf(chosen: readonly JsonObject[], own: JsonObject | null): string {
  const asked = askedIn(chosen);
  const before = own && askedIn(listMember(own, 'chosen') ?? []);
  const at = before?.indexOf(textMember(own ?? {}, 'prompt')) ?? asked.length - 1;
  return own && at === -1 && before ? textMember(own, 'prompt') : (asked[at] ?? asked.at(-1) ?? '');
}

function askedIn(messages: readonly Json[]): string[] {
  return messages.flatMap((message) =>
    roleOf(textMember(message, 'role')) === 'user' ? [textMember(message, 'content')] : [],
  );
}
