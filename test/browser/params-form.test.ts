import { describe, expect, it } from 'vitest';
import { render } from 'vitest-browser-svelte';
import type { Json } from '../../src/core/json.ts';
import type { ParamSpecs } from '../../src/core/recipe/step.ts';
import type { FormatTexts } from '../../src/ui/form/format-texts.ts';
import ParamsForm from '../../src/ui/form/ParamsForm.svelte';

const specs: ParamSpecs = {
  columns: { type: 'columns', label: 'Columns', initial: [], whenEmpty: 'input and output' },
  column: { type: 'column', label: 'Column', initial: '' },
  find: { type: 'text', label: 'Find', initial: '' },
  words: { type: 'number', label: 'Minimum words', initial: 3, min: 0, max: 100 },
  mode: {
    type: 'choice',
    label: 'Find as',
    initial: 'text',
    options: [
      { value: 'text', label: 'text' },
      { value: 'regex', label: 'regular expression' },
    ],
  },
  matchCase: { type: 'switch', label: 'Match case', initial: true },
};
const context = { columns: ['question', 'answer'], mapping: { input: 'question', output: 'answer' } };

async function form(error: { parameter: string; why: string } | null = null) {
  const changes: [string, Json][] = [];
  const onchange = (name: string, value: Json): void => void changes.push([name, value]);
  const screen = await render(ParamsForm, { props: { specs, values: {}, context, onchange, error } });
  return { screen, changes };
}

describe('a form drawn from parameters', () => {
  it('labels every field and starts with the initial values', async () => {
    const { screen } = await form();
    await expect.element(screen.getByRole('spinbutton', { name: 'Minimum words' })).toHaveValue(3);
    await expect.element(screen.getByRole('switch', { name: 'Match case' })).toBeChecked();
    await expect.element(screen.getByRole('combobox', { name: 'Find as' })).toHaveValue('text');
    await expect.element(screen.getByRole('textbox', { name: 'Find' })).toHaveValue('');
  });

  it('says which columns an empty choice stands for', async () => {
    const { screen } = await form();
    await expect
      .element(screen.getByRole('button', { name: 'Columns' }))
      .toHaveAccessibleName('Columns Input and output (question, answer)');
    await expect.element(screen.getByRole('checkbox', { name: 'answer' })).not.toBeInTheDocument();
  });

  it('reports each change with its value', async () => {
    const { screen, changes } = await form();
    await screen.getByRole('button', { name: 'Columns' }).click();
    await screen.getByRole('checkbox', { name: 'answer' }).click();
    await screen.getByRole('button', { name: 'Columns' }).click();
    await expect.element(screen.getByRole('checkbox', { name: 'answer' })).not.toBeInTheDocument();
    await screen.getByRole('textbox', { name: 'Find' }).fill('x');
    await screen.getByRole('combobox', { name: 'Find as' }).selectOptions('regex');
    await screen.getByRole('switch', { name: 'Match case' }).click();
    await screen.getByRole('combobox', { name: 'Column', exact: true }).selectOptions('question');
    expect(changes).toEqual([
      ['columns', ['answer']],
      ['find', 'x'],
      ['mode', 'regex'],
      ['matchCase', false],
      ['column', 'question'],
    ]);
  });

  it('holds back a number that can not be, and says why', async () => {
    const { screen, changes } = await form();
    const field = screen.getByRole('spinbutton', { name: 'Minimum words' });
    await field.fill('101');
    await expect.element(field).toHaveAttribute('aria-invalid', 'true');
    await expect.element(field).toHaveAccessibleDescription('A whole number from 0 to 100.');
    expect(changes).toEqual([]);
    await field.fill('5');
    expect(changes).toEqual([['words', 5]]);
  });

  it('shows a fault beside its field', async () => {
    const { screen } = await form({ parameter: 'find', why: 'is no pattern: unclosed group' });
    await expect
      .element(screen.getByRole('textbox', { name: 'Find' }))
      .toHaveAccessibleDescription('is no pattern: unclosed group');
  });
});

describe('a field for texts', () => {
  const choice: ParamSpecs = {
    columns: { type: 'texts', label: 'Columns', initial: [], whenEmpty: 'output' },
    column: { type: 'texts-of', label: 'Column', initial: '' },
  };
  const chat = { roles: ['input', 'output'], nested: true } as const;
  const flat = { roles: ['input', 'output'], nested: false } as const;

  async function textsForm(format: FormatTexts | undefined, values: Readonly<Record<string, Json>> = {}) {
    const changes: [string, Json][] = [];
    const onchange = (name: string, value: Json): void => void changes.push([name, value]);
    const props = { specs: choice, values, context, onchange, error: null, ...(format && { format }) };
    const screen = await render(ParamsForm, { props });
    return { screen, changes };
  }

  it('without a format is a field for columns', async () => {
    const { screen, changes } = await textsForm(undefined);
    const button = screen.getByRole('button', { name: 'Columns' });
    await expect.element(button).toHaveTextContent('Output (answer)');
    await button.click();
    await screen.getByRole('checkbox', { name: 'answer' }).click();
    await expect.element(screen.getByText('By role')).not.toBeInTheDocument();
    await button.click();
    await screen.getByRole('combobox', { name: 'Column' }).selectOptions('answer');
    await expect.element(screen.getByText('By role')).not.toBeInTheDocument();
    expect(changes).toEqual([
      ['columns', ['answer']],
      ['column', 'answer'],
    ]);
  });

  it('offers the roles of a nested format first', async () => {
    const { screen, changes } = await textsForm(chat, { columns: [{ role: 'input' }, 'answer'] });
    const button = screen.getByRole('button', { name: 'Columns' });
    await expect.element(button).toHaveTextContent('Input, answer');
    await button.click();
    const texts = screen.getByRole('group', { name: 'Columns' });
    await expect.element(texts.getByRole('checkbox', { name: 'Input' })).toBeChecked();
    await texts.getByRole('checkbox', { name: 'Output' }).click();
    await texts.getByRole('checkbox', { name: 'answer' }).click();
    await button.click();
    await screen.getByRole('combobox', { name: 'Column' }).selectOptions('Text: Output');
    expect(changes).toEqual([
      ['columns', [{ role: 'input' }, { role: 'output' }, 'answer']],
      ['columns', [{ role: 'input' }]],
      ['column', { role: 'output' }],
    ]);
  });

  it('folds the roles of a flat format, unless one is chosen', async () => {
    const { screen } = await textsForm(flat);
    await expect.element(screen.getByRole('button', { name: 'Columns Output' })).toBeVisible();
    await screen.getByRole('button', { name: 'Columns' }).click();
    await expect.element(screen.getByRole('checkbox', { name: 'Output' })).not.toBeInTheDocument();
    await screen.getByText('By role').click();
    await expect.element(screen.getByRole('checkbox', { name: 'Output' })).toBeVisible();
    await screen.unmount();
    const { screen: chosen } = await textsForm(flat, { columns: [{ role: 'chosen' }] });
    await chosen.getByRole('button', { name: 'Columns' }).click();
    await expect.element(chosen.getByRole('checkbox', { name: 'Chosen' })).toBeChecked();
  });
});
