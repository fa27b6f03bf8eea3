import type { XmlEvents } from './xml-pieces.ts';
import { eachAttribute } from './xml-text.ts';

/** What a number in a cell stands for, by its format: a day, maybe with a time; or a length of time. */
export type Meaning = 'day' | 'length' | undefined;

/** Formats that have a number and no text of their own in a workbook, in all languages. Source: ECMA-376 part 1, 18.8.30. */
const DAYS: readonly (readonly [from: number, to: number])[] = [
  [14, 22],
  [27, 36],
  [45, 45],
  [47, 47],
  [50, 58],
  [71, 81],
];
/** `[h]:mm:ss`. */
const LENGTH = 46;

/** Reads the part of a workbook that has its styles. */
export class CellStyles implements XmlEvents {
  /** By the number of the style. */
  readonly meanings: Meaning[] = [];
  readonly #formats = new Map<number, Meaning>();
  /** What the styles mean that others are made of. */
  readonly #bases: Meaning[] = [];
  #into: Meaning[] | null = null;

  open(name: string, attributes: string): void {
    if (name === 'cellXfs') this.#into = this.meanings;
    else if (name === 'cellStyleXfs') this.#into = this.#bases;
    else if (name === 'numFmt') this.#addFormat(attributes);
    else if (name === 'xf') this.#into?.push(this.#meaningOf(attributes));
  }

  close(name: string): void {
    if (name === 'cellXfs' || name === 'cellStyleXfs') this.#into = null;
  }

  text(): void {
    // Styles have none.
  }

  #addFormat(attributes: string): void {
    let id = -1;
    let code = '';
    eachAttribute(attributes, (name, value) => {
      if (name === 'numFmtId') id = Number(value);
      if (name === 'formatCode') code = value;
    });
    this.#formats.set(id, meaningOfFormat(code));
  }

  #meaningOf(attributes: string): Meaning {
    let format: number | undefined;
    let base: number | undefined;
    eachAttribute(attributes, (name, value) => {
      if (name === 'numFmtId') format = Number(value);
      if (name === 'xfId') base = Number(value);
    });
    if (format === undefined) return base === undefined ? undefined : this.#bases[base];
    if (this.#formats.has(format)) return this.#formats.get(format);
    return builtIn(format);
  }
}

function builtIn(format: number): Meaning {
  if (format === LENGTH) return 'length';
  return DAYS.some(([from, to]) => format >= from && format <= to) ? 'day' : undefined;
}

/** What a format such as `yyyy-mm-dd;@` makes of a number. */
export function meaningOfFormat(code: string): Meaning {
  const bare = code
    .toLowerCase()
    .replace(/"[^"]*"|\\.|_.|\*./g, ' ')
    // What shows only where it fits, colours, and languages.
    .replace(/\[(?!h+\]|m+\]|s+\])[^\]]*\]/g, '');
  const sections = bare.split(';').map((section) => section.replace(/am\/pm|a\/p/g, ' '));
  const isTime = sections.some((section) => {
    // Parts of seconds.
    const rest = section.replace(/(s+\]?)[.,]0+/g, '$1');
    return /[dmyhse]/.test(rest) && !/[0#?%]/.test(rest) && !/[^dmyhsaegb[\]\P{L}]/u.test(rest);
  });
  if (!isTime) return undefined;
  return /\[[hms]+\]/.test(bare) ? 'length' : 'day';
}
