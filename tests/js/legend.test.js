import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isShown, legendOfTotals, legendRows, toggled } from '../../maps/static/maps/legend.js';
import { nextOrder, sortedRows, tableRows } from '../../maps/static/maps/rows.js';

const legend = [
  { state: 'idle', rooms: 2, area_m2: 40 },
  { state: 'over', rooms: 1, area_m2: 33.28 },
  { state: 'circulation', rooms: 1, area_m2: 120 },
];
const room = (number, values) => ({ properties: { number, name: '', organisation: null, area_m2: 20, limit_m2: null, excess_m2: null, state: 'within', ...values } });
const numbers = (rows) => rows.map((row) => row.number);

test('the legend stands in order, gravest first', () => {
  assert.deepEqual(legendRows(legend, new Set()).map((row) => row.state), ['over', 'idle', 'circulation']);
});

test('nothing chosen means everything is shown', () => {
  assert.ok(isShown(new Set(), 'idle'));
  assert.ok(!isShown(new Set(['over']), 'idle'));
});

test('a second click lets a state go, and all states are none', () => {
  const one = toggled(new Set(), 'over', legend);

  assert.deepEqual([...one], ['over']);
  assert.deepEqual([...toggled(one, 'over', legend)], []);
  assert.deepEqual([...toggled(new Set(['over', 'idle']), 'circulation', legend)], []);
});

test('the legend of a wider place says the excess, not the area, of what is over', () => {
  const rows = legendOfTotals({ rooms: 10, area_m2: 200, over_rooms: 2, excess_m2: 12.5, idle_rooms: 0, idle_m2: 0, unassessed_rooms: 3 });

  assert.deepEqual(rows.map(({ state, rooms, area_m2: area }) => [state, rooms, area]), [['over', 2, 12.5], ['within', 5, null], ['unassessed', 3, null]]);
});

test('passages are no rows unless the legend picks them', () => {
  const features = [room('101'), room('', { state: 'circulation' })];

  assert.deepEqual(numbers(tableRows(features, new Set())), ['101']);
  assert.deepEqual(numbers(tableRows(features, new Set(['circulation']))), ['']);
});

test('numbers sort as a person counts, and what has none stands last either way', () => {
  const rows = ['1001', '', 'B2', '201'].map((number) => room(number).properties);

  assert.deepEqual(numbers(sortedRows(rows, { key: 'number', isDescending: false })), ['201', '1001', 'B2', '']);
  assert.deepEqual(numbers(sortedRows(rows, { key: 'number', isDescending: true })), ['B2', '1001', '201', '']);
});

test('states sort by how grave they are', () => {
  const rows = ['idle', 'over', 'within'].map((state, index) => room(String(index), { state }).properties);

  assert.deepEqual(numbers(sortedRows(rows, { key: 'state', isDescending: false })), ['1', '2', '0']);
});

test('areas are first shown largest first, words from the beginning; the next click turns either', () => {
  const byArea = nextOrder({ key: 'number', isDescending: false }, 'excess_m2');

  assert.deepEqual(byArea, { key: 'excess_m2', isDescending: true });
  assert.deepEqual(nextOrder(byArea, 'excess_m2'), { key: 'excess_m2', isDescending: false });
  assert.deepEqual(nextOrder(byArea, 'number'), { key: 'number', isDescending: false });
});
