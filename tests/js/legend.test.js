import assert from 'node:assert/strict';
import { test } from 'node:test';
import { counted, isShown, legendOfTotals, legendRows, toggled } from '../../maps/static/maps/legend.js';
import { COLUMNS, nextOrder, sortedRows, tableRows } from '../../maps/static/maps/rows.js';
import { themeOf } from '../../maps/static/maps/themes.js';

const standard = themeOf('standard');
const legend = [{ state: 'idle' }, { state: 'over' }, { state: 'circulation' }];
const room = (number, values) => ({ number, name: '', organisation: null, area_m2: 20, limit_m2: null, excess_m2: null, state: 'within', ...values });
const numbers = (rows) => rows.map((row) => row.number);
const column = (key) => COLUMNS.find((each) => each.key === key);

test('the legend counts rooms and square metres, gravest first', () => {
  const rooms = [room('1', { state: 'idle', area_m2: 12.1 }), room('2', { state: 'over', area_m2: 33.28 }), room('3', { state: 'idle', area_m2: 12.2 })];

  assert.deepEqual(counted(rooms, standard), [{ state: 'over', rooms: 1, area_m2: 33.28 }, { state: 'idle', rooms: 2, area_m2: 24.3 }]);
});

test('a row of the legend says whether it is chosen and whether it is looked at', () => {
  const [over, idle] = legendRows([{ state: 'over' }, { state: 'idle' }], new Set(['over']));

  assert.deepEqual([over.isPressed, over.isShown, idle.isPressed, idle.isShown], [true, true, false, false]);
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
  const rooms = [room('101'), room('', { state: 'circulation' })];

  assert.deepEqual(numbers(tableRows(rooms, standard, new Set())), ['101']);
  assert.deepEqual(numbers(tableRows(rooms, standard, new Set(['circulation']))), ['']);
});

test('numbers sort as a person counts, and what has none stands last either way', () => {
  const rows = ['1001', '', 'B2', '201'].map((number) => room(number));

  assert.deepEqual(numbers(sortedRows(rows, { key: 'number', isDescending: false }, standard)), ['201', '1001', 'B2', '']);
  assert.deepEqual(numbers(sortedRows(rows, { key: 'number', isDescending: true }, standard)), ['B2', '1001', '201', '']);
});

test('states sort by how grave they are', () => {
  const rows = ['idle', 'over', 'within'].map((state, index) => room(String(index), { state }));

  assert.deepEqual(numbers(sortedRows(rows, { key: 'state', isDescending: false }, standard)), ['1', '2', '0']);
});

test('areas are first shown largest first, words from the beginning; the next click turns either', () => {
  const byArea = nextOrder({ key: 'number', isDescending: false }, column('excess_m2'));

  assert.deepEqual(byArea, { key: 'excess_m2', isDescending: true });
  assert.deepEqual(nextOrder(byArea, column('excess_m2')), { key: 'excess_m2', isDescending: false });
  assert.deepEqual(nextOrder(byArea, column('number')), { key: 'number', isDescending: false });
});
