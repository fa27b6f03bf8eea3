import { RowTexts } from '../example/row-texts.ts';
import { hasEntities, hasTags } from '../suspect/markup-text.ts';
import { hasRoleTags, mayHaveRoleTags } from '../suspect/role-tag-text.ts';
import type { TextSigns } from '../text/text-signs.ts';
import type { Analysis } from './analysis.ts';

/** Bits of what some text of a row has. */
export const LEFTOVERS = {
  roleTag: 1,
  htmlTag: 2,
  entity: 4,
  /** A web address, in what goes in. */
  linkIn: 8,
  /** A web address, in what should come out. */
  linkOut: 16,
  /** A line such as "id: 4711" or "Source: …" at either end of a text. */
  metadata: 32,
} as const;

const LINK = /\bhttps?:\/\/\S|\bwww\.[a-z0-9-]+\.[a-z]/i;
const NAMES =
  'id|uuid|guid|row_?id|source|source_?url|url|timestamp|created_?at|updated_?at|author|licen[cs]e|score|rating|dataset|split';
const METADATA = new RegExp(`^[ \\t]*[[{("]*(?:${NAMES})["\\]]?[ \\t]*[:=][ \\t]*\\S[^\\n]{0,120}$`, 'i');

/** What other programs left in texts: tags of chat templates, HTML, links, metadata. */
export default {
  id: 'leftovers',
  version: 1,
  words: 1,
  dependsOn: 'meaning',
  read(row, context, into, at) {
    let bits = 0;
    for (const { role, text, signs } of RowTexts.for(context).signed(row)) {
      if (mayHaveRoleTags(signs) && hasRoleTags(text)) bits |= LEFTOVERS.roleTag;
      if (signs.has('<') && hasTags(text)) bits |= LEFTOVERS.htmlTag;
      if (signs.has('&') && hasEntities(text)) bits |= LEFTOVERS.entity;
      if (mayHaveLink(signs) && hasLink(text))
        bits |= role === 'input' || role === 'system' ? LEFTOVERS.linkIn : LEFTOVERS.linkOut;
      if (role !== 'label' && signs.has('\n') && hasMetadata(text)) bits |= LEFTOVERS.metadata;
    }
    into[at] = bits;
  },
} satisfies Analysis;

/** Every address has a dot, or a colon with a slash. */
function mayHaveLink(signs: TextSigns): boolean {
  return signs.has('/') || (signs.has('.') && (signs.has('w') || signs.has('W')));
}

function hasLink(text: string): boolean {
  return (text.includes('://') || text.includes('www.') || text.includes('WWW.')) && LINK.test(text);
}

/** Looks at the first and the last line of a text of several. */
function hasMetadata(text: string): boolean {
  const first = text.indexOf('\n');
  if (first < 0) return false;
  return METADATA.test(text.slice(0, first)) || METADATA.test(text.slice(text.lastIndexOf('\n') + 1));
}
