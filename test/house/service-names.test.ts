import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

/** Ids of services, and what a few-shot pack was called while it passed for one. */
const NAMED = /(['"`])(gemini-api|agent-platform|few-shot-pack)\1/;

/** Where they may be: each service's own folders, and ids of formats and targets that are spelled alike. */
const ALLOWED: readonly RegExp[] = [
  /^src\/(core\/)?services\/(gemini-api|agent-platform)\//,
  // Targets name their service; rules, limits and packs a target.
  /^src\/core\/targets\//,
  /^src\/core\/rules\/parts\/targets\.ts$/,
  /^src\/core\/models\/limits\.ts$/,
  // Formats, and what is written for one or turned into it.
  /^src\/core\/(formats|sidecars)\//,
  /^src\/core\/conversion\/trainers\.ts$/,
  /^src\/core\/rules\/single-turn\.ts$/,
  /^src\/core\/steps\/convert-format\.ts$/,
  /^src\/pages\/export\/export-formats\.ts$/,
  // Records of before.
  /^src\/store\/earlier-records\.ts$/,
];

function sources(): readonly string[] {
  return ['src', 'workers'].flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .map((name) => join(folder, name))
      .filter((path) => /\.(ts|svelte)$/.test(path)),
  );
}

it('names a service nowhere but in its folders: what differs is asked of its description', () => {
  const naming = sources().filter((path) => NAMED.test(readFileSync(path, 'utf8')));
  expect(naming.filter((path) => !ALLOWED.some((place) => place.test(path)))).toEqual([]);
  // A place that names none any more is taken off the list.
  expect(ALLOWED.filter((place) => !naming.some((path) => place.test(path)))).toEqual([]);
});
