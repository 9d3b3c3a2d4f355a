// What the page shows, as a value and as an address: ?floor=12&room=…&on=2025-01-31&theme=use.
//
// The narrowest place named wins; what contains it is asked for, not carried in the address.

const DAY = /^\d{4}-\d{2}-\d{2}$/;

const SHAPES = {
  region: /^[1-9]\d{5}(\d{3}){0,2}$/,
  courtyard: /^[\w-]{1,40}$/,
  building: /^[\w-]{1,40}$/,
  floor: /^\d{1,12}$/,
  room: /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i,
  tab: /^(people|area|title|past|findings|documents)$/,
  pick: /^[0-9a-f]{8}(\.[0-9a-f]{8}){0,299}$/,
  on: DAY,
  with: DAY,
  theme: /^(occupancy|idle|organisation|use|title|person)$/,
  show: /^[^<>]{0,300}$/,
  view: /^all$/,
  side: /^people$/,
  sort: /^-?\w{1,20}$/,
};

/** Places from the widest to the narrowest. */
export const PLACES = ['region', 'courtyard', 'building', 'floor'];

// What stays when one goes to another place: how one looks, not what one looks at.
const STAYS = ['tab', 'on', 'with', 'theme', 'show', 'side', 'sort'];
// What changes nothing of what is asked for from the server.
const LOOKS_ONLY = ['room', 'tab', 'pick', 'theme', 'show', 'side', 'sort'];

/** Return the state an address asks for; what is malformed in it is left out. */
export function readState(search) {
  const asked = new URLSearchParams(search);
  const known = Object.entries(SHAPES).filter(([name, shape]) => asked.has(name) && shape.test(asked.get(name)));
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

/** Return a state with some of its parts set, or left out where the value is null or undefined. */
export function withParts(state, parts) {
  return Object.fromEntries(Object.entries({ ...state, ...parts }).filter(([, value]) => value !== null && value !== undefined));
}

/** Return the state that shows another place on the same day in the same colours, with no room chosen. */
export function movedTo(state, place) {
  const stays = Object.fromEntries(STAYS.filter((name) => state[name] !== undefined).map((name) => [name, state[name]]));
  return { ...stays, ...place };
}

/** Return the state with a room chosen, or with none. */
export function choosing(state, uid) {
  return withParts(state, { room: uid });
}

/** Return whether two states are drawn from the same answers of the server. */
export function asksTheSame(one, other) {
  const asked = (state) => {
    const kept = Object.entries(state).filter(([name]) => !LOOKS_ONLY.includes(name));
    // A wider place is told more when idle rooms are looked at.
    return writeState(Object.fromEntries(kept)) + (levelOf(state) !== 'floor' && state.theme === 'idle' ? '+idle' : '');
  };
  return asked(one) === asked(other);
}

const BETWEEN = '~';

/** Return the states of the legend that are looked at, as a set. */
export function readShow(text) {
  return new Set(text === undefined ? [] : text.split(BETWEEN));
}

/** Return the states that are looked at as an address carries them; none is no part of it. */
export function writeShow(chosen) {
  return chosen.size === 0 ? null : [...chosen].join(BETWEEN);
}

const SHORT = 8; // letters of a uid: enough to tell the rooms of one floor apart

/** Return the rooms of a floor that an address has picked, by the beginnings of their uids. */
export function readPick(text, uids) {
  const heads = new Set(text === undefined ? [] : text.split('.'));
  return new Set(uids.filter((uid) => heads.has(uid.slice(0, SHORT))));
}

/** Return picked rooms as an address carries them. */
export function writePick(uids) {
  return uids.size === 0 ? null : [...uids].map((uid) => uid.slice(0, SHORT)).join('.');
}

/** Return the order an address asks for. */
export function readOrder(text, usual) {
  if (text === undefined) return usual;
  return text.startsWith('-') ? { key: text.slice(1), isDescending: true } : { key: text, isDescending: false };
}

/** Return an order as an address carries it. */
export function writeOrder({ key, isDescending }) {
  return `${isDescending ? '-' : ''}${key}`;
}

/** Return a moment's day where the reader is, as 2025-01-31. */
export function dayOf(moment) {
  const parts = [moment.getFullYear(), moment.getMonth() + 1, moment.getDate()];
  return parts.map((part) => String(part).padStart(2, '0')).join('-');
}

/** Return the state on another day; today needs no mention. */
export function onDay(state, day, today) {
  return withParts(state, { on: day === today || day === '' ? null : day });
}
