import '../../support/fake-browser.ts';
import { beforeEach, expect, it, vi } from 'vitest';
import { ExportChoices } from '../../../src/state/export/export-choice.svelte.ts';

const KEY = 'lapidary.export.d';
beforeEach(() => localStorage.removeItem(KEY));

it('is kept for the next time, for each dataset its own', () => {
  new ExportChoices('d').change({ fileType: 'csv', format: 'alpaca' });
  expect(new ExportChoices('d').current).toMatchObject({ fileType: 'csv', format: 'alpaca', shardRows: 10_000 });
  expect(new ExportChoices('other').current).toMatchObject({ fileType: 'jsonl', format: null });
});

it.each(['{', 'null', '7', '{"fileType":7,"format":[],"shardRows":"many","marks":"yes","toString":1}'])(
  'passes over what it can’t have stored: %s',
  (stored) => {
    localStorage.setItem(KEY, stored);
    expect(new ExportChoices('d').current).toEqual(new ExportChoices('new').current);
  },
);

it('can be taken back to no format', () => {
  new ExportChoices('d').change({ format: 'alpaca' });
  new ExportChoices('d').change({ format: null });
  expect(new ExportChoices('d').current.format).toBeNull();
});

it('lasts as long as the page where nothing can be kept', () => {
  const full = vi.spyOn(localStorage, 'setItem').mockImplementation(() => {
    throw new DOMException('full', 'QuotaExceededError');
  });
  const choices = new ExportChoices('d');
  choices.change({ sources: true });
  full.mockRestore();
  expect([choices.current.sources, new ExportChoices('d').current.sources]).toEqual([true, false]);
});
