import { chatml, gemma } from './marked-turns.ts';
import { instruct } from './instruct.ts';
import { llama2 } from './llama-2.ts';
import { spokenLines } from './spoken-lines.ts';
import type { ChatTemplate, TemplateTurn } from './template.ts';
import type { Turn } from '../example/example.ts';

const templates: readonly ChatTemplate[] = [chatml, gemma, llama2, instruct, spokenLines];

/** A text taken apart into turns, with all that writes it again as it was. */
export interface Unrendered {
  readonly template: ChatTemplate;
  readonly turns: readonly Turn[];
  /** Which of the template's ways of writing gives the text. */
  readonly way: number;
  /** White space before and after. */
  readonly lead: string;
  readonly tail: string;
}

/** The template whose marks are left over in a text; undefined where there are none. */
export function recogniseTemplate(text: string): ChatTemplate | undefined {
  return templates.find(({ mark }) => mark.test(text));
}

export function findTemplate(id: string): ChatTemplate | undefined {
  return templates.find((template) => template.id === id);
}

/** The conversation that was rendered into a text; null where not every character of it is accounted for. */
export function unrender(text: string): Unrendered | null {
  const template = recogniseTemplate(text);
  const body = text.trim();
  const turns = template?.read(body);
  if (!template || !turns) return null;
  const way = template.writes.findIndex((write) => write(turns.map(plainTurn)) === body);
  const start = text.indexOf(body);
  return way === -1
    ? null
    : { template, turns, way, lead: text.slice(0, start), tail: text.slice(start + body.length) };
}

/** What templates see of a turn. */
function plainTurn({ role, extra, parts }: Turn): TemplateTurn {
  const text = parts.map((part) => (part.kind === 'text' ? part.text : '')).join('');
  return { role, text, ...(extra && { extra }) };
}
