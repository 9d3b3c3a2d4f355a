import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fittingLabel, labelSpot, spread, textWidth, widestStretch } from '../../maps/static/maps/geometry.js';
import { angle, marks, stepFor } from '../../maps/static/maps/graticule.js';
import { centredOn, closer, readWindow, shifted, writeWindow } from '../../maps/static/maps/viewbox.js';

//  +-------+            (0,0) – (40,30), open to the lower right
//  |       |
//  |   +---+  (20,15)
//  |   |
//  +---+
const CORNER = [[0, 0], [40, 0], [40, 15], [20, 15], [20, 30], [0, 30]];
const BOX = [[0, 0], [100, 0], [100, 60], [0, 60]];

test('a line through a corner room lies inside only where the room is', () => {
  assert.deepEqual(widestStretch([CORNER], 10), [0, 40]);
  assert.deepEqual(widestStretch([CORNER], 20), [0, 20]);
  assert.equal(widestStretch([CORNER], 31), null);
});

test('a label stands where it fits, and nowhere when it does not', () => {
  const [x, y] = labelSpot([CORNER], { width: 30, height: 10 });

  assert.ok(x === 20 && y >= 5 && y <= 10, `${x} ${y}`);
  assert.equal(labelSpot([CORNER], { width: 41, height: 10 }), null);
  assert.equal(labelSpot([CORNER], { width: 10, height: 31 }), null);
});

test('a column in the middle of a room is no place for a label', () => {
  const column = [[40, 0], [60, 0], [60, 60], [40, 60]];

  const [x] = labelSpot([BOX, column], { width: 30, height: 10 });

  assert.ok(x < 40 || x > 60);
});

test('a label gives up its last lines first', () => {
  const lines = ['301', '办公室', '24.00'];

  assert.equal(fittingLabel([BOX], lines).lines.length, 3);
  assert.deepEqual(fittingLabel([[[0, 0], [30, 0], [30, 20], [0, 20]]], lines).lines, ['301']);
  assert.ok(fittingLabel([[[0, 0], [20, 0], [20, 20], [0, 20]]], lines).isSmall);
  assert.equal(fittingLabel([[[0, 0], [10, 0], [10, 60], [0, 60]]], lines), null);
});

test('a Chinese character is about twice as wide as a figure', () => {
  assert.ok(textWidth('室') / textWidth('1') > 1.6);
});

test('circles give way until none lies upon another', () => {
  const moved = spread([{ x: 0, y: 0, radius: 20 }, { x: 5, y: 0, radius: 20 }, { x: 300, y: 0, radius: 20 }]);

  assert.ok(Math.hypot(moved[1].x - moved[0].x, moved[1].y - moved[0].y) >= 45);
  assert.ok(Math.abs(moved[2].x - 300) < 1);
});

test('a net of lines has whole steps and at most as many as asked', () => {
  assert.equal(stepFor(0.001, 7), 1); // 3.6″ across
  assert.equal(stepFor(60, 7), 36000);
  assert.deepEqual(marks(116.4999, 116.5006, 1), [419400, 419401, 419402]);
});

test('an angle has as many parts as its step needs', () => {
  assert.equal(angle(116.5 * 3600, 0.5, 'EW'), '116°30′00.00″E');
  assert.equal(angle(116.5 * 3600 + 5, 1, 'EW'), '116°30′05″E');
  assert.equal(angle(-5 * 3600, 3600, 'NS'), '5°S');
});

test('a window comes closer about a point and never leaves the whole', () => {
  const whole = readWindow('0 0 100 50');

  assert.equal(writeWindow(closer(whole, 2, { x: 0, y: 0 }, whole)), '0 0 50 25');
  assert.equal(writeWindow(closer(whole, 0.5, { x: 50, y: 25 }, whole)), '0 0 100 50');
  assert.equal(writeWindow(centredOn({ x: 100, y: 50 }, 4, whole)), '75 37.5 25 12.5');
  assert.equal(writeWindow(shifted(readWindow('0 0 50 25'), -10, 10, whole)), '0 10 50 25');
});
