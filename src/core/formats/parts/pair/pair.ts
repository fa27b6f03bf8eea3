import type { Format } from '../../format.ts';
import { isMisfit, isNearPair, matchPair, type PairShape } from './pair-shape.ts';
import { pairFields, readPair } from './read-pair.ts';
import { writePair } from './write-pair.ts';

/** The format of a flat object with a question and an answer. */
export function pairFormat(shape: PairShape): Format {
  const { id, title, summary, order, samples, readOnly } = shape;
  return {
    ...{ id, title, summary, order, samples, kind: 'pair' },
    ...(readOnly && { readOnly }),
    // What an answer must look like is asked of its text.
    ...(!shape.answer && { flat: true }),
    detect: (row) => {
      const names = matchPair(row, shape);
      if (isMisfit(names)) return null;
      const side = shape.side?.required ? (names.side ?? shape.side.names[0]) : undefined;
      const system = shape.systemRequired ? (names.system ?? shape.systems?.[0]) : undefined;
      const all = [system, names.input, side].filter((name) => name !== undefined);
      return `${all.join(', ')} and ${names.output}${shape.answer ? ` with a ${shape.answer.words}` : ''}`;
    },
    isNear: (row) => isNearPair(row, shape),
    toExample: (row) => readPair(row, shape),
    fromExample: (example) => writePair(example, shape),
    fields: (row) => pairFields(row, shape),
  };
}
