import { completeParams, steps } from '../../core/steps/index.ts';
import type { VersionInfo } from '../../core/version/version.ts';
import { addFix } from '../clean/add-fix.ts';
import type { App } from './app.ts';
import type { Command } from './commands.ts';

/** Every step as a command that adds it to the recipe of the dataset, on the Clean page. Loaded when the palette opens. */
export function stepCommands(app: App, head: VersionInfo): readonly Command[] {
  return steps.map((step) => ({
    id: `step-${step.id}`,
    group: 'Steps',
    title: `Add step: ${step.title}`,
    hint: step.summary,
    run: () => addFix(app, head, { step: step.id, params: completeParams(step, {}) }),
  }));
}
