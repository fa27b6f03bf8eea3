import type { Completion, Role, Turn } from '../../core/example/example.ts';

const ROLES: Readonly<Record<Role, string>> = {
  system: 'System prompt',
  user: 'User',
  model: 'Model',
  tool: 'Tool',
};

/** Who speaks: "User", or "User (Ada)" where the turn says who. */
export function turnName({ role, name }: Turn): string {
  return name === undefined || name === '' ? ROLES[role] : `${ROLES[role]} (${name})`;
}

/** What each of several answers is called. Of two with different scores the better one is the chosen one. */
export function answerNames(completions: readonly Completion[]): readonly string[] {
  const [one, other] = completions.map(({ score }) => score);
  if (completions.length === 2 && one !== undefined && other !== undefined && one !== other) {
    return one > other ? ['Chosen', 'Rejected'] : ['Rejected', 'Chosen'];
  }
  return completions.map((_, index) => `Answer ${index + 1}`);
}
