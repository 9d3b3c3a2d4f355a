// Buildings from above: their outlines with a name and what is in them.

import { labelSpot } from '../geometry.js';
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

// Pixels at one zoom stand for shapes of any size: the plate only has to find the widest part.
const SPOT_ZOOM = 20;
const PLATE = { width: 60, height: 40 };

function plateSpot(map, shape) {
  const [latLngs] = shape.getLayers()[0].getLatLngs();
  const outer = latLngs[0] instanceof L.LatLng ? latLngs : latLngs[0];
  const spot = labelSpot([outer.map((corner) => {
    const { x, y } = map.project(corner, SPOT_ZOOM);
    return [x, y];
  })], PLATE);
  return spot === null ? shape.getBounds().getCenter() : map.unproject(spot, SPOT_ZOOM);
}

/** Return the layer of some buildings; on a floor the others stand back and the floor's own is left out. */
export function footprintLayer(map, buildings, { say, go, isFar }) {
  const shown = buildings.filter((building) => !(isFar && building.isCurrent));
  const renderer = rendererOf('ground');
  return L.layerGroup(shown.flatMap((building) => {
    const shape = L.geoJSON(building.outline, {
      renderer, pane: 'ground', style: { className: isFar ? 'footprint is-far' : 'footprint', weight: isFar ? 1 : 1.5, fillOpacity: 1 },
    }).on('click', () => go(building.target));
    const plate = L.marker(plateSpot(map, shape), {
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
