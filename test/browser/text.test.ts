import { describe, expect, it } from 'vitest';
import { render } from 'vitest-browser-svelte';
import Highlight from '../../src/ui/text/Highlight.svelte';
import PairView from '../../src/ui/diff/PairView.svelte';

describe('texts of users', () => {
  it('are never HTML', async () => {
    const { container } = await render(Highlight, {
      text: '<img src=x onerror=alert(1)> & <b>bold</b>',
      query: 'bold',
    });
    expect(container.querySelector('img, b')).toBeNull();
    expect(container.textContent).toBe('<img src=x onerror=alert(1)> & <b>bold</b>');
    expect(container.querySelector('mark')?.textContent).toBe('bold');
  });

  it('show what can not be seen, by name', async () => {
    const { container } = await render(Highlight, { text: 'pay\u202epal\u200b' });
    const titles = [...container.querySelectorAll('[title]')].map((sign) => sign.getAttribute('title'));
    expect(titles).toEqual(['right-to-left override (U+202E)', 'zero width space (U+200B)']);
  });

  it('show before and after word by word', async () => {
    const { container } = await render(PairView, {
      pair: { before: '{"q":" a red card"}', after: '{"q":"a blue card"}' },
    });
    expect([...container.querySelectorAll('del')].map((run) => run.textContent)).toEqual(['·', 'red']);
    expect([...container.querySelectorAll('ins')].map((run) => run.textContent)).toEqual(['blue']);
  });

  it('say why a row was removed', async () => {
    const screen = await render(PairView, { pair: { before: '{"q":""}', after: null, reason: 'output is empty' } });
    await expect.element(screen.getByText('Removed: output is empty')).toBeVisible();
  });
});
