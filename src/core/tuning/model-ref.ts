/** Who serves a model: the API-key service, or Google Cloud's. */
export type ServiceId = 'gemini-api' | 'agent-platform';

/** A model that a service itself answers for. */
export type ServedModel =
  /** `models/gemini-3.5-flash` or `tunedModels/my-model`. */
  | { readonly service: 'gemini-api'; readonly name: string }
  /** `publishers/google/models/gemini-3.5-flash` or `endpoints/789`, below `projects/P/locations/L`. */
  | {
      readonly service: 'agent-platform';
      readonly project: string;
      readonly location: string;
      readonly name: string;
    };

/** A few-shot pack on top of a model: it answers like a tuned one, and is used like one. */
export interface PackedModel {
  readonly service: 'few-shot-pack';
  readonly pack: string;
  readonly base: ServedModel;
}

export type ModelRef = ServedModel | PackedModel;

/** One text for one model, for keys and comparisons. */
export function modelKey(model: ModelRef): string {
  if (model.service === 'few-shot-pack') return `few-shot-pack/${model.pack}`;
  if (model.service === 'gemini-api') return model.name;
  return `projects/${model.project}/locations/${model.location}/${model.name}`;
}
