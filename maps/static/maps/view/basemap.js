// The map below the map, when the settings name one; without one the page asks nobody for anything.

import { baseAddress, piecesOf } from '../grids.js';
import { el } from './dom.js';

const { L } = window;
const TILE = 256;

function picture(url) {
  return new Promise((resolve) => {
    const image = new Image(TILE, TILE);
    image.referrerPolicy = 'origin'; // keys are bound to the site that asks
    image.onload = () => resolve(image);
    image.onerror = () => resolve(null); // outside what it covers a map has no tiles
    image.src = url;
  });
}

const Degrees = L.GridLayer.extend({
  createTile(coords, done) {
    const canvas = document.createElement('canvas');
    canvas.width = TILE;
    canvas.height = TILE;
    const pieces = piecesOf(coords);
    const rows = [...new Set(pieces.map(({ row }) => row))];
    Promise.all(rows.map((row) => picture(baseAddress(this.options.source, { ...coords, y: row })))).then((images) => {
      const context = canvas.getContext('2d');
      for (const { row, from, height, at, tall } of pieces) {
        const image = images[rows.indexOf(row)];
        if (image !== null) context.drawImage(image, 0, from, TILE, height, 0, at, TILE, tall);
      }
      done(null, canvas);
    });
    return canvas;
  },
});

function layerOf(source) {
  const options = { pane: 'base', minZoom: source.first, maxNativeZoom: source.deepest, maxZoom: 24, noWrap: true };
  if (source.grid === 'degrees') return new Degrees({ ...options, source });
  return L.tileLayer(source.url, { ...options, zoomOffset: source.offset, referrerPolicy: 'origin' });
}

/** Put the base map of the settings below a map, and say whose it is. */
export function addBaseMap(map, { layers, attribution }) {
  for (const source of layers) layerOf(source).addTo(map);
  if (layers.length === 0 || attribution === '') return;
  const whose = L.control({ position: 'bottomleft' });
  whose.onAdd = () => el('div', { class: 'base-source' }, attribution);
  whose.addTo(map);
}
