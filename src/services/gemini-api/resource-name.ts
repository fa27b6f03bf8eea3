const NAME = /^(models|tunedModels|batches)\/[\w.-]+(\/(operations|permissions)\/[\w.-]+)?$/;

/** A name as a path's part. Throws for what names nothing of the Gemini API, so that no stored name leads elsewhere. */
export function resourcePath(name: string): string {
  if (NAME.test(name) && !name.includes('..')) return name;
  throw new RangeError(`Name "${name}" is none of the Gemini API; it must look like "tunedModels/my-model"`);
}

/** `tunedModels/x` of `tunedModels/x/operations/y`, or of itself. */
export function tunedModelName(name: string): string {
  return name.split('/').slice(0, 2).join('/');
}

export function isOperation(name: string): boolean {
  return name.includes('/operations/');
}
