import { readFileSync } from 'node:fs';
import type { SeenRequest } from '../emulator/emulator.ts';
import { GEMINI_API, STORAGE } from '../emulator/hosts.ts';

/** What the README says that a press of a button sends. */
interface SaidToBeSent {
  readonly services: readonly string[];
  readonly what: string;
}

const SERVICES = ['Gemini API', 'Agent Platform', 'Cloud Storage'];

/** The README's table of what is sent, by the titles of the buttons. */
export function readSentTable(): ReadonlyMap<string, SaidToBeSent> {
  const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');
  const [, section = ''] = /\n## What is sent, and when\n(.*?)\n## /s.exec(readme) ?? [];
  const rows = section.split('\n').filter((line) => line.startsWith('| _'));
  return new Map(
    rows.flatMap((row) => {
      const [, buttons = '', services = '', what = ''] = row.split('|').map((cell) => cell.trim());
      const said = { services: SERVICES.filter((service) => services.includes(service)), what };
      return [...buttons.matchAll(/_([^_]+)_/g)].map(([, button = '']) => [button, said] as const);
    }),
  );
}

/** The service that a host belongs to, by the title that the README gives it. */
export function serviceOf({ host }: SeenRequest): string {
  if (host === GEMINI_API) return 'Gemini API';
  return host === STORAGE ? 'Cloud Storage' : 'Agent Platform';
}

/** What a request asks of which service, without any names: "POST Agent Platform tuningJobs". */
export function kindOf(request: SeenRequest): string {
  // Names of collections alternate with names of what is in them.
  const parts = request.path.replace(/^\/(?:upload\/)?(?:storage\/)?v1(?:beta1?)?\//, '').split('/');
  const last = parts.findLast((_, index) => index % 2 === 0) ?? '';
  const [, verb = ''] = /(:\w+)$/.exec(request.path) ?? [];
  return `${request.method} ${serviceOf(request)} ${last.replace(verb, '')}${verb}`;
}
