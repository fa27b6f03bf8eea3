// Puts the content security policy into index.html, for hosts that send no headers. The dev server goes without: it
// patches modules and styles in ways that the policy is there to forbid.
import { metaPolicy, readHeaderRules } from './headers.mjs';
import { policyFor } from './vite-rehearsal.mjs';

// Browsers look for the charset in the first kilobyte, which the policy would fill; what follows it is bound.
const CHARSET = '<meta charset="utf-8" />';

/** @returns {import('vite').Plugin} */
export function securityPolicy() {
  let mode = '';
  return {
    name: 'lapidary:security-policy',
    apply: 'build',
    configResolved(config) {
      mode = config.mode;
    },
    transformIndexHtml(html) {
      if (!html.includes(CHARSET)) throw new Error(`index.html: no ${CHARSET}; the policy goes behind it`);
      const policy = policyFor(metaPolicy(readHeaderRules(new URL('../public/_headers', import.meta.url))), mode);
      const meta = `<meta http-equiv="Content-Security-Policy" content="${policy}" />`;
      return html.replace(CHARSET, () => `${CHARSET}\n    ${meta}`);
    },
  };
}
