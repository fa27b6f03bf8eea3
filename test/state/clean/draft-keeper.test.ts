import '../../support/fake-browser.ts';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { RecipeCard } from '../../../src/core/recipe/recipe-cards.ts';
import { DraftKeeper } from '../../../src/state/clean/draft-keeper.svelte.ts';
import { readDrafts } from '../../../src/store/recipe-drafts.ts';
import { emptyDatabase, importRows } from '../../support/stored.ts';

let datasetId = '';
let keepers: DraftKeeper[] = [];

beforeEach(async () => {
  await emptyDatabase();
  ({ datasetId } = await importRows(['{"a":1}']));
  keepers = [];
});

afterEach(() => {
  for (const keeper of keepers) keeper.stop();
});

const card = (find: string): RecipeCard => ({ step: 'find-and-replace', version: 1, params: { find }, on: true });

const WAIT = { timeout: 10_000, interval: 5 };

/** A tab that shows the version, and the texts to find of the cards that it shows. */
async function openTab() {
  const tab = {
    shown: [] as unknown[],
    keeper: new DraftKeeper(datasetId, (cards) => {
      tab.shown = cards.map(({ params }) => params['find']);
    }),
    /** What somebody does who types in the tab. */
    type(...finds: string[]): void {
      tab.shown = finds;
      tab.keeper.keep('v', finds.map(card));
    },
  };
  keepers.push(tab.keeper);
  tab.keeper.show('v');
  await tab.keeper.load();
  return tab;
}

async function stored(): Promise<readonly unknown[]> {
  const draft = (await readDrafts(datasetId)).get('v');
  return draft?.cards.map(({ params }) => params['find']) ?? [];
}

describe('the recipe of a version in two tabs', () => {
  it('is taken over by the one in which nothing was typed', async () => {
    const [one, two] = [await openTab(), await openTab()];
    one.type('a');
    await expect.poll(() => two.shown, WAIT).toEqual(['a']);
    one.type('a', 'b');
    await expect.poll(() => two.shown, WAIT).toEqual(['a', 'b']);
    expect(two.keeper.hasOther).toBe(false);
  });

  it('is not overwritten by what is typed in the other: who types later is asked', async () => {
    const [one, two] = [await openTab(), await openTab()];
    one.type('a');
    await expect.poll(stored, WAIT).toEqual(['a']);
    one.type('a2');
    two.type('b');
    one.keeper.flush();
    two.keeper.flush();
    await expect.poll(() => one.keeper.hasOther || two.keeper.hasOther, WAIT).toBe(true);
    const [asked, other] = one.keeper.hasOther ? [one, two] : [two, one];
    // What goes on being typed in the tab that is asked is not stored over the other.
    asked.type('c');
    asked.keeper.flush();
    await expect.poll(stored, WAIT).toEqual(other.shown);
    expect(asked.shown).toEqual(['c']);
  });

  it.each(['useOther', 'keepOwn'] as const)('is the chosen one after %s', async (choice) => {
    const [one, two] = [await openTab(), await openTab()];
    one.type('a');
    await expect.poll(() => two.shown, WAIT).toEqual(['a']);
    two.type('b');
    await expect.poll(() => one.keeper.hasOther, WAIT).toBe(true);
    expect(one.shown).toEqual(['a']);
    one.keeper[choice]();
    expect(one.keeper.hasOther).toBe(false);
    const chosen = choice === 'keepOwn' ? ['a'] : ['b'];
    expect(one.shown).toEqual(chosen);
    await expect.poll(stored, WAIT).toEqual(chosen);
    // The other one typed too: it is asked in its turn.
    await expect.poll(() => two.keeper.hasOther, WAIT).toBe(choice === 'keepOwn');
  });

  it('asks nobody where both typed the same', async () => {
    const [one, two] = [await openTab(), await openTab()];
    one.type('a');
    await expect.poll(() => two.shown, WAIT).toEqual(['a']);
    two.type('a', 'b');
    one.type('a', 'b');
    one.keeper.flush();
    two.keeper.flush();
    await expect.poll(stored, WAIT).toEqual(['a', 'b']);
    await expect.poll(() => [one.keeper.hasOther, two.keeper.hasOther], WAIT).toEqual([false, false]);
  });

  it('is seen by a tab that comes back to it', async () => {
    const [one, two] = [await openTab(), await openTab()];
    two.keeper.stop();
    one.type('a');
    await expect.poll(stored, WAIT).toEqual(['a']);
    expect(two.shown).toEqual([]);
    await two.keeper.load();
    expect(two.shown).toEqual(['a']);
  });
});
