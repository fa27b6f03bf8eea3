/** More choices have no letter. */
export const MOST_CHOICES = 26;

const LETTER_A = 65;

/** A for the first choice. */
export function letterOf(index: number): string {
  return String.fromCharCode(LETTER_A + index);
}

/** A question with its choices below it, each on lines of its own after its letter. */
export function writeChoices(question: string, choices: readonly string[]): string {
  return `${question}\n\n${choices.map((choice, index) => `${letterOf(index)}. ${choice}`).join('\n')}`;
}

/** What `writeChoices` wrote, taken apart again; null where a text is not of this form. */
export function readChoices(text: string): { readonly question: string; readonly choices: readonly string[] } | null {
  const start = text.lastIndexOf('\n\nA. ');
  if (start === -1) return null;
  const choices: string[] = [];
  let left = text.slice(start + '\n\nA. '.length);
  while (choices.length < MOST_CHOICES - 1) {
    const mark = `\n${letterOf(choices.length + 1)}. `;
    const end = left.indexOf(mark);
    if (end === -1) break;
    choices.push(left.slice(0, end));
    left = left.slice(end + mark.length);
  }
  choices.push(left);
  return choices.length > 1 ? { question: text.slice(0, start), choices } : null;
}

/** Which choice an answer means by its index, letter or text; -1 where it means none. */
export function choiceIndex(answer: string | number, choices: readonly string[]): number {
  if (typeof answer === 'number')
    return Number.isInteger(answer) && answer < choices.length ? Math.max(answer, -1) : -1;
  const exact = choices.indexOf(answer);
  if (exact !== -1) return exact;
  return choices.findIndex((choice, index) => [letterOf(index), answerLine(choice, index)].includes(answer));
}

/** An answer as it is said: its letter and its text. */
export function answerLine(choice: string, index: number): string {
  return `${letterOf(index)}. ${choice}`;
}
