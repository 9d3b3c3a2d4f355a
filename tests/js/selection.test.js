import assert from 'node:assert/strict';
import { test } from 'node:test';
import { countsOf, offersOf } from '../../maps/static/maps/fits.js';
import { caughtBy, centreOf, isInside, sumOfPicked, toggledIn } from '../../maps/static/maps/selection.js';

const square = [[0, 0], [4, 0], [4, 4], [0, 4]];

test('a second click lets a room go', () => {
  const one = toggledIn(new Set(), 'a');

  assert.deepEqual([...one], ['a']);
  assert.deepEqual([...toggledIn(one, 'a')], []);
});

test('picked rooms come to whole hundredths', () => {
  const rooms = [['a', 17.82, 2], ['b', 0.1, 0], ['c', 0.2, 1]].map(([uid, area, occupants]) => ({ uid, area_m2: area, occupants }));

  assert.deepEqual(sumOfPicked(rooms, new Set(['b', 'c', 'gone'])), { rooms: 2, area_m2: 0.3, people: 1 });
});

test('a point lies inside a line, also of one that turns inwards', () => {
  //  +--+  +--+
  //  |  |  |  |
  //  |  +--+  |
  //  +--------+
  const notched = [[0, 0], [6, 0], [6, 4], [4, 4], [4, 2], [2, 2], [2, 4], [0, 4]];

  assert.ok(isInside([2, 2], square));
  assert.ok(!isInside([5, 2], square));
  assert.ok(isInside([1, 3], notched));
  assert.ok(!isInside([3, 3], notched));
});

test('a room is caught when its centre is, not when its corner is', () => {
  const rooms = [{ uid: 'in', centre: [1, 1] }, { uid: 'out', centre: [5, 1] }];

  assert.deepEqual([...caughtBy(square, rooms)], ['in']);
  assert.deepEqual([...caughtBy([[0, 0], [9, 9]], rooms)], []);
});

test('the centre of a ring is its centre of gravity', () => {
  //  an L of two squares and one: gravity pulls to the corner
  const l = [[0, 0], [2, 0], [2, 1], [1, 1], [1, 2], [0, 2], [0, 0]];

  assert.deepEqual(centreOf([...square, square[0]]), [2, 2]);
  assert.deepEqual(centreOf(l).map((value) => value.toFixed(3)), ['0.833', '0.833']);
  assert.deepEqual(centreOf([[1, 1], [3, 1]]), [2, 1]);
});

test('a room of a few metres keeps its centre on a map in degrees', () => {
  const [west, south, side] = [119.9983, 29.9105, 0.00003];
  const [x, y] = centreOf([[west, south], [west + side, south], [west + side, south + side], [west, south + side]]);

  assert.ok(Math.abs(x - west - side / 2) < 1e-9 && Math.abs(y - south - side / 2) < 1e-9);
});

test('rooms are offered as one would: what fits and wastes least first, what is barred last', () => {
  const fits = {
    large: { kind: 'within', number: '3', area_m2: 10, limit_m2: 18 },
    snug: { kind: 'within', number: '2', area_m2: 17.5, limit_m2: 18 },
    barred: { kind: 'refused', number: '1', area_m2: 18, limit_m2: null },
    over: { kind: 'over', number: '4', area_m2: 22, limit_m2: 18 },
  };

  assert.deepEqual(offersOf(fits).map(({ uid }) => uid), ['snug', 'large', 'over', 'barred']);
  assert.deepEqual(countsOf(fits), { within: 2, error: 0, unknown: 0, over: 1, refused: 1 });
});
