import type { Turn } from '../example/example.ts';

/** How a trainer writes a conversation as one text. Its marks are left over in texts that were made for one model. */
export interface ChatTemplate {
  readonly id: string;
  readonly title: string;
  /** A mark that no ordinary text has. */
  readonly mark: RegExp;
  /** The conversation in a text without white space around it; null where the text is not of this template all through. */
  read(text: string): readonly Turn[] | null;
  /** The ways in which programs write this template, the usual first; each null where it can't hold the turns. */
  readonly writes: readonly ((turns: readonly TemplateTurn[]) => string | null)[];
}

/** A turn of text alone. */
export type TemplateTurn = Pick<Turn, 'role' | 'extra'> & { readonly text: string };
