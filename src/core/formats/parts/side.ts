import type { Side } from './pair/pair-shape.ts';

type Place = Pick<Side, 'place' | 'between'>;

/** The prompt that a main text and the one beside it make. */
export function joinSide(main: string, side: string, { place, between }: Place): string {
  if (main === '' || side === '') return main + side;
  return place === 'after' ? main + between + side : side + between + main;
}

/** The main text of a prompt that `joinSide` made with this side; null where it was changed since. */
export function cutSide(prompt: string, side: string, { place, between }: Place): string | null {
  if (side === '') return prompt;
  if (prompt === side) return '';
  if (place === 'after') {
    return prompt.endsWith(between + side) ? prompt.slice(0, -(between + side).length) : null;
  }
  return prompt.startsWith(side + between) ? prompt.slice((side + between).length) : null;
}
