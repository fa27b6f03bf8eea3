import { LEFTOVERS } from '../../analyses/leftovers.ts';
import { counted } from '../../amount.ts';
import type { HealthRule } from './health-rule.ts';

export default {
  id: 'metadata-inside',
  severity: 'note',
  name: 'Metadata inside texts',
  checks:
    'Looks at the first and last line of texts for names such as “id:”, “source:”, “timestamp:” or “score:” with a value.',
  why: 'Ids, dates and scores are for programs. In a text the model learns to make them up.',
  source: 'OpenAI cookbook, data preparation for chat fine-tuning, 2024',
  reads: ['leftovers'],
  find(look) {
    const rows = look.withBits('leftovers', LEFTOVERS.metadata);
    return rows.length === 0 ? null : { rows, title: `${counted(rows.length, 'row')} with metadata inside a text` };
  },
} satisfies HealthRule;
