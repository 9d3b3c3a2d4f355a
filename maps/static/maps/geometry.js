// Shapes in pixels: where a label stands in a room, whether it fits, how circles give way to each other.

/** Return where a horizontal line at y crosses a ring, from left to right. */
export function crossings(ring, y) {
  const found = [];
  for (let at = 0, before = ring.length - 1; at < ring.length; before = at, at += 1) {
    const [x1, y1] = ring[before];
    const [x2, y2] = ring[at];
    if (y1 > y !== y2 > y) found.push(x1 + ((y - y1) / (y2 - y1)) * (x2 - x1));
  }
  return found.sort((one, other) => one - other);
}

/** Return the widest stretch of a horizontal line that lies inside some rings: [from, to], or null. */
export function widestStretch(rings, y) {
  const found = rings.flatMap((ring) => crossings(ring, y)).sort((one, other) => one - other);
  let widest = null;
  for (let at = 0; at + 1 < found.length; at += 2) {
    const stretch = [found[at], found[at + 1]];
    if (widest === null || stretch[1] - stretch[0] > widest[1] - widest[0]) widest = stretch;
  }
  return widest;
}

const SCAN_LINES = 10;

/** Return the middle of the place in a shape where a label of a width and height has most room, or null. */
export function labelSpot(rings, { width, height }) {
  const ys = rings[0].map(([, y]) => y);
  const [top, bottom] = [Math.min(...ys), Math.max(...ys)];
  if (bottom - top < height) return null;
  let best = null;
  for (let line = 1; line < SCAN_LINES; line += 1) {
    const y = top + ((bottom - top) * line) / SCAN_LINES;
    const spot = freeSpot(rings, y, height);
    if (spot === null || spot.width < width || y - top < height / 2 || bottom - y < height / 2) continue;
    const score = Math.min(spot.width, 3 * width) - Math.abs(y - (top + bottom) / 2) * 0.5;
    if (best === null || score > best.score) best = { x: spot.x, y, score };
  }
  return best === null ? null : [best.x, best.y];
}

function freeSpot(rings, y, height) {
  const lines = [y - height / 2 + 0.01, y, y + height / 2 - 0.01].map((at) => widestStretch(rings, at));
  if (lines.includes(null)) return null;
  const left = Math.max(...lines.map(([from]) => from));
  const right = Math.min(...lines.map(([, to]) => to));
  return right <= left ? null : { x: (left + right) / 2, width: right - left };
}

const ROUNDS = 24;
const APART_PX = 6;

/** Return circles moved just so far that none lies upon another; each keeps its neighbourhood. */
export function spread(circles) {
  const moved = circles.map((circle, index) => ({ ...circle, x: circle.x + index * 0.01, y: circle.y }));
  for (let round = 0; round < ROUNDS; round += 1) {
    moved.forEach((one, index) => moved.slice(index + 1).forEach((other) => part(one, other)));
  }
  return moved;
}

function part(one, other) {
  const [dx, dy] = [other.x - one.x, other.y - one.y];
  const distance = Math.hypot(dx, dy) || 0.01;
  const overlap = one.radius + other.radius + APART_PX - distance;
  if (overlap <= 0) return;
  const [px, py] = [(dx / distance) * (overlap / 2), (dy / distance) * (overlap / 2)];
  Object.assign(one, { x: one.x - px, y: one.y - py });
  Object.assign(other, { x: other.x + px, y: other.y + py });
}

const WIDE_FROM = 0x2e80; // Chinese characters and what stands with them
const WIDE_EM = 1.03;
const NARROW_EM = 0.58;

/** Return about how wide a text is in ems, which is enough to tell whether it fits a room. */
export function textWidth(text) {
  return [...text].reduce((sum, letter) => sum + (letter.codePointAt(0) >= WIDE_FROM ? WIDE_EM : NARROW_EM), 0);
}

const LARGE = { em: 11, line: 14, pad: 4 }; // pixels
const SMALL = { em: 9.5, line: 11, pad: 1 };

/** Return the longest label that fits a shape, its first line in small print when nothing else does, or null. */
export function fittingLabel(rings, lines) {
  for (let kept = lines.length; kept > 0; kept -= 1) {
    const fit = placed(rings, lines.slice(0, kept), LARGE);
    if (fit !== null) return { ...fit, isSmall: false };
  }
  const fit = placed(rings, lines.slice(0, 1), SMALL);
  return fit === null ? null : { ...fit, isSmall: true };
}

function placed(rings, lines, { em, line, pad }) {
  const width = Math.max(...lines.map(textWidth)) * em + pad;
  const height = lines.length * line;
  const spot = labelSpot(rings, { width, height: height + pad });
  return spot === null ? null : { lines, x: spot[0], y: spot[1], width, height };
}
