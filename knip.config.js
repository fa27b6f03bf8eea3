/** With `--production` tests don't count, and what only they use is reported: that is code nobody runs. */
const isProduction = process.argv.includes('--production');

export default {
  // Files with a `!` are the site's own.
  entry: [
    'index.html!',
    'workers/*/*.worker.ts!',
    'workers/service-worker.ts!',
    // What a saved recipe is replayed by. No screen asks for it yet; random sequences of changes hold it to the store.
    'src/core/version/replay.ts!',
    'src/store/versions/read-replay.ts!',
    // A pass makes them, but no screen reads them yet; their tests hold them to what the product computes elsewhere.
    'src/core/analyses/*.ts!',
    'src/store/analyses/read-analysis.ts!',
    'src/core/{metrics,steps,sidecars,rules,targets,snippets}/*.ts!',
    'src/core/judge/kinds/*.ts!',
    'src/core/services/*/index.ts!',
    'src/services/*/{calls,requests}.ts!',
    'src/core/rewards/kinds/*.ts!',
    'src/core/formats/{chat,pair,preference,service,text}/*.ts!',
    'test/**/*.{test,run,soak}.ts',
    'test/support/engine/{main,*.worker}.ts',
    '.ci/{start,test,rehearse}.mjs',
    // What it exports is asked for by WebAssembly.
    'src/core/kernel/assembly/index.ts!',
  ],
  project: ['src/**/*.{ts,svelte}!', 'workers/**/*.ts!', 'test/**/*.ts', '.ci/*.mjs'],
  ignoreBinaries: ['apt-get'],
  // Its compiler is started as a program.
  ignoreDependencies: ['assemblyscript'],
  // A test may ask a part that its file also uses.
  ignoreExportsUsedInFile: isProduction || { interface: true, type: true },
};
