import type { TextChoice } from '../../core/recipe/step.ts';
import type { Meaning, VersionInfo } from '../../core/version/version.ts';

/** What a form calls one way to compare rows, and the texts that it stands for. */
export interface ComparedChoice {
  readonly value: string;
  readonly label: string;
  readonly group?: string;
  readonly choices: readonly TextChoice[];
}

const INPUT: readonly TextChoice[] = [{ role: 'input' }];
/** Whatever a format calls it. */
const OUTPUT: readonly TextChoice[] = [{ role: 'output' }, { role: 'chosen' }, { role: 'rejected' }, { role: 'label' }];

/** The ways to compare the rows of a version, the likeliest first. */
export function comparedChoices(version: Pick<VersionInfo, 'columns' | 'mapping' | 'format'>): ComparedChoice[] {
  const roles = hasMeaning(version)
    ? [
        { value: 'both', label: 'Input and output', choices: [...INPUT, ...OUTPUT] },
        { value: 'input', label: 'Input', choices: INPUT },
        { value: 'output', label: 'Output', choices: OUTPUT },
      ]
    : [];
  const columns = version.columns.map((name) => ({
    value: `column ${name}`,
    label: name,
    group: 'One column',
    choices: [name],
  }));
  return [...roles, { value: 'row', label: 'Whole row', choices: [] }, ...(columns.length > 1 ? columns : [])];
}

/** Whether it is known what goes in. */
export function hasMeaning({ mapping, format }: Meaning): boolean {
  const { input, conversation, template } = mapping;
  return format !== undefined || input !== null || (conversation ?? null) !== null || template !== undefined;
}
