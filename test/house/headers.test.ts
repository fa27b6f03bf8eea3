import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { forPlainHttp, headersFor, metaPolicy, readHeaderRules } from '../../.ci/headers.mjs';

const rules = readHeaderRules('public/_headers');
const sent = Object.fromEntries(headersFor(rules, '/index.html').map(({ name, value }) => [name, value]));
const policy = directives(sent['Content-Security-Policy'] ?? '');

const GOOGLE = [
  'https://generativelanguage.googleapis.com',
  'https://aiplatform.googleapis.com',
  'https://us-central1-aiplatform.googleapis.com',
  'https://europe-west4-aiplatform.googleapis.com',
  'https://aiplatform.us.rep.googleapis.com',
  'https://aiplatform.eu.rep.googleapis.com',
  'https://storage.googleapis.com',
];

function directives(text: string): Map<string, readonly string[]> {
  const parts = text.split(';').map((part) => part.trim().split(/\s+/));
  return new Map(parts.map(([name = '', ...values]) => [name, values]));
}

describe('the security headers', () => {
  it('allow only this site and the hosts of Google that the work needs', () => {
    expect(policy.get('connect-src')).toEqual(["'self'", ...GOOGLE]);
    const others = [...policy].filter(([name]) => name !== 'connect-src');
    expect(others.flatMap(([, values]) => values).filter((value) => value.includes('//'))).toEqual([]);
  });

  it('refuse what is not named, inline code and eval', () => {
    expect(policy.get('default-src')).toEqual(["'none'"]);
    // WebAssembly may be compiled, from what the scripts of this site hold; text may not become code.
    expect(policy.get('script-src')).toEqual(["'self'", "'wasm-unsafe-eval'"]);
    expect(policy.get('style-src')).toEqual(["'self'"]);
    expect(policy.get('worker-src')).toEqual(["'self'", 'blob:']);
    expect(policy.get('require-trusted-types-for')).toEqual(["'script'"]);
    expect(sent['Content-Security-Policy']?.replace("'wasm-unsafe-eval'", '')).not.toContain('unsafe');
  });

  it('let no site frame the page, and tell Google where a key with a website restriction is used', () => {
    expect(policy.get('frame-ancestors')).toEqual(["'none'"]);
    expect(sent['Referrer-Policy']).toBe('strict-origin-when-cross-origin');
    expect(sent['X-Content-Type-Options']).toBe('nosniff');
  });

  it('bind the page on a host that sends none: <meta> holds the same but what it may not hold', () => {
    const meta = directives(metaPolicy(rules));
    expect([...policy.keys()].filter((name) => !meta.has(name))).toEqual([
      'frame-ancestors',
      'upgrade-insecure-requests',
    ]);
    for (const [name, values] of meta) expect(values).toEqual(policy.get(name));
  });

  it('are sent over plain HTTP as they are, but for the upgrade that would blank the page in WebKit', () => {
    const plain = forPlainHttp(headersFor(rules, '/')).find(({ name }) => name === 'Content-Security-Policy');
    expect(`${plain?.value ?? ''}; upgrade-insecure-requests`).toBe(sent['Content-Security-Policy']);
  });

  it('let browsers keep for ever what has a hash in its name, and nothing else', () => {
    const asset = headersFor(rules, '/assets/index-1.js').map(({ name }) => name);
    expect(asset).toContain('Cache-Control');
    expect(Object.keys(sent)).not.toContain('Cache-Control');
  });

  it('fit the line length that Cloudflare Pages reads', () => {
    const longest = Math.max(
      ...readFileSync('public/_headers', 'utf8')
        .split('\n')
        .map((line) => line.length),
    );
    expect(longest).toBeLessThan(2000);
  });
});
