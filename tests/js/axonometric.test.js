import assert from 'node:assert/strict';
import { test } from 'node:test';
import { localMetres, longestEdgeAngle, stackOf, turned } from '../../maps/static/maps/axonometric.js';

const degree = (metres) => metres / 111_320; // on the equator, where a degree is as wide as high
const ring = (west, south, east, north) => [[west, south], [east, south], [east, north], [west, north], [west, south]].map((corner) => corner.map(degree));
const box = (...sides) => ({ type: 'Polygon', coordinates: [ring(...sides)] });
const floor = (id, geometry) => ({ id, name: `${id}F`, outline: geometry, features: [{ geometry, properties: { uid: `r${id}` } }] });

test('a degree becomes metres, narrower to the north', () => {
  const [east, north] = localMetres([0, 60])([1, 61]);

  assert.equal(Math.round(east), 55_660);
  assert.equal(Math.round(north), 111_320);
});

test('a building is turned so that its longest wall lies level', () => {
  const wall = [[0, 0], [3, 4], [1, 5.5], [-2, 1.5], [0, 0]];
  const level = wall.map(turned(-longestEdgeAngle(wall)));

  assert.ok(Math.abs(level[1][1] - level[0][1]) < 1e-9);
  assert.equal(longestEdgeAngle([[4, 0], [0, 0], [0, 1]]), 0);
});

test('floors stand one above the other, as wide and high as they are drawn', () => {
  // 20 m × 10 m: width 20 + 10·0.42 = 24.2 m; each floor 5 m high and 7.5 m above the next; ten units a metre
  const { width, height, floors } = stackOf([floor(2, box(0, 0, 20, 10)), floor(1, box(0, 0, 20, 10))]);

  assert.equal(width.toFixed(1), '242.0');
  assert.equal(height.toFixed(1), '125.0');
  assert.deepEqual(floors.map(({ low }) => low.toFixed(1)), ['50.0', '125.0']);
  assert.equal(floors[0].rooms[0].path, 'M0.0 50.0L200.0 50.0L242.0 0.0L42.0 0.0L0.0 50.0Z');
});

test('a floor without a plan takes no place, and no floor at all is no picture', () => {
  const { floors } = stackOf([{ id: 3, name: '3F', outline: null, features: [] }, floor(1, box(0, 0, 20, 10))]);

  assert.deepEqual(floors.map(({ id }) => id), [1]);
  assert.deepEqual(stackOf([]), { width: 0, height: 0, floors: [] });
});
