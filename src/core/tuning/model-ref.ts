/** Who serves a model: the name of a folder in `core/services`. */
export type ServiceId = string;

/** A model that a service itself answers for. */
export interface ServedModel {
  readonly service: ServiceId;
  /**
   * As the service names it: `models/gemini-3.5-flash`, `tunedModels/my-model`; where it is in a project, below that and its location:
   * `publishers/google/models/gemini-3.5-flash`, `endpoints/789`.
   */
  readonly name: string;
  readonly project?: string;
  readonly location?: string;
}

/** A model that is served with a few-shot pack before each prompt: it answers like a tuned one, and is used like one. */
export interface PackedModel {
  /** The pack's id. */
  readonly pack: string;
  readonly base: ServedModel;
}

export type ModelRef = ServedModel | PackedModel;

export function isPacked(model: ModelRef): model is PackedModel {
  return 'pack' in model;
}

/** The model that a service is asked for: itself, or what its pack goes to. */
export function servedModel(model: ModelRef): ServedModel {
  return isPacked(model) ? model.base : model;
}

/** One text for one model, for keys and comparisons. */
export function modelKey(model: ModelRef): string {
  if (isPacked(model)) return `few-shot-pack/${model.pack}`;
  const { project, location, name } = model;
  return project === undefined ? name : `projects/${project}/locations/${location ?? ''}/${name}`;
}
