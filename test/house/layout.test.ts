import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';

const SOURCES = ['src', 'workers'].flatMap((folder) => listFiles(folder)).filter((file) => /\.(ts|svelte)$/.test(file));

/** The layers as DESIGN names them; a new one is a decision, not an accident. */
const LAYERS = ['core', 'jobs', 'pages', 'services', 'state', 'store', 'styles', 'ui', 'words'];

/** The layers that keep the rules for folders and names so far. */
const HELD = ['src/core', 'src/store', 'workers', 'test/core', 'test/store', 'test/workers'];

/** Folders with a file for each thing of one kind: as many as there are, and named as the thing is. */
const REGISTRIES = [
  ...['chat', 'pair', 'preference', 'service', 'text'].map((family) => `src/core/formats/${family}`),
  ...['analyses', 'metrics', 'rules', 'sidecars', 'snippets', 'steps', 'targets'].map((kind) => `src/core/${kind}`),
  'src/core/judge/kinds',
  'src/core/rewards/kinds',
  'src/core/rules/health',
  'workers/rows/passes',
];

const ENDINGS = ['.ts', '.test.ts', '.svelte', '.svelte.ts', '.worker.ts'];

function isInRegistry(path: string): boolean {
  return REGISTRIES.includes(dirname(path));
}

function listFolders(folder: string): string[] {
  const below = readdirSync(folder, { recursive: true, withFileTypes: true });
  return [folder, ...below.filter((entry) => entry.isDirectory()).map((entry) => join(entry.parentPath, entry.name))];
}

function filesIn(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => (entry.isFile() ? [entry.name] : []));
}

function listFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile());
}

describe('the house', () => {
  it('has the layers that it is said to have', () => {
    const folders = readdirSync('src', { withFileTypes: true }).filter((entry) => entry.isDirectory());
    expect(folders.map((entry) => entry.name).filter((name) => !LAYERS.includes(name))).toEqual([]);
  });

  it('names files for one thing each: kebab-case, components in PascalCase', () => {
    const good = /^([a-z0-9]+(-[a-z0-9]+)*(\.svelte|\.worker|\.d|\.v\d+)?\.ts|[A-Z][A-Za-z0-9]*\.svelte)$/;
    expect(SOURCES.filter((file) => !good.test(basename(file)))).toEqual([]);
    expect(SOURCES.filter((file) => /^(utils?|helpers?|manager|data|info|common|misc)\./.test(basename(file)))).toEqual(
      [],
    );
  });

  it('holds at most 25 files in a folder, but for registries', () => {
    // The tests of a registry are a folder with a file for each thing, too.
    const isRegistry = (folder: string): boolean => REGISTRIES.includes(folder.replace(/^test\//, 'src/'));
    const folders = HELD.flatMap((layer) => listFolders(layer)).filter((folder) => !isRegistry(folder));
    const full = folders.map((folder) => [folder, filesIn(folder).length] as const).filter(([, count]) => count > 25);
    expect(full).toEqual([]);
  });

  it('puts no folder beside a file of its name', () => {
    const folders = HELD.flatMap((layer) => listFolders(layer));
    const doubled = folders.filter((folder) => ENDINGS.some((ending) => existsSync(`${folder}${ending}`)));
    expect(doubled).toEqual([]);
  });

  it('uses the name of a file for one thing', () => {
    const files = ['src/core', 'src/store', 'workers'].flatMap((layer) => listFiles(layer));
    const byName = new Map<string, string[]>();
    for (const file of files) byName.set(basename(file), [...(byName.get(basename(file)) ?? []), file]);
    const shared = [...byName].filter(([name, paths]) => {
      const isOfEach = name === 'index.ts' || !name.endsWith('.ts') || paths.some((path) => isInRegistry(path));
      return paths.length > 1 && !isOfEach;
    });
    expect(shared.map(([, paths]) => paths)).toEqual([]);
  });

  it('has unit tests in the folders that they mirror', () => {
    const tests = ['core', 'store', 'services', 'jobs', 'state'].filter((layer) => existsSync(`test/${layer}`));
    const folders = new Set(tests.flatMap((layer) => listFiles(`test/${layer}`)).map((file) => dirname(file)));
    expect([...folders].filter((folder) => !existsSync(folder.replace(/^test/, 'src')))).toEqual([]);
  });

  it('names no package host in the lockfile, and a checksum for every package', () => {
    const entries = Object.entries(lockedPackages()).filter(([path]) => path !== '');
    expect(entries.filter(([, { resolved }]) => resolved !== undefined)).toEqual([]);
    expect(entries.filter(([, { integrity }]) => integrity === undefined)).toEqual([]);
  });

  it('locks the parts for every platform, without which "npm ci" refuses', () => {
    const packages = lockedPackages();
    const missing = Object.entries(packages).flatMap(([path, { dependencies, optionalDependencies }]) =>
      Object.keys({ ...dependencies, ...optionalDependencies })
        .filter((name) => !lookupPaths(path, name).some((candidate) => Object.hasOwn(packages, candidate)))
        .map((name) => `${path} → ${name}`),
    );
    expect(missing).toEqual([]);
  });
});

interface LockedPackage {
  readonly integrity?: string;
  readonly resolved?: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

function lockedPackages(): Record<string, LockedPackage> {
  // The shape of a lockfile of version 3.
  const lock = JSON.parse(readFileSync('package-lock.json', 'utf8')) as { packages: Record<string, LockedPackage> };
  return lock.packages;
}

/** Where Node looks for a package that another one asks for: beside it, then in each folder above. */
function lookupPaths(from: string, name: string): string[] {
  const own = from === '' ? `node_modules/${name}` : `${from}/node_modules/${name}`;
  const above = from.lastIndexOf('node_modules/');
  return above < 0 ? [own] : [own, ...lookupPaths(from.slice(0, Math.max(0, above - 1)), name)];
}
