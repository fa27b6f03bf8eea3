import { describe, expect, it } from 'vitest';
import { render } from 'vitest-browser-svelte';
import Select from '../../src/ui/form/Select.svelte';

describe('Select', () => {
  it('puts neighbours of one group under its name, and the others under none', async () => {
    const options = [
      { value: '', label: 'None' },
      { value: 'a', label: 'A', group: 'Tuned' },
      { value: 'b', label: 'B', group: 'Tuned' },
      { value: 'c', label: 'C', group: 'Base' },
    ];
    const chosen: string[] = [];
    const onchange = (value: string): void => void chosen.push(value);
    const screen = await render(Select, { props: { label: 'Model', value: 'b', options, onchange } });
    const select = screen.getByRole('combobox', { name: 'Model' });
    await expect.element(select).toHaveValue('b');
    const groups = [...select.element().querySelectorAll('optgroup')];
    expect(groups.map((group) => `${group.label}: ${[...group.children].map((o) => o.textContent).join()}`)).toEqual([
      'Tuned: A,B',
      'Base: C',
    ]);
    await select.selectOptions('C');
    expect(chosen).toEqual(['c']);
  });
});
