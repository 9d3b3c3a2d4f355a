import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { asIfMillimetres, metres, millimetres, plainNumber } from '../../maps/static/maps/onsite/lengths.js';
import { sendWaiting } from '../../maps/static/maps/onsite/outbox.js';
import { fitted } from '../../maps/static/maps/onsite/pictures.js';
import {
  draftOf, emptyDraft, inWalkingOrder, isEmpty, message, outcome, outlived, recordOf, stateOf, tally, waitAfter,
} from '../../maps/static/maps/onsite/records.js';
import { sketch } from '../../maps/static/maps/onsite/sketch.js';
import { forgetEverything, forgetRooms, memoryStore } from '../../maps/static/maps/onsite/store.js';
import { exactSquareMetres, judged, likeness, squareMetres, squareMillimetres, wholeRoot } from '../../maps/static/maps/onsite/verdict.js';
import { answersFor, faultOf, saidBy } from '../../maps/static/maps/onsite/view/card.js';
import { isMeant } from '../../maps/static/maps/onsite/view/list.js';

const CASES = JSON.parse(readFileSync(new URL('../shared/visits.json', import.meta.url), 'utf8'));
const NOON = new Date('2026-07-01T04:00:00Z');
const UID = '1b4e28ba-2fa1-41d2-883f-0016d3cca427';
const exact = (area) => (area === null ? null : exactSquareMetres(area));

// --- the rule that the register and the phone share -----------------------------------

for (const each of CASES.judged) {
  test(`two lengths are judged as the register judges them: ${each.case}`, () => {
    const said = judged(millimetres(each.a), millimetres(each.b), each, each.rectangle);

    assert.deepEqual(
      [exact(said.area), exact(said.counted), exact(said.excess), exact(said.error), said.source, said.verdict, said.reason],
      [each.area, exact(squareMillimetres(each.counted)), each.excess, each.error, each.source, each.verdict, each.reason],
    );
  });
}

for (const each of CASES.likeness) {
  test(`a rectangle is compared as the register compares it: ${each.case}`, () => {
    assert.equal(likeness(millimetres(each.a), millimetres(each.b), each.plan, each, each.rectangle), each.likeness);
  });
}

for (const { text, mm } of CASES.lengths) {
  test(`a length is read as the register reads it: “${text}”`, () => {
    assert.equal(millimetres(text), mm);
  });
}

test('a whole root is the largest whose square is not above', () => {
  for (const value of [0n, 1n, 2n, 3n, 4n, 15n, 16n, 17n, 10n ** 40n, 10n ** 40n - 1n]) {
    const root = wholeRoot(value);
    assert.ok(root * root <= value && (root + 1n) * (root + 1n) > value, String(value));
  }
});

test('an area is shown with two decimals, half up', () => {
  assert.deepEqual(['24.005', '24.004999', '0.004', '0'].map((text) => squareMetres(squareMillimetres(text))), ['24.01', '24.00', '0.00', '0.00']);
});

// --- lengths --------------------------------------------------------------------------

test('full-width digits and commas are the same number', () => {
  assert.deepEqual(['４．５２', '4,52', '4，52', ' 4。52 '].map(plainNumber), ['4.52', '4.52', '4.52', '4.52']);
});

test('millimetres typed as metres are asked about, never taken', () => {
  assert.equal(millimetres('4523'), null);
  assert.equal(asIfMillimetres('4523'), '4.523');
  assert.equal(asIfMillimetres('100'), null);
  assert.equal(asIfMillimetres('4.523'), null);
  assert.equal(metres(100), '0.100');
});

// --- a room's card --------------------------------------------------------------------

const ROOM = {
  visit: 7, room: UID, number: '101', name: '办公室', occupants: ['甲一'], place: ['B1', 1, '101'], is_seen: false,
  area: '20', limit: '9', beside: '0', tolerance: '0', root: '0.04', linear: '0.002', is_rectangle: true,
};

test('a verdict appears with the second length', () => {
  assert.equal(saidBy({ a: '4', b: '' }, ROOM), null);
  assert.equal(saidBy({ a: '4', b: '5' }, ROOM).verdict, 'over');
});

test('a draft is saved when it says who was there, with both lengths or none', () => {
  const draft = emptyDraft(7, 1);

  assert.equal(faultOf(draft), 'answer_missing');
  assert.equal(faultOf({ ...draft, answer: 'confirmed' }), null);
  assert.equal(faultOf({ ...draft, answer: 'confirmed', a: '4' }), 'length_missing');
  assert.equal(faultOf({ ...draft, answer: 'confirmed', a: '4', b: 'x' }), 'length_bad');
  assert.equal(faultOf({ ...draft, answer: 'no_access', a: '4' }), null);
});

