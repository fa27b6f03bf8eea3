/** A name that every file system takes, without an ending. */
export function bareName(text: string): string {
  const name = text
    .replace(/[\p{Cc}\p{Cf}<>:"/\\|?*]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .replace(/^[. ]+|[. ]+$/g, '')
    .slice(0, 100);
  return name === '' ? 'dataset' : name;
}
