import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ESLint } from 'eslint';
import { describe, expect, it } from 'vitest';

// Rules with types need files that exist: each snippet is linted as if it were the text of this file.
const CORE = 'src/core/json.ts';
const SERVICE = 'src/services/offline.ts';
const TEST = 'test/support/digest.ts';
const PAGE = join('src', firstComponent());

const eslint = new ESLint({ cwd: fileURLToPath(new URL('../..', import.meta.url)) });

function firstComponent(): string {
  const files = readdirSync('src', { recursive: true, encoding: 'utf8' });
  const component = files.find((file) => file.endsWith('.svelte'));
  if (component === undefined) throw new Error('src has no .svelte file to lint as');
  return component;
}

/** The rules that refuse a text as a whole file. */
async function refusals(file: string, text: string): Promise<readonly (string | null)[]> {
  const results = await eslint.lintText(text, { filePath: file });
  return results.flatMap((result) => result.messages.map((message) => message.ruleId));
}

/** For each text the rules that refuse its lines, of all texts as one module: each further module takes half a second. */
async function refusalsOfEach(file: string, texts: readonly string[]): Promise<ReadonlyMap<string, readonly string[]>> {
  const [result] = await eslint.lintText(texts.map((text) => `${text}\n`).join(''), { filePath: file });
  let first = 1;
  const found = texts.map((text) => {
    const next = first + text.split('\n').length;
    const messages = result?.messages.filter(({ line }) => line >= first && line < next) ?? [];
    first = next;
    return [text, messages.flatMap(({ ruleId }) => ruleId ?? [])] as const;
  });
  return new Map(found);
}

const REFUSED: readonly (readonly [rule: string, file: string, text: string])[] = [
  [
    'svelte/no-at-html-tags',
    PAGE,
    '<script lang="ts">const { text }: { text: string } = $props();</script>{@html text}',
  ],
  [
    'lapidary/no-raw-html',
    PAGE,
    '<script lang="ts">let text = $state("");</script><p contenteditable bind:innerHTML={text}></p>',
  ],
  ['lapidary/no-raw-html', PAGE, '<iframe title="a" srcdoc="b"></iframe>'],
  ['lapidary/no-raw-html', SERVICE, 'document.body.innerHTML = "a";'],
  ['lapidary/no-raw-html', SERVICE, 'document.body["innerHTML"] = "a";'],
  ['lapidary/no-raw-html', SERVICE, 'document.body.outerHTML = "a";'],
  ['lapidary/no-raw-html', SERVICE, 'document.body.insertAdjacentHTML("beforeend", "a");'],
  ['lapidary/no-raw-html', SERVICE, 'document.write("a");'],
  ['lapidary/no-raw-html', SERVICE, 'new DOMParser().parseFromString("a", "text/html");'],
  ['lapidary/no-stray-worker', SERVICE, 'new Worker("a.js");'],
  ['lapidary/no-stray-worker', SERVICE, 'new globalThis.Worker("a.js");'],
  ['lapidary/no-stray-worker', SERVICE, 'new SharedWorker("a.js");'],
  ['lapidary/no-stray-worker', SERVICE, 'const Start = Worker; new Start("a.js");'],
  ['lapidary/no-stray-worker', SERVICE, 'import Start from "../../workers/a.worker.ts?worker";\nnew Start();'],
  ['lapidary/no-stray-worker', SERVICE, 'import Start from "../../workers/a.worker.ts?worker&inline";\nnew Start();'],
  ['lapidary/no-network', CORE, 'export const a = fetch("a");'],
  ['lapidary/no-network', CORE, 'export const a = globalThis.fetch("a");'],
  ['lapidary/no-network', PAGE, '<script lang="ts">navigator.sendBeacon("a");</script>'],
  ['lapidary/no-locale', CORE, 'export const a = "a".localeCompare("b");'],
  ['lapidary/no-locale', CORE, 'export const a = "a".toLocaleLowerCase();'],
  ['lapidary/no-locale', CORE, 'export const a = new Intl.Collator();'],
  ['lapidary/no-locale', CORE, 'export const a = Math.random();'],
  ['lapidary/no-session-storage', SERVICE, 'sessionStorage.setItem("a", "b");'],
  ['lapidary/no-session-storage', PAGE, '<script lang="ts">window.sessionStorage.clear();</script>'],
  ['lapidary/no-shared-folder', TEST, 'export const a = "../../../shared/data";'],
  ['lapidary/no-shared-folder', TEST, 'export const a = "/anywhere/shared/cases/minimal/k1.jsonl";'],
  ['lapidary/no-shared-folder', TEST, 'export const a = new URL("../../../shared", import.meta.url);'],
  ['lapidary/no-shared-folder', TEST, 'export const a = (b: string): string => `../../../shared/data/${b}`;'],
  ['lapidary/no-shared-folder', TEST, 'export const a = (b: string): string => `${b}/../shared`;'],
  [
    'lapidary/no-shared-folder',
    TEST,
    'import { join } from "node:path";\nexport const a = join("..", "shared", "data");',
  ],
  ['lapidary/no-shared-folder', CORE, 'export const a = "shared/data";'],
  ['lapidary/no-code-from-text', SERVICE, 'eval("1");'],
  ['lapidary/no-code-from-text', SERVICE, 'new Function("return 1")();'],
  ['lapidary/no-code-from-text', SERVICE, 'const run = eval; run("1");'],
  ['lapidary/no-default-export', CORE, 'export default 1;'],
  ['lapidary/import-extension', CORE, 'import { describe } from "./failure";\ndescribe({ kind: "cancelled" });'],
  ['lapidary/import-extension', CORE, 'export { describe } from "../core/failure";'],
  ['lapidary/no-style-attribute', PAGE, '<p style="color: red">a</p>'],
  ['lapidary/explain-assertion', CORE, 'export const a = JSON.parse("1") as number;'],
  ['lapidary/max-file-bytes', CORE, `export const a = '${'x'.repeat(12_000)}';`],
  ['@typescript-eslint/no-floating-promises', CORE, 'Promise.resolve(1);'],
  [
    '@typescript-eslint/switch-exhaustiveness-check',
    CORE,
    'export function a(b: "c" | "d"): void { switch (b) { case "c": break; } }',
  ],
  ['@typescript-eslint/no-explicit-any', CORE, 'export function a(b: any): void { String(b); }'],
  ['@typescript-eslint/no-non-null-assertion', CORE, 'export const a = [1].at(0)!;'],
  [
    '@typescript-eslint/consistent-type-imports',
    CORE,
    'import { Failure } from "./failure.ts";\nexport type A = Failure;',
  ],
];

