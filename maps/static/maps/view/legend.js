// The legend as buttons that filter; at wider places it only says what the colours mean.

import { el, swatch } from './dom.js';
import { LOOKS } from '../styles.js';
import { count, squareMetres } from '../words.js';

function cells(entry, say) {
  const area = entry.area_m2 === null ? '' : `${entry.isExcess ? '+' : ''}${squareMetres(entry.area_m2)}`;
  return [
    swatch(entry.state, LOOKS[entry.state], entry.isSum ? LOOKS[entry.state].bar : undefined),
    el('span', { class: 'legend-name' }, say(entry.word ?? `state_${entry.state}`)),
    el('span', { class: 'legend-count' }, count(entry.rooms)),
    el('span', { class: 'legend-area' }, area),
  ];
}

function button(entry, say, toggle) {
  return el('button', {
    type: 'button', 'data-state': entry.state, 'aria-pressed': String(entry.isPressed),
    class: entry.isShown ? null : 'is-out', onclick: () => toggle(entry.state),
  }, ...cells(entry, say));
}

/** Return the legend of a floor, or of a wider place when nothing can be toggled. */
export function legendOf(rows, { say, toggle }) {
  const items = rows.map((entry) => el('li', {}, toggle ? button(entry, say, toggle) : el('span', { class: 'legend-row' }, ...cells(entry, say))));
  const head = el('h2', {}, el('span', {}, say('legend')), el('span', { class: 'legend-count' }, say('rooms')), el('span', { class: 'legend-area' }, 'm²'));
  return rows.length === 0 ? [] : [head, el('ul', { tabindex: toggle ? null : '0' }, ...items)];
}
