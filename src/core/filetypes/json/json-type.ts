import { isTable } from '../csv/sniff/sniff-dialect.ts';
import type { TextType } from '../file-type.ts';
import { mendHead } from '../lenient/mend.ts';
import { isMostlyUtf8 } from '../sniff-encoding.ts';
import { unwrapHead, type Wrapping, wrappingOf } from './json-wrapping.ts';
import { JsonDocument } from './json-document.ts';
import { isNamedJson, sniffJson } from './sniff-json.ts';
import { sniffRowsAt } from './sniff-rows-at.ts';

const WRAPPED: Readonly<Record<Wrapping, string>> = {
  assignment: 'JavaScript that assigns JSON.',
  separators: 'A JSON text sequence: a record separator before each value.',
};

/** JSON documents: one value, or several one after another. */
export const jsonType: TextType = {
  id: 'json',
  kind: 'text',
  recognise({ text, fileName, complete }) {
    const wrapping = wrappingOf(text);
    // A record separator is the beginning of nothing else.
    const isJson = wrapping === 'separators' || sniffJson(unwrapHead(text), fileName, complete) !== null;
    if (wrapping !== null && isJson) return { reason: WRAPPED[wrapping] };
    if (sniffJson(text, fileName, complete)?.kind === 'document') return {};
    // A name that promises JSON is believed where the text is no table either: then it is a broken document.
    const isBroken = isNamedJson(fileName) && (/^\s*[[{]/.test(text) || !isTable(text, complete));
    return isBroken ? {} : null;
  },
  encodingInSpite(head) {
    return isMostlyUtf8(head) ? { value: 'utf-8', reason: 'Mostly UTF-8. Some characters can’t be decoded.' } : null;
  },
  settle({ text }, wanted, settings) {
    const { value, reason, places, offers } = sniffRowsAt(
      settings.lenient ? mendHead(unwrapHead(text)) : unwrapHead(text),
    );
    const rowsAt = wanted.rowsAt ?? value;
    return {
      settings: { ...settings, rowsAt },
      reasons: wanted.rowsAt === undefined ? [reason] : [],
      rowPlaces: places,
      offers: offers.filter((offer) => offer.wanted.rowsAt !== rowsAt),
    };
  },
  read: (settings, options) => new JsonDocument(settings, options),
  kept: ({ rowsAt }) => (rowsAt === undefined ? {} : { rowsAt }),
};
