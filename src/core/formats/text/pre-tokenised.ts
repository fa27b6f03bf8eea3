import { ShapeError, type Format } from '../format.ts';
import { memberOf } from '../parts/rest.ts';

const WHY =
  'the row holds numbers of tokens, not text: only the tokeniser that made them can read them. Import the texts they were made from';

export default {
  id: 'pre-tokenised',
  title: 'Pre-tokenised',
  summary:
    'Numbers of tokens (`input_ids`, `attention_mask`, `labels`): recognised, and not readable without the tokeniser.',
  kind: 'text',
  order: 380,
  readOnly: true,
  samples: [{ input_ids: [2, 651, 17], attention_mask: [1, 1, 1], labels: [-100, 651, 17] }],
  detect(row) {
    const ids = memberOf(row, 'input_ids');
    const isTokens = Array.isArray(ids) && ids.length > 0 && ids.every((id) => typeof id === 'number');
    return isTokens ? 'input_ids, which are numbers of tokens and not text' : null;
  },
  toExample() {
    throw new ShapeError(['input_ids'], WHY);
  },
  fromExample() {
    throw new ShapeError([], 'numbers of tokens are never written: trainers take texts');
  },
  fields: () => [],
} satisfies Format;
