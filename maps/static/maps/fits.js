// Where a person may sit, in the order one would offer it: what fits first, what is barred last.

const KINDS = ['within', 'error', 'unknown', 'over', 'refused'];

/** Return rooms as offers: [{ uid, number, kind, sentence, area_m2, ... }], the nearest below the limit first. */
export function offersOf(fits) {
  const offers = Object.entries(fits).map(([uid, fit]) => ({ uid, ...fit }));
  const spare = ({ limit_m2: limit, area_m2: area }) => (limit === null ? 0 : Math.abs(limit - area));
  return offers.sort((one, other) => KINDS.indexOf(one.kind) - KINDS.indexOf(other.kind)
    || spare(one) - spare(other)
    || one.number.localeCompare(other.number, 'zh-Hans', { numeric: true }));
}

/** Return how many rooms there are of each kind. */
export function countsOf(fits) {
  const counts = Object.fromEntries(KINDS.map((kind) => [kind, 0]));
  for (const { kind } of Object.values(fits)) counts[kind] += 1;
  return counts;
}