test('where nobody is expected, nobody is as registered', () => {
  assert.deepEqual(answersFor({ occupants: [] }).map(({ value }) => value), ['confirmed', 'other', 'no_access']);
  assert.deepEqual(answersFor(ROOM).map(({ value }) => value), ['confirmed', 'other', 'empty', 'no_access']);
});

test('a room is found by number or name', () => {
  assert.ok(isMeant(ROOM, '10') && isMeant(ROOM, '办公') && isMeant(ROOM, ''));
  assert.ok(!isMeant(ROOM, '102'));
});

test('a sketch fits its room and names the longest edge each way', () => {
  const drawn = sketch([[10, 20], [14, 20], [14, 25], [10, 25], [10, 20]]);

  assert.equal(drawn.viewBox, '-0.6 -0.6 5.2 6.2');
  assert.equal(drawn.path, 'M0 5L4 5L4 0L0 0Z');
  assert.deepEqual(drawn.edges.map(({ text }) => text), ['4.00', '5.00']);
});

test('a photo is made smaller, never larger', () => {
  assert.deepEqual(fitted(4000, 3000), { width: 1600, height: 1200 });
  assert.deepEqual(fitted(640, 480), { width: 640, height: 480 });
});

// --- a visit on its way ---------------------------------------------------------------

function recorded(change = {}) {
  const draft = { ...emptyDraft(7, 1), answer: 'confirmed', a: '4', b: '5', person: 'x', photos: ['p1'] };
  return { ...recordOf(draft, { uid: UID, now: NOON, a: '4.000', b: '5.000', verdict: 'over', room: UID }), ...change };
}

test('a record says when it was seen and, each time, when it is sent', () => {
  const sent = message(recorded(), new Date('2026-07-01T06:00:00Z'));

  assert.deepEqual([sent.seen_at, sent.sent_at], ['2026-07-01T04:00:00.000Z', '2026-07-01T06:00:00.000Z']);
  assert.equal(sent.person, '');
  assert.ok(!('account' in sent) && !('state' in sent));
});

test('behind a locked door nothing is measured', () => {
  const record = recordOf({ ...emptyDraft(7, 1), answer: 'no_access' }, { uid: UID, now: NOON, a: '4.000', b: '5.000', verdict: 'over', room: UID });

  assert.deepEqual([record.a, record.b, record.verdict], ['', '', '']);
});

test('only a receipt or a refusal in so many words ends the wait', () => {
  const answers = [
    { status: 201, body: { state: 'kept' } }, { status: 200, body: { state: 'kept' } }, { status: 422, body: { state: 'refused', reason: '…' } },
    { status: 200, body: null }, { status: 500, body: null }, { status: 502, body: null }, { status: 403, body: null }, { status: 0, isRedirect: true, body: null },
  ];

  assert.deepEqual(answers.map((answer) => outcome(answer).state), ['sent', 'sent', 'refused', 'later', 'later', 'later', 'signed_out', 'signed_out']);
});

test('attempts wait twice as long each time, five minutes at most', () => {
  assert.deepEqual([1, 2, 3, 20].map(waitAfter), [5000, 10_000, 20_000, 300_000]);
});

test('a visit stands where it asks most of its inspector', () => {
  const typed = { ...emptyDraft(7, 1), a: '4' };
  const of = (drafts, records, room = ROOM) => stateOf(room, drafts, records);

  assert.equal(of([], []), 'open');
  assert.equal(of([emptyDraft(7, 1)], []), 'open');
  assert.equal(of([typed], []), 'draft');
  assert.equal(of([], [recorded()]), 'waiting');
  assert.equal(of([typed], [recorded({ state: 'sent' })]), 'draft');
  assert.equal(of([], [recorded({ state: 'sent' }), recorded({ state: 'refused' })]), 'refused');
  assert.equal(of([], [], { ...ROOM, is_seen: true }), 'seen');
});

test('what was sent leaves the phone after a day, what was not sent never', () => {
  const long = '2026-06-28T04:00:00Z';
  const records = [recorded({ state: 'sent', answered_at: long }), recorded({ state: 'sent', answered_at: NOON.toISOString() }), recorded(), recorded({ state: 'refused', answered_at: long })];

  assert.deepEqual(outlived(records, NOON), [records[0]]);
});

test('records of another account are counted apart', () => {
  const records = [recorded(), recorded({ state: 'refused' }), recorded({ account: 2 }), recorded({ account: 2, state: 'sent' })];

  assert.deepEqual(tally(records, 1), { waiting: 1, refused: 1, others: 1 });
});

