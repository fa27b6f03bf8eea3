import { fail, ok, type Result } from '../failure.ts';
import { isList, isObject, type Json } from '../json.ts';
import { checkParams, findStep } from '../steps/index.ts';
import type { RecipeStep } from '../version/version.ts';

/** A recipe as a file: plain JSON that another dataset or another browser takes. */
export interface RecipeFile {
  readonly name: string;
  readonly steps: readonly RecipeStep[];
}

/** Says what the file is; raised where its shape changes. */
const KIND = 'lapidary-recipe';
const VERSION = 1;
const HASH = /^[0-9a-f]{32}$/;

/** The text of a recipe's file. */
export function writeRecipe({ name, steps }: RecipeFile): string {
  return `${JSON.stringify({ kind: KIND, version: VERSION, name, steps }, null, 2)}\n`;
}

/** Reads a recipe's file. Fails where it is none, or names steps or settings that this program doesn't have. */
export function readRecipe(file: string, text: string): Result<RecipeFile> {
  const broken = (why: string): Result<RecipeFile> => fail({ kind: 'broken-file', file, why });
  const value = parse(text);
  if (!isObject(value) || value['kind'] !== KIND) return broken('it is no Lapidary recipe');
  if (value['version'] !== VERSION) return broken('it was written by a newer Lapidary');
  const { steps } = value;
  if (!isList(steps)) return broken('it has no list of steps');
  const read: RecipeStep[] = [];
  for (const [index, item] of steps.entries()) {
    const step = readStep(item);
    if (!step) return broken(`step ${index + 1} is not one that this Lapidary has`);
    const known = findStep(step.step, step.version);
    const wrong = known && checkParams(known, step.params);
    if (wrong?.kind === 'bad-parameter') {
      return broken(`step ${index + 1}, ${wrong.step}, can’t be used. ${wrong.why.replace(/\.$/, '')}`);
    }
    read.push(step);
  }
  return ok({ name: typeof value['name'] === 'string' ? value['name'] : '', steps: read });
}

function readStep(item: Json): RecipeStep | null {
  if (!isObject(item)) return null;
  const { step, version, params, keep } = item;
  if (typeof step !== 'string' || typeof version !== 'number' || !isObject(params)) return null;
  if (!findStep(step, version)) return null;
  if (keep === undefined) return { step, version, params };
  const hashes = isList(keep) ? keep.filter((hash) => typeof hash === 'string' && HASH.test(hash)) : [];
  // The cast: whatever is no text was filtered out, which the filter's type doesn't say.
  return { step, version, params, keep: hashes as readonly string[] };
}

function parse(text: string): Json {
  try {
    // JSON.parse gives JSON.
    return JSON.parse(text) as Json;
  } catch {
    return null;
  }
}
