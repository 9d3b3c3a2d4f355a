// The window of a drawing in SVG numbers: { x, y, width, height }.

const CLOSEST = 40; // times the whole

/** Return the window an attribute such as "0 0 60 16" states. */
export function readWindow(text) {
  const [x, y, width, height] = text.trim().split(/[\s,]+/).map(Number);
  return { x, y, width, height };
}

/** Return a window as the attribute states it. */
export function writeWindow({ x, y, width, height }) {
  return [x, y, width, height].map((value) => Number(value.toFixed(3))).join(' ');
}

/** Return the window so many times closer about a point, never wider than the whole nor closer than sensible. */
export function closer(window, times, { x, y }, whole) {
  const width = Math.min(whole.width, Math.max(whole.width / CLOSEST, window.width / times));
  const scale = width / window.width;
  return within({ x: x - (x - window.x) * scale, y: y - (y - window.y) * scale, width, height: window.height * scale }, whole);
}

/** Return the window moved by a distance, without leaving the whole. */
export function shifted(window, dx, dy, whole) {
  return within({ ...window, x: window.x + dx, y: window.y + dy }, whole);
}

/** Return the window so many times closer than the whole, with a point in its middle. */
export function centredOn({ x, y }, times, whole) {
  const [width, height] = [whole.width / times, whole.height / times];
  return within({ x: x - width / 2, y: y - height / 2, width, height }, whole);
}

function within(window, whole) {
  const hold = (value, from, to) => Math.min(Math.max(value, from), Math.max(from, to));
  return {
    ...window,
    x: hold(window.x, whole.x, whole.x + whole.width - window.width),
    y: hold(window.y, whole.y, whole.y + whole.height - window.height),
  };
}
