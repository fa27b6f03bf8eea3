import type { TextType } from '../file-type.ts';
import { type DateOrder, isSure, type MessageStart, orderOf, readStart } from './whatsapp-line.ts';
import { WhatsAppReader } from './whatsapp-reader.ts';

/** Characters of the head that are looked at: some hundred messages. */
const LOOKED_AT = 100_000;

const ORDER_WORDS: Readonly<Record<DateOrder, string>> = {
  dmy: 'day, month, year',
  mdy: 'month, day, year',
  ymd: 'year, month, day',
};

/** A chat that WhatsApp exported: a text in which each message begins with a date and who sent it. */
export const whatsAppType: TextType = {
  id: 'whatsapp',
  kind: 'text',
  recognise({ text, complete }) {
    const lines = text.slice(0, LOOKED_AT).split(/\r?\n/);
    const first = lines.find((line) => line.trim() !== '');
    if (first === undefined || !readStart(first)) return null;
    const starts = startsIn(text);
    const sent = starts.filter(({ sender }) => sender !== null).length;
    // Two lines of a log may look like messages; somebody says something in most of a chat.
    const isChat = sent * 2 > starts.length && (starts.length > 2 || (complete && lines.length < 10));
    return isChat ? { reason: `A WhatsApp chat: one row for each message.` } : null;
  },
  settle({ text }, wanted, settings) {
    const starts = startsIn(text);
    const dateOrder = wanted.dateOrder ?? orderOf(starts);
    if (wanted.dateOrder !== undefined) return { settings: { ...settings, dateOrder }, reasons: [] };
    const words = `Dates are read as ${ORDER_WORDS[dateOrder]}`;
    if (isSure(starts)) return { settings: { ...settings, dateOrder }, reasons: [`${words}.`] };
    const other = dateOrder === 'dmy' ? 'mdy' : 'dmy';
    const reason = `${words}. That is a guess: no day so far is over 12.`;
    const offer = { label: `Read as ${ORDER_WORDS[other]}`, reason, wanted: { dateOrder: other } } as const;
    return { settings: { ...settings, dateOrder }, reasons: [reason], offers: [offer] };
  },
  read: ({ dateOrder = 'dmy' }, { byteOffset }) => new WhatsAppReader(dateOrder, byteOffset),
  kept: () => ({}),
};

function startsIn(text: string): readonly MessageStart[] {
  const lines = text.slice(0, LOOKED_AT).split(/\r?\n/);
  return lines.map(readStart).filter((start) => start !== null);
}
