import assert from 'node:assert/strict';
import { test } from 'node:test';
import { daysBetween, nextDay, plusDays, yearsBefore } from '../../maps/static/maps/days.js';

test('days are counted over months, years and the leap day', () => {
  assert.equal(plusDays('2024-02-28', 2), '2024-03-01');
  assert.equal(plusDays('2025-01-01', -1), '2024-12-31');
  assert.equal(daysBetween('2024-01-01', '2025-01-01'), 366);
});

test('a year before the leap day is the 28th', () => {
  assert.equal(yearsBefore('2024-02-29', 1), '2023-02-28');
  assert.equal(yearsBefore('2028-02-29', 4), '2024-02-29');
  assert.equal(yearsBefore('2026-11-21', 2), '2024-11-21');
});

test('playing ends on the last day, never beyond it', () => {
  assert.equal(nextDay('2026-11-01', '2026-11-10', 7), '2026-11-08');
  assert.equal(nextDay('2026-11-08', '2026-11-10', 7), '2026-11-10');
  assert.equal(nextDay('2026-11-10', '2026-11-10', 7), null);
});
