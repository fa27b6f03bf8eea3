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
