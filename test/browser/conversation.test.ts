import { describe, expect, it } from 'vitest';
import { render } from 'vitest-browser-svelte';
import type { Example } from '../../src/core/example/example.ts';
import Conversation from '../../src/ui/conversation/Conversation.svelte';

const PIXEL = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
const meta = { format: 'openai-chat', rest: '{}' };

async function show(example: Omit<Example, 'meta'>, rest = '{}') {
  return await render(Conversation, { example: { ...example, meta: { ...meta, rest } } });
}

describe('a conversation', () => {
  it('names who speaks, the system prompt first', async () => {
    const screen = await show({
      turns: [
        { role: 'system', parts: [{ kind: 'text', text: 'You are a jeweller.' }] },
        { role: 'user', name: 'Ada', parts: [{ kind: 'text', text: 'Is this\nan opal?' }] },
        { role: 'model', weight: 0, parts: [{ kind: 'text', text: 'It is.' }] },
      ],
    });
    const list = screen.getByRole('list', { name: 'Conversation' });
    await expect.element(list.getByRole('listitem').first()).toHaveTextContent('System prompt You are a jeweller.');
    await expect.element(screen.getByRole('article', { name: 'User (Ada)' })).toHaveTextContent('an opal?');
    await expect.element(screen.getByRole('article', { name: 'Model' })).toHaveTextContent('not used for training');
  });

  it('shows text as text, its line breaks kept and its direction found', async () => {
    const html = '<img src=x onerror=alert(1)>\n<b>שלום</b>';
    const { container } = await show({
      turns: [{ role: 'user', parts: [{ kind: 'text', text: html }] }],
      label: '<i>spam</i>',
    });
    expect(container.querySelector('img, b, i')).toBeNull();
    const text = container.querySelector('[dir=auto]');
    expect(text?.textContent.trim()).toBe(html);
    expect(text && getComputedStyle(text).whiteSpaceCollapse).toBe('preserve');
    expect(container.textContent).toContain('Label: <i>spam</i>');
  });

  it('folds thoughts, calls, responses and what is unknown, and opens them', async () => {
    const screen = await show({
      tools: [{ name: 'weigh' }],
      turns: [
        {
          role: 'model',
          parts: [
            { kind: 'thought', text: 'Heavy, I think.' },
            { kind: 'call', name: 'weigh', args: { stone: 'opal' } },
            { kind: 'raw', json: '{"executableCode":{}}' },
          ],
        },
        { role: 'tool', parts: [{ kind: 'response', name: 'weigh', response: { carat: 2 } }] },
      ],
    });
    for (const hidden of ['Heavy, I think.', '"stone": "opal"', '"carat": 2', 'executableCode', '"name": "weigh"']) {
      await expect.element(screen.getByText(hidden)).not.toBeVisible();
    }
    await screen.getByText('Thought, 15 characters').click();
    await expect.element(screen.getByText('Heavy, I think.')).toBeVisible();
    await screen.getByText('Tool call: weigh').click();
    await expect.element(screen.getByText('"stone": "opal"')).toBeVisible();
    await screen.getByText('Tool result: weigh').click();
    await expect.element(screen.getByText('"carat": 2')).toBeVisible();
    await screen.getByText('1 tool declared').click();
    await expect.element(screen.getByText('"name": "weigh"')).toBeVisible();
  });

  it('puts answers side by side with what they are and their scores', async () => {
    const answer = (text: string, score: number) => ({
      turns: [{ role: 'model' as const, parts: [{ kind: 'text' as const, text }] }],
      score,
    });
    const screen = await show({
      turns: [{ role: 'user', parts: [{ kind: 'text', text: 'Which?' }] }],
      completions: [answer('This one.', 0), answer('Both.', 1)],
    });
    const chosen = screen.getByRole('group', { name: 'Chosen, score 1' });
    await expect.element(chosen.getByRole('article', { name: 'Model' })).toHaveTextContent('Both.');
    await expect.element(screen.getByRole('group', { name: 'Rejected, score 0' })).toHaveTextContent('This one.');
  });

  it('says where there is nothing, and keeps what lies beside it in sight', async () => {
    const screen = await show({ turns: [] }, '{"id":7}');
    await expect.element(screen.getByText('This row has no messages.')).toBeVisible();
    await screen.getByText('Other fields').click();
    await expect.element(screen.getByText('"id": 7')).toBeVisible();
  });
});

describe('media in a conversation', () => {
  const media = (part: { mimeType: string; uri?: string; data?: string }) =>
    show({ turns: [{ role: 'user', parts: [{ kind: 'media', ...part }] }] });

  it('inside the row are drawn from a blob that is given back', async () => {
    const screen = await media({ mimeType: 'image/png', data: PIXEL });
    const image = screen.getByRole('img', { name: 'image/png, 70 bytes' });
    await expect.element(image).toBeVisible();
    const element = image.element();
    if (!(element instanceof HTMLImageElement)) throw new Error('not an image');
    await expect.poll(() => element.naturalWidth).toBe(1);
    expect(element.src).toMatch(/^blob:/);
    const { src } = element;
    await screen.unmount();
    await expect(fetch(src)).rejects.toThrow();
  });

  it('elsewhere are named and never loaded', async () => {
    for (const uri of ['gs://bucket/stone.png', 'https://gems.example/stone.png', 'data:image/png;base64,AAAA']) {
      const screen = await media({ mimeType: 'image/png', uri });
      await expect.element(screen.getByText(uri)).toBeVisible();
      expect(screen.container.querySelector('img, a, audio, video, [src], [href]')).toBeNull();
      await screen.unmount();
    }
  });

  it('that can not be drawn are named with their size', async () => {
    const sound = await media({ mimeType: 'audio/wav', data: 'AAAA' });
    await expect.element(sound.getByText('audio/wav, 3 bytes, inside the row')).toBeVisible();
    const broken = await media({ mimeType: 'image/png', data: 'AAAA' });
    await expect.element(broken.getByText('not an image that can be drawn')).toBeVisible();
  });
});
