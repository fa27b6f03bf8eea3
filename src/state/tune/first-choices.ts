import type { DatasetInfo, VersionInfo } from '../../core/version/version.ts';
import { findFormat } from '../../core/formats/index.ts';
import type { TuneForm } from './tune-form.svelte.ts';

/** What a form shows first: the dataset's name, and the method that its rows are for. */
export function firstChoices(form: TuneForm, info: DatasetInfo, version: VersionInfo): void {
  const name = info.name.replace(/\.[a-z0-9]+$/i, '');
  // By characters: half of one can't be sent.
  form.firstName = Array.from(name).slice(0, 40).join('').trim();
  const { chosen, rejected } = version.mapping;
  const isPreference = version.format === undefined ? !!chosen && !!rejected : holdsPairs(version.format);
  if (isPreference) form.method = 'preference';
  if (version.format === 'agent-platform-reinforcement') form.method = 'reinforcement';
}

/** Whether rows of a format have answers to choose between: not all that prefer do, some say of one answer if it is good. */
function holdsPairs(id: string): boolean {
  const format = findFormat(id);
  if (format?.kind !== 'preference') return false;
  return format.samples.some((row) => (format.toExample(row).completions?.length ?? 0) > 1);
}
