// What the map may be coloured by: each theme is one table from state to colour and pattern.
//
// theme   { name, states, stateOf(room), looks }: states gravest or fullest first, the legend's order
// look    { colour, line, pattern, bar }: tokens of vars.css, and a pattern for print and for eyes that
//         do not tell the colours apart

/** The themes in the order of the switch. */
export const THEMES = ['standard', 'occupancy', 'idle', 'organisation', 'use', 'title', 'person'];

const look = (colour, pattern = 'plain', line = `${colour}-line`) => ({
  colour: `var(--${colour})`, line: `var(--${line})`, pattern, bar: pattern === 'plain' ? `var(--${colour})` : `var(--${line})`,
});

const PASSAGES = look('circulation');
const NOTHING = look('unassessed');

const STANDARD = {
  over: look('over'), measuring_error: look('error', 'hatch'), within: look('within'),
  idle: look('idle', 'dots'), unassessed: NOTHING, circulation: PASSAGES,
};

const OCCUPANCY = {
  seated: look('tone-1'), empty: look('tone-5', 'hatch'), idle: look('idle', 'dots'), common: NOTHING, circulation: PASSAGES,
};

const IDLE = {
  idle_24: look('age-4', 'cross'), idle_12: look('age-3', 'hatch'), idle_6: look('age-2', 'rows'), idle_0: look('age-1', 'dots'),
  in_use: look('quiet'), circulation: PASSAGES,
};

const USE = {
  office: look('tone-1'), service: look('tone-2', 'hatch'), equipment: look('tone-3', 'cross'), auxiliary: look('tone-4', 'dots'),
  technical: look('tone-6', 'rows'), unknown: look('unassessed', 'back'), circulation: PASSAGES,
};

const TITLE = {
  restricted: look('tone-5', 'cross'), in_case: look('tone-6', 'rows'), unclear: look('tone-8', 'back'), unregistered: look('unassessed', 'rings'),
  filed: look('tone-3', 'dots'), old_paper: look('tone-4', 'columns'), to_transfer: look('tone-2', 'hatch'), unified: look('tone-1'),
  circulation: PASSAGES,
};

const PERSON = {
  m2_24: look('ramp-5', 'cross'), m2_18: look('ramp-4', 'back'), m2_12: look('ramp-3', 'hatch'), m2_9: look('ramp-2', 'rows'), m2_0: look('ramp-1'),
  nobody: look('quiet', 'dots', 'unassessed-line'), circulation: PASSAGES,
};

const FITS = {
  within: look('within'), error: look('error', 'hatch'), over: look('over'), unknown: look('idle', 'dots'), refused: look('unassessed', 'cross'),
  circulation: PASSAGES,
};

const CHANGES = {
  added: look('tone-1', 'dots'), removed: look('tone-5', 'cross'), area: look('tone-2', 'hatch'), organisation: look('tone-6', 'rows'),
  occupants: look('tone-3', 'back'), use: look('tone-4', 'columns'), number: look('tone-7', 'rings'), same: look('quiet'), circulation: PASSAGES,
};

/** Months from which a room has been idle for so long; the first that is reached names it. */
const IDLE_FROM = [24, 12, 6, 0];
/** m² for each person from which a room is of a class: the limits of 表3 lie at 9, 12, 18 and 24. */
const PERSON_FROM = [24, 18, 12, 9, 0];

const isPassage = (room) => room.state === 'circulation';

/** Return what a room is as to who is in it. */
export function occupancyOf(room) {
  if (isPassage(room)) return 'circulation';
  if (room.occupants > 0) return 'seated';
  if (room.idle_months !== null && room.idle_months !== undefined) return 'idle';
  return room.organisation !== null && room.use === 'office' ? 'empty' : 'common';
}

/** Return for how long a room has been idle, as a class. */
export function idleOf(room) {
  if (isPassage(room)) return 'circulation';
  if (room.occupants > 0 || room.idle_months === null || room.idle_months === undefined) return 'in_use';
  return `idle_${IDLE_FROM.find((months) => room.idle_months >= months)}`;
}

/** Return the m² each person in a room has, or null when nobody sits there. */
export function perPerson(room) {
  return room.occupants > 0 ? room.area_m2 / room.occupants : null;
}

