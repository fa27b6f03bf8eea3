import type { Place, Section } from './pages/place.ts';

/** The pages of a dataset, in the order of the work. */
export const sections: readonly Section[] = [
  { id: 'rows', title: 'Rows', load: () => import('./pages/rows/RowsPage.svelte'), deep: true },
  { id: 'health', title: 'Health', load: () => import('./pages/health/HealthPage.svelte') },
  { id: 'clean', title: 'Clean', load: () => import('./pages/clean/CleanPage.svelte') },
  { id: 'duplicates', title: 'Duplicates', load: () => import('./pages/duplicates/DuplicatesPage.svelte') },
  { id: 'split', title: 'Split', load: () => import('./pages/split/SplitPage.svelte') },
  { id: 'history', title: 'History', load: () => import('./pages/history/HistoryPage.svelte') },
  { id: 'export', title: 'Export', load: () => import('./pages/export/ExportPage.svelte') },
  { id: 'tune', title: 'Tune', load: () => import('./pages/tune/TunePage.svelte'), deep: true },
  { id: 'test', title: 'Test', load: () => import('./pages/test/TestPage.svelte'), deep: true },
];

/** Reached from the dataset's header, where there is anything to see. */
const quarantine: Section = {
  id: 'quarantine',
  title: 'Quarantine',
  load: () => import('./pages/quarantine/QuarantinePage.svelte'),
};

const datasets: Place = { title: 'Datasets', load: () => import('./pages/datasets/DatasetsPage.svelte') };
const models: Place = { title: 'Models', load: () => import('./pages/models/ModelsPage.svelte') };
const job: Place = { title: 'Job', load: () => import('./pages/models/JobPage.svelte') };
const modelTest: Place = { title: 'Test a model', load: () => import('./pages/models/ModelTestPage.svelte') };
const settings: Place = { title: 'Settings', load: () => import('./pages/settings/SettingsPage.svelte') };
const nowhere: Place = { title: 'Not found', load: () => import('./pages/NotFoundPage.svelte') };

export type Route =
  | { readonly kind: 'page'; readonly place: Place }
  | { readonly kind: 'dataset'; readonly datasetId: string; readonly section: Section };

/** The page that belongs to an address, split at its slashes. */
export function routeOf(path: readonly string[]): Route {
  const [first, datasetId, section = 'rows', ...rest] = path;
  if (first === undefined) return { kind: 'page', place: datasets };
  if (first === 'settings' && datasetId === undefined) return { kind: 'page', place: settings };
  if (first === 'datasets' && datasetId === undefined) return { kind: 'page', place: datasets };
  if (first === 'models') return { kind: 'page', place: modelPlace(path.slice(1)) };
  const found = [...sections, quarantine].find(({ id }) => id === section);
  if (first === 'datasets' && datasetId !== undefined && found && (rest.length === 0 || found.deep))
    return { kind: 'dataset', datasetId, section: found };
  return { kind: 'page', place: nowhere };
}

/** `models`, `models/ID`, `models/ID/test`. */
function modelPlace([id, view, ...rest]: readonly string[]): Place {
  if (rest.length > 0) return nowhere;
  if (id === undefined) return models;
  if (view === undefined) return job;
  return view === 'test' ? modelTest : nowhere;
}
