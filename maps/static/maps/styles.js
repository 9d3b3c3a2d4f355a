// How things look: a table from state to colours and pattern, and sizes from numbers.
//
// Colours are the names of tokens in vars.css; patterns are defined once in the page.

/** The states of a room, gravest first: the order of the legend. */
export const STATES = ['over', 'measuring_error', 'within', 'idle', 'unassessed', 'circulation'];

/** Fill and line of a room, and the plain colour of a bar or ring too thin for a pattern. */
export const LOOKS = {
  over: { fill: 'var(--over)', line: 'var(--over-line)', bar: 'var(--over)' },
  measuring_error: { fill: 'url(#hatching)', line: 'var(--error-line)', bar: 'var(--error-line)' },
  within: { fill: 'var(--within)', line: 'var(--within-line)', bar: 'var(--within)' },
  idle: { fill: 'url(#dots)', line: 'var(--idle-line)', bar: 'var(--idle-line)' },
  unassessed: { fill: 'var(--unassessed)', line: 'var(--unassessed-line)', bar: 'var(--unassessed-bar)' },
  circulation: { fill: 'var(--circulation)', line: 'var(--circulation-line)', bar: 'var(--circulation)' },
};

/** Return how Leaflet draws a room of a state; a room the legend leaves out stays as a faint outline. */
export function roomLook(state, { isShown = true } = {}) {
  const look = LOOKS[state] ?? LOOKS.unassessed;
  const isSpace = state === 'circulation';
  return {
    fill: true,
    fillColor: isShown ? look.fill : 'var(--circulation)',
    fillOpacity: 1,
    color: isShown ? look.line : 'var(--circulation-line)',
    opacity: isShown ? 1 : 0.7,
    weight: isSpace ? 0.75 : 1.25,
  };
}

const SMALLEST_PX = 19;
const LARGEST_PX = 46;

/** Return a circle's radius in pixels: its area grows with the number of rooms. */
export function circleRadius(rooms, most) {
  if (rooms <= 0 || most <= 0) return SMALLEST_PX;
  return Math.round(Math.max(SMALLEST_PX, LARGEST_PX * Math.sqrt(rooms / most)));
}

/** Return what share of the rooms each state has, as parts of one: over, idle, unassessed, and the rest. */
export function shares(totals) {
  const all = Math.max(totals.rooms, 1);
  const parts = [
    { state: 'over', share: totals.over_rooms / all },
    { state: 'idle', share: totals.idle_rooms / all },
    { state: 'unassessed', share: totals.unassessed_rooms / all },
  ];
  const named = parts.reduce((sum, part) => sum + part.share, 0);
  const rest = { state: 'within', share: totals.rooms === 0 ? 0 : Math.max(0, 1 - named) };
  return [...parts, rest].filter((part) => part.share > 0);
}

/** Return the arcs of a ring as pieces of its length, beginning at twelve o'clock. */
export function ringArcs(parts, radius) {
  const length = 2 * Math.PI * radius;
  let before = 0;
  return parts.map(({ state, share }) => {
    const arc = { state, dash: `${(share * length).toFixed(2)} ${length.toFixed(2)}`, offset: (0 - before * length).toFixed(2) };
    before += share;
    return arc;
  });
}
