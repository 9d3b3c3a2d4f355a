// Buildings from above: their outlines with a name and what is in them.

import { el } from './dom.js';
import { rendererOf } from './canvas.js';

const { L } = window;

function nameplate(building, { say, isFar }) {
  const { totals } = building;
  const lines = isFar ? [] : [
    el('span', {}, [say('n_floors', { n: building.floors }), say('n_rooms', { n: totals.rooms })].join(' · ')),
    totals.over_rooms > 0 ? el('span', { class: 'mark-over' }, say('n_over', { n: totals.over_rooms })) : null,
    totals.idle_rooms > 0 ? el('span', { class: 'mark-idle' }, say('n_idle', { n: totals.idle_rooms })) : null,
  ].filter((line) => line !== null);
  return el('div', { class: isFar ? 'nameplate is-far' : 'nameplate' }, el('b', {}, building.name), ...lines);
}

/** Return the layer of some buildings; on a floor the others stand back and the floor's own is left out. */
export function footprintLayer(buildings, { say, go, isFar }) {
  const shown = buildings.filter((building) => !(isFar && building.isCurrent));
  const renderer = rendererOf('ground');
  return L.layerGroup(shown.flatMap((building) => {
    const shape = L.geoJSON(building.outline, {
      renderer, pane: 'ground', style: { className: isFar ? 'footprint is-far' : 'footprint', weight: isFar ? 1 : 1.5, fillOpacity: 1 },
    }).on('click', () => go(building.target));
    const plate = L.marker(shape.getBounds().getCenter(), {
      pane: 'labels', interactive: false, keyboard: false,
      icon: L.divIcon({ className: 'nameplate-icon', html: nameplate(building, { say, isFar }), iconSize: [0, 0] }),
    });
    return [shape, plate];
  }));
}

/** Return what some buildings cover. */
export function footprintBounds(buildings) {
  return buildings.reduce((bounds, building) => bounds.extend(L.geoJSON(building.outline).getBounds()), L.latLngBounds([]));
}
