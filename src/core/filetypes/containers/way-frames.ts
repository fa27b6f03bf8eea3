import type { Level } from './levels.ts';

/** An array or object that is open on the way to the rows. */
interface Frame {
  readonly isArray: boolean;
  /** The quoted key of the member that is being read. */
  key: string | null;
  /** How many values were read. */
  index: number;
}

/** What a value is that begins where the way has led to. */
export type ValueRole = Level | 'row' | 'names' | 'beside';

/** What of the way to the rows is open. */
export class WayFrames {
  readonly #levels: readonly Level[];
  readonly #frames: Frame[] = [];

  constructor(levels: readonly Level[]) {
    this.#levels = levels;
  }

  get depth(): number {
    return this.#frames.length;
  }

  /** True in the array or object whose values are the rows. */
  get isAtRows(): boolean {
    return this.#frames.length === this.#levels.length;
  }

  /** True where the rows are what is open, and not one member of it. */
  get isAtAllRows(): boolean {
    return this.isAtRows && this.#levels.at(-1)?.only === undefined;
  }

  /** What is open innermost. Throws where nothing is. */
  get inner(): Frame {
    const frame = this.#frames.at(-1);
    if (!frame) throw new Error('json: nothing is open');
    return frame;
  }

  /** The number of a value in what is open innermost. */
  get index(): number {
    return this.#frames.at(-1)?.index ?? 0;
  }

  /** The quoted keys of what is open, null in lists and where only one key leads on. */
  get keys(): (string | null)[] {
    return this.#frames.map(({ key, isArray }, depth) => {
      return isArray || this.#levels[depth]?.only !== undefined ? null : key;
    });
  }

  open(mark: string): void {
    this.#frames.push({ isArray: mark === '[', key: null, index: 0 });
  }

  close(): void {
    this.#frames.pop();
  }

  /** What a value here is. */
  role(): ValueRole {
    const depth = this.#frames.length;
    const around = this.#levels[depth - 1];
    if (around?.only !== undefined) {
      const key = JSON.parse(this.inner.key ?? '""') as string; // A key is a string's text.
      if (key === around.names) return 'names';
      if (key !== around.only) return 'beside';
    }
    return this.#levels[depth] ?? 'row';
  }
}

/** True where the role is a level that a bracket opens. */
export function isOpenedBy(role: ValueRole, mark: string): boolean {
  if (typeof role === 'string') return false;
  return role.opens === mark || (role.opens === 'either' && (mark === '[' || mark === '{'));
}
