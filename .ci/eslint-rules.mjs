// Lint rules for promises that no general rule knows. test/house/lint.test.ts shows each of them at work.

/** @typedef {import('eslint').Rule.RuleModule} Rule */
/** @typedef {import('eslint').Rule.Node} Node */

const MAX_FILE_BYTES = 12_000;

/**
 * A rule that refuses whatever matches one of the selectors.
 * @param {string} message
 * @param {readonly string[]} selectors
 * @returns {Rule}
 */
function forbid(message, selectors) {
  return {
    meta: { type: 'problem', schema: [], messages: { forbidden: message } },
    create(context) {
      /** @param {Node} node */
      const report = (node) => {
        context.report({ node, messageId: 'forbidden' });
      };
      return Object.fromEntries(selectors.map((selector) => [selector, report]));
    },
  };
}

/** Every way to reach a property by its name: `a.x`, `a['x']`, `{ x } = a`. @param {string} names as `a|b` */
function property(names) {
  return [
    `MemberExpression[property.type="Identifier"][property.name=/^(${names})$/]`,
    `MemberExpression[property.type="Literal"][property.value=/^(${names})$/]`,
    `ObjectPattern > Property[key.name=/^(${names})$/]`,
  ];
}

/** A global by its name, but not a type, nor a property or key that happens to have the same name. @param {string} names */
function globalName(names) {
  return [
    `NewExpression > Identifier.callee[name=/^(${names})$/]`,
    `CallExpression > Identifier[name=/^(${names})$/]`,
    `VariableDeclarator > Identifier.init[name=/^(${names})$/]`,
    `AssignmentExpression > Identifier.right[name=/^(${names})$/]`,
    `MemberExpression > Identifier.object[name=/^(${names})$/]`,
    `MemberExpression[object.name=/^(globalThis|window|self)$/][property.name=/^(${names})$/]`,
    `MemberExpression[object.name=/^(globalThis|window|self)$/][property.value=/^(${names})$/]`,
    `ClassDeclaration > Identifier.superClass[name=/^(${names})$/]`,
  ];
}

const HTML_SINKS =
  'innerHTML|outerHTML|insertAdjacentHTML|setHTMLUnsafe|parseHTMLUnsafe|createContextualFragment|srcdoc';

const noRawHtml = forbid('Text of users is never HTML (reliability): set textContent, or write it in the template.', [
  ...property(HTML_SINKS),
  'MemberExpression[object.name="document"][property.name=/^(write|writeln)$/]',
  'SvelteMustacheTag[kind="raw"]',
  `SvelteDirective[kind="Binding"][key.name.name=/^(${HTML_SINKS})$/]`,
  'SvelteAttribute[key.name="srcdoc"]',
  ...globalName('DOMParser'),
]);

const noStrayWorker = forbid(
  'Workers start in src/jobs/start-worker.ts only: elsewhere the content policy would not bind them.',
  [
    ...globalName('Worker|SharedWorker|importScripts'),
    'ImportDeclaration[source.value=/[?&](worker|sharedworker)(&(?!url)|$)/]',
    'ImportExpression[source.value=/[?&](worker|sharedworker)(&(?!url)|$)/]',
  ],
);

const noNetwork = forbid('Only src/services talks to the network: ask it, so that nothing leaves unseen.', [
  ...globalName('fetch|XMLHttpRequest|WebSocket|EventSource|WebTransport'),
  ...property('sendBeacon'),
]);

// A path has no white space and no quotes in it; what speaks of the folder, or is named so, is none.
const SHARED_PATH = '^([^\\s"\']*\\u002F)?shared\\u002F[^\\s"\']*$|\\.\\.\\u002Fshared$';

const noSharedFolder = forbid(
  'Real files come from describeShared (test/support/real-files.ts): it skips the tests where ../shared is missing.',
  [
    `Literal[value=/${SHARED_PATH}/]`,
    `TemplateElement[value.cooked=/${SHARED_PATH}/]`,
    // resolve(root, 'shared')
    ':matches(CallExpression, NewExpression) > Literal.arguments[value="shared"]',
  ],
);

