import type { Example, Role, Turn } from '../../../src/core/example/example.ts';

/** Turns as `role: text` lines make them. */
export function say(...lines: readonly string[]): Turn[] {
  return lines.map((line) => {
    const [role = '', ...words] = line.split(': ');
    // Tests write roles by hand.
    return { role: role as Role, parts: [{ kind: 'text', text: words.join(': ') }] };
  });
}

export function exampleOf(...lines: readonly string[]): Example {
  return { turns: say(...lines), meta: { format: 'none', rest: '{}' } };
}

/** An example as lines again; a thought in parentheses. */
export function linesOf({ turns }: Pick<Example, 'turns'>): string[] {
  return turns.map(({ role, parts }) => {
    const words = parts.map((part) =>
      part.kind === 'text' ? part.text : part.kind === 'thought' ? `(${part.text})` : part.kind,
    );
    return `${role}: ${words.join('')}`;
  });
}
