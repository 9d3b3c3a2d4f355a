// Photos made small enough to keep and send; drawn anew, they carry no place and no camera.

const LONGEST_PX = 1600;
const QUALITY = 0.8;

/** Return how large a picture is drawn: its longer side is 1600 pixels at most. */
export function fitted(width, height) {
  const shrink = Math.min(1, LONGEST_PX / Math.max(width, height));
  return { width: Math.max(1, Math.round(width * shrink)), height: Math.max(1, Math.round(height * shrink)) };
}

/** Return a picture as a small upright JPEG. */
export async function smallJpeg(file) {
  const picture = await createImageBitmap(file, { imageOrientation: 'from-image' });
  const canvas = Object.assign(document.createElement('canvas'), fitted(picture.width, picture.height));
  canvas.getContext('2d').drawImage(picture, 0, 0, canvas.width, canvas.height);
  picture.close();
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob === null ? reject(new Error('no picture')) : resolve(blob)), 'image/jpeg', QUALITY);
  });
}

/** Draw a kept picture into a canvas of a given width; the page's policy knows no blob addresses. */
export async function drawThumbnail(canvas, blob) {
  const picture = await createImageBitmap(blob, { resizeWidth: 160 });
  Object.assign(canvas, { width: picture.width, height: picture.height });
  canvas.getContext('2d').drawImage(picture, 0, 0);
  picture.close();
}
