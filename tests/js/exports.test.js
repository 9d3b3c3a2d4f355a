import assert from 'node:assert/strict';
import { test } from 'node:test';

import { exportAddress, idleAddress, nameIn, pixelsOf } from '../../maps/static/maps/exports.js';

const URL = '/map/floors/__id__/export.kind';

test('a file has the address of what is shown', () => {
  const state = { floor: '3', on: '2025-01-31', theme: 'use', show: 'office~service', room: 'x', pick: '0a1b2c3d', tab: 'area' };

  assert.equal(exportAddress(URL, 3, 'csv', state), '/map/floors/3/export.csv?on=2025-01-31&theme=use&show=office%7Eservice&pick=0a1b2c3d');
  assert.equal(exportAddress(URL, 3, 'csv', {}), '/map/floors/3/export.csv');
});

test('a drawing is asked for on paper at a scale, or at the largest that fits', () => {
  assert.equal(exportAddress(URL, 3, 'pdf', {}, { scale: '100', paper: 'a3' }), '/map/floors/3/export.pdf?scale=100&paper=a3');
  assert.equal(exportAddress(URL, 3, 'pdf', {}, { scale: '', paper: 'a4' }), '/map/floors/3/export.pdf?paper=a4');
});

test('a picture has two hundred dots an inch', () => {
  assert.deepEqual(pixelsOf('<svg xmlns="x" width="297mm" height="210mm">'), { width: 2339, height: 1654 });
});

test('a picture is called what the file is called', () => {
  assert.equal(nameIn("attachment; filename*=utf-8''1%E5%8F%B7%E6%A5%BC.svg", 'png'), '1号楼.png');
  assert.equal(nameIn(null, 'png'), 'plan.png');
});

test('the idle rooms of a wider place are asked for as its table shows them', () => {
  assert.equal(idleAddress('/map/idle.xlsx', { region: '990121' }, { theme: 'idle', show: 'idle_6~idle_12' }), '/map/idle.xlsx?region=990121&show=idle_6%7Eidle_12');
  assert.equal(idleAddress('/map/idle.xlsx', { courtyard: 'A' }, { on: '2025-01-31' }), '/map/idle.xlsx?courtyard=A&on=2025-01-31');
});
