import { utf8Length } from './utf8.ts';

const OTHER_THAN_ASCII = /[^\u0000-\u007f]/;
const TWO_BYTE_ENCODINGS = new Set(['big5', 'gbk', 'gb18030', 'shift_jis', 'euc-jp', 'euc-kr']);

/**
 * How many bytes a text took in its file. Exact for UTF-8, UTF-16 and the encodings of one byte a letter; for those of
 * East Asia near: they have letters of one, three and four bytes too, here all but ASCII count two.
 */
export function encodedLength(text: string, encoding: string): number {
  if (encoding.startsWith('utf-16')) return text.length * 2;
  const takesTwo = TWO_BYTE_ENCODINGS.has(encoding);
  if ((encoding !== 'utf-8' && !takesTwo) || !OTHER_THAN_ASCII.test(text)) return text.length;
  return takesTwo ? text.length + countOthers(text) : utf8Length(text);
}

function countOthers(text: string): number {
  let count = 0;
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) > 0x7f) count++;
  return count;
}
