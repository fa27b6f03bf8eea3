import { expect, it } from 'vitest';
import { findFormat } from '../../../src/core/formats/index.ts';
import { listMember, textMember } from '../../../src/core/formats/parts/rest.ts';
import { isObject, type Json } from '../../../src/core/json.ts';
import { detectFormat, detectFormats } from '../../../src/core/example/row-format.ts';
import { describeShared, type SharedFiles } from '../../support/real-files.ts';

/** Each file with its rows as the catalogue counts them, and the id of the format that most of them have. */
const EXPECTED: Readonly<Record<string, readonly (readonly [file: string, rows: number, format: string | null])[]>> = {
  'llama-factory': [
    ['alpaca_en_demo.json', 999, 'alpaca'],
    ['alpaca_zh_demo.json', 1000, 'alpaca'],
    ['identity.json', 91, 'alpaca'],
    ['dpo_en_demo.json', 300, 'llama-factory-preference'],
    ['dpo_zh_demo.json', 300, 'llama-factory-preference'],
    ['kto_en_demo.json', 300, 'kto'],
    ['glaive_toolcall_en_demo.json', 300, 'sharegpt'],
    ['glaive_toolcall_zh_demo.json', 300, 'sharegpt'],
    ['mllm_demo.json', 6, 'openai-chat'],
    ['mllm_audio_demo.json', 3, 'openai-chat'],
    ['mllm_video_demo.json', 3, 'openai-chat'],
    ['mllm_video_audio_demo.json', 3, 'openai-chat'],
    ['c4_demo.jsonl', 300, 'plain-text'],
    ['v1_sft_demo.jsonl', 500, 'openai-chat'],
    ['v1_dpo_demo.jsonl', 10, 'llama-factory-v1-preference'],
    ['reason_tool_use_demo_50.jsonl', 50, 'openai-chat'],
    ['v1_multimodal_demo.jsonl', 24, 'openai-chat'],
  ],
  'llms-from-scratch': [
    ['instruction-data.json', 1100, 'alpaca'],
    ['instruction-data-with-preference.json', 1100, 'llama-factory-preference'],
    ['instruction-data-with-response.json', 110, 'alpaca'],
    ['instruction-examples.json', 200, 'alpaca'],
    ['instruction-examples-modified.json', 200, 'alpaca'],
    ['eval-example-data.json', 100, 'alpaca'],
  ],
  codealpaca: [
    ['code_alpaca_2k.json', 2017, 'alpaca'],
    ['new_codealpaca.json', 4535, 'alpaca'],
  ],
  'stanford-alpaca': [['seed_tasks.jsonl', 175, 'self-instruct']],
  fastchat: [
    ['dummy_conversation.json', 500, 'sharegpt'],
    ['mt_bench_question.jsonl', 80, 'mt-bench'],
    ['vicuna_bench_question.jsonl', 80, 'mt-bench'],
    // Answers whose questions are in another file: no example can be made of them.
    ['mt_bench_reference_gpt-4.jsonl', 30, null],
  ],
  'openai-cookbook': [['toy_chat_fine_tuning.jsonl', 5, 'openai-chat']],
  xquad: [
    ['xquad.en.json', 1190, 'squad'],
    ['xquad.ar.json', 1190, 'squad'],
    ['xquad.zh.json', 1190, 'squad'],
    ['xquad.el.json', 1190, 'squad'],
  ],
};

const SHORT_TASKS: Readonly<Record<string, number>> = {
  'causal_judgement.json': 187,
  'penguins_in_a_table.json': 146,
  'snarks.json': 178,
};

for (const [folder, expected] of Object.entries(EXPECTED)) {
  describeShared(folder, (files) => {
    it.each(expected)('%s: %i rows, %s', (name, count, id) => checkRows(readRows(files, name), count, id));
  });
}

describeShared('big-bench-hard', (files) => {
  it('27 tasks: input and target', () => {
    const names = files.names();
    expect(names).toHaveLength(27);
    for (const name of names) checkRows(readRows(files, name), SHORT_TASKS[name] ?? 250, 'input-output');
  });
});

/** Every row has the format and comes back from its example as it was. */
function checkRows(rows: readonly Json[], count: number, id: string | null): void {
  expect(rows).toHaveLength(count);
  const found = detectFormats(rows);
  expect(found?.id ?? null).toBe(id);
  if (!found) return;
  expect(found.others).toEqual([]);
  const format = findFormat(found.id);
  expect(found.reason).toMatch(`: each of the ${count} rows checked has `);
  for (const row of rows) {
    expect(detectFormat(row)).toBe(format);
    expect(format?.fromExample(format.toExample(row))).toEqual(row);
  }
}

/** SQuAD is a row for each question with what is around it, and the tasks are under `examples`; the JSON reader has tests of its own. */
function readRows(files: SharedFiles, name: string): readonly Json[] {
  if (name.endsWith('.jsonl')) {
    const lines = new TextDecoder().decode(files.bytes(name)).split('\n');
    return lines.filter((line) => line.trim() !== '').map((line) => JSON.parse(line) as Json);
  }
  // A file of this folder is JSON.
  const document = files.json(name) as Json;
  const rows: readonly Json[] = Array.isArray(document)
    ? document
    : (listMember(document, 'examples') ?? questionsOf(document));
  return rows;
}

function questionsOf(document: Json): Json[] {
  return (listMember(document, 'data') ?? []).flatMap((article) =>
    (listMember(article, 'paragraphs') ?? []).flatMap((paragraph) =>
      (listMember(paragraph, 'qas') ?? []).map((question) => {
        const [title, context] = [textMember(article, 'title'), textMember(paragraph, 'context')];
        return { title, context, ...(isObject(question) ? question : {}) };
      }),
    ),
  );
}
