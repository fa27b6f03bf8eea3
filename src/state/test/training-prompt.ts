import { templateColumns } from '../../core/example/mapping.ts';
import type { VersionInfo } from '../../core/version/version.ts';
import type { Bench } from './bench.svelte.ts';

/** Where a question differs from what the chosen models were trained with: they answer best what looks the same. */
export function differencesFromTraining(
  { models, system, prompt }: Pick<Bench, 'models' | 'system' | 'prompt'>,
  version: VersionInfo | null,
): readonly string[] {
  const trained = models.flatMap((model) => (model?.job?.passport ? [model.job.passport] : []));
  const texts = trained.flatMap((passport) => {
    const found: string[] = [];
    if (passport.system !== null && passport.system !== system)
      found.push(
        `${passport.datasetName} was trained with another system instruction: “${shortened(passport.system)}”`,
      );
    if (passport.template !== null && prompt !== '' && !followsTemplate(prompt, passport.template))
      found.push(
        `The training prompts were written by a template, and this one does not follow it: “${shortened(passport.template)}”`,
      );
    return found;
  });
  const { template } = version?.mapping ?? {};
  if (template !== undefined && templateColumns(template).some((column) => prompt.includes(`{{${column}}}`)))
    texts.push('The prompt still holds names of columns in braces: put texts in their place.');
  return [...new Set(texts)];
}

/** Whether the fixed texts of a template are in a prompt, in their order. */
function followsTemplate(prompt: string, template: string): boolean {
  let at = 0;
  for (const fixed of template.split(/\{\{[^{}]+\}\}/)) {
    const found = prompt.indexOf(fixed.trim(), at);
    if (found < 0) return false;
    at = found + fixed.trim().length;
  }
  return true;
}

const SHOWN = 120;

function shortened(text: string): string {
  return text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text;
}
