import { expect, it } from 'vitest';
import { addStep, apply, chooseToChange, download, goTo, importButton, importDialog } from '../support/journey.ts';
import { useSite } from '../support/site.ts';
import { validators } from '../support/validators/index.ts';

const journeys = useSite();

const CHATS = [
  [
    { role: 'user', content: 'Is lapis blue?' },
    { role: 'assistant', content: ' Yes, deep blue. ' },
  ],
  [
    { role: 'user', content: 'And jade?' },
    { role: 'assistant', content: 'Mostly green, \n"as a rule".' },
  ],
];
const CSV = [
  'id,messages',
  ...CHATS.map((chat, id) => `${id},"${JSON.stringify(chat).replaceAll('"', '""')}"`),
  '',
].join('\n');

it('reads a chat that was exported as CSV, cleans it by role and writes it for tuning', async () => {
  const page = await journeys.visit();
  await chooseToChange(page, { name: 'chats.csv', text: CSV });
  const dialog = importDialog(page);
  await dialog.getByText('1 column holds JSON (messages), which is read.').waitFor();
  await expect.poll(() => dialog.getByRole('combobox', { name: 'Format' }).inputValue()).toBe('openai-chat');
  const read = dialog.getByRole('switch', { name: 'Read JSON in cells' });
  await read.click();
  await expect.poll(() => dialog.getByRole('combobox', { name: 'Format' }).inputValue()).not.toBe('openai-chat');
  await read.click();
  await expect.poll(() => dialog.getByRole('combobox', { name: 'Format' }).inputValue()).toBe('openai-chat');
  await importButton(page).click();
  await page.getByRole('grid', { name: 'Rows' }).waitFor();

  await goTo(page, 'Clean');
  await addStep(page, 'Trim whitespace');
  await apply(page);
  await goTo(page, 'Export');
  await page.getByRole('combobox', { name: 'Format' }).selectOption('agent-platform-sft');
  const { bytes } = await download(page);
  const lines = bytes.toString('utf8').trimEnd().split('\n');
  expect(lines).toHaveLength(2);
  const validate = validators['agent-platform-sft'];
  for (const line of lines) expect(validate?.(JSON.parse(line))).toEqual([]);
  expect(lines[0]).toContain('"Yes, deep blue."');
  expect(lines[1]).toContain(JSON.stringify('Mostly green, \n"as a rule".'));
});
