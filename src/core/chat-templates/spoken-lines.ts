import type { ChatTemplate, TemplateTurn } from './template.ts';
import type { Turn } from '../example/example.ts';
import { textTurn } from '../formats/parts/text-turn.ts';

/** Who asks and who answers, as transcripts name them. */
const NAMES = [
  ['Human', 'Assistant'],
  ['User', 'Assistant'],
  ['Human', 'AI'],
  ['User', 'AI'],
  ['User', 'Bot'],
] as const;
const HEADINGS = ['', '### '];
const BETWEEN = ['\n\n', '\n'];

/** Begins with who asks, and has a line of who answers: an ordinary text that speaks of a user has not both. */
const MARK = /^\s*(?:### )?(?:Human|User): [^]*?\n(?:### )?(?:Assistant|AI|Bot): /;
const SPEAKER = /(?:^|\n)(?:### )?(Human|User|Assistant|AI|Bot): /g;

function read(text: string): Turn[] {
  const marks = [...text.matchAll(SPEAKER)];
  return marks.map((mark, at) => {
    const next = marks[at + 1]?.index;
    // An empty line before the next speaker is between the turns, and no part of one.
    const said = text.slice(mark.index + mark[0].length, next).replace(next === undefined ? '' : /\n$/, '');
    return textTurn(mark[1] === 'Human' || mark[1] === 'User' ? 'user' : 'model', said);
  });
}

function writer(
  [asks, answers]: (typeof NAMES)[number],
  heading: string,
  between: string,
): (turns: readonly TemplateTurn[]) => string | null {
  return (turns) => {
    const lines = turns.map(({ role, text }) => {
      const name = role === 'user' ? asks : role === 'model' ? answers : null;
      return name === null ? null : `${heading}${name}: ${text}`;
    });
    return lines.includes(null) ? null : lines.join(between);
  };
}

/** A transcript in which each turn begins with the name of who speaks. */
export const spokenLines: ChatTemplate = {
  id: 'spoken-lines',
  title: 'Human and Assistant',
  mark: MARK,
  read,
  writes: NAMES.flatMap((names) =>
    HEADINGS.flatMap((heading) => BETWEEN.map((between) => writer(names, heading, between))),
  ),
};
