/** The jobs and the store without the screens: what kill tests, soaks and benchmarks drive in a real browser. */
import { Row } from '../../../src/core/row/row.ts';
import { applyRecipe, holdRecipe, sampleRecipe } from '../../../src/jobs/apply-recipe.ts';
import { exportVersion, hashFile } from '../../../src/jobs/export-version.ts';
import { importFiles } from '../../../src/jobs/import-files.ts';
import { Reader } from '../../../src/jobs/reader.ts';
import { lookAtRows } from '../../../src/jobs/look-rows.ts';
import { database } from '../../../src/store/database.ts';
import { deleteDataset, getDataset, listDatasets } from '../../../src/store/datasets.ts';
import { redo, restore, undo } from '../../../src/store/versions/history.ts';
import { listQuarantine } from '../../../src/store/rows/quarantine.ts';
import { recover } from '../../../src/store/recover.ts';
import { getVersion, listVersions } from '../../../src/store/versions/versions.ts';
import { checkStore } from './check-store.ts';
import { measureStore } from './measure-store.ts';
import { parseEveryLine } from './floor.ts';

const engine = {
  applyRecipe,
  checkStore,
  database,
  deleteDataset,
  exportVersion,
  getDataset,
  getVersion,
  hashFile,
  importFiles,
  listDatasets,
  listQuarantine,
  listVersions,
  measureStore,
  parseEveryLine,
  reader: new Reader(),
  recover,
  redo,
  restore,
  Row,
  sampleRecipe,
  lookAtRows,
  holdRecipe,
  undo,
  quiet: { signal: new AbortController().signal, onProgress: () => undefined },
  files: () => [...(document.querySelector<HTMLInputElement>('#files')?.files ?? [])],
};

export type Engine = typeof engine;

declare global {
  interface Window {
    engine: Engine;
  }
}

window.engine = engine;
