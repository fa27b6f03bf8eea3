import { refuseChoice, requireTurns } from '../parts/completions.ts';
import { exact } from '../parts/exact.ts';
import { readSystem, splitSystem, SYSTEM_MEMBERS, systemFields } from '../parts/gemini-system.ts';
import { areContents, contentFields, readContents, writeContents } from '../parts/gemini-turn.ts';
import { memberOf, ownRest, ownRow, requireObject, restOf } from '../parts/rest.ts';
import { readGeminiTools } from '../parts/messages/tools.ts';
import { writeOwnTools } from '../parts/own-tools.ts';

const ID = 'agent-platform-sft';
const TITLE = 'Agent Platform SFT (Gemini)';
const KNOWN = [...SYSTEM_MEMBERS, 'contents'];

const LOOK = {
  ...{ name: 'look', description: 'Looks closer at a stone.' },
  parameters: { type: 'OBJECT', properties: { carat: { type: 'NUMBER' } } },
};

export default exact({
  id: ID,
  title: TITLE,
  summary: 'Supervised tuning of Gemini on the Agent Platform (Vertex AI): `systemInstruction` and `contents`.',
  kind: 'conversation',
  order: 20,
  samples: [
    {
      contents: [
        { role: 'user', parts: [{ text: 'Name a green gem.' }] },
        { role: 'model', parts: [{ text: 'Emerald.' }] },
      ],
    },
    {
      systemInstruction: { role: 'system', parts: [{ text: 'You are a jeweller.' }] },
      contents: [
        {
          role: 'user',
          parts: [{ text: 'Which?' }, { fileData: { mimeType: 'image/png', fileUri: 'gs://gems/1.png' } }],
        },
        { role: 'model', parts: [{ functionCall: { name: 'look', args: { carat: 1.5 } } }] },
        { role: 'user', parts: [{ functionResponse: { name: 'look', response: { stone: 'ruby' } } }] },
        { role: 'model', parts: [{ text: 'A ruby.' }] },
      ],
      tools: [{ functionDeclarations: [LOOK] }],
    },
    {
      system_instruction: { parts: [{ text: 'Be brief.' }] },
      contents: [
        { role: 'user', parts: [{ text: 'And this?' }, { inline_data: { mime_type: 'image/png', data: 'AAAA' } }] },
        { role: 'model', parts: [{ text: 'Hm.', thought: true }, { text: 'Quartz.' }], note: 'checked' },
      ],
      id: 7,
    },
  ],
  detect(row) {
    if (!areContents(memberOf(row, 'contents'))) return null;
    if (memberOf(row, 'completions') !== undefined || memberOf(row, 'completion') !== undefined) return null;
    return 'contents with parts';
  },
  toExample(row) {
    const turns = [...readSystem(row), ...readContents(memberOf(row, 'contents'), ['contents'])];
    const tools = readGeminiTools(memberOf(row, 'tools'));
    const known = tools ? [...KNOWN, 'tools'] : KNOWN;
    return { turns, ...(tools && { tools }), meta: { format: ID, rest: restOf(requireObject(row), known) } };
  },
  fromExample(example) {
    refuseChoice(example, TITLE);
    const own = ownRow(example, ID);
    const { system, rest } = splitSystem(example.turns, own, 'system');
    return {
      ...system,
      contents: writeContents(requireTurns(rest, TITLE), own !== null),
      ...ownRest(example, ID),
      ...writeOwnTools(example.tools, own),
    };
  },
  fields: (row) => [...systemFields(row), ...contentFields(memberOf(row, 'contents'), ['contents'])],
});
