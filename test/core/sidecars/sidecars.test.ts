import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { sidecarsFor } from '../../../src/core/sidecars/index.ts';
import { identifier, type SidecarContext } from '../../../src/core/sidecars/sidecar.ts';
import type { VersionInfo } from '../../../src/core/version/version.ts';

const VERSION: VersionInfo = {
  ...{ id: 'v', datasetId: 'd', parentId: null, number: 2, createdAt: 0, kind: 'apply', title: 'Trim' },
  log: [
    {
      step: 'trim',
      version: 1,
      params: {},
      title: 'Trim',
      rowsIn: 3,
      rowsOut: 3,
      changed: 1,
      dropped: {},
      examples: [],
    },
  ],
  ...{
    columns: ['a*b', 'contents'],
    mapping: { input: null, output: null },
    rowCount: 3,
    byteCount: 90,
    durationMs: 1,
  },
  ...{ digest: 'lapidary-digest/2026-11:00', sources: [] },
};

function contextOf(format: string | undefined, more: Partial<SidecarContext> = {}): SidecarContext {
  return {
    dataset: "Tom's gems, 2",
    version: VERSION,
    versions: [VERSION],
    fileName: "Tom's gems.jsonl",
    fileType: 'jsonl',
    format,
    ...more,
  };
}

function write(id: string, context: SidecarContext): string {
  const sidecar = sidecarsFor(context).find((each) => each.id === id);
  if (!sidecar) throw new Error(`${id} is not offered`);
  return sidecar.write(context);
}

describe('what is offered', () => {
  it('follows the format and the file type', () => {
    const offered = (context: SidecarContext): string[] => sidecarsFor(context).map(({ id }) => id);
    expect(offered(contextOf(undefined))).toEqual(['dataset-card']);
    expect(offered(contextOf('alpaca'))).toEqual(['dataset-card', 'llama-factory', 'axolotl']);
    expect(offered(contextOf('gemini-api'))).toEqual(['dataset-card', 'gemini-api-curl', 'llama-factory', 'axolotl']);
    expect(offered(contextOf('agent-platform-sft'))).toEqual(['dataset-card', 'gemini-curl', 'gemini-request']);
    expect(offered(contextOf('agent-platform-sft', { fileType: 'json' }))).toEqual(['dataset-card']);
    expect(offered(contextOf('alpaca', { fileType: 'csv' }))).toEqual(['dataset-card']);
  });
});

describe('dataset_info.json', () => {
  it('names the file and its columns', () => {
    expect(JSON.parse(write('llama-factory', contextOf('sharegpt')))).toEqual({
      tom_s_gems_2: {
        file_name: "Tom's gems.jsonl",
        formatting: 'sharegpt',
        columns: { messages: 'conversations', system: 'system', tools: 'tools' },
      },
    });
    expect(identifier('日本')).toBe('dataset');
  });
});

describe('the YAML for axolotl', () => {
  it('is a list of one dataset', () => {
    expect(write('axolotl', contextOf('alpaca'))).toBe(
      'datasets:\n  - path: "Tom\'s gems.jsonl"\n    ds_type: json\n    type: alpaca\n',
    );
  });
});

describe('the request for a tuning job', () => {
  it('always says how many epochs, and which kind of tuning', () => {
    expect(JSON.parse(write('gemini-request', contextOf('agent-platform-sft')))).toMatchObject({
      supervisedTuningSpec: {
        trainingDatasetUri: "gs://YOUR_BUCKET/Tom's%20gems.jsonl",
        hyperParameters: { epochCount: '3' },
      },
    });
    expect(JSON.parse(write('gemini-request', contextOf('agent-platform-preference')))).toMatchObject({
      preferenceOptimizationSpec: { hyperParameters: { epochCount: '1', beta: 0.1 } },
    });
  });

  it('as curl is what a shell reads as the same body, with the token in a variable', () => {
    const script = write('gemini-curl', contextOf('agent-platform-sft'));
    const shown = `curl() { for word in "$@"; do printf '%s\\0' "$word"; done; }\n${script}`;
    const env = { PROJECT_ID: 'p', BUCKET: 'b', ACCESS_TOKEN: 'canary' };
    const words = execFileSync('bash', ['-c', shown], { encoding: 'utf8', env }).split('\0');
    expect(words).toContain("@Tom's gems.jsonl");
    expect(words).toContain(
      'https://us-central1-aiplatform.googleapis.com/v1/projects/p/locations/us-central1/tuningJobs',
    );
    const body = JSON.parse(words[words.lastIndexOf('-d') + 1] ?? '') as unknown;
    expect(body).toMatchObject({ supervisedTuningSpec: { trainingDatasetUri: "gs://b/Tom's%20gems.jsonl" } });
    expect(script).not.toContain('canary');
  });
});

describe('the request for a tuned model', () => {
  it('wraps the rows of the file and takes the key from a variable', () => {
    const script = write('gemini-api-curl', contextOf('gemini-api'));
    // What jq would be asked, and what curl would get.
    const shown = `jq() { printf '%s\\0' "$@"; }\ncurl() { cat; printf '%s\\0' "$@"; }\n${script}`;
    const env = { GEMINI_API_KEY: 'canary', BASE_MODEL: 'm' };
    const words = execFileSync('bash', ['--norc', '-c', shown], { encoding: 'utf8', env }).split('\0');
    expect(words.slice(0, 2)).toEqual(['-c', '-n']);
    expect(words[2]).toContain('trainingData:{examples:{examples:[inputs]}}');
    expect(words[2]).toContain('displayName:"tom_s_gems_2"');
    expect(words[3]).toBe("Tom's gems.jsonl");
    expect(words).toContain('x-goog-api-key: canary');
    expect(script).not.toContain('canary');
  });
});

describe('the dataset card', () => {
  it('says what the file holds, and nothing in a name is mark-up', () => {
    const card = write('dataset-card', contextOf('agent-platform-sft'));
    expect(card).toContain('Format: Agent Platform SFT (Gemini)');
    expect(card).toContain(String.raw`a\*b, contents`);
    expect(card).toContain('lapidary-digest/2026-11:00');
    expect(card).toContain('- Trim: 3 rows in, 3 out, 1 changed');
  });

  it('names every step from the import on, and none that was undone', () => {
    const [trim] = VERSION.log;
    const undone: VersionInfo = { ...VERSION, id: 'undone', log: trim ? [{ ...trim, title: 'Undone' }] : [] };
    const restored: VersionInfo = { ...VERSION, id: 'r', parentId: 'undone', basedOn: 'v', log: [] };
    const card = write(
      'dataset-card',
      contextOf(undefined, { version: restored, versions: [VERSION, undone, restored] }),
    );
    expect(card).toContain('- Trim: 3 rows in');
    expect(card).not.toContain('Undone');
  });
});
