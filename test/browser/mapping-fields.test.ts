import { expect, it } from 'vitest';
import { render } from 'vitest-browser-svelte';
import type { Mapping } from '../../src/core/example/mapping.ts';
import MappingFields from '../../src/ui/form/MappingFields.svelte';

const columns = ['question', 'answer', 'topic', 'source'];

async function fields(mapping: Mapping) {
  const changes: Mapping[] = [];
  const screen = await render(MappingFields, {
    props: { columns, mapping, onchange: (next: Mapping) => void changes.push(next) },
  });
  return { tags: screen.getByRole('button', { name: 'Tags' }), screen, changes };
}

it('lets several columns be tags', async () => {
  const mapping = { input: 'question', output: 'answer', tags: ['source'] };
  const { tags, screen, changes } = await fields(mapping);
  await tags.click();
  await expect.element(screen.getByRole('checkbox', { name: 'source' })).toBeChecked();
  await screen.getByRole('checkbox', { name: 'topic' }).click();
  await screen.getByRole('checkbox', { name: 'source' }).click();
  expect(changes[0]).toEqual({ ...mapping, tags: ['topic', 'source'] });
  expect(changes[1]).toEqual({ input: 'question', output: 'answer' });
});

it('shows what is mapped beyond input and output at once, and nothing else', async () => {
  const { tags, screen } = await fields({ input: 'question', output: 'answer' });
  await expect.element(screen.getByText('More columns: system prompt, preferences, label, tags')).toBeVisible();
  expect(tags.query()).toBeNull();
  await screen.getByText('More columns: system prompt, preferences, label, tags').click();
  await expect.element(tags).toHaveTextContent('None');
});

it('offers the places inside of columns, with what the first row says there', async () => {
  const changes: Mapping[] = [];
  const places = [
    { place: 'body.messages', kind: 'conversation', shows: 'Why?' },
    { place: 'data.text', kind: 'text', shows: 'Where is the galley?' },
  ] as const;
  const props = {
    columns,
    mapping: { input: 'question', output: null },
    places,
    onchange: (next: Mapping) => void changes.push(next),
  };
  const screen = await render(MappingFields, { props });
  await screen.getByLabelText('Output column').selectOptions('data.text · Where is the galley?');
  await screen.getByLabelText('Conversation').selectOptions('body.messages · conversation');
  expect(changes).toEqual([
    { input: 'question', output: 'data.text' },
    { input: 'question', output: null, conversation: 'body.messages' },
  ]);
});
