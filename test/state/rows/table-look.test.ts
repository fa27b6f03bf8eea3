import '../../support/fake-browser.ts';
import { beforeEach, describe, expect, it } from 'vitest';
import { TableLook } from '../../../src/state/rows/table-look.svelte.ts';

beforeEach(() => {
  localStorage.removeItem('lapidary.rows');
});

describe('how the table looks', () => {
  it('is remembered, the columns for each dataset by itself', () => {
    const look = new TableLook('one');
    look.setLayout({ hidden: ['a'], widths: { b: 300 } });
    look.setRowHeight('l');
    look.setPanelWidth(412);
    const again = new TableLook('one');
    expect(again.layout).toEqual({ hidden: ['a'], widths: { b: 300 } });
    expect([again.rowHeight, again.panelWidth]).toEqual(['l', 412]);
    expect(new TableLook('two').layout).toEqual({});
  });

  it('keeps what another tab remembered of another dataset', () => {
    const one = new TableLook('one');
    const two = new TableLook('two');
    two.setRaw(true);
    one.setLayout({ pinned: ['a'] });
    expect(new TableLook('two').raw).toBe(true);
  });

  it('forgets the datasets that nobody has looked at for long', () => {
    for (let at = 0; at < 60; at += 1) new TableLook(`dataset ${String(at)}`).setRaw(true);
    expect(new TableLook('dataset 0').raw).toBe(false);
    expect(new TableLook('dataset 59').raw).toBe(true);
  });

  it('is as usual where something else is stored under its name', () => {
    localStorage.setItem('lapidary.rows', 'no JSON');
    expect(new TableLook('one').rowHeight).toBe('s');
  });
});
