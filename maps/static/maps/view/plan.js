// A floor's plan: rooms filled by state, their labels where they fit, one outlined when chosen.

import { fittingLabel } from '../geometry.js';
import { isShown } from '../legend.js';
import { LOOKS, roomLook } from '../styles.js';
import { squareMetres } from '../words.js';
import { el, swatch } from './dom.js';
import { rendererOf } from './canvas.js';

const { L } = window;

function tip(room, say) {
  const facts = [
    room.organisation,
    room.state === 'circulation' ? null : `${squareMetres(room.area_m2)} m²`,
    room.limit_m2 === null ? null : `${say('limit')} ${squareMetres(room.limit_m2)} m²`,
    room.excess_m2 > 0 ? `${say('excess')} ${squareMetres(room.excess_m2)} m²` : null,
    room.state === 'idle' && room.idle_months !== null ? say('idle_months', { n: room.idle_months }) : null,
  ].filter((fact) => fact);
  return el('div', {},
    el('b', {}, [room.number, room.name].filter((part) => part).join(' ')),
    el('span', { class: 'tip-state' }, swatch(room.state, LOOKS[room.state]), say(`state_${room.state}`)),
    ...facts.map((fact) => el('span', {}, fact)));
}

function ringsOf(map, geometry) {
  const polygons = geometry.type === 'MultiPolygon' ? geometry.coordinates : [geometry.coordinates];
  return polygons[0].map((ring) => ring.map(([lon, lat]) => {
    const { x, y } = map.latLngToLayerPoint([lat, lon]);
    return [x, y];
  }));
}

function labelLines({ number, name, area_m2: area, state }) {
  if (state === 'circulation') return [name || number].filter((line) => line);
  return [number, name, squareMetres(area)].filter((line) => line);
}

function label(map, feature) {
  const fit = fittingLabel(ringsOf(map, feature.geometry), labelLines(feature.properties));
  if (fit === null) return null;
  const lines = fit.lines.map((line, index) => el(index === 0 ? 'b' : 'span', {}, line));
  const html = el('div', { class: `room-label is-${feature.properties.state}${fit.isSmall ? ' is-small' : ''}` }, ...lines);
  return L.marker(map.layerPointToLatLng([fit.x, fit.y]), {
    pane: 'labels', interactive: false, keyboard: false,
    icon: L.divIcon({ className: 'room-label-icon', html, iconSize: [fit.width + 8, fit.height] }),
  });
}

/** Return the plan of a floor: { layer, bounds, filter, choose, point }. */
export function planOf(map, floor, { say, choose }) {
  const renderer = rendererOf('rooms');
  const chosenRenderer = rendererOf('chosen');
  const outline = floor.outline === null ? null : L.geoJSON(floor.outline, {
    renderer: rendererOf('ground'), pane: 'ground', interactive: false, style: { className: 'floor-outline', weight: 4, fillOpacity: 1 },
  });
  const shapes = new Map();
  const rooms = L.geoJSON({ type: 'FeatureCollection', features: floor.features }, {
    renderer, pane: 'rooms',
    style: ({ properties }) => ({ ...roomLook(properties.state), className: `room is-${properties.state}` }),
    onEachFeature: ({ properties }, shape) => {
      shapes.set(properties.uid, shape);
      shape.bindTooltip(() => tip(properties, say), { sticky: true, direction: 'top', offset: [0, -6], className: 'room-tip' });
      if (properties.state !== 'circulation') shape.on('click', (event) => { L.DomEvent.stop(event); shape.closeTooltip(); choose(properties.uid); });
    },
  });
  const labels = L.layerGroup();
  const marks = { chosen: L.layerGroup(), pointed: L.layerGroup() };
  let shown = new Set();

  const relabel = () => {
    labels.clearLayers();
    for (const feature of floor.features.filter(({ properties }) => isShown(shown, properties.state))) {
      const made = label(map, feature);
      if (made !== null) labels.addLayer(made);
    }
  };
  const layer = L.layerGroup([outline, rooms, marks.pointed, marks.chosen, labels].filter((each) => each !== null));
  layer.on('add', () => { map.on('zoomend', relabel); relabel(); });
  layer.on('remove', () => map.off('zoomend', relabel));

  const mark = (group, uid, looks) => {
    group.clearLayers();
    const shape = shapes.get(uid);
    if (shape === undefined) return null;
    for (const className of looks) {
      group.addLayer(L.geoJSON(shape.feature, { renderer: chosenRenderer, pane: 'chosen', interactive: false, style: { className, fill: false } }));
    }
    return shape.getBounds();
  };

  return {
    layer,
    bounds: outline === null ? rooms.getBounds() : outline.getBounds(),
    filter: (chosen) => {
      shown = chosen;
      rooms.setStyle(({ properties }) => roomLook(properties.state, { isShown: isShown(chosen, properties.state) }));
      relabel();
    },
    choose: (uid) => mark(marks.chosen, uid, ['chosen-halo', 'chosen-line']),
    point: (uid) => mark(marks.pointed, uid, ['pointed-line']),
  };
}
