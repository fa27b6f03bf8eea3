import { describe, expect, it } from 'vitest';
import { findCommands, type Command } from '../../../src/state/frame/commands.ts';

function command(title: string, more: Partial<Command> = {}): Command {
  return { id: title, group: 'Actions', title, run: () => undefined, ...more };
}

const COMMANDS = [
  command('Rows', { group: 'Pages' }),
  command('Import files', { alias: 'open new dataset upload load' }),
  command('Add step: Remove duplicates', { group: 'Steps', hint: 'Keeps one of equal rows' }),
  command('Undo'),
];

function titlesFor(typed: string): string[] {
  return findCommands(COMMANDS, typed).map(({ command: { title } }) => title);
}

describe('the palette', () => {
  it('lists everything in its own order while nothing is typed', () => {
    expect(titlesFor('  ')).toEqual(COMMANDS.map(({ title }) => title));
  });

  it('finds by title first, then by other words and what a step does', () => {
    expect(titlesFor('undo')[0]).toBe('Undo');
    expect(titlesFor('upload')).toEqual(['Import files']);
    expect(titlesFor('equal rows')).toEqual(['Add step: Remove duplicates']);
    expect(titlesFor('rows')[0]).toBe('Rows');
  });

  it('says which letters of the title were meant', () => {
    expect(findCommands(COMMANDS, 'un')[0]?.at).toEqual([0, 1]);
  });
});
