import type { ServedModel } from '../../core/tuning/model-ref.ts';

const NAME = /^projects\/([\w:.-]+)\/locations\/([\w-]+)\/([\w@.%/-]+)$/;

/** A resource of the Agent Platform, taken apart. */
export interface PlatformName {
  readonly project: string;
  readonly location: string;
  /** `tuningJobs/456`, below the location. */
  readonly below: string;
}

/** null for what is no full name. */
export function parseName(name: string): PlatformName | null {
  const [, project, location, below] = NAME.exec(name) ?? [];
  if (project === undefined || location === undefined || below === undefined || name.includes('..')) return null;
  return { project, location, below };
}

/** What answers under an endpoint's name: at the location that the name says, whatever the job's region was. */
export function servedBy(endpoint: string | null): ServedModel | null {
  const name = endpoint === null ? null : parseName(endpoint);
  if (name === null || !/^endpoints\/[\w-]+$/.test(name.below)) return null;
  return { service: 'agent-platform', project: name.project, location: name.location, name: name.below };
}

/** The page of Google's console that shows a job with its logs. */
export function consoleUrlOf(job: string): string | null {
  const name = parseName(job);
  const id = /^tuningJobs\/(\w+)$/.exec(name?.below ?? '')?.[1];
  if (name === null || id === undefined) return null;
  const page = `vertex-ai/generative/language/locations/${name.location}/tuning/tuningJob/${id}`;
  return `https://console.cloud.google.com/${page}?project=${encodeURIComponent(name.project)}`;
}
