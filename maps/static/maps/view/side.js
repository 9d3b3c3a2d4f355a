// The list beside the map: what the place is, and the places in it.

import { el, isForBrowser, shareBar } from './dom.js';
import { LOOKS, shares } from '../styles.js';
import { count, squareMetres } from '../words.js';

function figure(label, value, unit, extra) {
  return el('div', {}, el('dt', {}, label), el('dd', {}, el('b', {}, value), unit ? el('small', {}, ` ${unit}`) : null, extra ? el('small', { class: 'figure-extra' }, extra) : null));
}

/** Return the head of a place: its name and its sums. */
export function placeHead(view, say, day) {
  const { totals } = view;
  const figures = el('dl', { class: 'figures' },
    figure(say('rooms'), count(totals.rooms)),
    figure(say('area'), squareMetres(totals.area_m2), 'm²'),
    figure(say('over'), count(totals.over_rooms), '', totals.over_rooms > 0 ? `+${squareMetres(totals.excess_m2)} m²` : null),
    figure(say('idle'), count(totals.idle_rooms), '', totals.idle_rooms > 0 ? `${squareMetres(totals.idle_m2)} m²` : null));
  const isOfAnother = view.sumsOn !== undefined && view.sumsOn !== day;
  const head = el('h1', {}, view.isWhole ? `${view.name} · ${say('all_floors')}` : view.name);
  return [head, figures, isOfAnother ? el('p', { class: 'sums-on' }, say('sums_on', { day: view.sumsOn })) : null].filter((part) => part !== null);
}

function row(item, { say, href, go }) {
  const { totals } = item;
  const marks = [
    totals.over_rooms > 0 ? el('span', { class: 'mark-over' }, say('n_over', { n: totals.over_rooms })) : null,
    totals.idle_rooms > 0 ? el('span', { class: 'mark-idle' }, say('n_idle', { n: totals.idle_rooms })) : null,
  ];
  const link = el('a', {
    href: href(item.target),
    class: item.isDimmed ? 'is-dimmed' : null,
    'aria-current': item.isCurrent ? 'true' : null,
    onclick: (event) => {
      if (isForBrowser(event)) return;
      event.preventDefault();
      go(item.target);
    },
  },
  el('span', { class: 'row-name' }, item.name),
  el('span', { class: 'row-count' }, item.isDimmed ? say(item.hasPlan === false ? 'no_plan' : 'no_premises') : say('n_rooms', { n: totals.rooms })),
  item.isDimmed ? null : shareBar(shares(totals), LOOKS),
  item.isDimmed ? null : el('span', { class: 'row-marks' }, ...marks));
  return el('li', {}, link);
}

/** Return the lists of places inside a place. */
export function placeLists(view, tools) {
  return view.groups.map(({ heading, items }) => el('section', { class: `group-${heading}` },
    el('h2', {}, tools.say(heading)),
    el('ul', {}, ...items.map((item) => row(item, tools)))));
}

/** Return the way to a place as links, the last one being the place itself. */
export function crumbList(view, { href, go }) {
  return el('ol', {}, ...view.crumbs.map(({ name, target }, index) => el('li', {},
    index === view.crumbs.length - 1
      ? el('span', { 'aria-current': 'page' }, name)
      : el('a', { href: href(target), onclick: (event) => {
        if (isForBrowser(event)) return;
        event.preventDefault();
        go(target);
      } }, name))));
}
