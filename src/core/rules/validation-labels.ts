import { counted } from '../amount.ts';
import { quote } from './parts/quote.ts';
import { ALL } from './parts/targets.ts';
import { setRule } from './rule.ts';

export default setRule({
  id: 'validation-labels',
  title: 'Validation lacks a label',
  level: 'warning',
  targets: ALL,
  next: 'Hold out more rows: of what validation never asks, its loss says nothing.',
  fix: null,
  find({ training, validation }) {
    if (validation.rows === 0) return null;
    const missing = [...training.labels].filter(([label]) => !validation.labels.has(label));
    const [first] = missing;
    if (!first) return null;
    const labels = counted(missing.length, 'label');
    return { detail: `${labels} not in validation, such as ${quote(first[0])}`, count: missing.length };
  },
});
