// Which rooms are picked: by click, by lasso, from the table; and what they come to.

/** Return the picked rooms after one more or one less. */
export function toggledIn(picked, uid) {
  const next = new Set(picked);
  if (!next.delete(uid)) next.add(uid);
  return next;
}

/** Return how many rooms are picked and their m². */
export function sumOfPicked(rooms, picked) {
  const found = rooms.filter((room) => picked.has(room.uid));
  const hundredths = found.reduce((sum, room) => sum + Math.round(room.area_m2 * 100), 0);
  return { rooms: found.length, area_m2: hundredths / 100, people: found.reduce((sum, room) => sum + room.occupants, 0) };
}

/** Return whether a point lies inside a line that is taken as closed. */
export function isInside([x, y], line) {
  let inside = false;
  for (let at = 0, before = line.length - 1; at < line.length; before = at, at += 1) {
    const [x1, y1] = line[before];
    const [x2, y2] = line[at];
    if (y1 > y !== y2 > y && x < x1 + ((y - y1) / (y2 - y1)) * (x2 - x1)) inside = !inside;
  }
  return inside;
}

/** Return the centre of gravity of a ring; of one without area, the middle of its corners. */
export function centreOf(ring) {
  const [x0, y0] = ring[0]; // counted from a corner, or small rooms far from the origin lose their figures
  const near = ring.map(([x, y]) => [x - x0, y - y0]);
  let [area, cx, cy] = [0, 0, 0];
  for (let at = 0, before = near.length - 1; at < near.length; before = at, at += 1) {
    const cross = near[before][0] * near[at][1] - near[at][0] * near[before][1];
    area += cross;
    cx += (near[before][0] + near[at][0]) * cross;
    cy += (near[before][1] + near[at][1]) * cross;
  }
  if (area === 0) return [0, 1].map((axis) => ring.reduce((sum, corner) => sum + corner[axis], 0) / ring.length);
  return [x0 + cx / (3 * area), y0 + cy / (3 * area)];
}

/** Return the rooms whose centre a lasso holds: [{ uid, centre }] and a line in the same units. */
export function caughtBy(line, rooms) {
  return new Set(line.length < 3 ? [] : rooms.filter(({ centre }) => isInside(centre, line)).map(({ uid }) => uid));
}
