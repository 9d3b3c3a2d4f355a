// The legend: what is on the floor by state, and which states are looked at. No state chosen means all.

import { STATES } from './styles.js';

/** Return whether rooms of a state are looked at. */
export function isShown(chosen, state) {
  return chosen.size === 0 || chosen.has(state);
}

/** Return the chosen states after a click on one; choosing all of them is choosing none. */
export function toggled(chosen, state, present) {
  const next = new Set(chosen);
  if (!next.delete(state)) next.add(state);
  return next.size === present.length ? new Set() : next;
}

/** Return the legend's rows in order, each with whether it is looked at. */
export function legendRows(legend, chosen) {
  const found = new Map(legend.map((row) => [row.state, row]));
  return STATES.filter((state) => found.has(state)).map((state) => ({
    ...found.get(state),
    isPressed: chosen.has(state),
    isShown: isShown(chosen, state),
  }));
}

/** Return the legend of a wider place from its totals; what is neither over, idle nor unassessed is in order. */
export function legendOfTotals(totals) {
  const rest = totals.rooms - totals.over_rooms - totals.idle_rooms - totals.unassessed_rooms;
  const rows = [
    { state: 'over', rooms: totals.over_rooms, area_m2: totals.excess_m2, isExcess: true },
    { state: 'within', word: 'rest', rooms: Math.max(0, rest), area_m2: null },
    { state: 'idle', rooms: totals.idle_rooms, area_m2: totals.idle_m2 },
    { state: 'unassessed', rooms: totals.unassessed_rooms, area_m2: null },
  ];
  return rows.filter((row) => row.rooms > 0).map((row) => ({ ...row, isSum: true }));
}
