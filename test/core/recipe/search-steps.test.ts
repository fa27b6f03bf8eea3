import { describe, expect, it } from 'vitest';
import { groupSteps, searchSteps } from '../../../src/core/recipe/search-steps.ts';
import { steps } from '../../../src/core/steps/index.ts';

function titles(query: string): string[] {
  return searchSteps(steps, query).map(({ title }) => title);
}

describe('the search of steps', () => {
  it.each([
    ['remove', 'Remove duplicates'],
    ['dedup', 'Remove duplicates'],
    ['De-dup', 'Remove duplicates'],
    ['regex', 'Find and replace'],
    ['white space', 'Trim whitespace'],
    ['strip html', 'Strip HTML'],
    ['mojibake', 'Repair garbled characters'],
    ['pii', 'Redact personal data'],
    ['sample', 'Sample rows'],
    ['unicode', 'Normalise Unicode'],
    ['too short', 'Drop short outputs'],
  ])('finds for “%s” first %s', (query, title) => {
    expect(titles(query)[0]).toBe(title);
  });

  it.each(['filter', 'delete', 'sort', 'clean', 'html', 'random', 'regular expression'])(
    'finds something for “%s”',
    (query) => {
      expect(titles(query)).not.toEqual([]);
    },
  );

  it('finds nothing for what no step does', () => {
    expect(titles('zebra')).toEqual([]);
  });

  it('lists each step once, those used last first', () => {
    const lists = groupSteps(steps, ['trim-whitespace', 'unknown']);
    expect(lists[0]).toMatchObject({ group: 'Recent', steps: [{ id: 'trim-whitespace' }] });
    expect(lists.flatMap((list) => list.steps)).toHaveLength(steps.length);
  });
});
