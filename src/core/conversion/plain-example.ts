import type { Example, Turn } from '../example/example.ts';

/** An example that knows nothing of the format that it came in. */
export function plainExample({ turns, completions, tools, label }: Example): Example {
  return {
    turns: turns.map(plainTurn),
    ...(completions && {
      completions: completions.map((each) => ({ ...each, turns: each.turns.map(plainTurn) })),
    }),
    ...(tools && { tools }),
    ...(label !== undefined && { label }),
    meta: { format: '', rest: '{}' },
  };
}

function plainTurn({ role, parts, weight }: Turn): Turn {
  return { role, parts, ...(weight !== undefined && { weight }) };
}
