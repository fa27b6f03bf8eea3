import { SHAPES, SHAPE_WORDS, shapeHash } from '../../analyses/turn-shape.ts';
import { counted } from '../../amount.ts';
import { findFormat, formats } from '../../formats/index.ts';
import { fixStep, type HealthRule } from './health-rule.ts';

export default {
  id: 'mixed-shapes',
  severity: 'block',
  name: 'Rows of several formats',
  checks: 'Recognises the format of each row, and looks for rows of another format than most or of none.',
  why: 'A file for tuning must have one shape. Convert format writes all rows alike.',
  source: 'Together AI, data preparation: one format a file, 2026',
  reads: ['turn-shape'],
  find(look) {
    if (look.facts.format === undefined) return null;
    const words = look.words('turn-shape');
    const usual = shapeHash([look.facts.format]);
    const isOther = (at: number): boolean =>
      words[at + SHAPE_WORDS.format] !== usual || ((words[at] ?? 0) & SHAPES.unreadable) !== 0;
    const rows = look.where('turn-shape', isOther);
    if (rows.length === 0) return null;
    const known = new Map(formats.map(({ id, title }) => [shapeHash([id]), title]));
    const others = look.countValues('turn-shape', SHAPE_WORDS.format).filter(([hash]) => hash !== usual);
    const found = others.map(([hash, count]) => `${known.get(hash) ?? 'no known format'}: ${count}`);
    return {
      rows,
      title: `${counted(rows.length, 'row')} of another format`,
      ...(found.length > 0 && { detail: found.join(', ') }),
      fix:
        findFormat(look.facts.format)?.readOnly !== true && others.length > 0
          ? [fixStep('convert-format', { format: look.facts.format })]
          : [],
    };
  },
} satisfies HealthRule;
