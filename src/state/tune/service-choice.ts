import { serviceOf, services } from '../../core/services/index.ts';
import type { Service } from '../../core/services/service.ts';
import { targetFor } from '../../core/targets/index.ts';
import type { Target } from '../../core/targets/target.ts';
import type { TuningMethod } from '../../core/tuning/tuning-method.ts';
import type { ServiceId } from '../../core/tuning/model-ref.ts';

/** What the combobox "Service" offers: a service's id, `MAKE_PACK` or `EXPORT`. */
export type ServiceChoice = ServiceId;

/** A few-shot pack is made here, and tunes nothing. */
export const MAKE_PACK = 'pack';
/** Files, to be tuned with elsewhere. */
export const EXPORT = 'export';

/** What is shown before anything is chosen: what the credentials that are held can do. `tunes`: a service that was asked can tune. */
export function firstChoice(
  holds: (service: ServiceId) => boolean,
  { method, tunes }: { readonly method: TuningMethod; readonly tunes: boolean },
): ServiceChoice {
  const sure = services.find(({ can }) => !can.nameModels)?.id ?? EXPORT;
  const named = services.find(({ can }) => can.nameModels)?.id ?? EXPORT;
  if (holds(sure) || method !== 'sft') return sure;
  if (tunes) return named;
  // With neither the one service is shown that tunes today.
  return holds(named) ? MAKE_PACK : sure;
}

/** The service that Start starts a job at; null where it makes a pack, or writes files. */
export function startsAt(choice: ServiceChoice): Service | null {
  return choice === MAKE_PACK || choice === EXPORT ? null : serviceOf(choice);
}

/** The service that a choice is for: of "Export only" the one that reads files from a bucket, since everybody takes them; of a pack none. */
export function serviceFor(choice: ServiceChoice): Service | null {
  return choice === EXPORT ? (services.find(({ can }) => can.useBucket) ?? null) : startsAt(choice);
}

export function targetOf(choice: ServiceChoice, method: TuningMethod): Target {
  const service = serviceFor(choice);
  return targetFor(service?.id ?? null, service ? method : 'few-shot');
}
