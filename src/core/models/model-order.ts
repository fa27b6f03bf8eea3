import type { Catalogue, CatalogueModel } from './catalogue.ts';
import { findModel, isRetired } from './choose-model.ts';

/**
 * Models that a service names, in an order to choose from: those that the catalogue knows in its own order, then those
 * it doesn't know, and retired ones last. `today`: `2026-11-21`.
 */
export function bestFirst(
  models: readonly CatalogueModel[],
  catalogue: Catalogue,
  today: string,
): readonly CatalogueModel[] {
  const rank = ({ id }: CatalogueModel): number => {
    const known = findModel(catalogue, id);
    if (!known) return catalogue.models.length;
    return isRetired(known, today) ? catalogue.models.length + 1 : catalogue.models.indexOf(known);
  };
  return [...models].sort((a, b) => rank(a) - rank(b));
}
