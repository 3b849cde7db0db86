/** A drawing as a picture file. */

/** Twice the drawing's size, so that text stays sharp on good screens and in print. */
const scale = 2;
const largestSide = 12_000;

/** Errors: rejects when the browser cannot draw it, which a drawing beyond its canvas limits gives. */
export async function toPng(svg: string): Promise<Blob> {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await image.decode();
  const factor = Math.min(scale, largestSide / Math.max(image.width, image.height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.ceil(image.width * factor);
  canvas.height = Math.ceil(image.height * factor);
  const context = canvas.getContext('2d');
  if (!context) throw new Error('This browser gives no canvas to draw on.');
  context.fillStyle = '#ffffff';
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve, reject) =>
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('The drawing is too large for a picture.'))), 'image/png'),
  );
}
