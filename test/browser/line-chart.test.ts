import axe from 'axe-core';
import { describe, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import '../../src/styles/tokens.css';
import '../../src/styles/base.css';
import '../../src/styles/controls.css';
import { chartPng } from '../../src/ui/chart/chart-png.ts';
import LineChart from '../../src/ui/chart/LineChart.svelte';

const training = Array.from({ length: 40 }, (_, index) => {
  const step = index + 1;
  return { step, loss: 4 * Math.exp(-step / 12) + 0.3 + 0.1 * Math.sin(step * 7), epoch: Math.floor(step / 10) };
});
const validation = [10, 20, 30, 40].map((step) => ({ step, loss: 1.5 + Math.abs(step - 20) / 20 }));
const marks = [1, 2, 3, 4].map((epoch) => ({ step: epoch * 10, epoch }));

async function draw(more: object = {}) {
  document.body.replaceChildren();
  return render(LineChart, { props: { label: 'Loss curve', curve: { training, validation }, marks, ...more } });
}

function drawing(): SVGSVGElement {
  const svg = document.querySelector('svg');
  if (!svg) throw new Error('no drawing');
  return svg;
}

describe('the loss curve', () => {
  it('is an image with a name, and a table that says the same', async () => {
    const screen = await draw();
    await expect.element(screen.getByRole('img', { name: 'Loss curve' })).toBeVisible();
    const table = screen.getByRole('table', { name: 'Loss curve' });
    await expect.element(table).toBeInTheDocument();
    expect(table.element().querySelectorAll('tbody tr')).toHaveLength(40);
    const cells = [...table.element().querySelectorAll('tbody tr:nth-child(20) > *')];
    expect(cells.map(({ textContent }) => textContent)).toEqual(['20', '2', expect.stringMatching(/^1\.1/), '1.5']);
  });

  it('opens the table for all to see', async () => {
    const screen = await draw();
    const button = screen.getByRole('button', { name: 'Table of readings' });
    const group = screen.getByRole('group', { name: 'Readings' });
    expect(group.element().clientHeight).toBeLessThan(3);
    await button.click();
    expect(group.element().clientHeight).toBeGreaterThan(100);
  });

  it('tells the reading under the cursor that the keys move', async () => {
    const screen = await draw();
    const slider = screen.getByRole('slider', { name: 'Reading of the chart' });
    await userEvent.tab();
    await expect.element(slider).toHaveFocus();
    await userEvent.keyboard('{End}{ArrowLeft}{ArrowRight}');
    const live = document.querySelector('[aria-live=polite]');
    await expect.poll(() => live?.textContent).toMatch(/^Step 40, epoch 4, training 0\.4\d+, validation 2\.5$/);
    await expect.element(slider).toHaveAttribute('aria-valuenow', '40');
    await userEvent.keyboard('{Home}{Escape}');
    await expect.poll(() => live?.textContent).toBe('');
  });

  it('tells the reading under the pointer', async () => {
    const screen = await draw();
    await screen.getByRole('slider').hover();
    await expect
      .poll(() => document.querySelector('[aria-live=polite]')?.textContent)
      .toMatch(/^Step (20|21), epoch 2,/);
  });

  it('fits a phone', async () => {
    await page.viewport(390, 800);
    await draw({ smoothing: 0.6, scale: 'log' });
    await expect.poll(() => drawing().clientWidth).toBeLessThanOrEqual(390);
    expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(390);
    for (const text of document.querySelectorAll('svg text')) {
      const { left, right } = text.getBoundingClientRect();
      const box = drawing().getBoundingClientRect();
      expect(left >= box.left && right <= box.right + 0.5, text.textContent).toBe(true);
    }
    await page.viewport(1280, 800);
  });

  it('draws the smoothed line over the faint readings, but leaves a few readings as they are', async () => {
    await draw({ smoothing: 0.6 });
    expect(document.querySelectorAll('svg path')).toHaveLength(3);
    expect(document.querySelectorAll('svg path.faint')).toHaveLength(1);
  });

  it('says what the scale has no place for, and that there is nothing', async () => {
    const screen = await draw({ scale: 'log', curve: { training: [...training, { step: 41, loss: 0 }], validation } });
    await expect.element(screen.getByText('1 reading not shown')).toBeVisible();
    const broken = [NaN, Infinity, -Infinity].map((loss, at) => ({ step: 41 + at, loss }));
    const lost = await draw({ curve: { training: [...training, ...broken], validation } });
    await expect.element(lost.getByText('3 readings can’t be drawn')).toBeVisible();
    expect(document.querySelectorAll('svg path.broken')).toHaveLength(3);
    const cells = document.querySelectorAll('tbody tr:nth-child(n + 41) td:nth-of-type(2)');
    expect([...cells].map(({ textContent }) => textContent)).toEqual(['NaN', '∞', '−∞']);
    const allLost = await draw({ curve: { training: broken, validation: [] } });
    await expect.element(allLost.getByRole('img', { name: 'Loss curve' })).toBeVisible();
    const empty = await draw({ curve: { training: [], validation: [] } });
    await expect.element(empty.getByText('No reading that can be shown yet.')).toBeVisible();
  });

  it.each(['light', 'dark'])('has nothing that axe finds wrong, %s', async (theme) => {
    document.documentElement.dataset['theme'] = theme;
    await draw();
    await page.getByRole('button', { name: 'Table of readings' }).click();
    const { violations } = await axe.run(document.body, { rules: { region: { enabled: false } } });
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([]);
    delete document.documentElement.dataset['theme'];
  });
});

describe('a picture of the loss curve', () => {
  it('is a PNG at twice the size, with both colours in it', async () => {
    document.documentElement.dataset['theme'] = 'light';
    await draw();
    await expect.poll(() => document.querySelector('svg')).not.toBeNull();
    const blob = await chartPng(drawing());
    expect(blob.type).toBe('image/png');
    const bitmap = await createImageBitmap(blob);
    expect([bitmap.width, bitmap.height]).toEqual([drawing().clientWidth * 2, 560]);
    const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d')!;
    context.drawImage(bitmap, 0, 0);
    const { data } = context.getImageData(0, 0, bitmap.width, bitmap.height);
    const seen = new Set<string>();
    for (let i = 0; i < data.length; i += 4) seen.add(data.subarray(i, i + 3).join(' '));
    // Accent, second, and the surface, as the tokens of the light theme say them.
    expect([...seen]).toEqual(expect.arrayContaining(['39 72 156', '154 70 0', '255 255 255']));
    delete document.documentElement.dataset['theme'];
  });
});
