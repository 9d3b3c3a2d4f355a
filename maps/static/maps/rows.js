// The table of a floor's rooms: the same values as the map, in an order one chooses.

import { isShown } from './legend.js';
import { STATES } from './styles.js';

export const COLUMNS = [
  { key: 'number' },
  { key: 'name' },
  { key: 'organisation' },
  { key: 'area_m2', isArea: true },
  { key: 'limit_m2', isArea: true },
  { key: 'excess_m2', isArea: true },
  { key: 'state' },
];

const inWords = new Intl.Collator('zh-Hans', { numeric: true });

/** Return the rows of a floor that the legend leaves in; passages and stairs are no rooms. */
export function tableRows(features, chosen) {
  const rooms = features.map((feature) => feature.properties);
  return rooms.filter(({ state }) => isShown(chosen, state) && (state !== 'circulation' || chosen.has(state)));
}

function compared(key, one, other) {
  if (key === 'state') return STATES.indexOf(one) - STATES.indexOf(other);
  return typeof one === 'number' ? one - other : inWords.compare(one, other);
}

function isMissing(value) {
  return value === null || value === undefined || value === '';
}

/** Return the rows in the order of a column; what has no value there stands last either way. */
export function sortedRows(rows, { key, isDescending }) {
  const has = rows.filter((row) => !isMissing(row[key]));
  const lacks = rows.filter((row) => isMissing(row[key]));
  has.sort((one, other) => compared(key, one[key], other[key]) * (isDescending ? -1 : 1));
  return [...has, ...lacks];
}

/** Return the order after a click on a column's head: gravest and largest first, then the other way. */
export function nextOrder(order, key) {
  if (order.key === key) return { key, isDescending: !order.isDescending };
  return { key, isDescending: COLUMNS.some((column) => column.key === key && column.isArea) };
}
