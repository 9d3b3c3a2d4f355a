// What vector tiles say of buildings and rooms around, as values: addresses, rooms, places in a tile.

/** Zooms with rooms in their tiles; beyond the deepest the same tiles are drawn larger. */
export const ROOMS_FROM = 14;
export const DEEPEST = 18;
/** The zoom from which lines between rooms are drawn; below they would cover the rooms. */
export const LINES_FROM = 16;

/** Return the address of a tile on a day, with the rooms of the storey of a number. */
export function tileAddress(template, { x, y, z }, { day, ordinal }) {
  const place = template.replace('{z}', z).replace('{x}', x).replace('{y}', y);
  const asked = new URLSearchParams({ ordinal: String(ordinal), ...(day === undefined ? {} : { on: day }) });
  return `${place}?${asked}`;
}

/** Return a room as a floor tells it: a tile leaves out what is nothing. */
export function roomOf(properties) {
  return { organisation: null, idle_months: null, occupants: 0, number: '', name: '', title: 'unregistered', ...properties };
}

/** Return rooms by the state a theme gives them; those of one building are left out. */
export function byState(rooms, theme, without) {
  const groups = new Map();
  for (const each of rooms) {
    if (each.room.building === without) continue;
    const state = theme.stateOf(each.room);
    if (!groups.has(state)) groups.set(state, []);
    groups.get(state).push(each);
  }
  return groups;
}

/** Return the tile a point of the world lies in, and where in it, in units of its extent. */
export function placeInTile({ x, y }, size, extent) {
  const tile = { x: Math.floor(x / size), y: Math.floor(y / size) };
  return { ...tile, at: [((x / size) - tile.x) * extent, ((y / size) - tile.y) * extent] };
}