const ALLOWED: readonly (readonly [why: string, file: string, text: string])[] = [
  ['a style directive', PAGE, '<p style:color="red">a</p>\n'],
  ['an explained assertion', CORE, '// The text is our own.\nexport const a = JSON.parse("1") as number;\n'],
  ['as const', CORE, 'export const a = [1] as const;\n'],
  ['the network in a service', SERVICE, 'export const a = fetch("a");\n'],
  [
    'a property that is named as a global',
    CORE,
    'export const a = { fetch: 1, Worker: 2 };\nexport const b = a.fetch;\n',
  ],
  [
    'what is named shared',
    TEST,
    'export const a = { name: "shared", file: "shared.csv", why: "../shared is missing" };\n',
  ],
  ['the URL of a worker', SERVICE, 'export { default as url } from "../../workers/rows/pass.worker.ts?worker&url";\n'],
];

/** A page has one script, and the size of a file is that of all of it. */
function isModule([rule, file]: (typeof REFUSED)[number]): boolean {
  return file !== PAGE && rule !== 'lapidary/max-file-bytes';
}

describe('the linter', () => {
  describe.each([CORE, SERVICE, TEST])('in %s', (file) => {
    const own = REFUSED.filter((each) => isModule(each) && each[1] === file);
    const texts = own.map(([, , text]) => text);
    let found: Promise<ReadonlyMap<string, readonly string[]>> | undefined;

    it.each(own)('%s refuses, in %s: %s', async (rule, _, text) => {
      found ??= refusalsOfEach(file, texts);
      expect((await found).get(text)).toContain(rule);
    });
  });

  it.each(REFUSED.filter((each) => !isModule(each)))('%s refuses, in %s: %s', async (rule, file, text) => {
    expect(await refusals(file, text)).toContain(rule);
  });

  it.each(ALLOWED)('allows %s', async (_, file, text) => {
    expect(await refusals(file, text)).toEqual([]);
  });
});
