import { isObject, type Json } from '../json.ts';
import { isEmpty } from '../row/column-values.ts';
import { placeText } from '../row/place.ts';
import type { Mapping } from './mapping.ts';

/** Names under which datasets keep the prompt, the likeliest first. */
const INPUT_NAMES = [
  ...['text_input', 'input', 'input_text', 'prompt', 'question', 'query', 'instruction', 'source', 'article', 'text'],
  ...['问题', '输入', '指令'],
  // German, French, Spanish, Portuguese, Italian, Dutch, Polish, Turkish, Indonesian, Vietnamese.
  ...['frage', 'eingabe', 'anfrage', 'entrée', 'pregunta', 'entrada', 'pergunta', 'domanda', 'vraag', 'pytanie'],
  ...['soru', 'pertanyaan', 'câu hỏi', 'câu_hỏi'],
  // Russian, Ukrainian, Japanese, Korean, Arabic, Hindi.
  ...['вопрос', 'ввод', 'запрос', 'питання', '質問', '入力', '問い', '질문', '입력', 'سؤال', 'प्रश्न', 'सवाल'],
  ...['question_text', 'user_input', 'user_message', 'user_prompt', 'user'],
];

/** An instruction and what it is about, side by side: together they are the prompt. */
const INSTRUCTION_NAMES = [
  'instruction',
  'instructions',
  'task',
  '指令',
  '指示',
  'инструкция',
  'instrucción',
  'instrução',
  ...['anweisung', 'consigne', 'istruzione', 'instructie', 'instrukcja', '지시', '지시사항'],
];
const ABOUT_NAMES = ['input', 'input_text', '输入', '入力', 'вход', 'ввод', 'entrada', 'eingabe', 'entrée', '입력'];

/** Names that say where a row comes from as often as what goes in. */
const VAGUE_NAMES = ['source', 'article', 'text'];

/** Names of the answer; `label` and `category` come last, because they often are beside a real answer. */
const OUTPUT_NAMES = [
  ...['output', 'output_text', 'response', 'answer', 'completion', 'target', 'summary', 'ideal', 'expected'],
  ...['答案', '输出', '回答'],
  ...['antwort', 'ausgabe', 'réponse', 'sortie', 'respuesta', 'salida', 'resposta', 'saída', 'risposta', 'antwoord'],
  ...['odpowiedź', 'cevap', 'yanıt', 'jawaban', 'câu trả lời', 'trả lời', 'ответ', 'вывод', 'відповідь'],
  ...['回答文', '答え', '出力', '応答', '답변', '대답', '출력', 'إجابة', 'جواب', 'उत्तर', 'जवाब'],
  ...['reply', 'answer_text', 'bot_response', 'model_output', 'assistant_response', 'assistant', 'generated_text'],
  ...['label', 'category'],
];

const SYSTEM_NAMES = ['system', 'system_prompt', 'system_instruction', 'preamble', '系统', '系统提示', '系统提示词'];
const CHOSEN_NAMES = ['chosen', 'chosen_response', 'preferred', 'accepted', '优选', '首选'];
const REJECTED_NAMES = ['rejected', 'rejected_response', 'non_preferred', 'dispreferred', '拒绝', '劣选'];
const CONTEXT_NAMES = ['context', 'passage', 'background', '上下文', '背景', '语境'];

/** Names of a class that are not also names of an answer. */
const LABEL_NAMES = ['class', 'intent', 'sentiment', 'kto_tag', '标签', '类别', '分类'];

const TAG_NAMES = ['tags', 'tag', 'labels', 'category', 'categories', 'topic', 'topics'];

/**
 * Guesses by their names and values which columns go in, which should come out, and what others mean. What is not found is
 * left out. Letter case, spaces, `_` and `-` do not matter. Of `samples`: a column that is empty in all is passed over,
 * one that holds lists or objects is no text, and one that is the same in all is not what goes in.
 */
export function detectMapping(columns: readonly string[], samples: readonly Json[] = []): Mapping {
  const found = mappingOf(columns, samples);
  // One of these letters alone may be anything.
  const short = [find(columns, ['q']), find(columns, ['a'])];
  if (found.input === null && found.output === null && short.every((name) => name !== null))
    return { ...found, input: short[0] ?? null, output: short[1] ?? null };
  return found.input === null && found.output === null ? (insideOf(columns, samples) ?? found) : found;
}

/**
 * The meaning of rows whose members all are in one object, such as a viewer's `row` or a search engine's `_source`. Null where
 * there is no such object, or several.
 */
