import { LEFTOVERS } from '../../analyses/leftovers.ts';
import { counted } from '../../amount.ts';
import { fixStep, type HealthRule } from './health-rule.ts';

/** Where more rows than this have HTML, it is what the data is about. */
const MOST = 0.3;

export default {
  id: 'html-left',
  severity: 'warn',
  name: 'HTML tags and entities',
  checks:
    'Looks for the tags of scraped pages, such as <p> or <br>, and entities such as &amp;. A note only where one row in three has them.',
  why: 'The model learns to answer in HTML. Tags cost tokens and mean nothing in a chat.',
  source: 'Penedo et al., “The RefinedWeb Dataset for Falcon LLM”, 2023',
  reads: ['leftovers'],
  find(look) {
    const rows = look.withBits('leftovers', LEFTOVERS.htmlTag | LEFTOVERS.entity);
    if (rows.length === 0) return null;
    return {
      rows,
      title: `${counted(rows.length, 'row')} with HTML tags or entities`,
      fix: [fixStep('strip-html')],
      ...(rows.length > look.rows * MOST && { severity: 'note' }),
    };
  },
} satisfies HealthRule;
