import { describe, expect, it } from 'vitest';
import { previewHead } from '../../../src/core/filetypes/preview.ts';
import type { FilePreview, ReadSettings } from '../../../src/core/filetypes/settings.ts';
import type { Json } from '../../../src/core/json.ts';
import { exported, spoken } from './cases.ts';

/** Files of the kinds in which people hold rows, under names, in languages and nestings that no other test has. */
type Variant = readonly [what: string, file: string, text: string, said: readonly string[]];

function lines(...rows: readonly Json[]): string {
  return rows.map((row) => `${JSON.stringify(row)}\n`).join('');
}

function csv(...rows: readonly (readonly string[])[]): string {
  return rows.map((row) => `${row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',')}\n`).join('');
}

/** As the dialog shows it: where a lenient reading is offered, after that click. */
function look(name: string, text: string): FilePreview {
  const bytes = new TextEncoder().encode(text);
  const read = (wanted: Partial<ReadSettings>): FilePreview => {
    const found = previewHead(bytes, { name, bytes: bytes.length, complete: true }, wanted);
    if (!found.ok) throw new Error(JSON.stringify(found.failure));
    return found.value;
  };
  const first = read({});
  const offer = first.offers?.find(({ label }) => label === 'Read anyway');
  return offer ? read(offer.wanted) : first;
}

// What a preview holds is JSON.
const rowsIn = (preview: FilePreview): Json[] => preview.rows.map((row) => JSON.parse(row) as Json);

const ASK = { role: 'user', content: 'a' };
const ANSWER = { role: 'assistant', content: 'b' };

const LINES: readonly Variant[] = [
  [
    'Python 2 texts',
    'dump.jsonl',
    "{u'prompt': u'a', u'completion': u'b', u'n': None}\n{u'prompt': u'it\\'s', u'completion': u'd', u'n': None}\n",
    ['user: a | model: b', "user: it's | model: d"],
  ],
  [
    'infinities and commas behind the lines',
    'scores.ndjson',
    '{"question": "a", "answer": "b", "s": Infinity},\n{"question": "c", "answer": "d", "s": -Infinity},\n',
    ['user: a | model: b', 'user: c | model: d'],
  ],
  [
    'objects that were encoded twice',
    'twice.jsonl',
    lines('{"prompt":"a","completion":"b"}', '{"prompt":"c, d","completion":"e"}'),
    ['user: a | model: b', 'user: c, d | model: e'],
  ],
  [
    'a comment over a list',
    'list.json',
    '// exported in May\n[{"prompt":"a","completion":"b"},{"prompt":"c","completion":"d"}]\n',
    ['user: a | model: b', 'user: c | model: d'],
  ],
  [
    'a list in other quotes with a comment',
    'list.json',
    "# notes\n[{'prompt':'a','completion':'b'}, /* x */ {'prompt':'c','completion':'d'}]",
    ['user: a | model: b', 'user: c | model: d'],
  ],
];

const SYSTEM: readonly Variant[] = [
  ['System', 'x.jsonl', lines({ System: 'S', messages: [ASK, ANSWER] }), ['system: S | user: a | model: b']],
  [
    'SYSTEM-PROMPT',
    'x.jsonl',
    lines({ 'SYSTEM-PROMPT': 'S', messages: [ASK, ANSWER] }),
    ['system: S | user: a | model: b'],
  ],
  [
    'a list of texts',
    'x.jsonl',
    lines({ system: [{ text: 'S' }, { text: 'T' }], messages: [ASK, ANSWER] }),
    ['system: S + T | user: a | model: b'],
  ],
  [
    'instructions of the Responses API',
    'x.jsonl',
    lines({
      instructions: 'S',
      input: [ASK],
      output: [{ type: 'message', role: 'assistant', content: [{ type: 'output_text', text: 'b' }] }],
    }),
    ['system: S | user: a | model: b'],
  ],
  [
    'systemPrompt beside Gemini’s own contents',
    'x.jsonl',
    lines({
      systemPrompt: 'S',
      contents: [
        { role: 'user', parts: [{ text: 'a' }] },
        { role: 'model', parts: [{ text: 'b' }] },
      ],
    }),
    ['system: S | user: a | model: b'],
  ],
  [
    'preamble and chat_history',
    'x.jsonl',
    lines(
      {
        preamble: 'S',
        chat_history: [
          { role: 'USER', message: 'x' },
          { role: 'CHATBOT', message: 'y' },
        ],
        message: 'a',
        response: 'b',
      },
      { preamble: 'S', chat_history: [], message: 'c', response: 'd' },
    ),
    ['system: S | user: x | model: y | user: a | model: b', 'system: S | user: c | model: d'],
  ],
];

