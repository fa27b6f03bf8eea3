import { judgeKinds } from './kinds/index.ts';
import type { JudgeQuestion } from './kinds/judge-kind.ts';

/** Questions of one rubric at most: what a page can show. The service would take a thousand. */
export const MOST_QUESTIONS = 20;

/**
 * The questions of a rubric in plain words, one a line, each once. Blank lines and those that begin with # ask nothing. Lines
 * beyond the limit are left to the caller to refuse: nothing is cut.
 */
export function readRubric(text: string): readonly JudgeQuestion[] {
  const lines = text
    .split(/\r?\n/)
    .map((line) => line.replace(/^\s*(?:[-*•]|\d+[.)])\s+/, '').trim())
    .filter((line) => line !== '' && !line.startsWith('#'));
  return [...new Set(lines)].flatMap((line) => {
    for (const kind of judgeKinds) {
      const question = kind.read(line);
      if (question) return [question];
    }
    return [];
  });
}

/** What a question is sent under, by its place in the rubric. */
export function questionId(index: number): string {
  return `q${String(index + 1)}`;
}
