import { isTable } from '../csv/sniff-dialect.ts';
import type { TextType } from '../file-type.ts';
import { isMostlyUtf8 } from '../sniff-encoding.ts';
import { JsonDocument } from './json-document.ts';
import { isNamedJson, sniffJson } from './sniff-json.ts';
import { sniffRowsAt } from './sniff-rows-at.ts';

/** JSON documents: one value, or several one after another. */
export const jsonType: TextType = {
  id: 'json',
  kind: 'text',
  recognise({ text, fileName, complete }) {
    if (sniffJson(text, fileName, complete)?.kind === 'document') return {};
    // A name that promises JSON is believed where the text is no table either: then it is a broken document.
    const isBroken = isNamedJson(fileName) && (/^\s*[[{]/.test(text) || !isTable(text, complete));
    return isBroken ? {} : null;
  },
  encodingInSpite(head) {
    return isMostlyUtf8(head) ? { value: 'utf-8', reason: 'UTF-8: most letters can be read so.' } : null;
  },
  settle({ text }, wanted, settings) {
    const { value, reason, places } = sniffRowsAt(text);
    const rowsAt = wanted.rowsAt ?? value;
    return {
      settings: { ...settings, rowsAt },
      reasons: wanted.rowsAt === undefined ? [reason] : [],
      rowPlaces: places,
    };
  },
  read: (settings, options) => new JsonDocument(settings, options),
  kept: ({ rowsAt }) => (rowsAt === undefined ? {} : { rowsAt }),
};
