import type { TuningSettings } from '../../tuning/job.ts';
import type { Preset } from '../target.ts';

/** The three presets of a target, from careful to bold. */
export function presetsOf(settings: {
  readonly conservative: TuningSettings;
  readonly standard: TuningSettings;
  readonly aggressive: TuningSettings;
}): readonly Preset[] {
  return [
    {
      id: 'conservative',
      title: 'Conservative',
      reason: 'Less risk that the model learns the rows by heart: few rows, or answers that must stay varied.',
      settings: settings.conservative,
    },
    {
      id: 'standard',
      title: 'Standard',
      reason: 'Where to begin: look at the loss curve of this one first.',
      settings: settings.standard,
    },
    {
      id: 'aggressive',
      title: 'Aggressive',
      reason:
        'More specialised and more risk of overfitting: many rows of one narrow task, with validation rows held out.',
      settings: settings.aggressive,
    },
  ];
}
