import { findTarget } from '../core/targets/index.ts';
import { isShown } from '../core/targets/parts/target-settings.ts';
import type { TargetSetting } from '../core/targets/target.ts';
import type { TuningSettings } from '../core/tuning/job.ts';

/** A job's settings as its form names them: "Epochs 3", "Keep the last checkpoint only: off". */
export function settingWords(target: string, settings: TuningSettings): readonly string[] {
  const specs = findTarget(target)?.settings ?? [];
  return Object.entries(settings).flatMap(([id, value]) => {
    const spec = specs.find((each) => each.id === id);
    if (!spec) return [`${id} ${String(value)}`];
    return isShown(spec, settings) ? [`${spec.label}${valueWords(spec, value)}`] : [];
  });
}

function valueWords(spec: TargetSetting, value: number | string | boolean): string {
  if (spec.kind === 'switch') return value === true ? ': on' : ': off';
  if (spec.kind === 'number') return ` ${String(value)}`;
  return ` ${spec.options.find((option) => option.value === value)?.label ?? String(value)}`;
}
