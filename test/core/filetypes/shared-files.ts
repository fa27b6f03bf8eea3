import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = resolve(import.meta.dirname, '../../../../shared/data');

/** Tests over real files that are not part of the project: skipped, with a word, where they are missing. */
export function describeShared(folder: string, tests: (files: SharedFiles) => void): void {
  const path = resolve(root, folder);
  if (existsSync(path)) {
    describe(folder, () => tests(new SharedFiles(path)));
    return;
  }
  it.skip(`${folder}: not tested, because ../shared/data/${folder} is missing`, () => expect.unreachable());
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