const COLUMNS: readonly Variant[] = [
  [
    'Korean',
    'x.jsonl',
    lines({ 질문: '왜?', 답변: '그래.' }, { 질문: '언제?', 답변: '지금.' }),
    ['user: 왜? | model: 그래.', 'user: 언제? | model: 지금.'],
  ],
  [
    'Portuguese',
    'x.csv',
    'pergunta;resposta\nQual?;Esta.\nQuando?;Agora.\n',
    ['user: Qual? | model: Esta.', 'user: Quando? | model: Agora.'],
  ],
  [
    'Turkish',
    'x.csv',
    'soru,cevap\nNe?,Bu.\nHani?,Orada.\n',
    ['user: Ne? | model: Bu.', 'user: Hani? | model: Orada.'],
  ],
  [
    'Japanese',
    'x.jsonl',
    lines({ 質問: 'なぜ?', 回答: 'だから。' }, { 質問: 'いつ?', 回答: '今。' }),
    ['user: なぜ? | model: だから。', 'user: いつ? | model: 今。'],
  ],
  [
    'an instruction and what it is about, in Italian',
    'x.jsonl',
    lines(
      { istruzione: 'Valuta.', input: 'Vento', risposta: 'sì' },
      { istruzione: 'Valuta.', input: 'Sole', risposta: 'no' },
    ),
    ['user: Valuta.\nVento | model: sì', 'user: Valuta.\nSole | model: no'],
  ],
  [
    'a constant source beside the question',
    'x.jsonl',
    lines(
      { source: 'forum', question_text: 'Why?', reply: 'So.' },
      { source: 'forum', question_text: 'When?', reply: 'Now.' },
    ),
    ['user: Why? | model: So.', 'user: When? | model: Now.'],
  ],
  [
    'rows in one member of each line',
    'x.jsonl',
    lines(
      { row_idx: 0, row: { instruction: 'a', input: 'x', output: 'b' } },
      { row_idx: 1, row: { instruction: 'c', input: '', output: 'd' } },
    ),
    ['user: a\nx | model: b', 'user: c | model: d'],
  ],
  [
    'hits of a search engine',
    'x.json',
    JSON.stringify({
      took: 1,
      hits: {
        hits: [
          { _id: '1', _source: { question: 'a', answer: 'b' } },
          { _id: '2', _source: { question: 'c', answer: 'd' } },
        ],
      },
    }),
    ['user: a | model: b', 'user: c | model: d'],
  ],
  [
    'a header that comes again with its byte order mark',
    'x.csv',
    '\ufeffquestion,answer\na,b\n\ufeffquestion,answer\nquestion,answer\nc,d\n',
    ['user: a | model: b', 'user: c | model: d'],
  ],
  [
    'short names',
    'x.json',
    JSON.stringify({
      train: [
        { q: 'a', a: 'b' },
        { q: 'c', a: 'd' },
      ],
    }),
    ['user: a | model: b', 'user: c | model: d'],
  ],
];

