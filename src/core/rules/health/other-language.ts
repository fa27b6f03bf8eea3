import { shareOf, WHOLE_SHARE } from '../../analyses/scripts.ts';
import { counted } from '../../amount.ts';
import { LANGUAGES } from '../../suspect/language-text.ts';
import { SCRIPTS } from '../../text/text-signs.ts';
import type { HealthRule } from './health-rule.ts';

/** A row is of the script that most of its letters are of. */
const OF_SCRIPT = 0.6 * WHOLE_SHARE;
/** The set has one language where this many of the rows whose language is known are of it. */
const SHARE = 0.8;
const MIN_ROWS = 20;

export default {
  id: 'other-language',
  severity: 'note',
  name: 'Another language than the rest',
  checks: `Tells scripts apart by their letters, and Latin texts of 15 words or more by the little words of ${LANGUAGES.length} languages (${LANGUAGES.join(', ')}). Shorter texts and other languages are not judged.`,
  why: 'Rows in another language are mostly strays. For a multilingual or translation set, dismiss this.',
  source: 'Lapidary’s own word lists, 2026-11; Unicode Script property',
  reads: ['scripts', 'language'],
  find(look) {
    if (look.rows < MIN_ROWS) return null;
    const [scripts, languages] = [look.words('scripts'), look.words('language')];
    const width = scripts.length / look.rows;
    const nameOf = (row: number): string => {
      const script = SCRIPTS.find((each) => shareOf(each, scripts, row * width) >= OF_SCRIPT);
      if (script !== 'Latin') return script ?? '';
      return LANGUAGES[(languages[row] ?? 0) - 1] ?? '';
    };
    const names = Array.from({ length: look.rows }, (_, row) => nameOf(row));
    const counts = new Map<string, number>();
    for (const name of names) if (name !== '') counts.set(name, (counts.get(name) ?? 0) + 1);
    const known = [...counts.values()].reduce((sum, count) => sum + count, 0);
    const sorted = [...counts].sort(([, one], [, other]) => other - one);
    const [usual, ...others] = sorted;
    if (!usual || usual[1] < known * SHARE || others.length === 0 || usual[1] < look.rows / 5) return null;
    const rows = names.flatMap((name, row) => (name !== '' && name !== usual[0] ? [row] : []));
    const found = others.map(([name, count]) => `${name}: ${count}`).join(', ');
    return {
      rows,
      title: `${counted(rows.length, 'row')} in another language than ${usual[0]}`,
      detail: found,
    };
  },
} satisfies HealthRule;
