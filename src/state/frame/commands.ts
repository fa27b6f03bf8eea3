import { fuzzyMatch } from './fuzzy.ts';

export type CommandGroup = 'Pages' | 'Actions' | 'Steps' | 'Datasets';

/** Something that the palette can do. */
export interface Command {
  readonly id: string;
  readonly group: CommandGroup;
  readonly title: string;
  /** Beside the title, muted: how many rows, what a step does. */
  readonly hint?: string;
  /** Other words for it, found as well. */
  readonly alias?: string;
  /** The keys that do the same. */
  readonly keys?: readonly string[];
  readonly run: () => void;
}

/** A command that was found, with the letters of its title that were typed. */
export interface FoundCommand {
  readonly command: Command;
  readonly at: readonly number[];
}

/** What is found by another word or the hint comes after what is found by its title. */
const OTHER_WORDS = -20;
/** The most that a list shows: whoever sees more types another letter. */
export const SHOWN = 50;

/** The commands that answer what was typed, best first; all in their own order where nothing was. */
export function findCommands(commands: readonly Command[], typed: string): readonly FoundCommand[] {
  if (typed.trim() === '') return commands.map((command) => ({ command, at: [] }));
  const found = commands.flatMap((command) => {
    const match = matchOf(command, typed);
    return match ? [{ command, ...match }] : [];
  });
  return found.sort((one, other) => other.score - one.score);
}

function matchOf(
  { title, alias = '', hint = '' }: Command,
  typed: string,
): { score: number; at: readonly number[] } | null {
  const own = fuzzyMatch(typed, title);
  const word = typed.trim().toLowerCase();
  const isNamed = `${alias} ${hint}`.toLowerCase().includes(word);
  const other = isNamed ? OTHER_WORDS + word.length * 4 : -Infinity;
  if (own && own.score >= other) return own;
  return isNamed ? { score: other, at: own?.at ?? [] } : null;
}
