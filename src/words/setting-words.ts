import { findTarget } from '../core/targets/index.ts';
import { isShown } from '../core/targets/parts/target-settings.ts';
import type { TargetSetting } from '../core/targets/target.ts';
import { readRewards } from '../core/rewards/reward.ts';
import type { TuningSettings } from '../core/tuning/job.ts';
import { rewardWords } from './reward-words.ts';

type SettingValue = TuningSettings[string];

/** A job's settings as its form names them: "Epochs 3", "Keep the last checkpoint only: off". */
export function settingWords(target: string, settings: TuningSettings): readonly string[] {
  const specs = findTarget(target)?.settings ?? [];
  return Object.entries(settings).flatMap(([id, value]) => {
    const spec = specs.find((each) => each.id === id);
    if (!spec) return [`${id} ${String(value)}`];
    return isShown(spec, settings) ? [`${spec.label}${valueWords(spec, value)}`] : [];
  });
}

function valueWords(spec: TargetSetting, value: SettingValue): string {
  return spec.kind === 'switch' ? `: ${settingValue(spec, value)}` : ` ${settingValue(spec, value)}`;
}

/** The value of one setting as its form shows it; as it is where this program no longer knows the setting. */
export function settingValue(spec: TargetSetting | undefined, value: SettingValue): string {
  if (spec?.kind === 'switch') return value === true ? 'on' : 'off';
  if (spec?.kind === 'rewards') return rewardWords(readRewards(String(value)));
  if (spec?.kind === 'choice') return spec.options.find((option) => option.value === value)?.label ?? String(value);
  return String(value);
}
