// The legend: what is there by state of the theme, and which states are looked at. None chosen means all.

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

/** Return how many rooms and m² there are of each state of a theme, in the theme's order. */
export function counted(rooms, theme) {
  const sums = new Map(theme.states.map((state) => [state, { state, rooms: 0, hundredths: 0 }]));
  for (const room of rooms) {
    const sum = sums.get(theme.stateOf(room));
    sum.rooms += 1;
    sum.hundredths += Math.round(room.area_m2 * 100);
  }
  return [...sums.values()].filter((sum) => sum.rooms > 0).map(({ state, rooms: n, hundredths }) => ({ state, rooms: n, area_m2: hundredths / 100 }));
}

/** Return the legend's rows, each with whether it is chosen and whether it is looked at. */
export function legendRows(rows, chosen) {
  return rows.map((row) => ({ ...row, isPressed: chosen.has(row.state), isShown: isShown(chosen, row.state) }));
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
