import type { ServedModel, ServiceId } from '../tuning/model-ref.ts';
import type { Service } from './service.ts';

const found = Object.values(import.meta.glob<Service>('./*/index.ts', { eager: true, import: 'default' }));

/** Every service, in the order in which they are offered. */
export const services: readonly Service[] = found.sort((one, other) => one.order - other.order);

/** The service that a record names. Throws where this program does not have it. */
export function serviceOf(id: ServiceId): Service {
  const service = services.find((each) => each.id === id);
  if (!service) throw new RangeError(`service "${id}" is none of this program`);
  return service;
}

/** The service that a model of the catalogue is of, by its id alone. */
export function serviceOfModelId(id: string): Service {
  const fitting = services.filter(({ modelPrefix }) => id.startsWith(modelPrefix));
  const [closest] = [...fitting].sort((one, other) => other.modelPrefix.length - one.modelPrefix.length);
  if (!closest) throw new RangeError(`model "${id}" is of no service of this program`);
  return closest;
}

/** Whether jobs run in a project and read a bucket; those that no service starts don't. */
export function usesBucket(id: ServiceId | null): boolean {
  return id !== null && serviceOf(id).can.useBucket;
}

/** Tuned models of some services take a prompt and nothing beside it. */
export function isPromptOnly({ service, name }: ServedModel): boolean {
  const of = serviceOf(service);
  return !of.can.instructTuned && of.isTuned(name);
}