const noLocale = forbid(
  'Nothing that decides may depend on a locale or on chance: the same input gives the same rows on any machine.',
  [
    ...globalName('Intl'),
    ...property('localeCompare|toLocale[A-Za-z]*'),
    'MemberExpression[object.name="Math"][property.name="random"]',
  ],
);

const noSessionStorage = forbid('sessionStorage is clear text on disk: keep the value in memory.', [
  ...globalName('sessionStorage'),
]);

const noCodeFromText = forbid('Code never comes from text: the content policy blocks it.', [
  ...globalName('eval|Function'),
]);

const noDefaultExport = forbid('Export by name; only files that a glob collects have a default export.', [
  'ExportDefaultDeclaration',
  'ExportSpecifier[exported.name="default"]',
]);

const importExtension = forbid('Write the extension of a relative import: "./row.ts".', [
  'ImportDeclaration[source.value=/^\\.{1,2}(\\u002F|$)(.*\\u002F)?[^.\\u002F]*$/]',
  'ExportNamedDeclaration[source.value=/^\\.{1,2}(\\u002F|$)(.*\\u002F)?[^.\\u002F]*$/]',
  'ExportAllDeclaration[source.value=/^\\.{1,2}(\\u002F|$)(.*\\u002F)?[^.\\u002F]*$/]',
  'ImportExpression[source.value=/^\\.{1,2}(\\u002F|$)(.*\\u002F)?[^.\\u002F]*$/]',
]);

// A `style` attribute in a template is inline style, which the content policy blocks; `style:` directives are not.
const noStyleAttribute = forbid('The content policy blocks style="…": use a class or a style: directive.', [
  'SvelteAttribute[key.name="style"]',
]);

/** @type {Rule} */
const maxFileBytes = {
  meta: {
    type: 'suggestion',
    schema: [],
    messages: { tooLong: 'The file has {{bytes}} bytes, over {{max}}: one concept, one file. Split it.' },
  },
  create(context) {
    return {
      Program(node) {
        const bytes = Buffer.byteLength(context.sourceCode.text);
        if (bytes <= MAX_FILE_BYTES) return;
        const data = { bytes: String(bytes), max: String(MAX_FILE_BYTES) };
        context.report({ node, loc: { line: 1, column: 0 }, messageId: 'tooLong', data });
      },
    };
  },
};

/** @type {Rule} */
const explainAssertion = {
  meta: {
    type: 'suggestion',
    schema: [],
    messages: { unexplained: 'Say in a comment, on this line or the one above, why `as` is right here.' },
  },
  create(context) {
    const commented = new Set(
      context.sourceCode.getAllComments().flatMap(({ loc }) => (loc ? [loc.end.line, loc.end.line + 1] : [])),
    );
    return {
      /** @param {Node} node */
      'TSAsExpression:not([typeAnnotation.typeName.name="const"])'(node) {
        const first = node.loc?.start.line ?? 0;
        const last = node.loc?.end.line ?? 0;
        for (let line = first; line <= last; line++) if (commented.has(line)) return;
        context.report({ node, messageId: 'unexplained' });
      },
    };
  },
};

/** @type {Readonly<Record<string, Rule>>} */
export const rules = {
  'explain-assertion': explainAssertion,
  'import-extension': importExtension,
  'max-file-bytes': maxFileBytes,
  'no-code-from-text': noCodeFromText,
  'no-default-export': noDefaultExport,
  'no-locale': noLocale,
  'no-network': noNetwork,
  'no-raw-html': noRawHtml,
  'no-session-storage': noSessionStorage,
  'no-shared-folder': noSharedFolder,
  'no-stray-worker': noStrayWorker,
  'no-style-attribute': noStyleAttribute,
};
