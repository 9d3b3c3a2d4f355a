// A room's outline as a small drawing: north is up, so y is turned over.

const PAD = 0.12; // of the longer side: room for the line's own width
const LEAST_EDGE = 0.35; // of the longer side: shorter edges are not written on

/** Return the path and view box of an outline in metres, and the lengths of its long edges. */
export function sketch(outline) {
  const ring = isClosed(outline) ? outline.slice(0, -1) : outline;
  const xs = ring.map(([x]) => x);
  const ys = ring.map(([, y]) => -y);
  const [west, north] = [Math.min(...xs), Math.min(...ys)];
  const [width, height] = [Math.max(...xs) - west, Math.max(...ys) - north];
  const pad = Math.max(width, height) * PAD;
  const points = ring.map(([x, y]) => [x - west, -y - north]);
  return {
    viewBox: [-pad, -pad, width + 2 * pad, height + 2 * pad].map(short).join(' '),
    path: `M${points.map((point) => point.map(short).join(' ')).join('L')}Z`,
    edges: longEdges(points, Math.max(width, height) * LEAST_EDGE),
    size: Math.max(width, height),
  };
}

function isClosed(outline) {
  const [first, last] = [outline[0], outline.at(-1)];
  return outline.length > 1 && first[0] === last[0] && first[1] === last[1];
}

function longEdges(points, least) {
  const edges = points.map(([x1, y1], at) => {
    const [x2, y2] = points[(at + 1) % points.length];
    return { x: (x1 + x2) / 2, y: (y1 + y2) / 2, isUpright: Math.abs(y2 - y1) > Math.abs(x2 - x1), length: Math.hypot(x2 - x1, y2 - y1) };
  });
  return ['level', 'upright']
    .map((way) => edges.filter((edge) => edge.isUpright === (way === 'upright')))
    .map((some) => some.reduce((best, edge) => (best === null || edge.length > best.length ? edge : best), null))
    .filter((edge) => edge !== null && edge.length >= least)
    .map((edge) => ({ ...edge, text: edge.length.toFixed(2) }));
}

function short(number) {
  return Number(number.toFixed(3));
}