/** Return how much room each person has, as a class; a class ends where a limit is reached. */
export function personOf(room) {
  if (isPassage(room)) return 'circulation';
  const each = perPerson(room);
  return each === null ? 'nobody' : `m2_${PERSON_FROM.find((from) => each > from)}`;
}

const fixed = (name, looks, stateOf) => ({ name, looks, stateOf, states: Object.keys(looks), isNamed: false });
const known = (looks, state, other) => (state in looks ? state : other);

const TABLES = {
  standard: fixed('standard', STANDARD, (room) => known(STANDARD, room.state, 'unassessed')),
  occupancy: fixed('occupancy', OCCUPANCY, occupancyOf),
  idle: fixed('idle', IDLE, idleOf),
  use: fixed('use', USE, (room) => (isPassage(room) ? 'circulation' : known(USE, room.use, 'unknown'))),
  title: fixed('title', TITLE, (room) => (isPassage(room) ? 'circulation' : known(TITLE, room.title, 'unregistered'))),
  person: fixed('person', PERSON, personOf),
  changes: fixed('changes', CHANGES, (room) => (isPassage(room) ? 'circulation' : known(CHANGES, room.change, 'same'))),
};

const TONES = 8;
const MARKS = ['plain', 'hatch', 'dots', 'back', 'rows', 'cross', 'columns', 'rings'];

/** Return the look of the nth of many: eight colours with eight patterns, no pair twice in sixty-four. */
export function nthLook(n) {
  return look(`tone-${(n % TONES) + 1}`, MARKS[(n + Math.floor(n / TONES)) % TONES]);
}

/** Return a number a name always has, so that an organisation keeps its colour from floor to floor. */
export function numberOf(name) {
  return [...name].reduce((sum, letter) => (sum * 31 + letter.codePointAt(0)) % 9973, 7);
}

/** Return a place among so many for each name: its own when free, else the next free one. */
export function placesOf(names, among) {
  const taken = new Map();
  for (const name of [...names].sort()) {
    let place = numberOf(name) % among;
    while (taken.size < among && [...taken.values()].includes(place)) place = (place + 1) % among;
    taken.set(name, place);
  }
  return taken;
}

function byOrganisation(rooms) {
  const names = new Set(rooms.filter((room) => !isPassage(room) && room.organisation).map((room) => room.organisation));
  const places = placesOf(names, TONES * TONES);
  const looks = Object.fromEntries([...names].map((name) => [name, nthLook(places.get(name))]));
  return {
    name: 'organisation',
    isNamed: true,
    looks: { ...looks, '': look('quiet', 'dots', 'unassessed-line'), circulation: PASSAGES },
    states: [...names].sort((one, other) => one.localeCompare(other, 'zh-Hans')).concat('', 'circulation'),
    stateOf: (room) => (isPassage(room) ? 'circulation' : (room.organisation ?? '')),
  };
}

/** Return a theme for some rooms; what nobody knows is the standard's. */
export function themeOf(name, rooms = []) {
  return name === 'organisation' ? byOrganisation(rooms) : (TABLES[name] ?? TABLES.standard);
}

/** Return the theme that shows where a person may sit, from what the server says of each room. */
export function fitTheme(fits) {
  return fixed('fit', FITS, (room) => (isPassage(room) ? 'circulation' : known(FITS, fits[room.uid]?.kind, 'refused')));
}

/** Return the name of a pattern in the page: one for each colour it is drawn over. */
export function patternId({ colour, pattern }) {
  return pattern === 'plain' ? null : `p-${pattern}-${colour.replace(/^var\(--|\)$/g, '')}`;
}

/** Return what fills a shape of a look. */
export function fillOf(one) {
  const id = patternId(one);
  return id === null ? one.colour : `url(#${id})`;
}

/** Return how Leaflet draws a room of a look; a room the legend leaves out stays as a faint outline. */
export function shapeOf(one, { isShown = true, isPassage: isThin = false } = {}) {
  return {
    fill: true,
    fillColor: isShown ? fillOf(one) : PASSAGES.colour,
    fillOpacity: 1,
    color: isShown ? one.line : PASSAGES.line,
    opacity: isShown ? 1 : 0.7,
    weight: isThin ? 0.75 : 1.25,
  };
}

/** Return what a state of a theme is called. */
export function stateName(theme, state, say) {
  if (theme.isNamed && state !== '' && state !== 'circulation') return state;
  return say(state === 'circulation' ? 'state_circulation' : `${theme.name}_${state || 'none'}`);
}
