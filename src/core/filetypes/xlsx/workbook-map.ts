import { BrokenFileError } from '../broken-file-error.ts';
import { readPart, type WorkbookPart } from './workbook-archive.ts';
import type { XmlEvents } from './xml-pieces.ts';
import { eachAttribute, unescapeCell } from './xml-text.ts';

/** Where in its archive a workbook has what. */
export interface WorkbookMap {
  readonly sheets: readonly { readonly name: string; readonly part: WorkbookPart | undefined }[];
  readonly sharedTexts: WorkbookPart | undefined;
  readonly styles: WorkbookPart | undefined;
  /** True where day 0 is the first of 1904. */
  readonly is1904: boolean;
}

/** Throws BrokenFileError where the archive is no workbook. */
export async function readWorkbookMap(parts: ReadonlyMap<string, WorkbookPart>): Promise<WorkbookMap> {
  const roots = await readRelations(parts, '_rels/.rels', '');
  const path = roots.find(({ type }) => type === 'officeDocument')?.target ?? 'xl/workbook.xml';
  const main = parts.get(path);
  if (!main) throw new BrokenFileError(`it has no “${path}”, which says what sheets a workbook has`);
  const folder = path.slice(0, path.lastIndexOf('/') + 1);
  const relations = await readRelations(parts, `${folder}_rels/${path.slice(folder.length)}.rels`, folder);
  const found = (type: string, usual: string): WorkbookPart | undefined =>
    parts.get(relations.find((each) => each.type === type)?.target ?? folder + usual);
  const book = new BookSheets();
  await readPart(main, book);
  const sheets = book.sheets.flatMap(({ name, id }) => {
    const relation = relations.find((each) => each.id === id);
    // A sheet that is a chart has no cells.
    return relation?.type === 'worksheet' ? [{ name, part: parts.get(relation.target) }] : [];
  });
  return {
    sheets,
    sharedTexts: found('sharedStrings', 'sharedStrings.xml'),
    styles: found('styles', 'styles.xml'),
    is1904: book.is1904,
  };
}

interface Relation {
  readonly id: string;
  /** The last word of its type: there are two spellings of all before it. */
  readonly type: string;
  readonly target: string;
}

async function readRelations(
  parts: ReadonlyMap<string, WorkbookPart>,
  path: string,
  folder: string,
): Promise<readonly Relation[]> {
  const part = parts.get(path);
  if (!part) return [];
  const relations: Relation[] = [];
  const open = (name: string, attributes: string): void => {
    if (name !== 'Relationship') return;
    const found: Record<string, string> = {};
    eachAttribute(attributes, (key, value) => (found[key] = value));
    const { Id: id = '', Type: type = '', Target: target = '' } = found;
    relations.push({ id, type: type.slice(type.lastIndexOf('/') + 1), target: resolve(folder, target) });
  };
  await readPart(part, { open, close: ignore, text: ignore });
  return relations;
}

/** "../a.xml" beside "xl/b/" → "xl/a.xml". */
function resolve(folder: string, target: string): string {
  if (target.startsWith('/')) return target.slice(1);
  const path: string[] = [];
  for (const step of `${folder}${target}`.split('/')) {
    if (step === '..') path.pop();
    else if (step !== '.') path.push(step);
  }
  return path.join('/');
}

class BookSheets implements XmlEvents {
  readonly sheets: { readonly name: string; readonly id: string }[] = [];
  is1904 = false;

  open(tag: string, attributes: string): void {
    if (tag !== 'sheet' && tag !== 'workbookPr') return;
    let name = '';
    let id = '';
    eachAttribute(attributes, (key, value) => {
      if (key === 'name') name = unescapeCell(value);
      if (key === 'id') id = value;
      if (key === 'date1904') this.is1904 = value === '1' || value === 'true';
    });
    if (tag === 'sheet' && name !== '') this.sheets.push({ name, id });
  }

  close(): void {
    // All is said where an element begins.
  }

  text(): void {
    // There is none.
  }
}

function ignore(): void {
  // Relations are attributes alone.
}
