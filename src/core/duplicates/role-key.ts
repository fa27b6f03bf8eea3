import type { FieldRole } from '../formats/format.ts';
import type { KeyHash } from '../hash/key-hash.ts';
import type { StringChange } from '../row/canonical.ts';
import type { Members } from '../row/members.ts';
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
  readonly #change: StringChange | undefined;

  constructor(hash: KeyHash, roles: readonly FieldRole[], context: StepContext, change?: StringChange) {
    this.#hash = hash;
    this.#roles = roles;
    this.#texts = RowTexts.for(context);
    this.#change = change;
  }

  add(row: Row): void {
    for (const role of this.#roles) this.#addRole(row, role);
  }

  #addRole(row: Row, role: FieldRole): void {
    const flat = this.#change ? null : this.#texts.flat(row);
    const members = flat?.of(role) ?? [];
    if (flat && members.length > 0) {
      this.#addMembers(flat.members, members);
      return;
    }
    const texts = this.#texts.of(row, role);
    const filled = (this.#change ? texts.map(this.#change) : texts).filter((text) => text !== '');
    this.#hash.addMarker(filled.length);
    for (const text of filled) this.#hash.addString(text);
    this.#hash.addString(this.#texts.beyond(row, role));
  }

  /** A flat row has nothing beyond its texts. */
  #addMembers(members: Members, texts: readonly number[]): void {
    const filled = texts.filter((member) => !members.isEmptyString(member));
    this.#hash.addMarker(filled.length);
    for (const member of filled) {
      const { bytes, start, end } = members.textOf(member);
      this.#hash.addBytes(bytes, start, end);
    }
    this.#hash.addString('');
  }
}
