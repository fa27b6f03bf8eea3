import { findFormat } from '../core/formats/index.ts';
import type { Meaning } from '../core/version/version.ts';

/** What the rows mean, in one line: "Format: Alpaca" or "Input: question · output: answer". */
export function meaningWords({ mapping, format }: Meaning): string {
  const roles = Object.keys(mapping.roles ?? {});
  const speakers = roles.length > 0 ? ` · speakers: ${roles.join(', ')}` : '';
  if (format !== undefined) return `Format: ${findFormat(format)?.title ?? format}${speakers}`;
  if (mapping.conversation) return `Conversation: ${mapping.conversation}${speakers}`;
  const input = mapping.template === undefined ? (mapping.input ?? 'none') : 'template';
  const tags = mapping.tags ? ` · tags: ${mapping.tags.join(', ')}` : '';
  return `Input: ${input} · output: ${mapping.output ?? mapping.chosen ?? mapping.label ?? 'none'}${tags}`;
}
