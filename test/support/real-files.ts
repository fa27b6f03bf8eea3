import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

const SHARED = resolve(import.meta.dirname, '../../../shared');

/**
 * Tests over real files, which are beside the project and are no part of it: a folder of `../shared/data`, or
 * `cases` or `cases/…` for those of `../shared/cases`. Where it is missing nothing of `tests` runs, also not what only collects
 * them: one skipped test says so. The linter lets no other file name that folder.
 */
export function describeShared(folder: string, tests: (files: SharedFiles) => void): void {
  const place = /^cases(\/|$)/.test(folder) ? folder : `data/${folder}`;
  const path = resolve(SHARED, place);
  if (existsSync(path)) {
    describe(folder, () => tests(new SharedFiles(path)));
    return;
  }
  it.skip(`${folder}: not tested, because ../shared/${place} is missing`, () => expect.unreachable());
}

export class SharedFiles {
  readonly #path: string;
  constructor(path: string) {
    this.#path = path;
  }

  bytes(name: string): Uint8Array {
    return new Uint8Array(readFileSync(resolve(this.#path, name)));
  }

  json(name: string): unknown {
    return JSON.parse(new TextDecoder().decode(this.bytes(name))) as unknown;
  }

  names(folder = '.'): string[] {
    return readdirSync(resolve(this.#path, folder)).sort();
  }
}
