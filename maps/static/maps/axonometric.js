// A building's floors one above the other, drawn without perspective: lengths along a wall stay true.

const METRES_PER_DEGREE = 111_320;
const LEAN = 0.42; // how far a metre of depth moves to the right
const DEPTH = 0.5; // how high a metre of depth is drawn
const GAP_M = 2.5; // between the back of a floor and the front of the one above
const UNITS_PER_M = 10; // of the drawing: about a pixel each, so that patterns keep their grain

/** Return a function from [lon, lat] to metres east and north of a point. */
export function localMetres([lon0, lat0]) {
  const scale = Math.cos((lat0 * Math.PI) / 180) * METRES_PER_DEGREE;
  return ([lon, lat]) => [(lon - lon0) * scale, (lat - lat0) * METRES_PER_DEGREE];
}

/** Return the angle of a ring's longest edge, between −90° and 90°, in radians. */
export function longestEdgeAngle(ring) {
  let [longest, angle] = [0, 0];
  for (let at = 1; at < ring.length; at += 1) {
    const [dx, dy] = [ring[at][0] - ring[at - 1][0], ring[at][1] - ring[at - 1][1]];
    const length = Math.hypot(dx, dy);
    if (length > longest + 1e-9) [longest, angle] = [length, Math.atan2(dy, dx)];
  }
  if (angle > Math.PI / 2) return angle - Math.PI;
  return angle <= -Math.PI / 2 ? angle + Math.PI : angle;
}

/** Return a function that turns a point about the origin. */
export function turned(angle) {
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  return ([x, y]) => [x * cos - y * sin, x * sin + y * cos];
}

const outerRings = (geometry) => (geometry.type === 'MultiPolygon' ? geometry.coordinates.map(([outer]) => outer) : [geometry.coordinates[0]]);

const ringsOf = (geometry) => (geometry.type === 'MultiPolygon' ? geometry.coordinates.flat() : geometry.coordinates);

const bounds = (points) => ({
  west: Math.min(...points.map(([x]) => x)), east: Math.max(...points.map(([x]) => x)),
  south: Math.min(...points.map(([, y]) => y)), north: Math.max(...points.map(([, y]) => y)),
});

/** Return the stacked floors: { width, height, floors: [{ outline, rooms: [{ room, path }], low }] }; topmost first. */
export function stackOf(floors) {
  const drawn = floors.filter((floor) => floor.features.length > 0);
  const shapes = drawn.flatMap((floor) => (floor.outline ? outerRings(floor.outline) : floor.features.map(({ geometry }) => outerRings(geometry)[0])));
  if (shapes.length === 0) return { width: 0, height: 0, floors: [] };
  const metres = localMetres(shapes[0][0]);
  const turn = turned(-longestEdgeAngle(shapes[0].map(metres)));
  const flat = (point) => turn(metres(point));
  const all = bounds(shapes.flat().map(flat));
  const depth = all.north - all.south;
  const rise = depth * DEPTH + GAP_M;
  const place = (level) => (point) => {
    const [x, y] = flat(point);
    return [(x - all.west + (y - all.south) * LEAN) * UNITS_PER_M, ((all.north - y) * DEPTH + level * rise) * UNITS_PER_M];
  };
  return {
    width: (all.east - all.west + depth * LEAN) * UNITS_PER_M,
    height: (depth * DEPTH + rise * (drawn.length - 1)) * UNITS_PER_M,
    floors: drawn.map((floor, level) => ({
      ...floor,
      outline: floor.outline ? pathOf(ringsOf(floor.outline), place(level)) : '',
      rooms: floor.features.map(({ geometry, properties }) => ({ room: properties, path: pathOf(ringsOf(geometry), place(level)) })),
      low: (level * rise + depth * DEPTH) * UNITS_PER_M,
    })),
  };
}

/** Return rings as the path of an SVG, to a tenth of a unit. */
export function pathOf(rings, place) {
  return rings.map((ring) => `M${ring.map((point) => place(point).map((value) => value.toFixed(1)).join(' ')).join('L')}Z`).join('');
}
