/** Gives each column a name of its own: a repeated one gets " 2", " 3" …, an empty one "column N". */
export class ColumnNames {
  readonly names: string[] = [];
  readonly #taken: Set<string>;
  /** The last number that each repeated name got. */
  readonly #repeats = new Map<string, number>();

  /** `header`: the names as the file has them. */
  constructor(header: readonly string[]) {
    // A name that the file itself gives is kept for its own column.
    this.#taken = new Set(header);
    const seen = new Set<string>();
    for (const name of header) {
      const isFirst = name !== '' && !seen.has(name);
      seen.add(name);
      if (isFirst) this.names.push(name);
      else this.#push(name);
    }
  }

  /** Adds nameless columns until there are `count`. */
  extendTo(count: number): void {
    while (this.names.length < count) this.#push('');
  }

  #push(name: string): void {
    const wanted = name === '' ? `column ${this.names.length + 1}` : name;
    this.names.push(this.#free(wanted));
  }

  #free(wanted: string): string {
    let name = wanted;
    while (this.#taken.has(name)) {
      const number = (this.#repeats.get(wanted) ?? 1) + 1;
      this.#repeats.set(wanted, number);
      name = `${wanted} ${number}`;
    }
    this.#taken.add(name);
    return name;
  }
}
