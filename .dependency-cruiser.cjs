// The layers, as rules: core ← store ← workers, core ← services ← workers, all ← state ← pages → ui → core.

/** What each layer may import beside itself: other layers, single files, npm packages. */
const LAYERS = {
  // The readers of file types, which load when a file of theirs is met.
  'src/core': [
    'node_modules/(@types/)?papaparse/',
    'node_modules/(@zip.js/zip.js|hyparquet|hyparquet-compressors|hyparquet-writer|fzstd)/',
    'node_modules/diff/',
  ],
  'src/store': ['src/core/', 'node_modules/dexie/'],
  'src/services': ['src/core/', 'node_modules/@google/genai/'],
  'src/jobs': [
    'src/core/',
    'src/store/',
    'src/services/',
    'workers/contracts/',
    'workers/(files|google|rows)/',
    'node_modules/comlink/',
  ],
  'src/words': ['src/core/', 'src/services/', 'src/jobs/'],
  'src/state': [
    'src/core/',
    'src/store/',
    'src/services/',
    'src/jobs/',
    'src/words/',
    'workers/contracts/',
    'node_modules/svelte/',
  ],
  'src/ui': ['src/core/', 'node_modules/svelte/'],
  'src/pages': ['src/core/', 'src/state/', 'src/words/', 'src/ui/', 'node_modules/svelte/'],
  workers: ['src/core/', 'src/store/', 'src/services/', 'node_modules/(comlink|@noble/hashes|@zip.js/zip.js)/'],
};

const layerRules = Object.entries(LAYERS).map(([layer, allowed]) => ({
  name: `${layer.replace('src/', '')}-knows-its-place`,
  comment: `${layer} imports itself and: ${allowed.join(', ') || 'nothing else'}`,
  severity: 'error',
  from: { path: `^${layer}/` },
  to: { pathNot: [`^${layer}/`, ...allowed.map((path) => `^${path}`)] },
}));

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    ...layerRules,
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'main-is-the-top',
      comment: 'main.ts builds everything, so nothing may need it.',
      severity: 'error',
      from: {},
      to: { path: '^src/main\\.ts$' },
    },
    {
      name: 'comlink-behind-one-file',
      comment: 'Only calls that go through it are sure to settle when a worker dies.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/jobs/remote-worker\\.ts$' },
      to: { path: '^node_modules/comlink/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'passes-are-types-to-jobs',
      comment: 'A job knows what a pass takes and gives; its code runs in workers, which start from their own files.',
      severity: 'error',
      from: { path: '^src/' },
      to: {
        path: '^workers/(files|google|rows)/',
        pathNot: '\\.worker\\.ts$',
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'csv-behind-its-files',
      comment: 'PapaParse guesses and drops columns unless it is driven with care: csv-cells.ts and csv-line.ts do.',
      severity: 'error',
      from: { path: '^(src|workers)/', pathNot: '^src/core/filetypes/csv/csv-(cells|line)\\.ts$' },
      to: { path: 'node_modules/papaparse/' },
    },
    {
      name: 'nothing-unresolved',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: 'packages-are-dependencies',
      comment: 'What ships is named under "dependencies", which is short on purpose; Svelte is compiled away.',
      severity: 'error',
      from: {},
      to: {
        dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'],
        dependencyTypesNot: ['type-only'],
        pathNot: '^node_modules/svelte/',
      },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['svelte', 'import', 'default', 'types'] },
  },
};
