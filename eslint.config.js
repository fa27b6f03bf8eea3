import { defineConfig, globalIgnores } from 'eslint/config';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import { configs, parser } from 'typescript-eslint';
import { rules } from './.ci/eslint-rules.mjs';
import svelteConfig from './svelte.config.js';

const SOURCE = ['src/**/*.{ts,svelte}', 'workers/**/*.ts'];
// One file per thing, collected by a glob.
const COLLECTED = [
  ...[
    'analyses',
    'formats',
    'judge/kinds',
    'metrics',
    'rewards/kinds',
    'rules',
    'sidecars',
    'snippets',
    'steps',
    'targets',
  ].map((name) => `src/core/${name}/**/*.ts`),
  'src/core/services/*/index.ts',
  'src/services/*/{calls,requests}.ts',
  'workers/rows/passes/*.ts',
];

export default defineConfig(
  // AssemblyScript is checked by its own compiler when the site is built.
  globalIgnores(['dist/', 'dist-rehearsal/', 'coverage/', 'public/', 'test/fixtures/', 'src/core/kernel/assembly/']),
  configs.strictTypeChecked,
  svelte.configs.recommended,
  {
    name: 'every file',
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    linterOptions: { reportUnusedDisableDirectives: 'error', reportUnusedInlineConfigs: 'error' },
    plugins: { lapidary: { rules } },
    rules: {
      eqeqeq: 'error',
      'no-implied-eval': 'error',
      'no-new-func': 'error',
      'no-eval': 'error',
      'prefer-const': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-confusing-void-expression': [
        'error',
        { ignoreArrowShorthand: true, ignoreVoidReturningFunctions: true },
      ],
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      'lapidary/import-extension': 'error',
      'lapidary/no-code-from-text': 'error',
      'lapidary/no-session-storage': 'error',
      'lapidary/no-shared-folder': 'error',
    },
  },
  {
    name: 'templates',
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: {
      globals: globals.browser,
      parserOptions: { parser, svelteConfig, extraFileExtensions: ['.svelte'] },
    },
    rules: {
      'svelte/no-at-html-tags': 'error',
      // A Map in `$state.raw` is replaced whole, which is cheaper than a reactive one.
      'svelte/prefer-svelte-reactivity': 'off',
      // With `$props()` a `let` is at times right for one of several names.
      'prefer-const': 'off',
      'svelte/prefer-const': 'error',
    },
  },
  {
    name: 'what runs in the browser',
    files: SOURCE,
    rules: {
      'lapidary/explain-assertion': 'error',
      'lapidary/max-file-bytes': 'error',
      'lapidary/no-default-export': 'error',
      'lapidary/no-network': 'error',
      'lapidary/no-raw-html': 'error',
      'lapidary/no-stray-worker': 'error',
      'lapidary/no-style-attribute': 'error',
    },
  },
  {
    name: 'what decides',
    files: ['src/core/**/*.ts', 'src/store/**/*.ts', 'src/jobs/**/*.ts', 'workers/**/*.ts'],
    rules: { 'lapidary/no-locale': 'error' },
  },
  { name: 'collected by a glob', files: COLLECTED, rules: { 'lapidary/no-default-export': 'off' } },
  // Its words are for people, and nothing is decided by them.
  { name: 'words', files: ['src/core/failure.ts'], rules: { 'lapidary/no-locale': 'off' } },
  {
    name: 'the one start of workers',
    files: ['src/jobs/start-worker.ts'],
    rules: { 'lapidary/no-stray-worker': 'off' },
  },
  {
    name: 'what may use the network',
    files: ['src/services/**/*.ts', 'workers/service-worker.ts'],
    rules: { 'lapidary/no-network': 'off' },
  },
  {
    name: 'tests',
    files: ['test/**/*.ts'],
    rules: {
      'lapidary/no-code-from-text': 'off',
      // A failing assertion is a test's way to say that a value is missing.
      '@typescript-eslint/no-non-null-assertion': 'off',
    },
  },
  {
    name: 'the one way to real files',
    files: ['test/support/real-files.ts'],
    rules: { 'lapidary/no-shared-folder': 'off' },
  },
  {
    name: 'tools',
    files: ['*.{js,cjs,ts}', '.ci/*.mjs'],
    languageOptions: { globals: globals.node },
    // A cast in a comment, which is how plain JavaScript says what JSON.parse gives, is invisible to this rule.
    rules: { '@typescript-eslint/no-unsafe-assignment': 'off' },
  },
);
