import assert from 'node:assert/strict';
import { test } from 'node:test';

import { baseAddress, latitudeAt, piecesOf } from '../../maps/static/maps/grids.js';

const near = (found, wanted, within = 0.01) => assert.ok(Math.abs(found - wanted) <= within, `${found} is not ${wanted}`);

test('the map of Web Mercator ends at 85°, and its middle is the equator', () => {
  near(latitudeAt(0), 85.0511, 0.0001);
  near(latitudeAt(0.5), 0, 1e-9);
});

test('a tile north of the equator takes its rows from the grid of degrees', () => {
  // Level 1 of degrees is two tiles of 180°: its only row runs from the north pole to the south pole.
  const pieces = piecesOf({ z: 1, y: 0 }, 2);

  assert.deepEqual([...new Set(pieces.map(({ row }) => row))], [0]);
  near(pieces[0].from, ((90 - 85.0511) / 180) * 256);
  near(pieces.at(-1).from + pieces.at(-1).height, 128); // the equator, half way down the tile
});

test('pieces fill a tile from top to bottom without a gap', () => {
  for (const tile of [{ z: 3, y: 2 }, { z: 10, y: 417 }, { z: 17, y: 53978 }]) {
    const pieces = piecesOf(tile);
    let down = 0;
    for (const { at, tall } of pieces) {
      near(at, down, 1e-6);
      down = at + tall;
    }
    near(down, 256, 1e-6);
  }
});

test('a place is drawn where it is: within a fifth of a pixel at every level', () => {
  for (let z = 1; z <= 18; z += 1) {
    const across = 2 ** z;
    for (const latitude of [53.5, 39.9, 29.8, 18.2]) {
      const world = (1 - Math.asinh(Math.tan((latitude * Math.PI) / 180)) / Math.PI) / 2 * across;
      const y = Math.floor(world);
      const wanted = (world - y) * 256;
      const degrees = ((90 - latitude) / 360) * across * 256;
      const row = Math.floor(degrees / 256);
      const piece = piecesOf({ z, y }).find((one) => one.row === row && degrees - row * 256 >= one.from && degrees - row * 256 <= one.from + one.height);
      near(piece.at + ((degrees - row * 256 - piece.from) / piece.height) * piece.tall, wanted, 0.2);
    }
  }
});

test('a tile that reaches over a border of rows is put together from both', () => {
  const rows = new Set(piecesOf({ z: 12, y: 1689 }).map(({ row }) => row));

  assert.ok(rows.size >= 1 && rows.size <= 2);
});

test('a level is called by its own number', () => {
  assert.equal(baseAddress({ url: 'https://a/{z}/{y}/{x}', offset: -1 }, { z: 5, x: 7, y: 9 }), 'https://a/4/9/7');
});
