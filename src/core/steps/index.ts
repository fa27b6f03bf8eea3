import type { Step } from '../recipe/step.ts';

export { checkParams, completeParams } from '../recipe/params.ts';

const found = Object.values(import.meta.glob<Step>(['./*.ts', '!./index.ts'], { eager: true, import: 'default' }));

/** Every step and version that a stored recipe may name, by title, then the newest first. */
export const allSteps: readonly Step[] = found.sort(byTitle);

/** The steps that can be added: the newest version of each, by title. */
export const steps: readonly Step[] = allSteps.filter((step) => newestStep(step.id) === step && step.offered !== false);

/** The step that a stored recipe names; undefined where this program does not have it. */
export function findStep(id: string, version: number): Step | undefined {
  return allSteps.find((step) => step.id === id && step.version === version);
}

/** The version of a step that is added today, hidden or not; undefined where there is no such step. */
export function newestStep(id: string, among: readonly Step[] = allSteps): Step | undefined {
  return among.filter((step) => step.id === id).sort((one, other) => other.version - one.version)[0];
}

function byTitle(one: Step, other: Step): number {
  if (one.title !== other.title) return one.title < other.title ? -1 : 1;
  return other.version - one.version;
}
