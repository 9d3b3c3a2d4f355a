// The list of rooms to visit, by building and floor, each with how its visit stands.

import { el } from '../../view/dom.js';
import { inWalkingOrder, stateOf } from '../records.js';

const TAGS = { waiting: 'warn', refused: 'bad', sent: 'good', seen: 'good', draft: 'info', open: '' };

/** Return a small mark that says how a visit stands. */
export function stateTag(state, say) {
  return el('span', { class: `tag ${TAGS[state]}`, 'data-state': state }, say(`state_${state}`));
}

/** Return whether a room is meant by what was typed into the filter. */
export function isMeant(room, text) {
  const wanted = text.trim().toLowerCase();
  return wanted === '' || `${room.number} ${room.name}`.toLowerCase().includes(wanted);
}

/** Return the rooms of every plan as links. */
export function roomList({ plans, drafts, records, filter }, say) {
  const shown = plans.map((plan) => ({ ...plan, rooms: inWalkingOrder(plan.rooms).filter((room) => isMeant(room, filter)) }));
  if (shown.every(({ rooms }) => rooms.length === 0)) return [el('p', { class: 'quiet no-match' }, say('no_match'))];
  return shown.filter(({ rooms }) => rooms.length > 0).map((plan) => planSection(plan, drafts, records, say));
}

function planSection(plan, drafts, records, say) {
  const done = plan.rooms.filter((room) => ['sent', 'seen', 'waiting'].includes(stateOf(room, drafts, records))).length;
  const places = Map.groupBy === undefined ? grouped(plan.rooms) : Map.groupBy(plan.rooms, placeOf);
  return el('section', { class: 'plan' },
    el('h2', {}, plan.name, el('span', { class: 'quiet' }, ` ${done} / ${plan.rooms.length}`)),
    ...[...places].flatMap(([place, rooms]) => [
      el('h3', {}, place),
      el('ul', { class: 'rooms' }, ...rooms.map((room) => roomLink(room, stateOf(room, drafts, records), say))),
    ]));
}

function placeOf(room) {
  return `${room.building} · ${room.floor}`;
}

function grouped(rooms) {
  const places = new Map();
  for (const room of rooms) places.set(placeOf(room), [...(places.get(placeOf(room)) ?? []), room]);
  return places;
}

function roomLink(room, state, say) {
  const who = room.occupants.length === 0 ? say('nobody_expected') : room.occupants.join('、');
  return el('li', {}, el('a', { href: `#visit-${room.visit}` },
    el('b', {}, room.number || room.name),
    el('span', { class: 'who' }, room.number ? `${room.name} · ${who}` : who),
    stateTag(state, say)));
}
