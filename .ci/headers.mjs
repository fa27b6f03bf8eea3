// public/_headers is the one source of the security policy: hosts and `npm start` send it, the build copies it into
// index.html and into the service worker.
import { readFileSync } from 'node:fs';

/** @typedef {{ name: string, value: string }} Header */
/** @typedef {{ pattern: string, headers: Header[] }} HeaderRule */

const POLICY = 'content-security-policy';
// A <meta> policy may not hold these.
const NOT_IN_META = ['frame-ancestors', 'upgrade-insecure-requests'];

/**
 * Reads a `_headers` file as Netlify and Cloudflare Pages do: a path at the start of a line, its headers indented below.
 * @param {string | URL} file
 * @returns {HeaderRule[]}
 */
export function readHeaderRules(file) {
  /** @type {HeaderRule[]} */
  const rules = [];
  for (const line of readFileSync(file, 'utf8').split('\n')) {
    if (line.trim() === '' || line.startsWith('#')) continue;
    if (!/^\s/.test(line)) rules.push({ pattern: line.trim(), headers: [] });
    else rules.at(-1)?.headers.push(readHeader(line));
  }
  return rules;
}

/** @param {string} line @returns {Header} */
function readHeader(line) {
  const colon = line.indexOf(':');
  if (colon < 0) throw new Error(`_headers: "${line.trim()}" is no header; write "Name: value"`);
  return { name: line.slice(0, colon).trim(), value: line.slice(colon + 1).trim() };
}

/**
 * The headers for a path below the site's root, such as `/assets/a.js`.
 * @param {HeaderRule[]} rules
 * @param {string} path
 * @returns {Header[]}
 */
export function headersFor(rules, path) {
  return rules.filter((rule) => matches(rule.pattern, path)).flatMap((rule) => rule.headers);
}

/** @param {string} pattern @param {string} path */
function matches(pattern, path) {
  return pattern.endsWith('*') ? path.startsWith(pattern.slice(0, -1)) : path === pattern;
}

/**
 * WebKit upgrades even localhost (bug 250776) and then shows a blank page, so plain HTTP goes without that directive.
 * @param {Header[]} headers
 * @returns {Header[]}
 */
export function forPlainHttp(headers) {
  return headers.map((header) =>
    header.name.toLowerCase() === POLICY
      ? { ...header, value: withoutDirectives(header.value, ['upgrade-insecure-requests']) }
      : header,
  );
}

/** The policy for a `<meta>` element. @param {HeaderRule[]} rules */
export function metaPolicy(rules) {
  const policy = headersFor(rules, '/').find((header) => header.name.toLowerCase() === POLICY);
  if (policy === undefined) throw new Error('_headers: no Content-Security-Policy for /; every page needs one');
  return withoutDirectives(policy.value, NOT_IN_META);
}

/** @param {string} policy @param {readonly string[]} names */
function withoutDirectives(policy, names) {
  const directives = policy.split(';').map((directive) => directive.trim());
  return directives.filter((directive) => !names.includes(directive.split(' ')[0] ?? '')).join('; ');
}
