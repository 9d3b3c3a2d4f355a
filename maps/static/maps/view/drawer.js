// The table under the map: which columns stand there, which rows, in which order.

import { CHANGE_COLUMNS, COLUMNS, IDLE_COLUMNS, nextOrder, sortedRows, tableRows } from '../rows.js';
import { readOrder, writeOrder } from '../state.js';
import { notice } from './notice.js';
import { roomTable } from './table.js';

const USUAL = new Map([
  [COLUMNS, { key: 'excess_m2', isDescending: true }],
  [IDLE_COLUMNS, { key: 'idle_months', isDescending: true }],
  [CHANGE_COLUMNS, { key: 'state', isDescending: false }],
]);
// What fills a table without saying anything, unless the legend picks it.
const LEFT_OUT = new Map([[COLUMNS, ['circulation']], [IDLE_COLUMNS, []], [CHANGE_COLUMNS, ['circulation', 'same']]]);

/** Return the columns of what is shown: a wider place, two days, or a floor. */
export function columnsOf({ isFloor, isCompared }) {
  if (!isFloor) return IDLE_COLUMNS;
  return isCompared ? CHANGE_COLUMNS : COLUMNS;
}

/** Draw the table and return how many rows it has. */
export function drawTable(place, { rooms, columns, theme, chosenStates, sort, ...tools }) {
  const asked = readOrder(sort, USUAL.get(columns));
  const order = columns.some(({ key }) => key === asked.key) ? asked : USUAL.get(columns);
  const rows = sortedRows(tableRows(rooms, theme, chosenStates, LEFT_OUT.get(columns)), order, theme);
  const { say, picked, pick, isPickable } = tools;
  const table = roomTable(rows, columns, {
    ...tools, theme, order,
    sort: (column) => tools.change({ sort: writeOrder(nextOrder(order, column)) }, { move: 'replace' }),
    toggle: isPickable ? tools.toggle : null,
    pickAll: isPickable ? { isOn: rows.length > 0 && rows.every(({ uid }) => picked.has(uid)), change: (isOn) => pick(new Set(isOn ? rows.map(({ uid }) => uid) : [])) } : null,
  });
  keepFocus(place, () => place.replaceChildren(rows.length === 0 ? notice({ title: say('no_rows'), text: say('no_rows_text') }) : table));
  return rows.length;
}

/** Draw something anew and put the focus back on what stands in its place. */
function keepFocus(place, redraw) {
  const focused = document.activeElement;
  const row = focused?.closest('tr[data-uid]')?.dataset.uid;
  const column = [...place.querySelectorAll('thead button, thead input')].indexOf(focused);
  const top = place.scrollTop;
  redraw();
  place.scrollTop = top;
  if (row !== undefined) place.querySelector(`tr[data-uid="${row}"] ${focused.tagName}`)?.focus({ preventScroll: true });
  else if (column >= 0) place.querySelectorAll('thead button, thead input')[column]?.focus();
}
