import type { Role } from '../example/example.ts';
import { roleOf } from '../formats/parts/messages/roles.ts';

/** Who speaks, as a message of a chat spells it. */
export interface Speaker {
  readonly role: 'system' | 'user' | 'assistant' | 'tool';
  /** Their own name, where it says more than the role. */
  readonly name?: string;
}

const SPELLED: Readonly<Record<Role, Speaker['role']>> = {
  system: 'system',
  user: 'user',
  model: 'assistant',
  tool: 'tool',
};

/** Names as somebody types them: "Support, Anna". Letter case and spaces around them don't count. */
export function readNames(text: string): ReadonlySet<string> {
  return new Set(
    text
      .split(/[,\n]/)
      .map(fold)
      .filter((name) => name !== ''),
  );
}

/** Who a name stands for: the model where it is one of `models`, else who is known by it, else a user. */
export function speakerOf(name: string, models: ReadonlySet<string>): Speaker {
  const known = roleOf(name);
  if (models.has(fold(name))) return known === 'model' ? { role: 'assistant' } : { role: 'assistant', name };
  return known ? { role: SPELLED[known] } : { role: 'user', name };
}

function fold(name: string): string {
  return name.trim().toLowerCase();
}
