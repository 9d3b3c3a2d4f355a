// The map itself: its panes, the net of meridians and parallels, and where it looks.

import { angle, marks, stepFor } from '../graticule.js';
import { addBaseMap } from './basemap.js';
import { el } from './dom.js';

const { L } = window;

// What lies above what, by pane.
const PANES = { base: 120, graticule: 150, ground: 350, tiles: 360, rooms: 400, chosen: 450, labels: 620 };
const LINE_GAP_PX = 120;

/** Return the map in an element, with its panes and, where there is no base map, the net drawn. */
export function createMap(container, { zoomIn, zoomOut, base = { layers: [], attribution: '' } }) {
  const map = L.map(container, {
    attributionControl: false, zoomControl: false, zoomSnap: 0, zoomDelta: 0.5, wheelPxPerZoomLevel: 90,
    minZoom: 3, maxZoom: 24, maxBounds: [[-85, -200], [85, 200]],
  });
  for (const [name, height] of Object.entries(PANES)) {
    map.createPane(name).style.zIndex = height;
  }
  map.getPane('graticule').style.pointerEvents = 'none';
  map.getPane('tiles').style.pointerEvents = 'none';
  map.getPane('chosen').style.pointerEvents = 'none';
  L.control.zoom({ position: 'bottomright', zoomInTitle: zoomIn, zoomOutTitle: zoomOut }).addTo(map);
  L.control.scale({ position: 'bottomright', imperial: false, maxWidth: 120 }).addTo(map);
  map.setView([35, 105], 4);
  if (base.layers.length === 0) drawGraticule(map);
  else addBaseMap(map, base);
  return map;
}

/** Return a renderer of a pane, so that patterns can fill what it draws. */
export function rendererOf(pane) {
  return L.svg({ pane, padding: 0.4 });
}

function drawGraticule(map) {
  const net = L.layerGroup().addTo(map);
  const renderer = rendererOf('graticule');
  const line = (points) => L.polyline(points, { renderer, pane: 'graticule', interactive: false, className: 'graticule' });
  const label = (point, text, side) => L.marker(point, {
    pane: 'graticule', interactive: false, keyboard: false,
    icon: L.divIcon({ className: `graticule-label at-${side}`, html: el('span', {}, text), iconSize: null }),
  });
  map.on('moveend resize', () => {
    const seen = map.getBounds();
    const drawn = seen.pad(0.4);
    const step = stepFor(seen.getEast() - seen.getWest(), map.getSize().x / LINE_GAP_PX);
    net.clearLayers();
    for (const mark of marks(Math.max(-180, drawn.getWest()), Math.min(180, drawn.getEast()), step)) {
      const lon = mark / 3600;
      net.addLayer(line([[drawn.getSouth(), lon], [drawn.getNorth(), lon]]));
      if (seen.contains([seen.getCenter().lat, lon])) net.addLayer(label([seen.getNorth(), lon], angle(mark, step, 'EW'), 'top'));
    }
    for (const mark of marks(Math.max(-85, drawn.getSouth()), Math.min(85, drawn.getNorth()), step)) {
      const lat = mark / 3600;
      net.addLayer(line([[lat, drawn.getWest()], [lat, drawn.getEast()]]));
      if (seen.contains([lat, seen.getCenter().lng])) net.addLayer(label([lat, seen.getWest()], angle(mark, step, 'NS'), 'left'));
    }
  });
  map.fire('moveend');
}

/** Call back whenever the reader, and not the page, moves the map. */
export function onReaderMoving(map, callback) {
  const container = map.getContainer();
  map.on('dragstart', callback);
  for (const event of ['wheel', 'dblclick']) container.addEventListener(event, callback);
  container.addEventListener('keydown', ({ key }) => /^Arrow|^[-+=]$/.test(key) && callback());
  container.addEventListener('touchmove', ({ touches }) => touches.length > 1 && callback());
  container.addEventListener('click', ({ target }) => target.closest('.leaflet-control-zoom') && callback());
}

const MOST_ZOOM = { region: 16, courtyard: 19.5, floor: 23 };

/** Look at what a place covers, filling what is free of what stands at the edges. */
export function lookAt(map, bounds, kind, { right = 0, below = 0 } = {}) {
  if (!bounds.isValid()) return;
  const edge = kind === 'region' ? 56 : 14;
  map.fitBounds(bounds, {
    paddingTopLeft: [edge, edge + 10], paddingBottomRight: [edge + right, edge + 10 + below], maxZoom: MOST_ZOOM[kind],
    animate: !window.matchMedia('(prefers-reduced-motion: reduce)').matches,
  });
}
