import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { circleRadius, LOOKS, ringArcs, roomLook, shares, STATES } from '../../maps/static/maps/styles.js';

const tokens = readFileSync(new URL('../../maps/static/maps/vars.css', import.meta.url), 'utf8');
const page = readFileSync(new URL('../../templates/maps/map.html', import.meta.url), 'utf8');
const none = { rooms: 0, over_rooms: 0, idle_rooms: 0, unassessed_rooms: 0 };

test('every state has a look of its own', () => {
  assert.deepEqual(Object.keys(LOOKS), STATES);
  assert.equal(new Set(STATES.map((state) => LOOKS[state].fill)).size, STATES.length);
});

test('every colour is a token and every pattern is in the page', () => {
  for (const value of Object.values(LOOKS).flatMap(Object.values)) {
    const [, token, pattern] = value.match(/^var\((--[\w-]+)\)$|^url\(#(\w+)\)$/);
    assert.ok(token ? tokens.includes(`${token}:`) : page.includes(`id="${pattern}"`), value);
  }
});

test('what is within the measuring error is hatched and what is idle is dotted', () => {
  assert.equal(roomLook('measuring_error').fillColor, 'url(#hatching)');
  assert.equal(roomLook('idle').fillColor, 'url(#dots)');
});

test('a room the legend leaves out keeps no colour of its own', () => {
  assert.equal(roomLook('over', { isShown: false }).fillColor, roomLook('idle', { isShown: false }).fillColor);
});

test('a state nobody knows looks as if it were not assessed', () => {
  assert.equal(roomLook('new').fillColor, LOOKS.unassessed.fill);
});

test('a circle four times as full is twice as wide, and none is too small to press', () => {
  assert.equal(circleRadius(400, 400), 46);
  assert.equal(circleRadius(100, 400), 23);
  assert.equal(circleRadius(1, 400), 19);
  assert.equal(circleRadius(0, 0), 19);
});

test('shares make one whole, the rest last', () => {
  const found = shares({ ...none, rooms: 10, over_rooms: 2, idle_rooms: 3 });

  assert.deepEqual(found, [{ state: 'over', share: 0.2 }, { state: 'idle', share: 0.3 }, { state: 'within', share: 0.5 }]);
  assert.deepEqual(shares(none), []);
});

test('arcs follow one another round the ring', () => {
  // 2π·10 = 62.83: a quarter is 15.71, three quarters are 47.12
  const arcs = ringArcs([{ state: 'over', share: 0.25 }, { state: 'within', share: 0.75 }], 10);

  assert.deepEqual(arcs, [
    { state: 'over', dash: '15.71 62.83', offset: '0.00' },
    { state: 'within', dash: '47.12 62.83', offset: '-15.71' },
  ]);
});
