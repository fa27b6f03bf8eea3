import { BRIEF, rowGlance } from '../../src/core/diff/row-glance.ts';
import { shownCells } from '../../src/core/example/chat-cells.ts';
import { meaningClues } from '../../src/core/example/meaning-clues.ts';
import { ok } from '../../src/core/failure.ts';
import { findWholeType } from '../../src/core/filetypes/index.ts';
import { previewWhole } from '../../src/core/filetypes/preview-whole.ts';
import { previewHead } from '../../src/core/filetypes/preview.ts';
import { PREVIEW_BYTES } from '../../src/core/filetypes/settings.ts';
import { CELL_LENGTH, cutCells } from '../../src/core/row/cells.ts';
import { Row } from '../../src/core/row/row.ts';
import type { BlockReader } from '../../src/store/rows/block-reader.ts';
import { originOf, readRowText } from '../../src/store/rows/block-reader.ts';
import { readDropped } from '../../src/store/rows/drops.ts';
import { editRow } from '../../src/store/versions/edit-row.ts';
import { judgeRows, readJudged } from '../../src/store/versions/judge.ts';
import { readRowPast } from '../../src/store/versions/row-past.ts';
import { findOrigin } from '../../src/store/rows/origins.ts';
import type { RowList } from '../../src/store/versions/row-list.ts';
import type { ReadWorker } from '../contracts/reader.ts';
import { openFile, readElsewhere, readHead } from '../files/file-source.ts';
import { readingOf } from '../files/import-reading.ts';
import { isArchive, unpack } from '../files/unpack.ts';
import { markCells } from './mark-cells.ts';
import { OpenVersion } from './open-version.ts';
import { chosenRuns, markRows, pickTexts } from './picked-rows.ts';
import { nextHeldOut, rowSide } from './row-side.ts';
import { serve } from '../serve.ts';

const open = new OpenVersion();

/** Rows that are looked at for what they mean. */
const CLUE_ROWS = 100;
/** How often the page hears how far an archive is unpacked. */
const TELL_EVERY_MS = 100;

const api: ReadWorker = {
  isArchive: (file) => readingOf(file, () => isArchive(file)),

  unpack: (file, onUnpacked) => readingOf(file, () => unpack(file, seldom(onUnpacked))),

  async preview(file, wanted) {
    const read = await readingOf(file, async () => {
      const head = await readHead(file, PREVIEW_BYTES);
      const isMore = !head.complete && !head.gzip;
      return { head, elsewhere: isMore ? await readElsewhere(file, PREVIEW_BYTES) : [] };
    });
    if (!read.ok) return read;
    const { bytes, ...found } = read.value.head;
    const type = findWholeType(bytes);
    if (type) return readingOf(file, () => previewWhole(type, openFile(file), file.name, wanted));
    return previewHead(bytes, { name: file.name, bytes: file.size, ...found, elsewhere: read.value.elsewhere }, wanted);
  },

  async cells(versionId, positions, columns) {
    const opened = await open.load(versionId);
    const { version, list, reader } = opened;
    const rows = positions.filter((position) => position < list.count);
    const texts = await Promise.all(rows.map((position) => textAt(list, reader, position)));
    const markOf = await markCells(opened, columns, rows);
    return ok(
      rows.map((position, index) => {
        const own = shownCells(new Row(texts[index] ?? ''), columns, version);
        const cells = own.map((cell, column) => markOf(columns[column] ?? '', position) ?? cell);
        return { position, cells: cutCells(cells), cutAt: CELL_LENGTH };
      }),
    );
  },

  async row(versionId, position) {
    const { version, list, reader } = await open.load(versionId);
    const id = await list.idAt(position);
    const block = await reader.find(id);
    const origin = await findOrigin(version.datasetId, originOf(block, id));
    return ok({ position, text: await readRowText(block, id), origin });
  },

  async glances(versionId, from, count) {
    const { version, list, reader } = await open.load(versionId);
    const rows = Array.from({ length: Math.max(0, Math.min(count, list.count - from)) }, (_, at) => from + at);
    const texts = await Promise.all(rows.map((position) => textAt(list, reader, position)));
    return ok(texts.map((text) => rowGlance(new Row(text), version, BRIEF)));
  },

  async clues(versionId) {
    const { version, list, reader } = await open.load(versionId);
    const positions = Array.from({ length: Math.min(CLUE_ROWS, list.count) }, (_, position) => position);
    const texts = await Promise.all(positions.map((position) => textAt(list, reader, position)));
    const rows = texts.map((text) => new Row(text).value);
    return ok(meaningClues(version.columns, rows));
  },

  async side(versionId, position, split) {
    return ok(await rowSide(await open.load(versionId), position, split));
  },

  async nextHeldOut(versionId, after, split) {
    return ok(await nextHeldOut(await open.load(versionId), after, split));
  },

  async dropped(versionId, step, from, count) {
    const { version } = await open.load(versionId);
    return ok(await readDropped(version, step, from, count));
  },

  async texts(versionId, positions, atMost) {
    return ok(await pickTexts(await open.load(versionId), positions, atMost));
  },

  async chosen(versionId, positions, atMost) {
    return ok(await chosenRuns(await open.load(versionId), positions, atMost));
  },

  mark: markRows,
  judge: judgeRows,

  judged: async (versionId, mark) => ok(await readJudged(versionId, mark)),

  past: async (versionId, position) => ok(await readRowPast(versionId, position)),

  edit: editRow,
};

/** Calls to the page wait for nobody: not more of them than can be seen. */
function seldom(tell: (done: number, total: number) => void): (done: number, total: number) => void {
  let next = 0;
  return (done, total) => {
    if (performance.now() < next && done < total) return;
    next = performance.now() + TELL_EVERY_MS;
    tell(done, total);
  };
}

async function textAt(list: RowList, reader: BlockReader, position: number): Promise<string> {
  const id = await list.idAt(position);
  return readRowText(await reader.find(id), id);
}

serve(api);
