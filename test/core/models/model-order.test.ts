import { describe, expect, it } from 'vitest';
import type { CatalogueModel } from '../../../src/core/models/catalogue.ts';
import { catalogue } from '../../../src/core/models/index.ts';
import { bestFirst } from '../../../src/core/models/model-order.ts';

const PLAIN: CatalogueModel = {
  ...{ id: '', title: '', service: 'gemini-api', methods: ['few-shot'], adapterSizes: [], serving: 'job-region' },
  ...{ retires: null, note: '', source: 'test', date: '2026-11-21' },
};

function model(id: string, retires: string | null = null): CatalogueModel {
  return { ...PLAIN, id, title: id, retires };
}

describe('models to choose from', () => {
  it('stand as the catalogue has them, unknown ones after them, retired ones last', () => {
    const known = { ...catalogue, models: [model('b'), model('old', '2025-05-31'), model('a')] };
    const named = [model('old'), model('x'), model('a'), model('w'), model('b')];
    const order = bestFirst(named, known, '2026-11-21').map(({ id }) => id);
    expect(order).toEqual(['b', 'a', 'x', 'w', 'old']);
  });
});
