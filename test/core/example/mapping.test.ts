import { describe, expect, it } from 'vitest';
import { fillTemplate, mapColumns, templateColumns, unsaid } from '../../../src/core/example/mapping.ts';

const TEMPLATE = 'Context: {{context}}\nQuestion: {{question}} ({{context}})';

describe('a template', () => {
  it('names its columns, each once, in order', () => {
    expect(templateColumns(TEMPLATE)).toEqual(['context', 'question']);
    expect(templateColumns('no { column } {{}}')).toEqual([]);
  });

  it('takes texts as they are: one that looks like a column stays, and so does a dollar sign', () => {
    const texts: Record<string, string> = { context: '{{question}} $&', question: 'Why?' };
    expect(fillTemplate(TEMPLATE, (column) => texts[column] ?? '')).toBe(
      'Context: {{question}} $&\nQuestion: Why? ({{question}} $&)',
    );
  });
});

describe('a mapping', () => {
  const mapping = { input: 'a', output: 'b', system: null, label: 'c', template: '{{a}} {{x}}' };

  it('follows columns to their new names, in its template too', () => {
    expect(mapColumns(mapping, (column) => column.toUpperCase())).toEqual({
      input: 'A',
      output: 'B',
      system: null,
      label: 'C',
      template: '{{A}} {{X}}',
    });
  });

  it('follows its tags, and has none once all of them are gone', () => {
    const tagged = { ...mapping, tags: ['x', 'y', 'z'] };
    expect(mapColumns(tagged, (column) => (column === 'y' ? null : `${column}2`)).tags).toEqual(['x2', 'z2']);
    expect(mapColumns(tagged, (column) => (column < 'x' ? column : 'one')).tags).toEqual(['one']);
    expect(mapColumns(tagged, (column) => (column < 'x' ? column : null))).toEqual(mapping);
  });

  it('forgets columns that are gone', () => {
    expect(mapColumns(mapping, (column) => (column === 'b' ? null : column))).toEqual({ ...mapping, output: null });
  });
});

describe('what is unsaid', () => {
  it.each([
    [{ input: null, output: null }, ['input', 'output']],
    [{ input: 'q', output: null }, ['output']],
    [{ input: null, output: 'a' }, ['input']],
    [{ input: null, output: null, template: 'Q: {{q}}', label: 'class' }, []],
    [{ input: null, output: 'a', template: 'always the same' }, ['input']],
    [{ input: 'q', output: null, chosen: 'good' }, ['output']],
    [{ input: 'q', output: null, chosen: 'good', rejected: 'bad' }, []],
  ])('of %j is %j', (mapping, roles) => {
    expect(unsaid(mapping)).toEqual(roles);
  });
});

describe('a template whose columns are empty', () => {
  it.each([
    ['{{a}}\n{{b}}', { a: 'Why?', b: '' }, 'Why?'],
    ['{{a}}\n\n{{b}}', { a: '', b: ' Why?' }, ' Why?'],
    ['Of: {{a}}\n{{b}}.', { a: '', b: '' }, 'Of: \n.'],
    ['{{a}}\n{{b}}', { a: '', b: '' }, ''],
  ])('%j of %j: %j', (template, texts: Readonly<Record<string, string>>, filled) => {
    expect(fillTemplate(template, (column) => texts[column] ?? '')).toBe(filled);
  });
});
