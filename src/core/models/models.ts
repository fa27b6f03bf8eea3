import { services } from '../services/index.ts';
import type { CatalogueModel } from './catalogue.ts';

/** The models of all services. */
export const models: readonly CatalogueModel[] = [...services]
  .sort((one, other) => (one.id < other.id ? -1 : 1))
  .flatMap(({ id, models: own }) => own.map((model) => ({ ...model, service: id })));
