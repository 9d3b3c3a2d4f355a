import assert from 'node:assert/strict';
import { test } from 'node:test';
import { count, speaker, squareMetres } from '../../maps/static/maps/words.js';

test('areas have two decimals and thousands apart', () => {
  assert.equal(squareMetres(16519.005), '16,519.01');
  assert.equal(squareMetres(0), '0.00');
  assert.equal(squareMetres(null), '–');
  assert.equal(count(16519), '16,519');
});

test('a number chooses its word in English and never in Chinese', () => {
  const words = { n_rooms_one: '{n} room', n_rooms_other: '{n} rooms' };
  const say = speaker(words, 'en');

  assert.deepEqual([1, 2, 1200].map((n) => say('n_rooms', { n })), ['1 room', '2 rooms', '1,200 rooms']);
  assert.equal(speaker({ n_rooms_other: '{n} 间' }, 'zh-Hans')('n_rooms', { n: 1 }), '1 间');
});

test('a word nobody translated is said as it is asked for', () => {
  assert.equal(speaker({}, 'en')('limit'), 'limit');
});
