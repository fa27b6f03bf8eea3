import { refuseChoice } from '../parts/completions.ts';
import { exact } from '../parts/exact.ts';
import { readSystem, splitSystem, SYSTEM_MEMBERS, systemFields } from '../parts/gemini-system.ts';
import {
  areContents,
  contentFields,
  isContent,
  oneContentFields,
  readContent,
  readContents,
  writeContent,
  writeContents,
} from '../parts/gemini-turn.ts';
import { ShapeError } from '../format.ts';
import { memberOf, ownRest, ownRow, requireObject, restOf } from '../parts/rest.ts';

const ID = 'contents-completion';
const TITLE = 'Contents and completion';

export default exact({
  id: ID,
  title: TITLE,
  summary: 'A prompt in `contents` and its answer in `completion`, as older guides write it. No service takes it.',
  kind: 'conversation',
  order: 30,
  samples: [
    {
      contents: [{ role: 'user', parts: [{ text: 'Name a red gem.' }] }],
      completion: { role: 'model', parts: [{ text: 'Ruby.' }] },
    },
    {
      contents: [
        { role: 'user', parts: [{ text: 'Which?' }, { inline_data: { mime_type: 'image/png', data: 'AA==' } }] },
      ],
      completion: { parts: [{ text: 'An opal.' }] },
      source: 'shop',
    },
  ],
  detect(row) {
    const isShape = areContents(memberOf(row, 'contents')) && isContent(memberOf(row, 'completion'));
    return isShape ? 'contents and one completion' : null;
  },
  toExample(row) {
    const answer = readContent(memberOf(row, 'completion'), ['completion'], 'model');
    const turns = [...readSystem(row), ...readContents(memberOf(row, 'contents'), ['contents']), answer];
    return {
      turns,
      meta: { format: ID, rest: restOf(requireObject(row), [...SYSTEM_MEMBERS, 'contents', 'completion']) },
    };
  },
  fromExample(example) {
    refuseChoice(example, TITLE);
    const own = ownRow(example, ID);
    if (example.tools && example.tools.length > 0) throw new ShapeError([], `${TITLE} has no place for tools`);
    const { system, rest } = splitSystem(example.turns, own);
    const answer = rest.at(-1);
    if (rest.length < 2 || answer?.role !== 'model') {
      throw new ShapeError([], `${TITLE} needs turns that end with the model's`);
    }
    const completion = writeContent(answer, own !== null);
    return { ...system, contents: writeContents(rest.slice(0, -1), own !== null), completion, ...ownRest(example, ID) };
  },
  fields: (row) => [
    ...systemFields(row),
    ...contentFields(memberOf(row, 'contents'), ['contents']),
    ...oneContentFields(memberOf(row, 'completion'), ['completion'], 'output'),
  ],
});
