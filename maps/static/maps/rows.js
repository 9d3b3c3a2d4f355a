// The table under the map: the same values as the map, in an order one chooses.

import { isShown } from './legend.js';

/** What is told of the rooms of a floor. */
export const COLUMNS = [
  { key: 'number' },
  { key: 'name' },
  { key: 'organisation' },
  { key: 'occupants', isNumber: true },
  { key: 'area_m2', isArea: true },
  { key: 'limit_m2', isArea: true },
  { key: 'excess_m2', isArea: true },
  { key: 'state' },
];

/** What is told of idle rooms of a wider place. */
export const IDLE_COLUMNS = [
  { key: 'number' },
  { key: 'name' },
  { key: 'building' },
  { key: 'floor' },
  { key: 'area_m2', isArea: true },
  { key: 'idle_since' },
  { key: 'idle_months', isNumber: true },
  { key: 'state' },
];

/** What is told of rooms on two days. */
export const CHANGE_COLUMNS = [{ key: 'number' }, { key: 'name' }, { key: 'state' }, { key: 'was' }, { key: 'now' }];

const inWords = new Intl.Collator('zh-Hans', { numeric: true });

/** Return the rooms that the legend leaves in; passages and what did not change are left out unless asked for. */
export function tableRows(rooms, theme, chosen, leftOut = ['circulation']) {
  return rooms.filter((room) => {
    const state = theme.stateOf(room);
    return isShown(chosen, state) && (!leftOut.includes(state) || chosen.has(state));
  });
}

function compared(one, other) {
  return typeof one === 'number' ? one - other : inWords.compare(one, other);
}

function isMissing(value) {
  return value === null || value === undefined || value === '';
}

/** Return the rows in the order of a column; what has no value there stands last either way. */
export function sortedRows(rows, { key, isDescending }, theme) {
  const valueOf = key === 'state' ? (row) => theme.states.indexOf(theme.stateOf(row)) : (row) => row[key];
  const has = rows.filter((row) => !isMissing(valueOf(row)));
  const lacks = rows.filter((row) => isMissing(valueOf(row)));
  has.sort((one, other) => compared(valueOf(one), valueOf(other)) * (isDescending ? -1 : 1));
  return [...has, ...lacks];
}

/** Return the order after a click on a column's head: gravest and largest first, then the other way. */
export function nextOrder(order, { key, isArea, isNumber }) {
  if (order.key === key) return { key, isDescending: !order.isDescending };
  return { key, isDescending: Boolean(isArea || isNumber) };
}
