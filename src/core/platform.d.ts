/**
 * What core may use beyond the language itself: pure parts that browsers, workers and Node all have. Everything else is
 * unknown to the compiler here, because core's tsconfig names no DOM.
 */
declare class TextEncoder {
  encode(text?: string): Uint8Array<ArrayBuffer>;
  encodeInto(source: string, destination: Uint8Array): { read: number; written: number };
}

declare class TextDecoder {
  constructor(label?: string, options?: { fatal?: boolean; ignoreBOM?: boolean });
  readonly encoding: string;
  decode(input?: ArrayBufferLike | ArrayBufferView, options?: { stream?: boolean }): string;
}

/** Hashing alone: random ids are no part of what core computes. */
declare const crypto: {
  readonly subtle: {
    digest(algorithm: 'SHA-256', bytes: Uint8Array<ArrayBuffer> | Uint32Array<ArrayBuffer>): Promise<ArrayBuffer>;
  };
};

declare function atob(base64: string): string;

/** Missing where a browser or its user forbids it. */
declare const WebAssembly: {
  readonly Module: new (bytes: Uint8Array<ArrayBuffer>) => object;
  readonly Instance: new (module: object) => { readonly exports: object };
};
