import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { userEvent } from 'vitest/browser';
import { keepFocus } from '../../src/pages/frame/keep-focus.ts';

let stop: () => void;
let root: HTMLElement;

beforeEach(() => {
  root = document.createElement('main');
  root.innerHTML = `
    <h1 tabindex="-1">A dataset</h1>
    <div id="page" tabindex="-1">
      <section><button id="save">Save</button><button id="next">Next</button></section>
      <button id="far">Far away</button>
    </div>`;
  document.body.append(root);
  stop = keepFocus();
});

afterEach(() => {
  stop();
  root.remove();
});

function element(id: string): HTMLButtonElement {
  // The cast: all that these tests ask for are buttons.
  return document.getElementById(id) as HTMLButtonElement;
}

async function expectFocus(id: string): Promise<void> {
  await expect.poll(() => document.activeElement?.id).toBe(id);
}

describe('the focus', () => {
  it('comes back to a button that was disabled while it worked', async () => {
    element('save').focus();
    element('save').disabled = true;
    await expectFocus('next');
    element('save').disabled = false;
    await expectFocus('save');
  });

  it('comes back to a button that was disabled for a frame only', async () => {
    element('save').focus();
    element('save').disabled = true;
    await new Promise<void>((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
    element('save').disabled = false;
    await expectFocus('save');
  });

  it('goes to the nearest place when what had it is gone', async () => {
    element('save').focus();
    element('save').remove();
    await expectFocus('next');
    element('next').parentElement?.remove();
    await expectFocus('page');
  });

  it('stays where the user has put it while a button is disabled', async () => {
    element('save').focus();
    element('save').disabled = true;
    await expectFocus('next');
    element('far').focus();
    element('save').disabled = false;
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(document.activeElement?.id).toBe('far');
  });

  it('may go to nothing when the user clicks on nothing', async () => {
    await userEvent.click(element('far'));
    await expectFocus('far');
    element('far').blur();
    root.append('a change');
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(document.activeElement).toBe(document.body);
  });
});
