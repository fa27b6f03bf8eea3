import { createRawSnippet } from 'svelte';
import { describe, expect, it } from 'vitest';
import { userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import Dialog from '../../src/ui/Dialog.svelte';
import Menu from '../../src/ui/Menu.svelte';

function words(text: string) {
  return createRawSnippet(() => ({ render: () => `<span>${text}</span>` }));
}

describe('a dialog', () => {
  it('has its title as its name and closes on Escape', async () => {
    let closed = 0;
    const screen = await render(Dialog, { title: 'Import a.csv', onclose: () => closed++, children: words('content') });
    await expect.element(screen.getByRole('dialog', { name: 'Import a.csv' })).toBeVisible();
    await userEvent.keyboard('{Escape}');
    await expect.poll(() => closed).toBe(1);
  });

  it.each([
    [
      'asked to by a key',
      (dialog: HTMLDialogElement): void => {
        dialog.requestClose();
      },
    ],
    [
      'closed by its button',
      (dialog: HTMLDialogElement): void => {
        dialog.querySelector('button')?.click();
      },
    ],
  ])('says at once, and only once, that it is %s', async (_, press) => {
    let closed = 0;
    const screen = await render(Dialog, { title: 'Import a.csv', onclose: () => closed++, children: words('content') });
    // The cast: the role is this element's alone.
    const dialog = screen.getByRole('dialog').element() as HTMLDialogElement;
    press(dialog);
    // Not at the next frame, which comes late on a busy machine: another dialog may have been opened by then.
    expect(closed).toBe(1);
    expect(dialog.open).toBe(false);
    await new Promise(requestAnimationFrame);
    await new Promise(requestAnimationFrame);
    expect(closed).toBe(1);
  });

  it('stays when a file picker inside of it is cancelled', async () => {
    let closed = 0;
    const picker = createRawSnippet(() => ({ render: () => '<input type="file" aria-label="Pick" />' }));
    const screen = await render(Dialog, { title: 'Paste', onclose: () => closed++, children: picker });
    screen
      .getByLabelText('Pick')
      .element()
      .dispatchEvent(new Event('cancel', { bubbles: true, cancelable: true }));
    expect(closed).toBe(0);
    await expect.element(screen.getByRole('dialog')).toBeVisible();
  });
});

describe('a menu', () => {
  it('is opened, walked and closed by keys', async () => {
    const done: string[] = [];
    const items = ['Rename', 'Delete'].map((label) => ({ label, run: () => void done.push(label) }));
    const screen = await render(Menu, { label: 'More', items, children: words('…') });
    const button = screen.getByRole('button', { name: 'More' });
    await button.click();
    await expect.element(screen.getByRole('menuitem', { name: 'Rename' })).toHaveFocus();
    await userEvent.keyboard('{Escape}');
    await expect.element(button).toHaveFocus();
    await expect.element(button).toHaveAttribute('aria-expanded', 'false');
    await button.click();
    await userEvent.keyboard('{ArrowDown}{Enter}');
    expect(done).toEqual(['Delete']);
  });
});
