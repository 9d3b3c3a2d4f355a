// The legend as buttons that filter; at wider places it only says what the colours mean.

import { LOOKS } from '../styles.js';
import { stateName } from '../themes.js';
import { count, squareMetres } from '../words.js';
import { el, lookSwatch, swatch } from './dom.js';

function cells(entry, { say, theme }) {
  const area = entry.area_m2 === null ? '' : `${entry.isExcess ? '+' : ''}${squareMetres(entry.area_m2)}`;
  const box = theme === null ? swatch(entry.state, LOOKS[entry.state], LOOKS[entry.state].bar) : lookSwatch(theme.looks[entry.state]);
  const name = theme === null ? say(entry.word ?? `standard_${entry.state}`) : stateName(theme, entry.state, say);
  return [
    box,
    el('span', { class: 'legend-name', title: name }, name),
    el('span', { class: 'legend-count' }, count(entry.rooms)),
    el('span', { class: 'legend-area' }, area),
  ];
}

function button(entry, tools) {
  return el('button', {
    type: 'button', 'data-state': entry.state, 'aria-pressed': String(entry.isPressed),
    class: entry.isShown ? null : 'is-out', onclick: () => tools.toggle(entry.state),
  }, ...cells(entry, tools));
}

/** Return the legend of a theme, or of a wider place when nothing can be toggled. */
export function legendOf(rows, { heading, ...tools }) {
  const { say, toggle } = tools;
  const items = rows.map((entry) => el('li', {}, toggle ? button(entry, tools) : el('span', { class: 'legend-row' }, ...cells(entry, tools))));
  const head = el('h2', {}, el('span', {}, heading), el('span', { class: 'legend-count' }, say('rooms')), el('span', { class: 'legend-area' }, 'm²'));
  return rows.length === 0 ? [] : [head, el('ul', { tabindex: toggle ? null : '0' }, ...items)];
}
