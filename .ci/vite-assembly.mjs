// Compiles AssemblyScript to WebAssembly: `import program from './assembly/index.ts?wasm'` gives it in base64. Within a script,
// because a worker could not read a file of its own without waiting.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const SUFFIX = '?wasm';
const PROJECT = fileURLToPath(new URL('..', import.meta.url));
const COMPILER = join(PROJECT, 'node_modules/assemblyscript/bin/asc.js');
const OPTIONS = ['-O3', '--runtime', 'stub', '--enable', 'simd', '--noAssert'];

/** @returns {import('vite').Plugin} */
export function assembly() {
  return {
    name: 'lapidary:assembly',
    enforce: 'pre',
    load(id) {
      if (!id.endsWith(SUFFIX)) return null;
      const entry = id.slice(0, -SUFFIX.length);
      const files = readdirSync(dirname(entry)).map((name) => join(dirname(entry), name));
      for (const file of files) this.addWatchFile(file);
      return `export default ${JSON.stringify(compileOnce(entry, files))};`;
    },
  };
}

/** Programs in base64 by their source: page and workers each ask for theirs. @type {Map<string, string>} */
const compiled = new Map();

/** @param {string} entry @param {readonly string[]} files of its folder */
function compileOnce(entry, files) {
  const source = files.map((file) => readFileSync(file, 'utf8')).join('\n');
  const program = compiled.get(source) ?? compile(entry).toString('base64');
  compiled.set(source, program);
  return program;
}

/** @param {string} entry */
function compile(entry) {
  const folder = mkdtempSync(join(tmpdir(), 'lapidary-wasm-'));
  try {
    const program = join(folder, 'program.wasm');
    execFileSync(process.execPath, [COMPILER, relative(PROJECT, entry), '--outFile', program, ...OPTIONS], {
      cwd: PROJECT,
    });
    return readFileSync(program);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
