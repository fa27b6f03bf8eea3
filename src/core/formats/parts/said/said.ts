import type { Role, Turn } from '../../../example/example.ts';
import type { Json } from '../../../json.ts';
import type { Path } from '../../../row/edit.ts';
import type { Field } from '../../format.ts';
import { contentFields, oneContentFields, readContent, readContents } from '../gemini-turn.ts';
import { fieldRole, messageFields, readMessages } from '../messages/messages.ts';
import { textTurn } from '../text-turn.ts';

/** Something that is said at a place of a row, and how it is spelled there. */
export type Said = {
  readonly path: Path;
  /** False where it was read out of a text of JSON, in which no place can be written to. */
  readonly isPlaced?: boolean;
} & (
  | { readonly kind: 'text'; readonly role: Role; readonly text: string }
  | { readonly kind: 'messages'; readonly messages: readonly Json[] }
  | { readonly kind: 'message'; readonly message: Json }
  | { readonly kind: 'contents'; readonly contents: readonly Json[] }
  | { readonly kind: 'content'; readonly content: Json; readonly role?: Role }
);

/** What is said as turns. Throws `ShapeError` with the place where it can't be read. */
export function readSaid(said: Said): Turn[] {
  switch (said.kind) {
    case 'text':
      return [textTurn(said.role, said.text)];
    case 'messages':
      return readMessages(said.messages, said.path);
    case 'message':
      return readMessages([said.message], said.path.slice(0, -1)).map((turn) => ({ ...turn }));
    case 'contents':
      return readContents(said.contents, said.path);
    case 'content':
      return [readContent(said.content, said.path, said.role)];
  }
}

/** The texts of what is said, each with its place. */
export function saidFields(said: Said): Field[] {
  if (said.isPlaced === false) return [];
  switch (said.kind) {
    case 'text':
      return [{ path: said.path, role: fieldRole(said.role), text: said.text }];
    case 'messages':
      return messageFields(said.messages, said.path);
    case 'message':
      return messageFields([said.message], []).map((field) => ({
        ...field,
        path: [...said.path, ...field.path.slice(1)],
      }));
    case 'contents':
      return contentFields(said.contents, said.path);
    case 'content':
      return oneContentFields(said.content, said.path, said.role && fieldRole(said.role));
  }
}
