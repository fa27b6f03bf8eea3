import { describe, expect, it } from 'vitest';
import { page } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import NumberField from '../../src/ui/form/NumberField.svelte';
import OptionalNumber from '../../src/ui/form/OptionalNumber.svelte';

async function optional(value: number | null, step: number) {
  const taken: (number | null)[] = [];
  const onchange = (next: number | null): void => void taken.push(next);
  const screen = await render(OptionalNumber, { props: { label: 'Limit', min: 1, max: 10, step, value, onchange } });
  return { screen, taken, input: screen.getByRole('spinbutton', { name: 'Limit' }) };
}

describe('OptionalNumber', () => {
  it('is empty for no value, and takes an emptied field for none', async () => {
    const { taken, input } = await optional(null, 1);
    await expect.element(input).toHaveValue(null);
    await input.fill('7');
    await input.fill('');
    expect(taken).toEqual([7, null]);
  });

  it('says what it takes instead of handing it on', async () => {
    const { taken, input } = await optional(3, 1);
    for (const text of ['0', '11', '2.5']) {
      await input.fill(text);
      await expect.element(page.getByText('A whole number from 1 to 10.')).toBeVisible();
      await expect.element(input).toHaveAttribute('aria-invalid', 'true');
    }
    expect(taken).toEqual([]);
    await input.fill('4');
    await expect.element(input).not.toHaveAttribute('aria-invalid');
    expect(taken).toEqual([4]);
  });

  it('leaves what is being typed alone when the value changes outside', async () => {
    const { screen, taken, input } = await optional(5, 0.01);
    await input.fill('');
    await screen.rerender({ value: 1 });
    await expect.element(input).toHaveValue(null);
    await input.fill('2.5');
    expect(taken).toEqual([null, 2.5]);
    (document.activeElement as HTMLElement).blur(); // the field just filled has the focus
    await expect.element(input).toHaveValue(1);
  });
});

describe.each([
  ['NumberField', NumberField],
  ['OptionalNumber', OptionalNumber],
])('%s', (_, Component) => {
  it('tells while it shows what was not taken, until it goes', async () => {
    const told: boolean[] = [];
    const onwrong = (isWrong: boolean): void => void told.push(isWrong);
    const props = { label: 'Epochs', value: 5, min: 1, max: 10, step: 1, onchange: () => undefined, onwrong };
    const screen = await render(Component, { props });
    const input = screen.getByRole('spinbutton', { name: 'Epochs' });
    await input.fill('11');
    expect(told.at(-1)).toBe(true);
    await input.fill('7');
    expect(told.at(-1)).toBe(false);
    await input.fill('0');
    expect(told.at(-1)).toBe(true);
    await screen.unmount();
    expect(told.at(-1)).toBe(false);
  });
});

describe('NumberField', () => {
  it('takes decimals where its step is one, and never an empty field', async () => {
    const taken: number[] = [];
    const onchange = (next: number): void => void taken.push(next);
    const props = { label: 'Learning rate', value: 0.001, min: 0.0001, max: 1, step: 0.0001, onchange };
    const screen = await render(NumberField, { props });
    const input = screen.getByRole('spinbutton', { name: 'Learning rate' });
    await input.fill('');
    await expect.element(page.getByText('A number from 0.0001 to 1.')).toBeVisible();
    await input.fill('0.00025');
    await input.fill('1.5');
    expect(taken).toEqual([0.00025]);
    await expect.element(page.getByText('A number from 0.0001 to 1.')).toBeVisible();
    await screen.rerender({ value: 0.5 });
    await expect.element(input).toHaveValue(0.5);
    await expect.element(input).not.toHaveAttribute('aria-invalid');
  });
});
