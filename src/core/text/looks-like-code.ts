/** Without one of these a text is no code. */
export const MARKS_OF_CODE = [';', '{', '}', '(', ')', '[', ']', '<', '>', '='] as const;
const MAYBE = /[;{}()[\]<>=]/;

/** Marks of code in a line, none of which prose has but by chance. */
const MARKS: readonly RegExp[] = [
  /[;{}]\s*$/,
  /^\s*[})\]]+[;,]?\s*$/,
  // A keyword at the start, and the punctuation that goes with it.
  /^\s*(?:def|class|if|elif|else|for|while|try|except|with|switch|case|async)\b.*:\s*$/,
  /^\s*(?:function|const|let|var|public|private|static|void|int|return|await|export)\b.*[=(;{]/,
  /^\s*(?:from \S+ )?import [\w.*{}, ]+$/,
  /^\s*#include\b/,
  /^\s*(?:SELECT|INSERT INTO|UPDATE|DELETE FROM|CREATE TABLE|ALTER TABLE)\b.*[*=(;]/i,
  // Something is given a value.
  /^\s*[A-Za-z_][\w.]*(?:\[[^\]]*\])?\s*[-+*/%&|^]?=[^=]/,
  /[!=]==?|[<>]=|[-=]>|::|&&|\|\||\+\+|--\s*[;)]/,
  // A call, not the plural of "item(s)".
  /[A-Za-z_]\w*\.\w+\(|^\s*[A-Za-z_]\w*\((?!e?s\))[^()]*(?:\([^()]*\)[^()]*)*\)\s*$/,
  /[A-Za-z_]\w*\[(?:[A-Za-z_]\w*|\d+|["'][^"']*["']|-?\d*:-?\d*)\]/,
  /<\/[a-z][\w-]*>|<[a-z][\w-]*(?:\s+[\w-]+="[^"]*")+\s*\/?>/i,
];

/** Whether a text is code as a whole: at least half of its lines have a mark of it. */
export function looksLikeCode(text: string): boolean {
  if (!MAYBE.test(text)) return false;
  let [lines, marked] = [0, 0];
  for (const line of text.split('\n')) {
    if (line.trim() === '') continue;
    lines++;
    if (MARKS.some((mark) => mark.test(line))) marked++;
  }
  return marked > 0 && marked * 2 >= lines;
}
