import { checkRewards } from '../../rewards/check-rewards.ts';
import { readRewards } from '../../rewards/reward.ts';
import type { CatalogueModel } from '../../models/catalogue.ts';
import type { TuningSettings } from '../../tuning/job.ts';
import type { Target, TargetFacts, TargetSetting } from '../target.ts';

/** The settings that a form shows first. */
export function initialSettings({ settings }: Pick<Target, 'settings'>, facts: TargetFacts): TuningSettings {
  return Object.fromEntries(settings.map((setting) => [setting.id, setting.initial(facts)]));
}

/** Whether a setting means something beside the others. */
export function isShown({ when }: TargetSetting, settings: TuningSettings): boolean {
  return !when || settings[when.setting] === when.is;
}

export interface SettingProblem {
  readonly setting: string;
  /** For the screen, beside its field. */
  readonly why: string;
}

/**
 * What is wrong with settings; empty where the service can be asked. Settings that aren't shown may hold anything.
 * `model`: the base model, where it is known, since not every model takes every adapter size.
 */
export function checkSettings(
  { settings: specs }: Pick<Target, 'settings'>,
  settings: TuningSettings,
  model?: CatalogueModel,
): readonly SettingProblem[] {
  return specs.flatMap((spec) => {
    const value = settings[spec.id];
    if (spec.kind === 'rewards') return rewardProblems(spec.id, value);
    const why = isShown(spec, settings) ? (findProblem(spec, value) ?? findModelProblem(spec, value, model)) : null;
    return why === null ? [] : [{ setting: spec.id, why: `${spec.label} ${why}` }];
  });
}

/** The service answers a wrong size with "not found" at times, so it is said here. */
function findModelProblem(
  { id }: TargetSetting,
  value: number | string | boolean | undefined,
  model: CatalogueModel | undefined,
): string | null {
  const sizes = model?.adapterSizes ?? [];
  if (id !== 'adapterSize' || sizes.length === 0 || sizes.includes(Number(value))) return null;
  return `is ${String(value)}: ${model?.title ?? ''} takes ${sizes.join(', ')}`;
}

/** Sentences of their own, without the full stop that the screen puts. */
function rewardProblems(setting: string, value: TuningSettings[string] | undefined): readonly SettingProblem[] {
  const problems = checkRewards(readRewards(typeof value === 'string' ? value : ''));
  return problems.map(({ why }) => ({ setting, why: why.replace(/\.$/, '') }));
}

function findProblem(
  spec: Exclude<TargetSetting, { kind: 'rewards' }>,
  value: number | string | boolean | undefined,
): string | null {
  const is = value === undefined ? 'is missing' : `is ${JSON.stringify(value)}`;
  switch (spec.kind) {
    case 'switch':
      return typeof value === 'boolean' ? null : `${is}: it must be on or off`;
    case 'choice':
      if (spec.options.some((option) => option.value === value)) return null;
      return `${is}: it must be one of ${spec.options.map((option) => option.value).join(', ')}`;
    case 'number': {
      const { min, max, step } = spec;
      const isRight = typeof value === 'number' && value >= min && value <= max;
      if (isRight && (step !== 1 || Number.isInteger(value))) return null;
      return `${is}: it must be a ${step === 1 ? 'whole ' : ''}number from ${min} to ${max}`;
    }
  }
}
