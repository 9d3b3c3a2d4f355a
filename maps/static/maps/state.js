// What the page shows, as a value and as an address: ?floor=12&room=…&on=2025-01-31.
//
// The narrowest place named wins; what contains it is asked for, not carried in the address.

const SHAPES = {
  region: /^[1-9]\d{5}(\d{3}){0,2}$/,
  courtyard: /^[\w-]{1,40}$/,
  building: /^[\w-]{1,40}$/,
  floor: /^\d{1,12}$/,
  room: /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i,
  on: /^\d{4}-\d{2}-\d{2}$/,
};

/** Places from the widest to the narrowest. */
export const PLACES = ['region', 'courtyard', 'building', 'floor'];

/** Return the state an address asks for; what is malformed in it is left out. */
export function readState(search) {
  const asked = new URLSearchParams(search);
  const known = Object.entries(SHAPES).filter(([name, shape]) => shape.test(asked.get(name) ?? ''));
  return Object.fromEntries(known.map(([name]) => [name, asked.get(name)]));
}

/** Return the address of a state, the same one for the same state. */
export function writeState(state) {
  const kept = Object.keys(SHAPES).filter((name) => state[name] !== undefined && state[name] !== null);
  const query = new URLSearchParams(kept.map((name) => [name, String(state[name])]));
  return kept.length === 0 ? './' : `?${query}`;
}

/** Return which kind of place a state shows. */
export function levelOf(state) {
  return PLACES.findLast((place) => state[place] !== undefined) ?? 'region';
}

/** Return the state that shows another place on the same day, with no room chosen. */
export function movedTo(state, place) {
  return state.on === undefined ? { ...place } : { ...place, on: state.on };
}

/** Return the state with a room chosen, or with none. */
export function choosing(state, uid) {
  const { room, ...rest } = state;
  return uid === null ? rest : { ...rest, room: uid };
}

/** Return a moment's day where the reader is, as 2025-01-31. */
export function dayOf(moment) {
  const parts = [moment.getFullYear(), moment.getMonth() + 1, moment.getDate()];
  return parts.map((part) => String(part).padStart(2, '0')).join('-');
}

/** Return the state on another day; today needs no mention. */
export function onDay(state, day, today) {
  const { on, ...rest } = state;
  return day === today || day === '' ? rest : { ...rest, on: day };
}
