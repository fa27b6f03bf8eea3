import type { Catalogue } from './catalogue.ts';
import { serviceOf } from '../services/index.ts';
import { findModel, routeOf } from './choose-model.ts';
import { type ModelRef, servedModel } from '../tuning/model-ref.ts';

/** The id of a base model in the catalogue: as its service names it, without the path before it. */
export function baseIdOf(ref: ModelRef): string {
  const { service, name } = servedModel(ref);
  return serviceOf(service).catalogueId(name);
}

/** The id of the model that answers when one is asked: its successor's, where its service sends questions on. `today`: `2026-11-21`. */
export function answeringId(ref: ModelRef, catalogue: Catalogue, today: string): string {
  const id = baseIdOf(ref);
  const model = findModel(catalogue, id);
  return (model && routeOf(model, today)) ?? id;
}