function insideOf(columns: readonly string[], samples: readonly Json[]): Mapping | null {
  const found = columns.flatMap((column): Mapping[] => {
    const inner = samples.map((row) => valueOf(row, column) ?? null);
    if (inner.length === 0 || !inner.every(isObject)) return [];
    const names = [...new Set(inner.flatMap((value) => Object.keys(value)))];
    const { input, output, template } = mappingOf(names, inner);
    if (input === null || output === null) return [];
    const within = (name: string): string => placeText([column, name]);
    const whole = template?.replace(/{{(.*?)}}/g, (_, name: string) => `{{${within(name)}}}`);
    return [{ input: within(input), output: within(output), ...(whole === undefined ? {} : { template: whole }) }];
  });
  return found.length === 1 ? (found[0] ?? null) : null;
}

function mappingOf(columns: readonly string[], samples: readonly Json[]): Mapping {
  const filled = samples.length === 0 ? columns : columns.filter((name) => samples.some((row) => !lacks(row, name)));
  const texts = filled.filter((name) => !samples.some((row) => typeof (valueOf(row, name) ?? '') === 'object'));
  const output = find(texts, OUTPUT_NAMES);
  const asked = findAsked(texts, samples);
  const known = { input: asked.input, output, ...findOthers(texts), ...findLabel(texts, output, samples) };
  const tags = findTags(filled, Object.values(known));
  return { ...known, ...tags, ...(asked.template === undefined ? joinContext(texts, asked.input) : asked) };
}

/** In Alpaca's shape `input` is what the instruction is about, and most rows leave it empty. */
function findAsked(columns: readonly string[], samples: readonly Json[]): Pick<Mapping, 'input' | 'template'> {
  const [instruction, about] = [find(columns, INSTRUCTION_NAMES), find(columns, ABOUT_NAMES)];
  if (instruction !== null && about !== null && !/[{}]/.test(instruction + about)) {
    return { input: instruction, template: `{{${instruction}}}\n{{${about}}}` };
  }
  const varied = columns.filter((name) => !isConstant(samples, name));
  const named = columns.filter((name) => !VAGUE_NAMES.includes(simplify(name)));
  return { input: find(varied, INPUT_NAMES) ?? find(named, INPUT_NAMES) };
}

function isConstant(samples: readonly Json[], column: string): boolean {
  const values = new Set(samples.map((row) => JSON.stringify(valueOf(row, column))));
  return samples.length > 1 && values.size === 1;
}

function findOthers(columns: readonly string[]): Pick<Mapping, 'system' | 'chosen' | 'rejected'> {
  const system = find(columns, SYSTEM_NAMES);
  const chosen = find(columns, CHOSEN_NAMES);
  const rejected = find(columns, REJECTED_NAMES);
  // One of a pair of answers alone can't be compared with anything.
  return { ...(system !== null && { system }), ...(chosen !== null && rejected !== null && { chosen, rejected }) };
}

/** A column named `label` beside an answer is most often about something else, unless it says yes or no. */
function findLabel(
  columns: readonly string[],
  output: string | null,
  samples: readonly Json[],
): Pick<Mapping, 'label'> {
  const verdict = find(columns, ['label']);
  const isVerdict =
    verdict !== null && verdict !== output && samples.some((row) => typeof valueOf(row, verdict) === 'boolean');
  const label = isVerdict ? verdict : find(columns, LABEL_NAMES);
  return label === null ? {} : { label };
}

function findTags(columns: readonly string[], taken: readonly (string | null)[]): Pick<Mapping, 'tags'> {
  const tags = find(
    columns.filter((column) => !taken.includes(column)),
    TAG_NAMES,
  );
  return tags === null ? {} : { tags: [tags] };
}

/** A context belongs to the question about it, and goes first. */
function joinContext(columns: readonly string[], input: string | null): Pick<Mapping, 'template'> {
  const context = find(columns, CONTEXT_NAMES);
  if (context === null || input === null || /[{}]/.test(context + input)) return {};
  return { template: `{{${context}}}\n\n{{${input}}}` };
}

function find(columns: readonly string[], names: readonly string[]): string | null {
  const known = columns.map(simplify);
  for (const name of names) {
    const at = known.indexOf(simplify(name));
    if (at !== -1) return columns[at] ?? null;
  }
  return null;
}

function simplify(name: string): string {
  return name.toLowerCase().replace(/[\s_-]+/g, '');
}

function valueOf(row: Json, column: string): Json | undefined {
  return isObject(row) && Object.hasOwn(row, column) ? row[column] : undefined;
}

function lacks(row: Json, column: string): boolean {
  return isEmpty(valueOf(row, column));
}
