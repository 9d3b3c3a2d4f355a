import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { test } from 'node:test';

const folder = new URL('../../maps/vendor/', import.meta.url);
const lock = JSON.parse(readFileSync(new URL('vendor.json', folder)));
const listed = Object.assign({}, ...lock.map((library) => library.files));
const wanted = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url))).devDependencies;

test('every vendored file is the one that was taken', () => {
  for (const [path, sha256] of Object.entries(listed)) {
    const found = createHash('sha256').update(readFileSync(new URL(path, folder))).digest('hex');
    assert.equal(found, sha256, path);
  }
});

test('nothing is vendored that the lock does not name', () => {
  const found = readdirSync(folder, { recursive: true }).filter((path) => statSync(new URL(path, folder)).isFile());

  assert.deepEqual(found.sort(), [...Object.keys(listed), 'vendor.json'].sort());
});

test('every library is of the package that the lock names by its hash', () => {
  const packages = JSON.parse(readFileSync(new URL('../../package-lock.json', import.meta.url))).packages;

  for (const { name, integrity } of lock) assert.equal(integrity, packages[`node_modules/${name}`].integrity, name);
});

test('every library has its licence beside it and the version package.json asks for', () => {
  for (const { name, version, licence, files } of lock) {
    assert.ok(licence, name);
    assert.ok(`${name}/LICENSE` in files, name);
    assert.equal(version, wanted[name]);
  }
  assert.deepEqual(lock.map((library) => library.name).sort(), Object.keys(wanted).sort());
});
