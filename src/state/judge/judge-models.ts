import { isPacked } from '../../core/tuning/model-ref.ts';
import type { App } from '../frame/app.ts';
import { modelsToTry } from '../test/models-to-try.ts';
import type { KnownModel } from '../tune/known-models.ts';

/** The models that can judge beside the Decisions API: those that can be asked with what is held. */
export function judgeModels({ catalogue, google }: Pick<App, 'catalogue' | 'google'>): readonly KnownModel[] {
  return modelsToTry([], catalogue.current, google.connection, google.capabilities).filter(({ ref }) =>
    isPacked(ref) ? false : google.holds(ref.service),
  );
}
