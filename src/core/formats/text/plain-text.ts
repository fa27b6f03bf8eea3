import { findTemplate, recogniseTemplate, unrender } from '../../chat-templates/chat-template.ts';
import { detectMapping } from '../../example/detect-mapping.ts';
import type { Example } from '../../example/example.ts';
import { isObject, type Json, type JsonObject } from '../../json.ts';
import { ShapeError, type Format } from '../format.ts';
import { refuseMore } from '../parts/exchange.ts';
import { textField, withOthers } from '../parts/pair/read-pair.ts';
import { memberOf, ownRest, ownSpelling, restOf, textMember } from '../parts/rest.ts';
import { textTurn, turnText } from '../parts/text-turn.ts';

const ID = 'plain-text';
const TITLE = 'Plain text';

export default {
  id: ID,
  title: TITLE,
  summary:
    'One `text` to learn as it is; a conversation in ChatML, Gemma, Llama 2 or Alpaca marks, or with names of who speaks, is recognised.',
  kind: 'text',
  order: 370,
  samples: [
    { text: 'Beryl is colourless when pure. Chromium makes it an emerald.' },
    { text: '<|im_start|>user\nWhat is a carat?<|im_end|>\n<|im_start|>assistant\nA fifth of a gram.<|im_end|>\n' },
    { text: '<s>[INST] How hard is talc? [/INST] One on the Mohs scale. </s>', source: 'gems.txt' },
  ],
  flat: true,
  detect(row) {
    const text = textOf(row);
    if (text === null) return null;
    const template = recogniseTemplate(text);
    return template ? `a text with marks of the ${template.title} chat template` : 'a text and nothing that answers it';
  },
  toExample(row) {
    const text = textOf(row);
    if (text === null || !isObject(row)) throw new ShapeError([], 'the row has no text of its own');
    const rest = restOf(row, ['text']);
    const unrendered = unrender(text);
    if (!unrendered) return { turns: [textTurn('model', text)], meta: { format: ID, rest } };
    const { template, turns, way, lead, tail } = unrendered;
    return { turns, meta: { format: ID, rest, spelling: { template: template.id, way, lead, tail } } };
  },
  fromExample(example) {
    refuseMore(example, TITLE);
    return { ...ownRest(example, ID), text: renderOwn(example) ?? oneText(example) };
  },
  fields: (row) => (isObject(row) && textOf(row) !== null ? withOthers(row, textField(row, 'text', 'output')) : []),
} satisfies Format;

/** A text beside which nothing is that could be the question to it or the answer; its source is where it is from. */
function textOf(row: Json): string | null {
  const text = memberOf(row, 'text');
  return typeof text === 'string' && isObject(row) && isAlone(Object.keys(row)) ? text : null;
}

/** What was found about the last row's columns: those of the next are most often the same. */
let last: { readonly names: string; readonly alone: boolean } = { names: '', alone: false };

function isAlone(columns: readonly string[]): boolean {
  const names = JSON.stringify(columns);
  if (names !== last.names) {
    const { input, output, ...more } = detectMapping(columns.filter((name) => name !== 'source'));
    last = { names, alone: input === 'text' && output === null && Object.keys(more).length === 0 };
  }
  return last.alone;
}

/** The text of a conversation that was rendered when it came in. */
function renderOwn(example: Example): string | null {
  const spelling: JsonObject = ownSpelling(example, ID);
  const way = Number(memberOf(spelling, 'way'));
  const write = findTemplate(textMember(spelling, 'template'))?.writes[way];
  const turns = example.turns.map((turn) => ({
    role: turn.role,
    text: turnText(turn, TITLE),
    ...(turn.extra && { extra: turn.extra }),
  }));
  const text = write?.(turns) ?? null;
  return text === null ? null : textMember(spelling, 'lead') + text + textMember(spelling, 'tail');
}

function oneText({ turns }: Example): string {
  const [turn, ...others] = turns;
  if (turn && others.length === 0) return turnText(turn, TITLE);
  throw new ShapeError(
    [],
    `${TITLE} holds one text, and the example has ${turns.length} turns: write a chat format instead`,
  );
}
