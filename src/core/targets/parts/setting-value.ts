import type { TuningSettings } from '../../tuning/job.ts';

/** A number among settings that were checked. */
export function numberSetting(settings: TuningSettings, id: string): number {
  const value = settings[id];
  if (typeof value !== 'number') throw new TypeError(`setting ${id} is ${JSON.stringify(value)}: check settings first`);
  return value;
}

/** A choice among settings that were checked. */
export function choiceSetting(settings: TuningSettings, id: string): string {
  const value = settings[id];
  if (typeof value !== 'string') throw new TypeError(`setting ${id} is ${JSON.stringify(value)}: check settings first`);
  return value;
}

export function switchSetting(settings: TuningSettings, id: string): boolean {
  return settings[id] === true;
}
