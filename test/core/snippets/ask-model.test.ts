import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { askPrograms } from '../../../src/core/snippets/parts/ask-model.ts';

const URL = 'https://aiplatform.us.rep.googleapis.com/v1/projects/p/locations/us/endpoints/7:generateContent';
const SYSTEM = 'Say "yes", it\'s\nfine $HOME `x`.';

describe.each(['gemini-api', 'agent-platform'] as const)('a program that asks a model of %s', (service) => {
  const programs = new Map(askPrograms({ service, url: URL, system: SYSTEM }).map(({ title, text }) => [title, text]));

  it('is a program of its language, and has the whole address', () => {
    for (const text of programs.values()) expect(text).toContain(URL);
    execFileSync('bash', ['-n'], { input: programs.get('curl') ?? '' });
    execFileSync('python3', ['-c', 'import ast, sys; ast.parse(sys.stdin.read())'], {
      input: programs.get('Python') ?? '',
    });
    execFileSync(process.execPath, ['--input-type=module', '--check'], { input: programs.get('JavaScript') ?? '' });
  });

  it('sends the instruction as the model was trained with it', () => {
    const sent = execFileSync(
      'bash',
      ['-c', `curl() { printf %s "\${!#}"; }; gcloud() { :; }\n${programs.get('curl') ?? ''}`],
      {
        encoding: 'utf8',
      },
    );
    expect(JSON.parse(sent)).toEqual(
      service === 'gemini-api'
        ? { contents: [{ role: 'user', parts: [{ text: `${SYSTEM}\n\nYour question` }] }] }
        : {
            systemInstruction: { parts: [{ text: SYSTEM }] },
            contents: [{ role: 'user', parts: [{ text: 'Your question' }] }],
          },
    );
  });
});
