import { mount } from 'svelte';
import App from './App.svelte';
import { Reader } from './jobs/reader.ts';
import type { App as Parts } from './state/frame/app.ts';
import { Opened } from './state/dataset/opened.svelte.ts';
import { DatasetList } from './state/datasets/dataset-list.svelte.ts';
import { KnownCatalogue } from './state/settings/catalogue.svelte.ts';
import { failureOf } from './state/frame/bug.ts';
import { Google } from './state/settings/google.svelte.ts';
import { Importer } from './state/import/importer.svelte.ts';
import { Notices } from './state/frame/notices.svelte.ts';
import { Recipes } from './state/clean/recipes.ts';
import { RowEdits } from './state/rows/row-edits.svelte.ts';
import { Router } from './state/frame/router.svelte.ts';
import { Settings } from './state/frame/settings.svelte.ts';
import { Shortcuts } from './state/frame/shortcuts.svelte.ts';
import { StorageUse } from './state/frame/storage.svelte.ts';
import { Tasks } from './state/frame/tasks.svelte.ts';
import { TuneDrafts } from './state/tune/tune-drafts.ts';
import { TuningStarts } from './state/tune/tuning-starts.ts';
import { Update } from './state/frame/update.svelte.ts';
import { recover } from './store/recover.ts';
import './styles/tokens.css';
import './styles/base.css';
import './styles/controls.css';
import './styles/blocks.css';

const notices = new Notices();
addEventListener('error', ({ error }) => {
  notices.fail(failureOf(error));
});
addEventListener('unhandledrejection', ({ reason }) => {
  notices.fail(failureOf(reason));
});

const settings = new Settings();
settings.apply();
const router = new Router();
const tasks = new Tasks();
const storage = new StorageUse();
const reader = new Reader();
const opened = new Opened();
const rowEdits: Parts['rowEdits'] = new RowEdits(reader);
addEventListener('beforeunload', (event) => {
  if (!rowEdits.keep()) event.preventDefault();
});
addEventListener('pagehide', rowEdits.keep);

const parts: Omit<Parts, 'start'> = {
  router,
  settings,
  storage,
  notices,
  tasks,
  reader,
  datasets: new DatasetList(notices, tasks),
  opened,
  importer: new Importer({ reader, tasks, notices, router, storage, opened }),
  recipes: new Recipes(tasks, notices),
  rowEdits,
  tuneDrafts: new TuneDrafts(),
  tuningStarts: new TuningStarts(),
  update: new Update(notices, tasks),
  shortcuts: new Shortcuts(),
  google: new Google(notices),
  catalogue: new KnownCatalogue(notices),
};

const start = await recover();
if (start.failure) notices.fail(start.failure);
mount(App, { target: document.getElementById('app') ?? document.body, props: { app: { ...parts, start } } });

// Not needed to draw the page.
void import('./state/frame/job-news.ts').then(({ followJobNews }) => followJobNews(parts.google, notices));
