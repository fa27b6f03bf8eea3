import { isObject, type Json, type JsonObject } from '../../json.ts';
import type { Turn } from '../../example/example.ts';
import { ShapeError, type Field, type Format } from '../format.ts';
import { refuseMore } from '../parts/exchange.ts';
import { withOthers } from '../parts/pair/read-pair.ts';
import { memberOf, ownRest, restOf } from '../parts/rest.ts';
import { textTurn, turnText } from '../parts/text-turn.ts';

const ID = 'segments';
const TITLE = 'Segments without a template';

interface Segment extends JsonObject {
  readonly label: boolean;
  readonly text: string;
}

export default {
  id: ID,
  title: TITLE,
  summary: 'axolotl: `segments` of text as the trainer sees them, each with a `label` that says whether to learn it.',
  kind: 'conversation',
  order: 360,
  // The chat template is part of the text, so one would have to be chosen to write it.
  readOnly: true,
  samples: [
    {
      segments: [
        { label: false, text: '<s>Jeweller: what is a carat?\n' },
        { label: true, text: 'A fifth of a gram.</s>' },
      ],
    },
  ],
  detect: (row) => (segmentsOf(row) ? 'segments with label and text' : null),
  toExample(row) {
    const segments = segmentsOf(row);
    if (!segments || !isObject(row)) throw new ShapeError([], 'the row has no segments with label and text');
    return { turns: segments.map(turnOf), meta: { format: ID, rest: restOf(row, ['segments']) } };
  },
  fromExample(example) {
    if (example.meta.format !== ID)
      throw new ShapeError([], `${TITLE} hold a chat template in their texts: choose one first`);
    refuseMore(example, TITLE);
    if (example.turns.length === 0) throw new ShapeError([], `${TITLE} need at least one text`);
    const segments = example.turns.map((turn) => ({
      ...turn.extra,
      label: turn.role === 'model',
      text: turnText(turn, TITLE),
    }));
    return { ...ownRest(example, ID), segments };
  },
  fields(row) {
    const segments = segmentsOf(row);
    if (!segments || !isObject(row)) return [];
    return withOthers(
      row,
      segments.map(({ label, text }, at): Field => {
        return { path: ['segments', at, 'text'], role: label ? 'output' : 'input', text };
      }),
    );
  },
} satisfies Format;

function turnOf({ label, text, ...more }: Segment): Turn {
  return textTurn(label ? 'model' : 'user', text, Object.keys(more).length > 0 ? more : undefined);
}

function segmentsOf(row: Json): readonly Segment[] | null {
  const segments = memberOf(row, 'segments');
  return Array.isArray(segments) && segments.length > 0 && segments.every(isSegment) ? segments : null;
}

function isSegment(value: Json): value is Segment {
  return typeof memberOf(value, 'label') === 'boolean' && typeof memberOf(value, 'text') === 'string';
}
