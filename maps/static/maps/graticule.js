// The net of meridians and parallels that is drawn when there is no base map. Everything in degrees.

// Steps of the net in seconds of arc, so that every line falls on a whole figure.
const STEPS = [
  0.05, 0.1, 0.25, 0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 18000, 36000, 108000,
];

/** Return the step in seconds that puts at most so many lines across a span of degrees. */
export function stepFor(span, lines) {
  return STEPS.find((step) => (span * 3600) / step <= lines) ?? STEPS.at(-1);
}

/** Return the figures between two degrees at which lines of a step stand, in seconds. */
export function marks(from, to, step) {
  const first = Math.ceil((from * 3600) / step);
  const last = Math.floor((to * 3600) / step);
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => (first + index) * step);
}

/** Return an angle as 116°23′45″E, with as many parts as the step needs. */
export function angle(seconds, step, [positive, negative]) {
  const all = Math.round(Math.abs(seconds) * 100) / 100;
  const side = seconds < 0 ? negative : positive;
  const degrees = Math.floor(all / 3600);
  const minutes = Math.floor((all - degrees * 3600) / 60);
  const rest = all - degrees * 3600 - minutes * 60;
  const parts = [`${degrees}°`];
  if (step < 3600) parts.push(`${String(minutes).padStart(2, '0')}′`);
  if (step < 60) parts.push(`${rest.toFixed(step < 1 ? 2 : 0).padStart(step < 1 ? 5 : 2, '0')}″`);
  return parts.join('') + side;
}
