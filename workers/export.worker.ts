import { ok } from '../src/core/failure.ts';
import { csvCells, writeCsvLine } from '../src/core/filetypes/csv-line.ts';
import { BlockReader } from '../src/store/block-reader.ts';
import { passRows } from '../src/store/row-pass.ts';
import { copyLines } from '../src/store/row-lines.ts';
import { type LoadedVersion, loadVersion } from '../src/store/versions.ts';
import type { ExportRequest, ExportWorker } from './contract.ts';
import { ExportFile } from './export-file.ts';
import { hashBlob } from './hash-blob.ts';
import { serve } from './serve.ts';

type OnProgress = (rows: number) => void;

const encoder = new TextEncoder();

/** Rows as they are stored, each on its line. The last one has a line end if the only file of the import had one. */
async function writeJsonLines(file: ExportFile, version: LoadedVersion, onProgress: OnProgress): Promise<void> {
  const [source, ...others] = version.sources;
  const open = source?.fileType === 'jsonl' && others.length === 0 && !source.finalNewline;
  let rows = 0;
  for await (const lines of copyLines(new BlockReader(version.datasetId), version.pages)) {
    rows += lines.count;
    const last = open && rows === version.rowCount;
    file.write(last ? lines.bytes.subarray(0, lines.bytes.length - 1) : lines.bytes);
    onProgress(rows);
  }
}

async function writeJson(file: ExportFile, version: LoadedVersion, onProgress: OnProgress): Promise<void> {
  let rows = 0;
  file.write(encoder.encode('['));
  for await (const part of passRows(new BlockReader(version.datasetId), version.pages)) {
    let text = '';
    part.each((row) => {
      text += `${rows === 0 ? '' : ','}\n${row.text}`;
      rows++;
    });
    file.write(encoder.encode(text));
    onProgress(rows);
  }
  file.write(encoder.encode('\n]\n'));
}

async function writeCsv(
  file: ExportFile,
  version: LoadedVersion,
  { formulaGuard }: ExportRequest,
  onProgress: OnProgress,
): Promise<void> {
  const { columns } = version;
  let rows = 0;
  file.write(encoder.encode(writeCsvLine(columns)));
  for await (const part of passRows(new BlockReader(version.datasetId), version.pages)) {
    let text = '';
    part.each((row) => {
      text += writeCsvLine(csvCells(row, columns, formulaGuard));
    });
    file.write(encoder.encode(text));
    rows += part.count;
    onProgress(rows);
  }
}

const MEDIA_TYPES = { jsonl: 'application/jsonl', json: 'application/json', csv: 'text/csv;charset=utf-8' };

const api: ExportWorker = {
  async run(request, onProgress) {
    const version = await loadVersion(request.versionId);
    const file = new ExportFile(MEDIA_TYPES[request.fileType]);
    if (request.fileType === 'jsonl') await writeJsonLines(file, version, onProgress);
    else if (request.fileType === 'json') await writeJson(file, version, onProgress);
    else await writeCsv(file, version, request, onProgress);
    return ok(file.finish(version.rowCount));
  },

  async hash(blob, onProgress) {
    return ok(await hashBlob(blob, onProgress));
  },
};

serve(api);
