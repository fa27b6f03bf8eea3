import type { FieldRole } from '../formats/format.ts';
import type { KeyHash } from '../hash/key-hash.ts';
import type { StringChange } from '../row/canonical.ts';
import type { Row } from '../row/row.ts';
import { RowTexts } from '../example/row-texts.ts';
import type { StepContext } from '../recipe/step.ts';

/**
 * Adds the texts of roles to a hash, so that rows of different formats compare: a role's texts in their order, the empty
 * ones left out, and what it has beyond texts, so that calls of different functions stay two.
 */
export class RoleKey {
  readonly #hash: KeyHash;
  readonly #roles: readonly FieldRole[];
  readonly #texts: RowTexts;
  readonly #change: StringChange;

  constructor(hash: KeyHash, roles: readonly FieldRole[], context: StepContext, change?: StringChange) {
    this.#hash = hash;
    this.#roles = roles;
    this.#texts = RowTexts.for(context);
    this.#change = change ?? ((text) => text);
  }

  add(row: Row): void {
    for (const role of this.#roles) {
      const texts = this.#texts.of(row, role).map(this.#change);
      const filled = texts.filter((text) => text !== '');
      this.#hash.addMarker(filled.length);
      for (const text of filled) this.#hash.addString(text);
      this.#hash.addString(this.#texts.beyond(row, role));
    }
  }
}
