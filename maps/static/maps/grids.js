// Grids of tiles: Web Mercator, in which the map is drawn, and longitude and latitude, in which some maps are cut.
//
// Level n of both is 2ⁿ tiles wide, so that columns agree; rows do not. A tile of degrees is 360/2ⁿ degrees high
// too, and its first row begins at 90° north.

const TILE = 256;

/** Return the latitude of a part of the way down the world of Web Mercator. */
export function latitudeAt(down) {
  return (Math.atan(Math.sinh(Math.PI * (1 - 2 * down))) * 180) / Math.PI;
}

/** Return how many strips a tile is cut in, so that each is straight to within a fifth of a pixel. */
export function stripsOf(level) {
  if (level < 4) return 128;
  return level < 9 ? 32 : level < 12 ? 8 : 1;
}

/**
 * Return what a tile of Web Mercator is put together from: pieces of tiles of degrees in the same column.
 * piece  { row, from, height, at, tall }: pixels from a row's tile, and where they go in the tile, in its pixels
 */
export function piecesOf({ z, y }, strips = stripsOf(z)) {
  const across = 2 ** z;
  const pixels = (latitude) => ((90 - latitude) / 360) * across * TILE; // down from the pole, in the grid of degrees
  const pieces = [];
  for (let strip = 0; strip < strips; strip += 1) {
    const at = (strip / strips) * TILE;
    const tall = TILE / strips;
    const top = pixels(latitudeAt((y + strip / strips) / across));
    const bottom = pixels(latitudeAt((y + (strip + 1) / strips) / across));
    for (let row = Math.floor(top / TILE); row * TILE < bottom; row += 1) {
      const from = Math.max(top, row * TILE);
      const to = Math.min(bottom, (row + 1) * TILE);
      const part = tall / (bottom - top);
      pieces.push({ row, from: from - row * TILE, height: to - from, at: at + (from - top) * part, tall: (to - from) * part });
    }
  }
  return pieces.filter(({ height }) => height > 1e-6);
}

/** Return the address of a tile; a level is called by its own number. */
export function baseAddress({ url, offset }, { z, x, y }) {
  return url.replace('{z}', z + offset).replace('{x}', x).replace('{y}', y);
}
