// The table of a floor's rooms, in step with the map.

import { el, swatch } from './dom.js';
import { COLUMNS } from '../rows.js';
import { LOOKS } from '../styles.js';
import { squareMetres } from '../words.js';

function head(order, say, sort) {
  return el('tr', {}, ...COLUMNS.map(({ key, isArea }) => {
    const isSorted = order.key === key;
    return el('th', {
      scope: 'col', class: isArea ? 'number' : null,
      'aria-sort': isSorted ? (order.isDescending ? 'descending' : 'ascending') : null,
    }, el('button', { type: 'button', onclick: () => sort(key) }, say(`column_${key}`), el('span', { class: 'sort-mark', 'aria-hidden': 'true' }, isSorted ? (order.isDescending ? '↓' : '↑') : '')));
  }));
}

function cell(room, { key, isArea }, say) {
  if (key === 'state') return el('td', { class: 'nowrap' }, swatch(room.state, LOOKS[room.state]), ' ', say(`state_${room.state}`));
  if (key === 'excess_m2' && !(room[key] > 0)) return el('td', { class: 'number' }, '–');
  if (isArea) return el('td', { class: 'number' }, squareMetres(room[key]));
  return el('td', { class: key === 'number' ? 'nowrap' : null }, room[key] || '–');
}

function line(room, chosen, { say, choose, point }) {
  const isChosen = room.uid === chosen;
  const cells = COLUMNS.slice(1).map((column) => cell(room, column, say));
  const number = el('button', { type: 'button', 'aria-pressed': String(isChosen) }, room.number || say('no_number'));
  return el('tr', {
    'data-uid': room.uid, class: isChosen ? 'is-chosen' : null,
    onclick: (event) => choose(room.uid, { isByKeyboard: event.detail === 0 }),
    onmouseenter: () => point(room.uid), onmouseleave: () => point(null),
  }, el('th', { scope: 'row' }, number), ...cells);
}

/** Return the table of some rows in an order, with one room chosen or none. */
export function roomTable(rows, { order, chosen, ...tools }) {
  return el('table', { class: 'table rooms' },
    el('caption', { class: 'visually-hidden' }, tools.say('table_of_rooms')),
    el('thead', {}, head(order, tools.say, tools.sort)),
    el('tbody', {}, ...rows.map((room) => line(room, chosen, tools))));
}
