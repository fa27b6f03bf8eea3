import type { TuningMethod } from '../tuning/tuning-method.ts';
import { serviceOfModelId } from '../services/index.ts';
import type { ServiceId } from '../tuning/model-ref.ts';
import type { AnswerPrice, Catalogue, CatalogueModel, LimitName, Limits, Price, Source, Sourced } from './catalogue.ts';

/** What a user knows better, as plain data: only what differs. `checkOverrides` tells whether data is that. */
export interface CatalogueOverrides {
  /** The day of the edit, `2026-11-21`: it is beside each value as its date. */
  readonly date: string;
  /** By id. A model that the catalogue has not needs `service`, `title` and `methods`. */
  readonly models?: Readonly<Record<string, ModelOverride>>;
  /** By the model's id, in US dollars for a million tokens. */
  readonly prices?: Readonly<Record<string, PriceOverride>>;
  /** By the target's id. */
  readonly limits?: Readonly<Record<string, Readonly<Partial<Record<LimitName, number>>>>>;
  readonly tuningRegions?: readonly string[];
}

export interface ModelOverride {
  readonly service?: ServiceId;
  readonly title?: string;
  readonly methods?: readonly TuningMethod[];
  readonly adapterSizes?: readonly number[];
  readonly retires?: string | null;
}

export interface PriceOverride {
  readonly training?: number | null;
  readonly answering?: AnswerPrice | null;
  readonly tunedAnswering?: AnswerPrice | null;
}

const NO_PRICE = { training: null, answering: null, tunedAnswering: null };

/** The catalogue with what the user changed, each change with "edited by you" as its source. */
export function withOverrides(catalogue: Catalogue, overrides: CatalogueOverrides): Catalogue {
  const source: Source = { source: 'edited by you', date: overrides.date };
  const { tuningRegions } = overrides;
  return {
    ...catalogue,
    models: editModels(catalogue.models, overrides.models ?? {}, source),
    prices: { ...catalogue.prices, ...editPrices(catalogue.prices, overrides.prices ?? {}, source) },
    limits: { ...catalogue.limits, ...editLimits(catalogue.limits, overrides.limits ?? {}, source) },
    ...(tuningRegions && { tuningRegions: { value: tuningRegions, ...source } }),
  };
}

function editModels(
  models: readonly CatalogueModel[],
  edits: Readonly<Record<string, ModelOverride>>,
  source: Source,
): readonly CatalogueModel[] {
  const known = new Set(models.map(({ id }) => id));
  const edited = models.map((model) => {
    const edit = Object.hasOwn(edits, model.id) ? edits[model.id] : undefined;
    return edit ? { ...model, ...edit, ...source } : model;
  });
  const added = Object.entries(edits).filter(([id]) => !known.has(id));
  return [...edited, ...added.map(([id, edit]) => ({ ...newModel(id), ...edit, ...source }))];
}

function newModel(id: string): Omit<CatalogueModel, keyof Source> {
  const { id: service, adapterSizes } = serviceOfModelId(id);
  return {
    ...{ id, title: id, service, adapterSizes },
    methods: ['sft'],
    serving: 'multi-region',
    retires: null,
    note: '',
  };
}

function editPrices(
  prices: Readonly<Record<string, Price>>,
  edits: Readonly<Record<string, PriceOverride>>,
  source: Source,
): Record<string, Price> {
  const edited = Object.entries(edits).map(([id, edit]) => [id, { ...NO_PRICE, ...prices[id], ...edit, ...source }]);
  // The cast: Object.fromEntries forgets the values' type.
  return Object.fromEntries(edited) as Record<string, Price>;
}

function editLimits(
  limits: Readonly<Record<string, Limits>>,
  edits: Readonly<Record<string, Readonly<Partial<Record<LimitName, number>>>>>,
  source: Source,
): Record<string, Limits> {
  const edited = Object.entries(edits).map(([target, values]): [string, Limits] => {
    const sourced = Object.entries(values).map(([name, value]): [string, Sourced<number>] => [
      name,
      { value, ...source },
    ]);
    return [target, { ...limits[target], ...Object.fromEntries(sourced) }];
  });
  return Object.fromEntries(edited);
}
