import { hashText, hexOf } from '../hash/text-hash.ts';
import { toOneLine } from '../row/one-line.ts';
import { Row } from '../row/row.ts';
import { defineStep, ParameterError } from '../recipe/step.ts';

export default defineStep({
  id: 'edit-row',
  version: 1,
  title: 'Edit row',
  summary: 'Replaces one row by what was written by hand.',
  hidden: true,
  params: {
    rowHash: { type: 'text', label: 'Row before', initial: '', help: 'The hash of the row that was edited.' },
    file: { type: 'text', label: 'File', initial: '', help: 'Where the row was read.' },
    line: { type: 'number', label: 'Line', initial: 0, min: 0, max: 2 ** 32 - 1, help: 'Where it stood in the file.' },
    text: { type: 'text', label: 'Row after', initial: 'null', multiline: true, help: 'The new row as JSON.' },
  },
  examples: [
    {
      params: {
        rowHash: hashOf('{"input":"2 + 2","output":"5"}'),
        file: 'sums.jsonl',
        line: 1,
        text: '{"input":"2 + 2","output":"4"}',
      },
      before: [
        { input: '2 + 2', output: '5' },
        { input: '2 + 3', output: '5' },
      ],
      after: [
        { input: '2 + 2', output: '4' },
        { input: '2 + 3', output: '5' },
      ],
    },
  ],
  prepare({ rowHash, text }) {
    const line = toOneLine(text);
    checkJson(line);
    const words = new Uint32Array(4);
    return {
      apply(row) {
        hashText(row.text, words, 0);
        return hexOf(words, 0) === rowHash && row.text !== line ? new Row(line) : row;
      },
    };
  },
});

function hashOf(text: string): string {
  const words = new Uint32Array(4);
  hashText(text, words, 0);
  return hexOf(words, 0);
}

function checkJson(text: string): void {
  try {
    JSON.parse(text);
  } catch {
    throw new ParameterError('text', 'is not JSON: correct the row');
  }
}
