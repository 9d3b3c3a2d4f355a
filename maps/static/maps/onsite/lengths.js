// Lengths as a laser meter shows them: metres with at most three decimals, kept as whole millimetres.

const SHORTEST_MM = 100;
const LONGEST_MM = 100_000;
const METRES = /^(\d{1,3})(?:\.(\d{1,3}))?$/;
const WIDE_DIGIT = /[０-９]/g;
const POINTS = /[．。，,]/g;

/** Return what was typed with plain digits and a point, however the keyboard writes them. */
export function plainNumber(text) {
  return text.trim()
    .replace(WIDE_DIGIT, (digit) => String.fromCharCode(digit.charCodeAt(0) - 0xfee0))
    .replace(POINTS, '.');
}

/** Return a length in millimetres, or null when no laser meter shows what was typed. */
export function millimetres(text) {
  const read = METRES.exec(plainNumber(text));
  if (read === null) return null;
  const length = Number(read[1]) * 1000 + Number((read[2] ?? '').padEnd(3, '0'));
  return length < SHORTEST_MM || length > LONGEST_MM ? null : length;
}

/** Return the metres that somebody may have typed as millimetres, or null. */
export function asIfMillimetres(text) {
  const read = /^\d{3,6}$/.exec(plainNumber(text));
  const length = read === null ? 0 : Number(read[0]);
  return length <= LONGEST_MM / 1000 || length > LONGEST_MM ? null : metres(length);
}

/** Return a length in metres as it is sent and shown. */
export function metres(length) {
  return `${Math.floor(length / 1000)}.${String(length % 1000).padStart(3, '0')}`;
}
