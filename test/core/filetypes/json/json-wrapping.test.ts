import { describe, expect, it } from 'vitest';
import { previewHead } from '../../../../src/core/filetypes/preview.ts';
import { JsonDocument } from '../../../../src/core/filetypes/json/json-document.ts';

function preview(text: string, name: string) {
  const bytes = new TextEncoder().encode(text);
  const result = previewHead(bytes, { name, bytes: bytes.length, complete: true }, {});
  if (!result.ok) throw new Error(result.failure.kind);
  return result.value;
}

describe('JSON with something around it', () => {
  it.each([
    ['tweets.js', 'window.YTD.tweets.part0 = [ {"a": 1},\n{"a": 2} ]'],
    ['data.js', 'var data = [{"a": 1}, {"a": 2}];\n'],
    ['data.js', 'window["x"] =\n[{"a": 1}, {"a": 2}]\n;\n'],
    ['data.mjs', 'export default [{"a": 1}, {"a": 2}];'],
    ['log.json-seq', '\x1e{"a": 1}\n\x1e{"a": 2}\n'],
    ['log.jsonl', '\x1e{"a": 1}\x1e{\n"a": 2}'],
  ])('is read as what is in it: %s', (name, text) => {
    const { settings, rows, problem, quarantined } = preview(text, name);
    expect([settings.fileType, problem, quarantined]).toEqual(['json', undefined, []]);
    expect(rows.map((row) => (JSON.parse(row) as { a: number }).a)).toEqual([1, 2]);
  });

  it('says what is around it', () => {
    expect(preview('window.YTD.tweets.part0 = [{"a": 1}]', 'tweets.js').reasons).toContain(
      'JavaScript that assigns JSON.',
    );
  });

  it('comes in pieces too, and a broken value of a sequence costs itself alone', () => {
    for (const text of ['x.y = [{"a": 1}, {"a": ";"}] ;\n', '\x1e{"a": 1}\n\x1e{"a": }\n\x1e{"a": ";"}\n']) {
      const isList = text.startsWith('x');
      const reader = new JsonDocument({ encoding: 'utf-8', rowsAt: isList ? '[]' : '' });
      const head = text.indexOf('{');
      const parts = [text.slice(0, head), ...text.slice(head).split(/(?:)/)];
      const read = parts.map((part, at) => reader.push(part, at === parts.length - 1));
      expect(read.flatMap(({ rows }) => rows)).toEqual(['{"a": 1}', '{"a": ";"}']);
      expect(read.flatMap(({ quarantined }) => quarantined).length).toBe(isList ? 0 : 1);
    }
  });

  it('is none where the text only looks so', () => {
    expect(preview('a = b,c\n1,2\n3,4\n', 'x.csv').settings.fileType).toBe('csv');
  });
});
