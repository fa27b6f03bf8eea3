import type { Example, Turn } from '../../example/example.ts';
import type { Drop } from '../../recipe/step.ts';
import { mapSame } from './turn-text.ts';

/** What becomes of an example: itself where nothing is to do, another, several in its place, or a refusal in words. */
export type Transformed = Example | readonly Example[] | Drop;

export type Transform = (example: Example) => Transformed;

/** Changes the turns before the completions (or all, where there are none); the same example where none changes. */
export function withTurns(example: Example, turns: readonly Turn[]): Example {
  return turns === example.turns ? example : { ...example, turns };
}

/** Changes each list of turns, those of the completions too; the same example where none changes. */
export function mapTurnLists(example: Example, change: (turns: readonly Turn[]) => readonly Turn[]): Example {
  const changed = withTurns(example, change(example.turns));
  if (!example.completions) return changed;
  const completions = mapSame(example.completions, (completion) => {
    const turns = change(completion.turns);
    return turns === completion.turns ? completion : { ...completion, turns };
  });
  return completions === example.completions ? changed : { ...changed, completions };
}
