import type { Catalogue } from '../core/models/catalogue.ts';
import { tuningPlaces } from '../core/health/places.ts';
import { findTarget } from '../core/targets/index.ts';

/** A place as the screen offers it: Google's by the models that can be tuned there today. */
export interface PlaceChoice {
  readonly value: string;
  readonly place: string;
  /** In a sentence: "Ready for …". */
  readonly name: string;
  readonly label: string;
  readonly group: string;
  /** The model that a price is known of; null elsewhere. */
  readonly model: string | null;
}

/** `today`: `2026-11-29`, for models that are retired. */
export function placeChoices({ models }: Pick<Catalogue, 'models'>, today: string): readonly PlaceChoice[] {
  return tuningPlaces.flatMap(({ id, title, isTarget }): readonly PlaceChoice[] => {
    const target = findTarget(id);
    if (!isTarget || !target) {
      return [{ value: id, place: id, name: title, label: title, group: 'Export only', model: null }];
    }
    const [group = title, method = ''] = title.split(': ');
    const current = models.filter(({ service, methods, retires }) => {
      return service === target.service && methods.includes(target.method) && (retires === null || retires > today);
    });
    if (current.length === 0) {
      return [{ value: id, place: id, name: title, label: `${title} (no model today)`, group, model: null }];
    }
    return current.map((model) => ({
      value: `${id} ${model.id}`,
      place: id,
      name: model.title,
      label: method === '' ? model.title : `${model.title}, ${method}`,
      group,
      model: model.id,
    }));
  });
}
