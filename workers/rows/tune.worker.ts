import { transfer } from 'comlink';
import { ok } from '../../src/core/failure.ts';
import { checkRows } from './check-rows.ts';
import { CheckedVersion } from './checked-version.ts';
import { choosePack } from './choose-pack.ts';
import { countableRows } from './countable-rows.ts';
import { OpenVersion } from './open-version.ts';
import { serve } from '../serve.ts';
import type { TuneWorker } from '../contracts/tune.ts';
import { rowsOfLines, writeLines } from './write-lines.ts';

const opened = new OpenVersion();
const checked = new CheckedVersion();

const api: TuneWorker = {
  async check(request, rows) {
    const found = await checkRows(await opened.load(request.versionId), request, rows);
    const columns: readonly (Uint8Array | Uint16Array | Uint32Array)[] = Object.values(found.part.columns);
    const arrays = [found.origins, ...columns];
    // The cast: none of these lies over shared memory.
    return transfer(ok(found), [...new Set(arrays.map((array) => array.buffer as ArrayBuffer))]);
  },

  collect(index, rows) {
    checked.collect(index, rows);
    return Promise.resolve(ok(undefined));
  },

  conclude: (request) => Promise.resolve(ok(checked.conclude(request))),
  split: (split) => Promise.resolve(ok(checked.split(split))),
  saveSplit: (datasetId, split) => checked.save(datasetId, split),

  async countable(request, positions) {
    return ok(await countableRows(await opened.load(request.versionId), request, positions));
  },

  async lines(request, mark, side, rows) {
    return ok(await writeLines(await opened.load(request.versionId), { request, mark, side, rows }));
  },

  async rowsOfLines(request, mark, side, lines) {
    const version = await opened.load(request.versionId);
    const rows = { from: 0, count: version.list.count };
    return ok(await rowsOfLines(version, { request, mark, side, rows }, lines));
  },

  async pack(request, mark, wish) {
    return choosePack(await opened.load(request.versionId), request, mark, wish);
  },
};

serve(api);
