/** A line in which each waits until the one before it is through. */
export class Turns {
  /** Who is in line, the one whose turn it is first. */
  readonly #names: string[] = [];
  #through: Promise<void> = Promise.resolve();

  /** The last in line; null where nobody is in it. */
  get last(): string | null {
    return this.#names.at(-1) ?? null;
  }

  /** Joins the line at once. Resolves when it is this one's turn, with what ends it; ending it again does nothing. */
  async take(name: string): Promise<() => void> {
    const before = this.#through;
    let end: () => void = () => undefined;
    this.#through = new Promise((resolve) => (end = resolve));
    this.#names.push(name);
    await before;
    let isThrough = false;
    return () => {
      if (isThrough) return;
      isThrough = true;
      this.#names.shift();
      end();
    };
  }
}
