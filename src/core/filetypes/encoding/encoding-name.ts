const NAMES: Readonly<Record<string, string>> = {
  macintosh: 'Mac Roman',
  'x-mac-cyrillic': 'Mac Cyrillic',
  shift_jis: 'Shift_JIS',
};

/** An encoding's label as people write it. */
export function encodingName(label: string): string {
  const name = NAMES[label] ?? label.toUpperCase();
  return name.replace('WINDOWS', 'Windows');
}
