import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  asksTheSame, choosing, dayOf, levelOf, movedTo, onDay, readOrder, readPick, readShow, readState, withParts, writeOrder, writePick, writeShow, writeState,
} from '../../maps/static/maps/state.js';

const UID = '1b4e28ba-2fa1-41d2-883f-0016d3cca427';

test('an address and its state are one and the same', () => {
  const address = `?floor=12&room=${UID}&on=2025-01-31`;

  const state = readState(address);

  assert.deepEqual(state, { floor: '12', room: UID, on: '2025-01-31' });
  assert.equal(writeState(state), address);
});

test('what is malformed in an address is left out', () => {
  assert.deepEqual(readState('?floor=<b>&region=99&room=1&on=today&other=1'), {});
});

test('an empty state has the address of the page itself', () => {
  assert.equal(writeState({}), './');
});

test('the narrowest place named is the one shown', () => {
  assert.equal(levelOf({}), 'region');
  assert.equal(levelOf({ region: '990100', courtyard: 'Y1' }), 'courtyard');
  assert.equal(levelOf({ region: '990100', floor: '3', room: UID }), 'floor');
});

test('moving keeps the day and drops the room', () => {
  const state = { floor: '3', room: UID, on: '2025-01-31' };

  assert.deepEqual(movedTo(state, { courtyard: 'Y1' }), { courtyard: 'Y1', on: '2025-01-31' });
  assert.deepEqual(movedTo({ floor: '3' }, { floor: '4' }), { floor: '4' });
});

test('a room is chosen and let go without leaving the floor', () => {
  const chosen = choosing({ floor: '3' }, UID);

  assert.deepEqual(chosen, { floor: '3', room: UID });
  assert.deepEqual(choosing(chosen, null), { floor: '3' });
});

test('today needs no mention in the address', () => {
  const past = onDay({ floor: '3' }, '2024-12-31', '2025-11-21');

  assert.deepEqual(past, { floor: '3', on: '2024-12-31' });
  assert.deepEqual(onDay(past, '2025-11-21', '2025-11-21'), { floor: '3' });
  assert.deepEqual(onDay(past, '', '2025-11-21'), { floor: '3' });
});

test('a day is written with all its figures', () => {
  assert.equal(dayOf(new Date(2025, 0, 5, 23, 59)), '2025-01-05');
});

test('going elsewhere keeps how one looks and drops what one looked at', () => {
  const state = { floor: '3', room: UID, pick: '1b4e28ba', theme: 'use', show: 'office', with: '2024-01-01', tab: 'area', view: 'all' };

  assert.deepEqual(movedTo(state, { floor: '4' }), { floor: '4', theme: 'use', show: 'office', with: '2024-01-01', tab: 'area' });
});

test('a part set to nothing is left out', () => {
  assert.deepEqual(withParts({ floor: '3', theme: 'use' }, { theme: null, tab: 'area' }), { floor: '3', tab: 'area' });
});

test('colours, picks and tabs ask nothing new of the server; a day, a floor or idle rooms afar do', () => {
  const state = { floor: '3' };

  assert.ok(asksTheSame(state, { floor: '3', theme: 'idle', room: UID, tab: 'area', pick: '1b4e28ba', sort: '-area_m2' }));
  assert.ok(!asksTheSame(state, { floor: '3', on: '2025-01-01' }));
  assert.ok(!asksTheSame(state, { floor: '3', view: 'all' }));
  assert.ok(!asksTheSame({ region: '990121' }, { region: '990121', theme: 'idle' }));
});

test('states of the legend, picked rooms and an order go into the address and come back', () => {
  const other = `2${UID.slice(1)}`;

  assert.deepEqual([...readShow(writeShow(new Set(['甲局', ''])))], ['甲局', '']);
  assert.equal(writeShow(new Set()), null);
  assert.equal(writePick(new Set([UID])), '1b4e28ba');
  assert.deepEqual([...readPick('1b4e28ba', [UID, other])], [UID]);
  assert.deepEqual([...readPick(undefined, [UID])], []);
  assert.equal(writeOrder({ key: 'area_m2', isDescending: true }), '-area_m2');
  assert.deepEqual(readOrder('-area_m2', null), { key: 'area_m2', isDescending: true });
  assert.deepEqual(readOrder(undefined, { key: 'number' }), { key: 'number' });
});
