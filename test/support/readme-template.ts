import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

/**
 * What the template of a README exports by default, as if it were a file of the README's folder. It is written elsewhere, so
 * that nothing else that looks at the folder meanwhile sees it.
 */
export async function importTemplate(readme: string): Promise<unknown> {
  const [, block] = /```ts\n(.*?)\n\s*```/s.exec(await readFile(readme, 'utf8')) ?? [];
  if (block === undefined) throw new Error(`${readme} has no template`);
  const home = resolve(dirname(readme));
  const code = block.replace(/from '(\.[^']*)'/g, (_, path: string) => `from '${join(home, path)}'`);
  const folder = await mkdtemp(join(tmpdir(), 'lapidary-template-'));
  const file = join(folder, 'template.ts');
  try {
    await writeFile(file, code);
    const loaded = (await import(/* @vite-ignore */ file)) as { readonly default: unknown };
    return loaded.default;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
