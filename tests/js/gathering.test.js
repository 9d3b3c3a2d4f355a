// What is asked for when only the day changes, and what the page makes of it.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { gather } from '../../maps/static/maps/gathering.js';
import { regionView } from '../../maps/static/maps/places.js';

const totals = (rooms) => ({ rooms, area_m2: rooms * 18, over_rooms: 0, excess_m2: 0, idle_rooms: 0, idle_m2: 0, unassessed_rooms: 0 });
const storey = (rooms) => ({ id: 7, ordinal: 1, name: '一层', has_plan: true, totals: totals(rooms) });
const building = { code: 'B1', name: '1号楼', courtyard: { code: 'Y1', name: '示例院' }, path: [] };
const floor = { floor: { id: 7, building_code: 'B1' }, features: [] };

function answers(rooms, asked) {
  return (kind, value) => {
    asked.push(`${kind} ${value}`);
    if (kind === 'floors') return Promise.resolve(floor);
    if (kind === 'buildings') return Promise.resolve({ building, floors: [storey(rooms)] });
    return Promise.resolve({ buildings: [] });
  };
}

test('another day asks for the rooms and the bars of the switcher, and for nothing else', async () => {
  const before = await gather({ floor: '7' }, { ask: answers(30, []), start: null, lastOrdinal: 1 });
  const asked = [];

  const found = await gather({ floor: '7', on: '2025-01-31' }, { ask: answers(12, asked), start: null, lastOrdinal: 1, before });

  assert.deepEqual(asked.sort(), ['buildings B1', 'floors 7']);
  assert.equal(before.view.floors[0].totals.rooms, 30);
  assert.equal(found.view.floors[0].totals.rooms, 12);
});

test('a division says which day its sums are of', () => {
  const region = { code: '990100', name: '示例市', path: [] };

  const view = regionView({ region, parts: [], courtyards: [], sums_on: '2026-11-21' });

  assert.equal(view.sumsOn, '2026-11-21');
});