const CHATS: readonly Variant[] = [
  [
    'turns, then a question and its answer',
    'x.jsonl',
    lines({
      history: [
        { speaker: 'user', text: 'x' },
        { speaker: 'bot', text: 'y' },
      ],
      question: 'a',
      response: 'b',
    }),
    ['user: x | model: y | user: a | model: b'],
  ],
  [
    'messages as JSON in a cell, and the answer in another',
    'x.csv',
    csv(
      ['messages', 'response'],
      [JSON.stringify([{ role: 'system', content: 'S' }, ASK]), 'b'],
      [JSON.stringify([ASK]), 'c'],
    ),
    ['system: S | user: a | model: b', 'user: a | model: c'],
  ],
  [
    'Python’s list in a cell',
    'x.csv',
    csv(
      ['id', 'dialog'],
      ['1', `[{'role': 'user', 'content': "it's"}, {'role': 'assistant', 'content': 'b'}]`],
      ['2', `[{'role': 'user', 'content': 'c'}, {'role': 'assistant', 'content': 'd'}]`],
    ),
    ["user: it's | model: b", 'user: c | model: d'],
  ],
  [
    'messages of LangChain in a column',
    'memory.jsonl',
    lines(
      {
        id: 1,
        messages: [
          { type: 'human', data: { content: 'a' } },
          { type: 'ai', data: { content: 'b' } },
        ],
      },
      {
        id: 2,
        messages: [
          { type: 'human', data: { content: 'c' } },
          { type: 'ai', data: { content: 'd' } },
        ],
      },
    ),
    ['user: a | model: b', 'user: c | model: d'],
  ],
  [
    'a transcript in one text',
    'rlhf.jsonl',
    lines({ text: 'Human: a\n\nAssistant: b' }, { text: 'Human: c\n\nAssistant: d' }),
    ['user: a | model: b', 'user: c | model: d'],
  ],
  [
    'lists of two',
    'chat.json',
    JSON.stringify([
      {
        chat: [
          ['user', 'a'],
          ['bot', 'b'],
        ],
      },
      {
        chat: [
          ['user', 'c'],
          ['bot', 'd'],
        ],
      },
    ]),
    ['user: a | model: b', 'user: c | model: d'],
  ],
  [
    'a batch prediction',
    'x.jsonl',
    lines(
      { instance: { prompt: 'a' }, prediction: { content: 'b' }, status: '' },
      { instance: { prompt: 'c' }, prediction: { content: 'd' }, status: '' },
    ),
    ['user: a | model: b', 'user: c | model: d'],
  ],
];

describe.each([
  ['lines', LINES],
  ['a system prompt', SYSTEM],
  ['columns', COLUMNS],
  ['a chat', CHATS],
] as const)('%s', (_, variants) => {
  it.each(variants)('as %s: what is said is all there', (_what, file, text, said) => {
    const preview = look(file, text);
    expect(preview.problem).toBeUndefined();
    expect(spoken(rowsIn(preview))).toEqual(said);
  });
});

describe('two answers and a verdict', () => {
  it.each<[string, Json, string]>([
    ['answer_b by its letter', { question: 'q', answer_a: 'x', answer_b: 'y', winner: 'B' }, 'y'],
    ['model_a by its name', { prompt: 'q', response_a: 'x', response_b: 'y', winner: 'model_a' }, 'x'],
    ['an index from 0', { prompt: 'q', response_0: 'x', response_1: 'y', better_response_id: 1 }, 'y'],
    ['an index from 1', { prompt: 'q', output_1: 'x', output_2: 'y', preference: 2 }, 'y'],
    ['Stanford’s labels', { history: 'q', human_ref_A: 'x', human_ref_B: 'y', labels: 1 }, 'x'],
  ])('prefers %s', (_, row, better) => {
    const [made] = exported([row, row], 'trl-preference');
    expect(made).toEqual([expect.objectContaining({ chosen: [{ role: 'assistant', content: better }] })]);
  });

  it('in an Open Assistant tree compares the ranked answers at its end, and learns the best', () => {
    const reply = (text: string, rank: number | null): Json => ({ text, role: 'assistant', rank, replies: [] });
    const replies = [reply('worse', 1), reply('best', 0), reply('unranked', null)];
    const row = { message_tree_id: 't', prompt: { text: 'q', role: 'prompter', replies } };
    expect(exported([row], 'trl-preference')[0]).toEqual([
      expect.objectContaining({
        chosen: [{ role: 'assistant', content: 'best' }],
        rejected: [{ role: 'assistant', content: 'worse' }],
      }),
    ]);
    expect(spoken([row])).toEqual(['user: q | model: best']);
  });

  it('of a tie prefers none, and is no comparison', () => {
    const row = { question: 'q', answer_a: 'x', answer_b: 'y', winner: 'tie' };
    expect(typeof exported([row], 'trl-preference')[0]).toBe('string');
  });
});
