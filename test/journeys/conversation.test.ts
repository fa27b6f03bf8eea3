import { describe, expect, it } from 'vitest';
import { findViolations } from '../support/axe.ts';
import { addStep, apply, chooseIn, countedEffect, goTo, importFiles } from '../support/journey.ts';
import { grid } from '../support/journey-grid.ts';
import { useSite } from '../support/site.ts';

const journeys = useSite();

const PIXEL = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
const CHAT = [
  {
    messages: [
      { role: 'system', content: 'You are a jeweller. ' },
      {
        role: 'user',
        content: [
          { type: 'text', text: 'What is this?' },
          { type: 'image_url', image_url: { url: `data:image/png;base64,${PIXEL}` } },
          { type: 'image_url', image_url: { url: 'https://gems.example/2.png' } },
        ],
      },
      {
        role: 'assistant',
        content: null,
        tool_calls: [{ id: 'c1', type: 'function', function: { name: 'weigh', arguments: '{"stone":"opal"}' } }],
      },
      { role: 'tool', tool_call_id: 'c1', content: '2 carats' },
      { role: 'assistant', content: ' An opal of two carats.' },
    ],
    source: 'shop',
  },
  {
    messages: [
      { role: 'user', content: 'Is it blue?' },
      { role: 'assistant', content: 'No. ' },
    ],
  },
];

describe('a row of a chat', () => {
  it('is read as a conversation, and nothing is loaded for it', async () => {
    const page = await journeys.visit();
    await importFiles(page, { name: 'chat.jsonl', text: CHAT.map((row) => JSON.stringify(row)).join('\n') });
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    await grid(page).press('Enter');
    const panel = page.getByRole('region', { name: 'Row 1', exact: true });
    const turns = panel.getByRole('list', { name: 'Conversation' }).getByRole('article');
    await expect
      .poll(() => turns.evaluateAll((all) => all.map((turn) => turn.getAttribute('aria-label'))))
      .toEqual(['System prompt', 'User', 'Model', 'Tool', 'Model']);
    const image = panel.getByRole('img', { name: /^image\/png/ });
    await expect.poll(() => image.evaluate((element: HTMLImageElement) => element.naturalWidth)).toBe(1);
    await panel.getByText('https://gems.example/2.png').waitFor();
    await panel.getByText('Tool call: weigh').click();
    await panel.getByText('"stone": "opal"').waitFor();
    expect(asked.filter((url) => !url.startsWith('blob:') && !url.startsWith(journeys.url))).toEqual([]);
    expect(await findViolations(page)).toEqual([]);
  });

  it('is cleaned by its roles', async () => {
    const page = await journeys.visit();
    await importFiles(page, { name: 'chat.jsonl', text: CHAT.map((row) => JSON.stringify(row)).join('\n') });
    await goTo(page, 'Clean');
    const trim = await addStep(page, 'Trim whitespace');
    await chooseIn(trim, 'Columns', 'Output');
    await addStep(page, 'Drop short outputs');
    expect(await findViolations(page)).toEqual([]);
    expect(await countedEffect(page)).toContain('Keeps 1 of 2.');
    expect(await apply(page)).toBe('1 row dropped, 2 changed');
    await goTo(page, 'Rows');
    await grid(page).press('Enter');
    const panel = page.getByRole('region', { name: 'Row 1', exact: true });
    await panel.getByText('An opal of two carats.', { exact: true }).waitFor();
    await panel.getByRole('tab', { name: 'JSON' }).click();
    await panel.getByText('"content": "You are a jeweller. "').waitFor();
    await panel.getByText('"content": "An opal of two carats."').waitFor();
  });
});