test('a refused record becomes a draft again, with all that was typed', () => {
  const draft = draftOf(recorded({ state: 'refused' }));

  assert.ok(!isEmpty(draft));
  assert.deepEqual([draft.answer, draft.a, draft.photos], ['confirmed', '4.000', ['p1']]);
});

test('rooms stand as one walks: building, floor, number as people count', () => {
  const at = (...place) => ({ place });
  const rooms = [at('B2', 1, '101'), at('B1', 2, '201'), at('B1', 1, '1010'), at('B1', 1, '102'), at('B1', -1, 'B01')];

  assert.deepEqual(inWalkingOrder(rooms).map(({ place }) => place[2]), ['B01', '102', '1010', '201', '101']);
});

// --- the outbox -----------------------------------------------------------------------

/** A register that answers in turn and remembers what it heard. */
function register(...answers) {
  const heard = [];
  const answer = async (what) => {
    heard.push(what);
    const next = answers.shift();
    if (next === 'down') throw new TypeError('Failed to fetch');
    return next;
  };
  return { heard, post: { record: (body) => answer(body.uid), photo: ({ uid }) => answer(uid) } };
}
const KEPT = { status: 201, body: { state: 'kept' } };
const now = () => NOON;

async function stored(...records) {
  const store = memoryStore();
  await store.write([
    ...records.map((put) => ({ store: 'records', put })),
    { store: 'photos', put: { uid: 'p1', account: 1, blob: null } },
    { store: 'snapshot', put: { key: 'rooms', account: 1 } },
    { store: 'drafts', put: { ...emptyDraft(9, 1), a: '3' } },
  ]);
  return store;
}

test('a record and then its photo are sent, and the photo leaves the phone', async () => {
  const store = await stored(recorded());
  const { heard, post } = register(KEPT, KEPT);

  assert.equal(await sendWaiting(store, 1, { post, now }), 'done');

  assert.deepEqual(heard, [UID, 'p1']);
  assert.equal((await store.get('records', UID)).state, 'sent');
  assert.deepEqual(await store.all('photos'), []);
});

test('without a signal everything stays and is tried again', async () => {
  const store = await stored(recorded());
  const { post } = register('down', KEPT, KEPT);

  assert.equal(await sendWaiting(store, 1, { post, now }), 'offline');
  assert.deepEqual([(await store.get('records', UID)).state, (await store.all('photos')).length], ['waiting', 1]);
  assert.equal(await sendWaiting(store, 1, { post, now }), 'done');
  assert.equal((await store.get('records', UID)).state, 'sent');
});

test('a signal lost before the photo sends the same record again under its id', async () => {
  const store = await stored(recorded());
  const { heard, post } = register(KEPT, 'down', KEPT, KEPT);

  await sendWaiting(store, 1, { post, now });
  assert.equal((await store.get('records', UID)).state, 'waiting');
  await sendWaiting(store, 1, { post, now });

  assert.deepEqual(heard, [UID, 'p1', UID, 'p1']);
  assert.equal((await store.get('records', UID)).state, 'sent');
});

test('a refusal keeps the record with its reason and lets the next one go', async () => {
  const other = '2b4e28ba-2fa1-41d2-883f-0016d3cca427';
  const store = await stored(recorded(), recorded({ uid: other, photos: [] }));
  const { post } = register({ status: 422, body: { state: 'refused', reason: '不在计划内' } }, KEPT);

  assert.equal(await sendWaiting(store, 1, { post, now }), 'done');

  const [first, second] = [await store.get('records', UID), await store.get('records', other)];
  assert.deepEqual([first.state, first.reason, second.state], ['refused', '不在计划内', 'sent']);
  assert.equal((await store.all('photos')).length, 1);
});

test('a photo that is refused does not hold its record back, and the record says so', async () => {
  const store = await stored(recorded());
  const { post } = register(KEPT, { status: 422, body: { state: 'refused', reason: '不是照片' } });

  await sendWaiting(store, 1, { post, now });

  const record = await store.get('records', UID);
  assert.deepEqual([record.state, record.reason], ['sent', '不是照片']);
  assert.deepEqual(await store.all('photos'), []);
});

test('nothing of one account is sent under another', async () => {
  const store = await stored(recorded());
  const { heard, post } = register();

  assert.equal(await sendWaiting(store, 2, { post, now }), 'done');
  assert.deepEqual(heard, []);
});

test('rooms and names are forgotten, what was typed stays until somebody leaves for good', async () => {
  const store = await stored(recorded());

  await forgetRooms(store);
  assert.deepEqual([(await store.all('snapshot')).length, (await store.all('records')).length, (await store.all('drafts')).length], [0, 1, 1]);
  await forgetEverything(store);
  assert.deepEqual(await Promise.all(['records', 'drafts', 'photos'].map((name) => store.all(name))), [[], [], []]);
});
