import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What a snippet did when it ran: each command, request or SDK call, as JSON. */
export type Deed = Readonly<Record<string, unknown>>;

const STUB_COMMAND = `#!/usr/bin/env node
const { appendFileSync, readFileSync } = require('node:fs');
const [, file, ...args] = process.argv;
const command = file.split('/').pop();
if (args[0] === 'auth') process.stdout.write('TOKEN\\n');
else appendFileSync(process.env.DEEDS, JSON.stringify({ command, args, input: command === 'curl' ? readFileSync(0, 'utf8') : '' }) + '\\n');
`;

const STUB_FETCH = `import { appendFileSync } from 'node:fs';
globalThis.fetch = async (url, { method, headers, body }) => {
  appendFileSync(process.env.DEEDS, JSON.stringify({ url, method, headers, body }) + '\\n');
  return new Response('{}');
};
`;

const STUB_REQUESTS = `import json, os
class _Response:
    status_code = 200
    text = "{}"
def request(method, url, headers, json):
    with open(os.environ["DEEDS"], "a") as deeds:
        deeds.write(_dumps({"method": method, "url": url, "headers": headers, "body": json}) + "\\n")
    return _Response()
_dumps = json.dumps
`;

const STUB_SDK = `import json, os
def _note(deed):
    with open(os.environ["DEEDS"], "a") as deeds:
        deeds.write(json.dumps(deed) + "\\n")
class _Tunings:
    def __init__(self, client): self.client = client
    def tune(self, **job):
        _note({"client": self.client, **job})
        class Job: name = "n"; state = "s"
        return Job()
class Client:
    def __init__(self, **options): self.tunings = _Tunings(options)
`;

const STUB_TYPES = `def TuningDataset(**members): return members
TuningValidationDataset = CreateTuningJobConfig = TuningDataset
`;

/** A folder in which snippets run: with commands and modules of the real names that write down what they are given. */
export class SnippetRun {
  readonly #folder = mkdtempSync(join(tmpdir(), 'snippet-'));

  constructor() {
    const write = (path: string, text: string): void => writeFileSync(join(this.#folder, path), text);
    for (const folder of ['bin', 'google/genai']) mkdirSync(join(this.#folder, folder), { recursive: true });
    for (const command of ['curl', 'gcloud']) {
      write(`bin/${command}`, STUB_COMMAND);
      chmodSync(join(this.#folder, 'bin', command), 0o755);
    }
    write('fetch.mjs', STUB_FETCH);
    write('requests.py', STUB_REQUESTS);
    write('google/__init__.py', '');
    write('google/genai/__init__.py', STUB_SDK);
    write('google/genai/types.py', STUB_TYPES);
  }

  run(language: string, text: string): readonly Deed[] {
    const script = join(this.#folder, 'script');
    const deeds = join(this.#folder, 'deeds');
    const ends: Readonly<Record<string, string>> = { curl: '.sh', javascript: '.mjs', python: '.py' };
    const path = script + (ends[language] ?? '');
    writeFileSync(path, text);
    writeFileSync(deeds, '');
    const env = {
      ...process.env,
      ...{ DEEDS: deeds, GEMINI_API_KEY: 'KEY', PYTHONPATH: this.#folder, PYTHONDONTWRITEBYTECODE: '1' },
      PATH: `${join(this.#folder, 'bin')}:${process.env['PATH'] ?? ''}`,
    };
    const options = { env, cwd: this.#folder, stdio: 'pipe' } as const;
    if (language === 'curl') execFileSync('bash', [path], options);
    else if (language === 'python') execFileSync('python3', [path], options);
    else execFileSync('node', ['--import', join(this.#folder, 'fetch.mjs'), path], options);
    const lines = readFileSync(deeds, 'utf8').split('\n').filter(Boolean);
    // Each line was written by a stub above as an object.
    return lines.map((line) => JSON.parse(line) as Deed);
  }

  dispose(): void {
    rmSync(this.#folder, { recursive: true });
  }
}

/** Whether a program is here to run. */
export function isThere(program: string): boolean {
  try {
    execFileSync(program, ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
