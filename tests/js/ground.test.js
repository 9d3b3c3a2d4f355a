import assert from 'node:assert/strict';
import { test } from 'node:test';

import { byState, placeInTile, roomOf, tileAddress } from '../../maps/static/maps/ground.js';
import { themeOf } from '../../maps/static/maps/themes.js';

test('a tile is asked for with its storey, and with its day unless that is today', () => {
  const url = '/map/tiles/{z}/{x}/{y}.mvt';

  assert.equal(tileAddress(url, { x: 5, y: 6, z: 14 }, { ordinal: -1 }), '/map/tiles/14/5/6.mvt?ordinal=-1');
  assert.equal(tileAddress(url, { x: 5, y: 6, z: 14 }, { ordinal: 2, day: '2025-01-31' }), '/map/tiles/14/5/6.mvt?ordinal=2&on=2025-01-31');
});

test('what a tile leaves out is nothing, as a floor says it', () => {
  const room = roomOf({ state: 'idle', use: 'office' });

  assert.deepEqual([room.organisation, room.occupants, room.idle_months, room.title], [null, 0, null, 'unregistered']);
  assert.equal(themeOf('occupancy').stateOf(room), 'common');
});

test('rooms are painted by state, without the building that is open', () => {
  const rooms = [
    { room: roomOf({ building: 'A', state: 'over', use: 'office' }) },
    { room: roomOf({ building: 'A', state: 'within', use: 'office' }) },
    { room: roomOf({ building: 'B', state: 'over', use: 'office' }) },
  ];

  const groups = byState(rooms, themeOf('standard'), 'B');

  assert.deepEqual([...groups.keys()], ['over', 'within']);
  assert.equal(groups.get('over').length, 1);
});

test('a point of the world lies in one tile, at a place in it', () => {
  assert.deepEqual(placeInTile({ x: 2 * 256 + 64, y: 256 + 128 }, 256, 4096), { x: 2, y: 1, at: [1024, 2048] });
});
