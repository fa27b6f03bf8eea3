import type { TuningMethod } from '../tuning/tuning-method.ts';
import type { ServiceId } from '../tuning/model-ref.ts';
import type { Catalogue, CatalogueModel } from './catalogue.ts';

const METHODS: Readonly<Record<TuningMethod, string>> = {
  sft: 'Supervised tuning',
  preference: 'Preference tuning',
  reinforcement: 'Reinforcement tuning',
  'few-shot': 'Answering',
};

/** The models that a service tunes by a method, those first that are not retired on this day (`2026-11-21`). */
export function modelsFor(
  { models }: Catalogue,
  wanted: { readonly service: ServiceId; readonly method: TuningMethod; readonly today: string },
): readonly CatalogueModel[] {
  const fitting = models.filter(
    ({ service, methods }) => service === wanted.service && methods.includes(wanted.method),
  );
  return [
    ...fitting.filter((model) => !isRetired(model, wanted.today)),
    ...fitting.filter((model) => isRetired(model, wanted.today)),
  ];
}

export function findModel({ models }: Catalogue, id: string): CatalogueModel | undefined {
  return models.find((model) => model.id === id);
}

/** ISO days compare as texts. */
export function isRetired({ retires }: Pick<CatalogueModel, 'retires'>, today: string): boolean {
  return retires !== null && retires <= today;
}

/** The id of the model that answers for another one on a day; null where it answers itself. */
export function routeOf({ routesTo }: Pick<CatalogueModel, 'routesTo'>, today: string): string | null {
  return routesTo && routesTo.from <= today ? routesTo.model : null;
}

interface ModelChoice {
  readonly id: string;
  readonly method: TuningMethod;
  /** Such as `2026-11-21`. */
  readonly today: string;
  /** Whether the service itself has said that it tunes this model. */
  readonly isOffered: boolean;
}

/** What to know before a model is tuned by a method, in sentences; the service has the last word, so nothing is hidden. */
export function modelWarnings(catalogue: Catalogue, { id, method, today, isOffered }: ModelChoice): readonly string[] {
  const model = findModel(catalogue, id);
  if (!model) return [`${id} is not in the catalogue: whether it can be tuned only the service knows.`];
  const warnings: string[] = [];
  if (isRetired(model, today)) {
    const next = isOffered
      ? 'the service still offers it, but may end it and what is tuned from it any day'
      : 'choose another model';
    warnings.push(`${model.title} was to be retired on ${model.retires ?? ''} (${model.source}): ${next}.`);
  }
  if (!model.methods.includes(method)) warnings.push(undocumented(catalogue, model, method));
  if (model.note !== '' && !isOffered) warnings.push(model.note);
  return warnings;
}

function undocumented({ models }: Catalogue, { title, service, date }: CatalogueModel, method: TuningMethod): string {
  const others = models.filter((model) => model.service === service && model.methods.includes(method));
  const named = others.map((model) => model.title).join(' and ') || 'no model';
  return `${METHODS[method]} is documented for ${named} only (${date}), not for ${title}: the service may refuse the job.`;
}
