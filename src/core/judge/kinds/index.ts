import type { JudgeKind } from './judge-kind.ts';

const found = Object.values(
  import.meta.glob<JudgeKind>(['./*.ts', '!./index.ts', '!./judge-kind.ts'], { eager: true, import: 'default' }),
);

/** Every kind of question, in the order in which a line is tried. */
export const judgeKinds: readonly JudgeKind[] = found.sort((one, other) => one.order - other.order);

/** The kind that a question names. Throws for one that this program doesn't have: its records come from here. */
export function kindOf({ kind }: { readonly kind: string }): JudgeKind {
  const known = judgeKinds.find(({ id }) => id === kind);
  if (!known) throw new TypeError(`Judge kind "${kind}" is not one of this program’s`);
  return known;
}
