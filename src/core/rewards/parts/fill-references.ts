const PLACEHOLDER = /\{\{\s*references\.([^{}]+?)\s*\}\}/g;

/** The names of the references that a text has placeholders for, `{{references.answer}}`, each once. */
export function referencesIn(text: string): readonly string[] {
  return [...new Set([...text.matchAll(PLACEHOLDER)].map(([, name = '']) => name))];
}

/** A text with the row's references in place of their placeholders; the name of one that the row hasn't. */
export function fillReferences(
  text: string,
  references: Readonly<Record<string, string>>,
): { readonly text: string } | { readonly missing: string } {
  const missing = referencesIn(text).find((name) => !Object.hasOwn(references, name));
  if (missing !== undefined) return { missing };
  return { text: text.replaceAll(PLACEHOLDER, (_, name: string) => references[name] ?? '') };
}
