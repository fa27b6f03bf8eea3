import { describe, expect, it } from 'vitest';
import type { VersionInfo } from '../../../src/core/version/version.ts';
import type { ColumnProfile } from '../../../src/core/view/column-profile.ts';
import { equalChoices } from '../../../src/core/view/view.ts';
import { FilterDraft } from '../../../src/state/rows/filter-draft.svelte.ts';

const category: ColumnProfile = {
  ...{ of: 'category', rows: 3, empty: 0, lengths: [], numeric: false, range: null },
  values: [
    { value: 'art', count: 2 },
    { value: 'maths', count: 1 },
  ],
};
const score: ColumnProfile = { ...category, of: 'score', values: null, numeric: true, range: { min: 0, max: 9 } };

function draft(of?: string | { role: 'output' }): FilterDraft {
  const version = { number: 2, sources: [{ name: 'a.csv', rows: 3 }] };
  const versions = [
    { number: 2, parentId: 'one', title: 'Trim whitespace' },
    { number: 1, parentId: null, title: 'Imported a.csv' },
  ];
  return new FilterDraft(
    {
      columns: [
        { of: 'category', title: 'category' },
        { of: 'score', title: 'score' },
        { of: { role: 'output' }, title: 'Answer' },
      ],
      profiles: { find: (wanted) => [category, score].find((each) => equalChoices(each.of, wanted)) },
      marks: [{ name: 'triage', values: ['good', 'bad'] }],
      // The casts: nothing else of a version is asked.
      version: version as unknown as VersionInfo,
      versions: versions as unknown as readonly VersionInfo[],
    },
    of,
  );
}

describe('a filter in a form', () => {
  it('offers values where there are few, with their counts', () => {
    const form = draft('category');
    expect(form.on).toBe('value');
    expect(form.values).toEqual([
      { value: 'art', label: 'art', count: 2 },
      { value: 'maths', label: 'maths', count: 1 },
    ]);
    expect(form.filter).toBeNull();
    form.pick('maths', true);
    form.exclude = true;
    expect(form.filter).toEqual({ on: 'value', of: 'category', values: ['maths'], exclude: true });
  });

  it('asks for a range of numbers, and says what is wrong with it', () => {
    const form = draft('score');
    expect(form.on).toBe('number');
    form.min = '3';
    expect(form.filter).toEqual({ on: 'number', of: 'score', min: 3 });
    form.max = '2';
    expect(form.problem).toBe('The first number is larger than the second.');
    expect(form.filter).toBeNull();
    form.max = 'many';
    expect(form.problem).toBe('Enter a number such as 3.');
  });

  it('says at once that a regular expression is broken', () => {
    const form = draft({ role: 'output' });
    form.choose('regex');
    form.text = '(';
    expect(form.problem).toContain('is not a regular expression');
    expect(form.filter).toBeNull();
    form.text = '^As an AI';
    expect(form.filter).toEqual({ on: 'regex', of: { role: 'output' }, text: '^As an AI' });
  });

  it('knows files, marks, duplicates and versions', () => {
    const form = draft();
    const choose = (label: string): void => {
      form.chooseField(form.fields.find((field) => field.label === label)?.value ?? '');
    };
    choose('File');
    form.pick('a.csv', true);
    expect(form.filter).toEqual({ on: 'file', files: ['a.csv'] });
    choose('Mark triage');
    form.pick('bad', true);
    expect(form.filter).toEqual({ on: 'mark', mark: 'triage', values: ['bad'] });
    choose('Whole row');
    expect(form.filter).toEqual({ on: 'duplicate' });
    form.choose('changed');
    expect(form.values.map(({ label }) => label)).toEqual([
      'By any step since the import',
      'By version 2: Trim whitespace',
    ]);
    form.pick('2', true);
    expect(form.filter).toEqual({ on: 'changed', version: 2 });
    form.pick('any', true);
    expect(form.filter).toEqual({ on: 'changed' });
  });
});
