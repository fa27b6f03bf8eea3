import { createContext } from 'svelte';
import type { Reader } from '../../jobs/reader.ts';
import type { StartReport } from '../../store/recover.ts';
import type { KnownCatalogue } from '../settings/catalogue.svelte.ts';
import type { Opened } from '../dataset/opened.svelte.ts';
import type { DatasetList } from '../datasets/dataset-list.svelte.ts';
import type { Google } from '../settings/google.svelte.ts';
import type { Importer } from '../import/importer.svelte.ts';
import type { Notices } from './notices.svelte.ts';
import type { Recipes } from '../clean/recipes.ts';
import type { RowDraft } from '../rows/row-draft.svelte.ts';
import type { RowEdits } from '../rows/row-edits.svelte.ts';
import type { Router } from './router.svelte.ts';
import type { Settings } from './settings.svelte.ts';
import type { Shortcuts } from './shortcuts.svelte.ts';
import type { StorageUse } from './storage.svelte.ts';
import type { Tasks } from './tasks.svelte.ts';
import type { TuneDrafts } from '../tune/tune-drafts.ts';
import type { TuningStarts } from '../tune/tuning-starts.ts';
import type { Update } from './update.svelte.ts';

/** What every screen may reach; built once, in main.ts. */
export interface App {
  readonly router: Router;
  readonly settings: Settings;
  readonly storage: StorageUse;
  readonly notices: Notices;
  readonly tasks: Tasks;
  readonly datasets: DatasetList;
  readonly opened: Opened;
  readonly importer: Importer;
  readonly recipes: Recipes;
  readonly reader: Reader;
  readonly rowEdits: RowEdits<RowDraft>;
  readonly google: Google;
  readonly catalogue: KnownCatalogue;
  readonly tuneDrafts: TuneDrafts;
  readonly tuningStarts: TuningStarts;
  readonly update: Update;
  readonly shortcuts: Shortcuts;
  readonly start: StartReport;
}

export const [useApp, provideApp] = createContext<App>();
