/** What every browser draws. SVG is left out: it is a document, and may hold more than a picture. */
const DRAWN = /^image\/(png|jpe?g|gif|webp|avif|bmp)$/i;

/** Inline base64 as an image; null where it is no image that a page draws, or no base64. */
export function imageBlob(mimeType: string, data: string): Blob | null {
  if (!DRAWN.test(mimeType)) return null;
  try {
    const bytes = Uint8Array.from(atob(toPlainBase64(data)), (unit) => unit.charCodeAt(0));
    return new Blob([bytes], { type: mimeType });
  } catch {
    return null;
  }
}

/** How many bytes base64 stands for. */
export function base64Bytes(data: string): number {
  return Math.floor((data.replace(/[\s=]/g, '').length * 3) / 4);
}

/** Python's URL-safe alphabet is read as well; `atob` knows the plain one alone. */
function toPlainBase64(data: string): string {
  return data.replaceAll('-', '+').replaceAll('_', '/');
}
