import program from './assembly/index.ts?wasm';

type Place = { readonly value: number };

/** What `assembly/index.ts` exports. */
export interface KernelExports {
  readonly memory: { readonly buffer: ArrayBuffer };
  readonly WINDOW: Place;
  readonly WINDOW_BYTES: Place;
  readonly KEYS: Place;
  readonly KEY_ENDS: Place;
  readonly MOST_KEYS: Place;
  readonly MOST_KEY_BYTES: Place;
  readonly MOST_ROWS: Place;
  readonly MOST_MEMBERS: Place;
  readonly STARTS: Place;
  readonly ENDS: Place;
  readonly HASHES: Place;
  readonly VALUE_STARTS: Place;
  readonly VALUE_ENDS: Place;
  readonly ESCAPED: Place;
  readonly rows: Place;
  readonly blankLines: Place;
  readonly crlf: Place;
  readonly padded: Place;
  expectKeys(count: number): void;
  readLines(from: number, to: number, base: number): number;
  findMembers(from: number, to: number, base: number): number;
}

let compiled: InstanceType<typeof WebAssembly.Module> | undefined;

/** A kernel with a memory of its own; null where WebAssembly is forbidden or too old. */
export function startKernel(): KernelExports | null {
  try {
    compiled ??= new WebAssembly.Module(Uint8Array.from(atob(program), (character) => character.charCodeAt(0)));
    // The cast: what is compiled from `assembly/index.ts` exports what it says.
    return new WebAssembly.Instance(compiled).exports as unknown as KernelExports;
  } catch {
    return null;
  }
}
