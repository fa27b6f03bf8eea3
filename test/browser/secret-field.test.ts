import { describe, expect, it } from 'vitest';
import { userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import SecretField from '../../src/ui/form/SecretField.svelte';

const SECRET = 'canary-of-the-secret-field';

async function field() {
  const taken: string[] = [];
  const onsubmit = (secret: string): void => void taken.push(secret);
  const screen = await render(SecretField, { props: { label: 'Gemini API key', action: 'Save key', onsubmit } });
  return { screen, taken, input: screen.getByLabelText('Gemini API key'), save: screen.getByRole('button') };
}

describe('SecretField', () => {
  it('hands the secret over and keeps nothing of it on the page', async () => {
    const { taken, input, save } = await field();
    await input.fill(`  ${SECRET}\n`);
    await expect.element(input).toHaveAttribute('type', 'password');
    expect(document.documentElement.outerHTML).not.toContain(SECRET);
    await save.click();
    expect(taken).toEqual([SECRET]);
    await expect.element(input).toHaveValue('');
    expect(document.documentElement.outerHTML).not.toContain(SECRET);
  });

  it('keeps the focus in the field when its button is switched off', async () => {
    const { input, save } = await field();
    await expect.element(save).toBeDisabled();
    await input.fill(SECRET);
    await save.click();
    await expect.element(save).toBeDisabled();
    await expect.element(input).toHaveFocus();
  });

  it('takes Enter for the button, but nothing for a secret', async () => {
    const { taken, input } = await field();
    await input.fill('   ');
    await userEvent.keyboard('{Enter}');
    await input.fill(SECRET);
    await userEvent.keyboard('{Enter}');
    expect(taken).toEqual([SECRET]);
  });
});
