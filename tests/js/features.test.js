import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addressOf, fetchPiece, fetchValue } from '../../maps/static/maps/features.js';

function answering(status, body, type = 'application/json', more = {}) {
  return async () => ({
    ok: status < 400, status, redirected: false, headers: new Headers({ 'Content-Type': type }),
    json: async () => body, text: async () => body, ...more,
  });
}

async function troubleOf(promise) {
  return promise.then(() => null, (trouble) => trouble.kind);
}

test('an address has its value and its day filled in', () => {
  assert.equal(addressOf('/map/floors/__id__.json', 12), '/map/floors/12.json');
  assert.equal(addressOf('/map/rooms/__uid__/', 'a/b', '2025-01-31'), '/map/rooms/a%2Fb/?on=2025-01-31');
});

test('a value and a piece of page are handed over as they are', async () => {
  assert.deepEqual(await fetchValue('/x', { get: answering(200, { rooms: 3 }) }), { rooms: 3 });
  assert.equal(await fetchPiece('/x', { get: answering(200, '<p>', 'text/html; charset=utf-8') }), '<p>');
});

test('every kind of trouble has its own word', async () => {
  const unplugged = async () => { throw new TypeError('fetch failed'); };

  assert.equal(await troubleOf(fetchValue('/x', { get: unplugged })), 'offline');
  assert.equal(await troubleOf(fetchValue('/x', { get: answering(403, '') })), 'forbidden');
  assert.equal(await troubleOf(fetchValue('/x', { get: answering(404, '') })), 'not-found');
  assert.equal(await troubleOf(fetchValue('/x', { get: answering(500, '') })), 'broken');
  assert.equal(await troubleOf(fetchValue('/x', { get: answering(200, '', 'text/html') })), 'broken');
});

test('being sent to the log-in page means that the session has ended', async () => {
  const toLogin = answering(200, '<form>', 'text/html', { redirected: true });

  assert.equal(await troubleOf(fetchPiece('/x', { get: toLogin })), 'signed-out');
});

test('giving up is no trouble of its own', async () => {
  const stopped = async () => { throw new DOMException('stopped', 'AbortError'); };

  await assert.rejects(fetchValue('/x', { get: stopped }), { name: 'AbortError' });
});
