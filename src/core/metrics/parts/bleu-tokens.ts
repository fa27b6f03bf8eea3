import { isWordByItself } from '../../text/words.ts';

const ENTITIES: readonly (readonly [string, string])[] = [
  ['&quot;', '"'],
  ['&amp;', '&'],
  ['&lt;', '<'],
  ['&gt;', '>'],
];

/**
 * Tokens as sacreBLEU's default `13a` makes them (the tokeniser of NIST's mteval-v13a.pl): punctuation apart from words, full
 * stops and commas apart unless between digits. Where words have no spaces between them, each letter is a token, as
 * sacreBLEU's `zh` does for Chinese. Source: Post, "A Call for Clarity in Reporting BLEU Scores", 2018, and sacrebleu 2.5.
 */
export function bleuTokens(text: string): string[] {
  let line = text.trimEnd().replaceAll('<skipped>', '').replaceAll('-\n', '').replaceAll('\n', ' ');
  if (line.includes('&')) line = ENTITIES.reduce((so, [entity, sign]) => so.replaceAll(entity, sign), line);
  return ` ${spaceLetterWords(line)} `
    .replace(/([{-~[-` -&(-+:-@/])/g, ' $1 ')
    .replace(/([^0-9])([.,])/gu, '$1 $2 ')
    .replace(/([.,])([^0-9])/gu, ' $1 $2')
    .replace(/([0-9])(-)/g, '$1 $2 ')
    .split(/\s+/u)
    .filter((token) => token !== '');
}

function spaceLetterWords(line: string): string {
  // Nothing below Thai is written without spaces.
  if (!/[\u0e01-\uffff]/.test(line)) return line;
  let spaced = '';
  for (let at = 0; at < line.length;) {
    const code = line.codePointAt(at) ?? 0;
    const width = code > 0xffff ? 2 : 1;
    const piece = line.slice(at, at + width);
    spaced += code >= 0x0e01 && isWordByItself(line, at, line.charCodeAt(at)) ? ` ${piece} ` : piece;
    at += width;
  }
  return spaced;
}
