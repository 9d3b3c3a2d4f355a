// A floor's plan: rooms filled by state of the theme, their labels where they fit, one outlined when chosen.

import { fittingLabel } from '../geometry.js';
import { isShown } from '../legend.js';
import { patternId, perPerson, shapeOf, stateName } from '../themes.js';
import { squareMetres } from '../words.js';
import { rendererOf } from './canvas.js';
import { el, lookSwatch } from './dom.js';

const { L } = window;

/** Return what is told of a room while one points at it. */
export function tip(room, { say, theme, more = null }) {
  const state = theme.stateOf(room);
  const isPassage = room.state === 'circulation';
  const facts = [
    room.organisation,
    room.occupants > 0 ? say('n_people', { n: room.occupants }) : null,
    isPassage ? null : `${squareMetres(room.area_m2)} m²`,
    room.limit_m2 === null || room.limit_m2 === undefined ? null : `${say('limit')} ${squareMetres(room.limit_m2)} m²`,
    room.excess_m2 > 0 ? `${say('excess')} ${squareMetres(room.excess_m2)} m²` : null,
    room.state === 'idle' && room.idle_months !== null ? say('idle_months', { n: room.idle_months }) : null,
    theme.name === 'person' && perPerson(room) !== null ? `${squareMetres(perPerson(room))} ${say('m2_each')}` : null,
  ].filter((fact) => fact);
  return el('div', {},
    el('b', {}, [room.number, room.name].filter((part) => part).join(' ')),
    el('span', { class: 'tip-state' }, lookSwatch(theme.looks[state]), more ?? stateName(theme, state, say)),
    ...facts.map((fact) => el('span', {}, fact)));
}

function ringsOf(map, geometry) {
  const polygons = geometry.type === 'MultiPolygon' ? geometry.coordinates : [geometry.coordinates];
  return polygons[0].map((ring) => ring.map(([lon, lat]) => {
    const { x, y } = map.latLngToLayerPoint([lat, lon]);
    return [x, y];
  }));
}

function lastLine(room, theme, say) {
  if (theme.name === 'organisation') return room.organisation;
  if (theme.name === 'idle') return room.idle_months > 0 && theme.stateOf(room) !== 'in_use' ? say('n_months', { n: room.idle_months }) : null;
  if (theme.name === 'person') return perPerson(room) === null ? null : say('each', { area: squareMetres(perPerson(room)) });
  return room.occupants > 0 ? say('n_seated', { n: room.occupants }) : null;
}

function labelLines(room, theme, say) {
  if (room.state === 'circulation') return [room.name || room.number].filter((line) => line);
  return [room.number, squareMetres(room.area_m2), lastLine(room, theme, say), room.name].filter((line) => line);
}

function label(map, feature, theme, say) {
  const room = feature.properties;
  const fit = fittingLabel(ringsOf(map, feature.geometry), labelLines(room, theme, say));
  if (fit === null) return null;
  const lines = fit.lines.map((line, index) => el(index === 0 ? 'b' : 'span', {}, line));
  const isPatterned = patternId(theme.looks[theme.stateOf(room)]) !== null;
  const look = ['room-label', room.state === 'circulation' ? 'is-circulation' : '', isPatterned ? 'is-patterned' : '', fit.isSmall ? 'is-small' : ''];
  const html = el('div', { class: look.filter((name) => name).join(' ') }, ...lines);
  return L.marker(map.layerPointToLatLng([fit.x, fit.y]), {
    pane: 'labels', interactive: false, keyboard: false,
    icon: L.divIcon({ className: 'room-label-icon', html, iconSize: [fit.width + 8, fit.height] }),
  });
}

/** Return the plan of a floor: { layer, bounds, paint, choose, pick, point, centres }. */
export function planOf(map, floor, { say, press, theme: first, told }) {
  const renderer = rendererOf('rooms');
  const chosenRenderer = rendererOf('chosen');
  const outline = floor.outline === null ? null : L.geoJSON(floor.outline, {
    renderer: rendererOf('ground'), pane: 'ground', interactive: false, style: { className: 'floor-outline', weight: 4, fillOpacity: 1 },
  });
  const shapes = new Map();
  let theme = first;
  let shown = new Set();

  const looked = (room) => {
    const state = theme.stateOf(room);
    return shapeOf(theme.looks[state], { isShown: isShown(shown, state), isPassage: room.state === 'circulation' });
  };
  const rooms = L.geoJSON({ type: 'FeatureCollection', features: floor.features }, {
    renderer, pane: 'rooms',
    style: ({ properties }) => ({ ...looked(properties), className: `room${properties.state === 'circulation' ? ' is-circulation' : ''}${properties.change === 'removed' ? ' is-removed' : ''}` }),
    onEachFeature: ({ properties }, shape) => {
      shapes.set(properties.uid, shape);
      shape.bindTooltip(() => tip(properties, { say, theme, more: told(properties.uid) }), { sticky: true, direction: 'auto', offset: [14, 0], className: 'room-tip' });
      if (properties.state !== 'circulation') shape.on('click', (event) => { L.DomEvent.stop(event); shape.closeTooltip(); press(properties.uid, event.originalEvent); });
    },
  });
  const labels = L.layerGroup();
  const marks = { chosen: L.layerGroup(), picked: L.layerGroup(), pointed: L.layerGroup() };

  const relabel = () => {
    labels.clearLayers();
    for (const feature of floor.features.filter(({ properties }) => isShown(shown, theme.stateOf(properties)))) {
      const made = label(map, feature, theme, say);
      if (made !== null) labels.addLayer(made);
    }
  };
  const sign = () => {
    for (const { properties } of floor.features) {
      const path = shapes.get(properties.uid).getElement();
      path?.setAttribute('data-uid', properties.uid);
      path?.setAttribute('data-state', theme.stateOf(properties));
    }
  };
  const layer = L.layerGroup([outline, rooms, marks.pointed, marks.picked, marks.chosen, labels].filter((each) => each !== null));
  layer.on('add', () => { map.on('zoomend', relabel); relabel(); sign(); });
  layer.on('remove', () => map.off('zoomend', relabel));

  const mark = (group, uids, looks) => {
    group.clearLayers();
    const found = uids.map((uid) => shapes.get(uid)).filter((shape) => shape !== undefined);
    for (const shape of found) {
      for (const className of looks) {
        group.addLayer(L.geoJSON(shape.feature, { renderer: chosenRenderer, pane: 'chosen', interactive: false, style: { className, fill: false } }));
      }
    }
    return found[0]?.getBounds() ?? null;
  };

  return {
    layer,
    bounds: outline === null ? rooms.getBounds() : outline.getBounds(),
    paint: (next, chosen) => {
      [theme, shown] = [next, chosen];
      rooms.setStyle(({ properties }) => looked(properties));
      relabel();
      sign();
    },
    choose: (uid) => mark(marks.chosen, [uid], ['chosen-halo', 'chosen-line']),
    pick: (uids) => mark(marks.picked, [...uids], ['picked-line']),
    point: (uid) => mark(marks.pointed, [uid], ['pointed-line']),
  };
}
