// Buildings and rooms around, from vector tiles on canvas: no WebGL, so that any office PC draws them.

import { VectorTile } from '@mapbox/vector-tile';
import { PbfReader } from 'pbf';
import { byState, DEEPEST, LINES_FROM, placeInTile, roomOf, ROOMS_FROM, tileAddress } from '../ground.js';
import { isShown } from '../legend.js';
import { themeOf } from '../themes.js';
import { brush } from './brushes.js';

const { L } = window;
const LARGEST_PX = 2048; // of a tile's canvas: four times as many would be 64 MB each
const SIZE = 256;

function pathOf(feature) {
  const path = new Path2D();
  for (const ring of feature.loadGeometry()) {
    ring.forEach(({ x, y }, index) => (index === 0 ? path.moveTo(x, y) : path.lineTo(x, y)));
    path.closePath();
  }
  return path;
}

function each(layer, make) {
  return layer === undefined ? [] : Array.from({ length: layer.length }, (_, index) => make(layer.feature(index)));
}

/** Return what a tile holds: footprints, and rooms with their shapes. */
export function readTile(bytes) {
  const { layers } = new VectorTile(new PbfReader(bytes));
  return {
    extent: (layers.rooms ?? layers.buildings)?.extent ?? 4096,
    buildings: each(layers.buildings, (feature) => ({ code: feature.properties.code, path: pathOf(feature) })),
    rooms: each(layers.rooms, (feature) => ({ room: roomOf(feature.properties), path: pathOf(feature) })),
  };
}

const NOTHING = { extent: 4096, buildings: [], rooms: [] };

/** Draw a tile on its canvas in a theme. */
export function paint(canvas, content, { theme, chosen, without, zoom, size, strength }) {
  const context = canvas.getContext('2d');
  const scale = canvas.width / content.extent;
  const line = content.extent / size; // one pixel of the screen, in units of the tile
  context.setTransform(1, 0, 0, 1, 0, 0);
  context.clearRect(0, 0, canvas.width, canvas.height);
  context.setTransform(scale, 0, 0, scale, 0, 0);
  context.globalAlpha = strength;
  for (const { code, path } of content.buildings) {
    if (code === without) continue;
    context.fillStyle = brush.colour('var(--footprint)');
    context.fill(path, 'evenodd');
    context.strokeStyle = brush.colour('var(--footprint-line)');
    context.lineWidth = line;
    context.stroke(path);
  }
  for (const [state, path] of pathsOf(content, theme, without)) {
    const look = theme.looks[state];
    if (look === undefined || !isShown(chosen, state)) continue;
    context.fillStyle = brush.fill(context, look, size / content.extent);
    context.fill(path, 'evenodd');
    if (zoom < LINES_FROM) continue;
    context.strokeStyle = brush.colour(look.line);
    context.lineWidth = 0.75 * line;
    context.stroke(path);
  }
}

/** Return the rooms of each state as one shape: a canvas fills one of thousands faster than thousands. */
function pathsOf(content, theme, without) {
  const { paths } = content;
  if (paths?.theme === theme && paths.without === without) return paths.ofState;
  const ofState = new Map();
  for (const [state, rooms] of byState(content.rooms, theme, without)) {
    const whole = new Path2D();
    for (const { path } of rooms) whole.addPath(path);
    ofState.set(state, whole);
  }
  content.paths = { theme, without, ofState };
  return ofState;
}

const Tiles = L.GridLayer.extend({
  createTile(coords, done) {
    const canvas = document.createElement('canvas');
    Object.assign(canvas.style, { width: `${SIZE}px`, height: `${SIZE}px` });
    canvas.coords = coords;
    canvas.content = NOTHING;
    this.fill(canvas).then(() => done(null, canvas), (failure) => done(failure, canvas));
    return canvas;
  },

  /** How large a tile is on the screen: Leaflet stretches it between its zooms. */
  sizeNow() {
    return SIZE * this._map.getZoomScale(this._map.getZoom(), this._tileZoom);
  },

  async fill(canvas) {
    canvas.asking?.abort();
    canvas.asking = new AbortController();
    const address = tileAddress(this.options.url, canvas.coords, this.shown);
    const answer = await fetch(address, { signal: canvas.asking.signal, credentials: 'same-origin' });
    const isTile = answer.ok && (answer.headers.get('Content-Type') ?? '').includes('mapbox-vector-tile');
    canvas.content = isTile ? readTile(new Uint8Array(await answer.arrayBuffer())) : NOTHING;
    this.paint(canvas);
  },

  paint(canvas) {
    if (!this._map) return;
    const size = this.sizeNow();
    const pixels = Math.min(LARGEST_PX, Math.round(size * window.devicePixelRatio));
    if (canvas.width !== pixels || canvas.height !== pixels) Object.assign(canvas, { width: pixels, height: pixels });
    paint(canvas, canvas.content, { ...this.shown, size, zoom: this._map.getZoom() });
  },

  /** Every canvas that is on the map. */
  canvases() {
    return Object.values(this._tiles ?? {}).map(({ el }) => el);
  },
});

/** Put the surroundings on a map: { show, roomsSeen }. A click on a room or building goes there. */
export function surroundings(map, { url, go }) {
  const layer = new Tiles({ url, pane: 'tiles', minZoom: ROOMS_FROM, maxNativeZoom: DEEPEST, maxZoom: 24, tileSize: SIZE, updateWhenZooming: false });
  layer.shown = { ordinal: 1, day: undefined, theme: themeOf('standard'), chosen: new Set(), without: null, strength: 1 };
  map.on('zoomend', () => { for (const canvas of layer.canvases()) layer.paint(canvas); });
  layer.on('tileunload', ({ tile }) => tile.asking?.abort());
  const probe = document.createElement('canvas').getContext('2d');

  const found = (latLng) => {
    const size = layer.getTileSize().x;
    const { x, y, at } = placeInTile(map.project(latLng, layer._tileZoom), size, NOTHING.extent);
    const canvas = layer._tiles?.[`${x}:${y}:${layer._tileZoom}`]?.el;
    if (canvas === undefined) return null;
    const isHit = ({ path }) => probe.isPointInPath(path, ...at, 'evenodd');
    const room = canvas.content.rooms.find(isHit)?.room;
    if (room?.floor !== undefined) return room.state === 'circulation' ? { floor: String(room.floor) } : { floor: String(room.floor), room: room.uid };
    const building = canvas.content.buildings.find(isHit);
    return building === undefined ? null : { building: building.code };
  };
  map.on('click', ({ latlng, originalEvent }) => {
    if (originalEvent.target.closest?.('.leaflet-interactive') || layer._map === null || map.getZoom() < ROOMS_FROM) return;
    const target = found(latlng);
    if (target !== null) go(target);
  });

  return {
    /** Show a day and a storey in a theme, without the building that is open; asks only for what is new. */
    show({ theme: name, ...next }) {
      const before = layer.shown;
      const rooms = layer.canvases().flatMap(({ content }) => content.rooms.map(({ room }) => room));
      layer.shown = { ...before, ...next, theme: themeOf(name, rooms) };
      if (!map.hasLayer(layer)) { layer.addTo(map); return; }
      const isSame = before.day === layer.shown.day && before.ordinal === layer.shown.ordinal;
      for (const canvas of layer.canvases()) {
        if (isSame) layer.paint(canvas);
        else layer.fill(canvas).catch(() => {});
      }
    },
    /** Draw everything anew from the server, after something was changed. */
    refresh() { for (const canvas of layer.canvases()) layer.fill(canvas).catch(() => {}); },
  };
}
