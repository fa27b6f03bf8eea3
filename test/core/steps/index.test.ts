import { describe, expect, it } from 'vitest';
import { allSteps, findStep, newestStep, steps } from '../../../src/core/steps/index.ts';
import type { Step } from '../../../src/core/recipe/step.ts';
import { testPromises } from './promises.ts';

// index.ts has no default export.
const files = import.meta.glob<Step | undefined>('../../../src/core/steps/*.ts', { eager: true, import: 'default' });

describe('the registry', () => {
  it('has every file of the folder under its name', () => {
    const names = Object.entries(files).flatMap(([path, step]) => {
      if (!step) return [];
      const version = step.version === 1 ? '' : `.v${step.version}`;
      return [[path.replace(/^.*\//, ''), `${step.id}${version}.ts`]];
    });
    expect(names.length).toBe(Object.keys(files).length - 1);
    expect(names.length).toBe(allSteps.length);
    for (const [file, name] of names) expect(file).toBe(name);
  });

  it('lists the steps that can be added by title', () => {
    expect(steps.map((step) => step.title)).toEqual([
      'Convert format',
      'Drop columns',
      'Drop empty rows',
      'Drop matching rows',
      'Drop refusals',
      'Drop short outputs',
      'Find and replace',
      'Group rows into conversations',
      'Keep columns',
      'Limit length',
      'Mark rows',
      'Normalise Unicode',
      'Redact personal data',
      'Remove duplicates',
      'Remove hidden characters',
      'Remove near-duplicates',
      'Remove role tags',
      'Rename columns',
      'Repair garbled characters',
      'Sample rows',
      'Shuffle',
      'Strip HTML',
      'Take first rows',
      'Trim whitespace',
      'Vary the prompt template',
    ]);
  });

  it('finds what a stored recipe names, and nothing else', () => {
    expect(findStep('trim-whitespace', 1)?.title).toBe('Trim whitespace');
    expect(findStep('trim-whitespace', 2)).toBeUndefined();
    expect(findStep('toString', 1)).toBeUndefined();
  });

  it('adds the newest version of a step, whatever the order of the files', () => {
    const trim = findStep('trim-whitespace', 1)!;
    const newer = { ...trim, version: 10 };
    expect(newestStep(trim.id, [trim, { ...trim, version: 9 }, newer, findStep('drop-columns', 1)!])).toBe(newer);
    expect(newestStep(trim.id)).toBe(steps.find(({ id }) => id === trim.id));
    expect(newestStep('toString')).toBeUndefined();
  });
});

describe('the choices of steps that can be added', () => {
  it('are short enough to be read whole in a narrow card; formats have names of their own', () => {
    const labels = steps.flatMap(({ params }) =>
      Object.entries(params).flatMap(([name, spec]) =>
        spec.type === 'choice' && name !== 'format' ? spec.options.map(({ label }) => label) : [],
      ),
    );
    expect(labels.length).toBeGreaterThan(20);
    expect(labels.filter((label) => label.length > 42)).toEqual([]);
  });
});

describe.each(allSteps.map((step) => ({ name: step.title, step })))('$name', ({ step }) => {
  testPromises(step);
});
