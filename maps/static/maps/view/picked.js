// The bar of what is picked: how many rooms, how many m², and what can be done with them.

import { squareMetres } from '../words.js';
import { el } from './dom.js';

/** Return the bar's content, or nothing when nothing is picked. */
export function pickedBar(sum, { say, canAct, allocate, release, clear }) {
  if (sum.rooms === 0) return [];
  return [el('div', { class: 'picked-bar', role: 'region', 'aria-label': say('picked') },
    el('p', { 'aria-live': 'polite' }, el('b', {}, say('n_rooms', { n: sum.rooms })), ` · ${squareMetres(sum.area_m2)} m²`, sum.people > 0 ? ` · ${say('n_people', { n: sum.people })}` : ''),
    canAct ? el('button', { type: 'button', class: 'button is-main', onclick: allocate }, say('allocate_to')) : null,
    canAct ? el('button', { type: 'button', class: 'button', onclick: release }, say('release')) : null,
    el('button', { type: 'button', class: 'button is-quiet', onclick: clear }, say('clear')))];
}
