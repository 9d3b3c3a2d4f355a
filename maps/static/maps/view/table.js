// The table of rooms under the map, in step with it.

import { el, lookSwatch } from './dom.js';
import { stateName } from '../themes.js';
import { count, squareMetres } from '../words.js';

function head(columns, { order, say, sort, pickAll }) {
  const boxes = pickAll === null ? null : el('th', { scope: 'col', class: 'pick' },
    el('input', { type: 'checkbox', 'aria-label': say('pick_all'), checked: pickAll.isOn, onchange: (event) => pickAll.change(event.target.checked) }));
  return el('tr', {}, boxes, ...columns.map((column) => {
    const isSorted = order.key === column.key;
    const isEnd = column.isArea || column.isNumber;
    if (column.key === 'was' || column.key === 'now') return el('th', { scope: 'col' }, say(`column_${column.key}`));
    return el('th', {
      scope: 'col', class: isEnd ? 'number' : null,
      'aria-sort': isSorted ? (order.isDescending ? 'descending' : 'ascending') : null,
    }, el('button', { type: 'button', onclick: () => sort(column) }, say(`column_${column.key}`), el('span', { class: 'sort-mark', 'aria-hidden': 'true' }, isSorted ? (order.isDescending ? '↓' : '↑') : '')));
  }));
}

/** Return what a room was or is, as far as it changed. */
export function toldOf(day, changes, say) {
  if (day === null) return '–';
  const parts = {
    area: () => `${squareMetres(day.area_m2)} m²`,
    organisation: () => day.organisation ?? say('organisation_none'),
    occupants: () => (day.people === null ? say('n_people', { n: day.occupants }) : day.people.join('、') || say('nobody')),
    use: () => say(`use_${day.use}`),
    number: () => [day.number, day.name].filter((part) => part).join(' '),
  };
  const told = changes.filter((name) => name in parts).map((name) => parts[name]());
  return told.length > 0 ? told.join('；') : `${squareMetres(day.area_m2)} m²`;
}

function cell(room, { key, isArea, isNumber }, { say, theme }) {
  if (key === 'state') {
    const state = theme.stateOf(room);
    return el('td', { class: 'nowrap' }, lookSwatch(theme.looks[state]), ' ', stateName(theme, state, say));
  }
  if (key === 'was' || key === 'now') return el('td', {}, toldOf(room[key], room.changes, say));
  if (key === 'excess_m2' && !(room[key] > 0)) return el('td', { class: 'number' }, '–');
  if (isArea) return el('td', { class: 'number' }, squareMetres(room[key]));
  if (isNumber) return el('td', { class: 'number' }, room[key] === null || room[key] === undefined ? '–' : count(room[key]));
  return el('td', {}, room[key] || '–');
}

function line(room, columns, tools) {
  const { say, choose, point, toggle, chosen, picked } = tools;
  const isChosen = room.uid === chosen;
  const name = room.number || room.name || say('no_number');
  const box = toggle === null ? null : el('td', { class: 'pick' },
    el('input', { type: 'checkbox', checked: picked.has(room.uid), 'aria-label': say('pick_room', { room: name }), onclick: (event) => event.stopPropagation(), onchange: () => toggle(room.uid) }));
  const number = el('button', { type: 'button', 'aria-pressed': String(isChosen) }, room.number || say('no_number'));
  return el('tr', {
    'data-uid': room.uid, class: [isChosen ? 'is-chosen' : '', picked.has(room.uid) ? 'is-picked' : ''].filter((each) => each).join(' ') || null,
    onclick: (event) => (toggle !== null && (event.shiftKey || event.ctrlKey || event.metaKey) ? toggle(room.uid) : choose(room, { isByKeyboard: event.detail === 0 })),
    onmouseenter: () => point(room.uid), onmouseleave: () => point(null),
  }, box, el('th', { scope: 'row' }, number), ...columns.slice(1).map((column) => cell(room, column, tools)));
}

/** Return the table of some rows in an order, with one room chosen or none. */
export function roomTable(rows, columns, tools) {
  return el('table', { class: 'table rooms' },
    el('caption', { class: 'visually-hidden' }, tools.say('table_of_rooms')),
    el('thead', {}, head(columns, tools)),
    el('tbody', {}, ...rows.map((room) => line(room, columns, tools))));
}
