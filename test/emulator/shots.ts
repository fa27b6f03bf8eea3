import type { Lesson } from './answers.ts';

/** Examples that are in a text, and what is asked after them. */
export interface Shots {
  readonly lessons: readonly Lesson[];
  /** The whole text, where it has no examples or asks nothing after them. */
  readonly question: string;
}

const ASKED = ['input', 'question', 'q', 'user'];
const ANSWERED = ['output', 'answer', 'a', 'model', 'assistant'];
// A word that begins a line, also as a heading or in bold: "Input:", "### Input:", "**Input:**".
const LABEL = new RegExp(`^(?:#+ *)?(?:\\*\\*)?(${[...ASKED, ...ANSWERED].join('|')})(?:\\*\\*)?:(?:\\*\\*)?`, 'gim');

/** Reads a prompt such as `Input: 1`, `Output: 2`, `Input: 2`, `Output:`, each on its line, with or without fences. */
export function readShots(text: string): Shots {
  const labels = [...text.matchAll(LABEL)];
  const parts = labels.map((label, index) => ({
    asks: ASKED.includes((label[1] ?? '').toLowerCase()),
    text: unfence(text.slice(label.index + label[0].length, labels[index + 1]?.index)),
  }));
  const lessons: Lesson[] = [];
  let question = text;
  for (const [index, part] of parts.entries()) {
    if (!part.asks) continue;
    const next = parts[index + 1];
    const answered = next !== undefined && !next.asks && next.text !== '';
    if (answered) lessons.push({ input: part.text, output: next.text });
    question = answered ? text : part.text;
  }
  return { lessons, question: lessons.length > 0 ? question : text };
}

function unfence(text: string): string {
  return /^(`{3,})\w*\n([^]*?)\n\1$/.exec(text.trim())?.[2] ?? text.trim();
}
