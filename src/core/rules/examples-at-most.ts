import { grouped } from '../amount.ts';
import { AGENT_PLATFORM } from './parts/targets.ts';
import { type SetFault, setRule } from './rule.ts';

export default setRule({
  id: 'examples-at-most',
  title: 'Too many examples',
  level: 'error',
  targets: AGENT_PLATFORM,
  next: 'Take fewer rows, such as the first or a sample of them.',
  fix: null,
  find({ training }, { examplesAtMost, mediaExamplesAtMost }) {
    const ofMedia = training.mediaRows > 0 ? over(training.rows, mediaExamplesAtMost?.value, ' with media') : null;
    return ofMedia ?? over(training.rows, examplesAtMost?.value, '');
  },
});

function over(rows: number, limit: number | undefined, what: string): SetFault | null {
  if (limit === undefined || rows <= limit) return null;
  return { detail: `${grouped(rows)} examples${what}, over ${grouped(limit)}`, count: rows - limit };
}
