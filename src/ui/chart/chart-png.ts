/** What gives an SVG its look, and is lost once it is outside of the page's styles. */
const LOOK = [
  ...['fill', 'stroke', 'stroke-width', 'stroke-dasharray', 'stroke-opacity', 'stroke-linejoin', 'stroke-linecap'],
  ...['font-family', 'font-size', 'font-variant-numeric'],
];

/**
 * A picture of a chart as it looks now, `scale` image pixels to one of the screen. Made from a data URL of the SVG itself:
 * nothing is fetched, and the content policy allows it.
 */
export async function chartPng(svg: SVGSVGElement, scale = 2): Promise<Blob> {
  const { width, height } = svg.viewBox.baseVal;
  const picture = await loadImage(`data:image/svg+xml,${encodeURIComponent(standAlone(svg))}`);
  const canvas = document.createElement('canvas');
  canvas.width = Math.round(width * scale);
  canvas.height = Math.round(height * scale);
  const context = canvas.getContext('2d');
  if (!context)
    throw new Error('The picture of the chart was not made: this browser gives no canvas. Download the CSV.');
  context.fillStyle = getComputedStyle(svg).backgroundColor;
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.drawImage(picture, 0, 0, canvas.width, canvas.height);
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'));
  if (!blob)
    throw new Error(`The picture of the chart was not made: ${canvas.width} × ${canvas.height} pixels are too many.`);
  return blob;
}

/** The SVG's text with its look written into it. */
function standAlone(svg: SVGSVGElement): string {
  const copy = svg.cloneNode(true);
  if (!(copy instanceof SVGSVGElement)) throw new Error('A copy of an SVG is none.');
  const originals = svg.querySelectorAll('*');
  for (const [index, element] of copy.querySelectorAll('*').entries()) {
    const original = originals[index];
    if (!original) continue;
    const style = getComputedStyle(original);
    for (const name of LOOK) element.setAttribute(name, style.getPropertyValue(name));
    element.removeAttribute('class');
  }
  return new XMLSerializer().serializeToString(copy);
}

async function loadImage(url: string): Promise<HTMLImageElement> {
  const image = new Image();
  image.src = url;
  await image.decode();
  return image;
}
