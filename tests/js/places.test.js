import assert from 'node:assert/strict';
import { test } from 'node:test';
import { courtyardView, floorBeside, floorToOpen, floorView, regionView, shortFloor, sumOf, totalsOf } from '../../maps/static/maps/places.js';

const totals = (rooms, more = {}) => ({ rooms, area_m2: rooms * 20, over_rooms: 0, excess_m2: 0, idle_rooms: 0, idle_m2: 0, unassessed_rooms: 0, ...more });
const floor = (ordinal, hasPlan = true) => ({ id: 100 + ordinal, ordinal, name: `${ordinal}层`, has_plan: hasPlan, totals: totals(hasPlan ? 30 : 0) });
const path = [{ code: '990100', name: '示例市' }, { code: '990121', name: '示例县' }];
const names = (items) => items.map((item) => item.name);

test('sums keep hundredths of a square metre exact', () => {
  const sum = sumOf([totals(1, { excess_m2: 0.1 }), totals(2, { excess_m2: 0.2 })]);

  assert.equal(sum.excess_m2, 0.3);
  assert.equal(sum.rooms, 3);
});

test('a division shows its parts and its own courtyards, the empty ones last and dimmed', () => {
  const view = regionView({
    region: { code: '990100', name: '示例市', level: 'CITY', path: path.slice(0, 1) },
    parts: [
      { code: '990122', name: '北岭县', level: 'COUNTY', totals: totals(0), centre: null },
      { code: '990121', name: '示例县', level: 'COUNTY', totals: totals(40), centre: [116.5, 39.8] },
    ],
    courtyards: [{ code: 'Y1', name: '市政府大院', totals: totals(60), centre: [116.4, 39.9], region_code: '990100' }],
  });

  assert.equal(view.totals.rooms, 100);
  assert.deepEqual(view.groups.map((group) => group.heading), ['divisions', 'courtyards']);
  assert.deepEqual(names(view.groups[0].items), ['示例县', '北岭县']);
  assert.deepEqual(names(view.circles), ['示例县', '市政府大院']);
  assert.deepEqual(view.circles[1].target, { courtyard: 'Y1' });
});

test('a building without an outline is listed all the same', () => {
  const building = { code: 'B1', name: '车库', totals: totals(3), outline: null, floors: [] };

  const view = courtyardView({ courtyard: { code: 'Y1', name: '大院', region_code: '990121', path }, buildings: [building] });

  assert.deepEqual(names(view.groups[0].items), ['车库']);
  assert.deepEqual(view.footprints, []);
  assert.deepEqual(names(view.crumbs), ['示例市', '示例县', '大院']);
});

test('a floor stands among its building, courtyard and divisions', () => {
  const floors = [floor(2), floor(1)];
  const building = { code: 'B1', name: '1号楼', courtyard: { code: 'Y1', name: '大院' }, region_code: '990121', path };
  const other = { code: 'B2', name: '2号楼', totals: totals(9), outline: { type: 'Polygon', coordinates: [] }, floors: [floor(1)] };

  const view = floorView({ building, floors, floorId: 102, features: [], neighbours: [{ ...other, code: 'B1', name: '1号楼' }, other] });

  assert.equal(view.name, '1号楼 · 2层');
  assert.deepEqual(names(view.crumbs), ['示例市', '示例县', '大院', '1号楼', '2层']);
  assert.deepEqual(view.groups.map(({ heading, items }) => [heading, names(items)]), [['floors', ['2层', '1层']], ['other_buildings', ['2号楼']]]);
  assert.deepEqual(view.footprints.map((each) => each.isCurrent), [true, false]);
});

test('the same floor is kept from building to building, else the ground floor opens', () => {
  const floors = [floor(3, false), floor(2), floor(1), floor(-1)];

  assert.equal(floorToOpen(floors, 2).ordinal, 2);
  assert.equal(floorToOpen(floors, 9).ordinal, 1);
  assert.equal(floorToOpen([floor(-1), floor(-2)], 9).ordinal, -1);
  assert.equal(floorToOpen([floor(2, false), floor(1, false)], 9).ordinal, 1);
  assert.equal(floorToOpen([], 1), null);
});

test('a step up from the top floor leads nowhere', () => {
  const floors = [floor(2), floor(1)];

  assert.equal(floorBeside(floors, 101, 1).ordinal, 2);
  assert.equal(floorBeside(floors, 102, -1).ordinal, 1);
  assert.equal(floorBeside(floors, 102, 1), null);
});

test('floors are named as on a lift button', () => {
  assert.deepEqual([12, 1, -1].map(shortFloor), ['12F', '1F', 'B1']);
});

test('a floor counts what the day shows: over, idle, and no passages', () => {
  const room = (state, area, excess = null) => ({ properties: { state, area_m2: area, excess_m2: excess } });

  const found = totalsOf([room('over', 36.72, 12.72), room('measuring_error', 18.05, 0.05), room('idle', 17.82), room('circulation', 90)]);

  assert.deepEqual(found, { rooms: 3, area_m2: 72.59, over_rooms: 1, excess_m2: 12.72, idle_rooms: 1, idle_m2: 17.82, unassessed_rooms: 0 });
});
