/** The browser reads the Blob while it saves; a large one takes a while. */
const REVOKE_AFTER_MS = 120_000;

/** An ordinary download of the browser's. */
export function saveBlob(blob: Blob, name: string): void {
  const url = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => {
    URL.revokeObjectURL(url);
  }, REVOKE_AFTER_MS);
}
