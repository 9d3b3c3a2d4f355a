import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addressOf, fetchPiece, fetchValue, remembering, sendValue, unhurried } from '../../maps/static/maps/features.js';

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

test('what is not asked for stands in no address', () => {
  assert.equal(addressOf('/map/people.json', '', undefined, { q: '甲', floor: null }), '/map/people.json?q=%E7%94%B2');
  assert.equal(addressOf('/map/floors/__id__/changes.json', 3, '2025-01-31', { with: '2024-01-31' }), '/map/floors/3/changes.json?on=2025-01-31&with=2024-01-31');
});

test('a refusal carries the sentence of the server', async () => {
  const refusing = answering(409, { refusal: '1204 室已分配。', code: 'room_taken' });

  await assert.rejects(sendValue('/x', {}, { token: 't', get: refusing }), { message: '1204 室已分配。', code: 'room_taken' });
});

test('an act is sent with the token of the page', async () => {
  const sent = [];
  const keeping = async (url, options) => { sent.push([url, options]); return answering(200, { act: 7 })(); };

  assert.deepEqual(await sendValue('/acts/', { verb: 'seat' }, { token: 't', get: keeping }), { act: 7 });
  assert.equal(sent[0][1].headers['X-CSRFToken'], 't');
  assert.equal(sent[0][1].body, '{"verb":"seat"}');
});

test('the same address is asked once until all is forgotten, and the oldest answers go first', async () => {
  const asked = [];
  const { ask, forget } = remembering(async (url) => { asked.push(url); return url; }, 2);

  for (const url of ['/a', '/a', '/b', '/c', '/a']) await ask(url);
  forget();
  await ask('/a');

  assert.deepEqual(asked, ['/a', '/b', '/c', '/a', '/a']);
});

test('an answer that failed is asked for again', async () => {
  let times = 0;
  const { ask } = remembering(async () => { times += 1; if (times === 1) throw new Error('once'); return 'there'; });

  await assert.rejects(ask('/a'));
  assert.equal(await ask('/a'), 'there');
});

test('of hurried calls only the last is carried out', () => {
  const [calls, waiting] = [[], new Map()];
  const later = (call) => { waiting.set(waiting.size, call); return waiting.size - 1; };
  const hurry = unhurried((value) => calls.push(value), 100, { later, never: (at) => waiting.delete(at) });

  ['a', 'ab', 'abc'].forEach((value) => hurry(value));
  for (const call of waiting.values()) call();

  assert.deepEqual(calls, ['abc']);
});
