import type { FramePlace, Place, Section } from './pages/place.ts';

/** The pages of a dataset, in the order of the navigation. */
export const sections: readonly Section[] = [
  {
    id: 'rows',
    title: 'Rows',
    group: 'data',
    key: 'r',
    load: () => import('./pages/rows/RowsPage.svelte'),
    deep: true,
    full: true,
  },
  { id: 'health', title: 'Health', group: 'data', key: 'h', load: () => import('./pages/health/HealthPage.svelte') },
  {
    id: 'clean',
    title: 'Clean',
    group: 'data',
    key: 'c',
    load: () => import('./pages/clean/CleanPage.svelte'),
    full: true,
  },
  {
    id: 'duplicates',
    title: 'Duplicates',
    group: 'data',
    key: 'd',
    load: () => import('./pages/duplicates/DuplicatesPage.svelte'),
  },
  { id: 'split', title: 'Split', group: 'data', key: 's', load: () => import('./pages/split/SplitPage.svelte') },
  {
    id: 'quarantine',
    title: 'Quarantine',
    group: 'data',
    key: 'q',
    load: () => import('./pages/quarantine/QuarantinePage.svelte'),
  },
  { id: 'export', title: 'Export', group: 'out', key: 'e', load: () => import('./pages/export/ExportPage.svelte') },
  { id: 'tune', title: 'Tune', group: 'out', key: 't', load: () => import('./pages/tune/TunePage.svelte'), deep: true },
  { id: 'test', title: 'Test', group: 'out', key: 'p', load: () => import('./pages/test/TestPage.svelte'), deep: true },
  {
    id: 'history',
    title: 'History',
    group: 'past',
    key: 'v',
    load: () => import('./pages/history/HistoryPage.svelte'),
  },
];

const datasets: Place = {
  title: 'Datasets',
  load: () => import('./pages/datasets/DatasetsPage.svelte'),
  takesText: true,
};
const models: Place = { title: 'Models', load: () => import('./pages/models/ModelsPage.svelte') };
const job: Place = { title: 'Job', load: () => import('./pages/models/JobPage.svelte') };
const runs: Place = { title: 'Compare runs', load: () => import('./pages/models/RunsPage.svelte') };
const modelTest: Place = { title: 'Test a model', load: () => import('./pages/models/ModelTestPage.svelte') };
const ballot: Place = { title: 'Blind A/B', load: () => import('./pages/raters/BallotPage.svelte') };
const settings: Place = { title: 'Settings', load: () => import('./pages/settings/SettingsPage.svelte') };
const nowhere: Place = { title: 'Not found', load: () => import('./pages/NotFoundPage.svelte') };

export type Route =
  | { readonly kind: 'page'; readonly place: Place }
  | { readonly kind: 'dataset'; readonly datasetId: string; readonly section: Section };

/** The page that belongs to an address, split at its slashes. */
export function routeOf(path: readonly string[]): Route {
  const [first, datasetId, section = 'rows', ...rest] = path;
  if (first === undefined) return { kind: 'page', place: datasets };
  if (first === 'settings' && path.length <= 2) return { kind: 'page', place: settings };
  if (first === 'datasets' && datasetId === undefined) return { kind: 'page', place: datasets };
  if (first === 'ballots' && path.length === 2) return { kind: 'page', place: ballot };
  if (first === 'models') return { kind: 'page', place: modelPlace(path.slice(1)) };
  const found = sections.find(({ id }) => id === section);
  if (first === 'datasets' && datasetId !== undefined && found && (rest.length === 0 || found.deep))
    return { kind: 'dataset', datasetId, section: found };
  return { kind: 'page', place: nowhere };
}

/** `models`, `models/compare`, `models/ID`, `models/ID/test`. */
function modelPlace([id, view, ...rest]: readonly string[]): Place {
  if (rest.length > 0) return nowhere;
  if (id === undefined) return models;
  if (view === undefined) return id === 'compare' ? runs : job;
  return view === 'test' ? modelTest : nowhere;
}

/** For the palette and the keys. */
export const framePlaces: readonly FramePlace[] = [
  { title: datasets.title, path: [], key: 'l' },
  { title: models.title, path: ['models'], key: 'm' },
  { title: settings.title, path: ['settings'], key: ',' },
];
