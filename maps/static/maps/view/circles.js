// Divisions and courtyards from afar: a circle as large as its number of rooms, ringed with what is wrong there.

import { spread } from '../geometry.js';
import { circleRadius, LOOKS, ringArcs, shares } from '../styles.js';
import { count } from '../words.js';
import { el, svg } from './dom.js';

const { L } = window;
const RING_PX = 7;
// A circle takes the place of its name too, which stands under it.
const NAME_PX = { below: 14, around: 18 };

function ring(circle, radius) {
  const middle = radius + 2;
  const along = radius - RING_PX / 2;
  const arcs = ringArcs(shares(circle.totals), along).map(({ state, dash, offset }) => svg('circle', {
    cx: middle, cy: middle, r: along, fill: 'none', stroke: LOOKS[state].bar, 'stroke-width': RING_PX,
    'stroke-dasharray': dash, 'stroke-dashoffset': offset, transform: `rotate(-90 ${middle} ${middle})`,
  }));
  const size = 2 * middle;
  return svg('svg', { width: size, height: size, viewBox: `0 0 ${size} ${size}`, 'aria-hidden': 'true' },
    svg('circle', { cx: middle, cy: middle, r: radius, class: 'disc' }), ...arcs,
    svg('text', { x: middle, y: middle, class: 'disc-count' }, count(circle.totals.rooms)));
}

function marker(circle, radius, go) {
  const html = el('div', { class: `circle of-${circle.of}` }, ring(circle, radius), el('span', { class: 'circle-name' }, circle.name));
  const side = 2 * radius + 4;
  const icon = L.divIcon({ className: 'circle-icon', html, iconSize: [side, side] });
  return L.marker([circle.centre[1], circle.centre[0]], { icon, title: circle.name, alt: circle.name, riseOnHover: true })
    .on('click', () => go(circle.target));
}

/** Return the layer of some circles; they give way to each other at every zoom. */
export function circleLayer(map, circles, { go }) {
  const most = Math.max(...circles.map((circle) => circle.totals.rooms));
  const placed = circles.map((circle) => {
    const radius = circleRadius(circle.totals.rooms, most);
    return { circle, radius, marker: marker(circle, radius, go) };
  });
  const settle = () => {
    const points = placed.map(({ circle, radius }) => {
      const { x, y } = map.latLngToLayerPoint([circle.centre[1], circle.centre[0]]);
      return { x, y: y + NAME_PX.below, radius: radius + NAME_PX.around };
    });
    spread(points).forEach(({ x, y }, index) => placed[index].marker.setLatLng(map.layerPointToLatLng([x, y - NAME_PX.below])));
  };
  const layer = L.layerGroup(placed.map((each) => each.marker));
  layer.on('add', () => { map.on('zoomend', settle); settle(); });
  layer.on('remove', () => map.off('zoomend', settle));
  return layer;
}

/** Return what some circles cover. */
export function circleBounds(circles) {
  return L.latLngBounds(circles.map(({ centre: [lon, lat] }) => [lat, lon]));
}
