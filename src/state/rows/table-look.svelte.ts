/** How the columns of a dataset are laid out, as the table wants it (`ui/grid/grid-column`). */
export interface KeptLayout {
  readonly order?: readonly string[] | undefined;
  /** CSS pixels by column. */
  readonly widths?: Readonly<Record<string, number>> | undefined;
  readonly hidden?: readonly string[] | undefined;
  readonly pinned?: readonly string[] | undefined;
}

interface OfDataset {
  readonly layout: KeptLayout;
  /** Whether conversations are shown by the columns of their file. */
  readonly raw: boolean;
}

interface Kept {
  readonly rowHeight: 's' | 'm' | 'l';
  /** Of the reading panel, in CSS pixels; null for its usual width. */
  readonly panelWidth: number | null;
  /** The ones that were changed last come last. */
  readonly datasets: Readonly<Record<string, OfDataset>>;
}

const KEY = 'lapidary.rows';
const MOST_DATASETS = 50;
const NOTHING: Kept = { rowHeight: 's', panelWidth: null, datasets: {} };
const USUAL: OfDataset = { layout: {}, raw: false };

/** How the Rows page looks: a matter of taste, kept in this browser as the theme is. */
export class TableLook {
  #kept = $state.raw<Kept>(read());
  readonly #datasetId: string;

  constructor(datasetId: string) {
    this.#datasetId = datasetId;
  }

  get layout(): KeptLayout {
    return this.#own.layout;
  }

  get raw(): boolean {
    return this.#own.raw;
  }

  get rowHeight(): 's' | 'm' | 'l' {
    return this.#kept.rowHeight;
  }

  get panelWidth(): number | null {
    return this.#kept.panelWidth;
  }

  setLayout = (layout: KeptLayout): void => {
    this.#set({ ...this.#own, layout });
  };

  setRaw = (raw: boolean): void => {
    this.#set({ ...this.#own, raw });
  };

  setRowHeight = (rowHeight: 's' | 'm' | 'l'): void => {
    this.#keep({ ...this.#kept, rowHeight });
  };

  setPanelWidth = (panelWidth: number | null): void => {
    this.#keep({ ...this.#kept, panelWidth });
  };

  get #own(): OfDataset {
    return this.#kept.datasets[this.#datasetId] ?? USUAL;
  }

  #set(own: OfDataset): void {
    // another tab may have kept other datasets meanwhile
    const { datasets } = read();
    const others = Object.entries(datasets).filter(([id]) => id !== this.#datasetId);
    const entries = [...others.slice(1 - MOST_DATASETS), [this.#datasetId, own] as const];
    this.#keep({ ...this.#kept, datasets: Object.fromEntries(entries) });
  }

  #keep(kept: Kept): void {
    this.#kept = kept;
    try {
      localStorage.setItem(KEY, JSON.stringify(kept));
    } catch {
      // storage may be forbidden: then it lasts as long as the page
    }
  }
}

function read(): Kept {
  try {
    // Nobody but this file writes it; what a member lacks is as usual.
    const kept = JSON.parse(localStorage.getItem(KEY) ?? '{}') as Partial<Kept>;
    return { ...NOTHING, ...kept };
  } catch {
    return NOTHING;
  }
}
