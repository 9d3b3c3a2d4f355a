import assert from 'node:assert/strict';
import { test } from 'node:test';
import { choosing, dayOf, levelOf, movedTo, onDay, readState, writeState } from '../../maps/static/maps/state.js';

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
