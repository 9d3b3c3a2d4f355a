// The phone's page: rooms from the register, visits typed here, and whatever waits sent when it can be.

import { el } from '../view/dom.js';
import { speaker } from '../words.js';
import { metres } from './lengths.js';
import { sendWaiting } from './outbox.js';
import { smallJpeg } from './pictures.js';
import { draftOf, emptyDraft, inWalkingOrder, isEmpty, outlived, recordOf, tally, waitAfter } from './records.js';
import { fetchRooms, logOut, poster } from './server.js';
import { forgetEverything, forgetRooms, openStore } from './store.js';
import { faultOf, factsOf, formOf, recordList, refresh, saidBy, shownTime, showPhotos } from './view/card.js';
import { roomList } from './view/list.js';

const config = JSON.parse(document.getElementById('onsite-config').textContent);
const words = JSON.parse(document.getElementById('onsite-words').textContent);
const say = speaker(words, document.documentElement.lang);
const root = document.getElementById('onsite');
const part = (name) => root.querySelector(`[data-part="${name}"]`);
const now = () => new Date();
const post = poster(config.urls);
const AT = 'rooms'; // the only key in the snapshot

let store;
let snapshot = null;
let connection = navigator.onLine ? 'online' : 'offline';
let filter = '';
let unlisted = false;
let timer = 0;
let misses = 0;

// --- what is shown ------------------------------------------------------------------

const mine = async (name) => (await store.all(name)).filter(({ account }) => account === config.account);
const plans = () => snapshot?.plans ?? [];
const rooms = () => plans().flatMap((plan) => inWalkingOrder(plan.rooms));
const shownVisit = () => Number(/^#visit-(\d+)$/.exec(location.hash)?.[1] ?? 0);

async function show() {
  const room = rooms().find(({ visit }) => visit === shownVisit());
  root.dataset.view = room === undefined ? 'list' : 'card';
  await (room === undefined ? showList() : showCard(room));
  await showStatus();
}

async function showList() {
  part('card').replaceChildren();
  const [drafts, records] = [await mine('drafts'), await mine('records')];
  part('filter').hidden = rooms().length === 0;
  part('unlisted').hidden = !unlisted;
  const listed = rooms().length === 0 ? [emptyList()] : roomList({ plans: plans(), drafts, records, filter }, say);
  part('rooms').replaceChildren(...listed);
  part('fetched').textContent = snapshot === null ? '' : say('fetched', { when: shownTime(snapshot.fetched_at) });
}

function emptyList() {
  const name = snapshot === null && connection !== 'online' ? 'offline_none' : 'none';
  return el('div', { class: 'card empty' }, el('h2', {}, say(name)), el('p', {}, say(`${name}_text`)));
}

async function showStatus() {
  const { waiting, refused, others } = tally(await store.all('records'), config.account);
  const state = connection === 'online' ? 'online' : connection;
  part('connection').textContent = say(state);
  part('connection').dataset.connection = state;
  part('waiting').textContent = waiting === 0 ? '' : say('n_waiting', { n: waiting });
  part('refused').textContent = refused === 0 ? '' : say('n_refused', { n: refused });
  part('others').textContent = others === 0 ? '' : say('n_others', { n: others });
  part('send').hidden = waiting === 0 || connection === 'signed_out';
  part('login').hidden = connection !== 'signed_out';
  part('storage').hidden = store.lasts;
}

// --- one room -----------------------------------------------------------------------

async function showCard(room) {
  part('toast').textContent = '';
  const kept = await store.get('drafts', room.visit);
  let draft = kept?.account === config.account ? kept : emptyDraft(room.visit, config.account);
  const keep = async (change) => {
    draft = { ...draft, ...change };
    refresh(form, room, draft, say);
    await store.write([{ store: 'drafts', ...(isEmpty(draft) ? { remove: draft.visit } : { put: draft }) }]);
  };
  const form = formOf(room, draft, say, {
    change: keep,
    photo: (event) => addPhoto(form, () => draft, keep, event.target),
    save: () => save(room, draft, form),
  });
  const records = (await mine('records')).filter(({ visit }) => visit === room.visit);
  part('card').replaceChildren(...[
    el('h1', {}, room.number || room.name, el('small', {}, `${room.building} · ${room.floor}${room.number ? ` · ${room.name}` : ''}`)),
    factsOf(room, say), recordList(records, say, { correct, discard }), form,
  ].filter((each) => each !== null));
  refresh(form, room, draft, say);
  await drawPhotos(form, () => draft, keep);
  scrollTo(0, 0);
}

async function drawPhotos(form, current, keep) {
  const kept = await Promise.all(current().photos.map((uid) => store.get('photos', uid)));
  await showPhotos(form, kept.filter((each) => each !== undefined), say, async (uid) => {
    await keep({ photos: current().photos.filter((each) => each !== uid) });
    await store.write([{ store: 'photos', remove: uid }]);
    await drawPhotos(form, current, keep);
  });
}

async function addPhoto(form, current, keep, input) {
  const trouble = form.querySelector('.photo-trouble');
  trouble.textContent = '';
  for (const file of input.files) {
    try {
      const photo = { uid: crypto.randomUUID(), account: config.account, blob: await smallJpeg(file) };
      await store.write([{ store: 'photos', put: photo }]);
      await keep({ photos: [...current().photos, photo.uid] });
    } catch {
      trouble.textContent = say('photo_bad');
    }
  }
  input.value = '';
  await drawPhotos(form, current, keep);
}

async function save(room, draft, form) {
  const fault = faultOf(draft);
  if (fault !== null) {
    form.querySelector('.fault').textContent = say(fault);
    return;
  }
  const said = saidBy(draft, room);
  const [a, b] = said === null ? ['', ''] : [metres(said.a), metres(said.b)];
  const record = recordOf(draft, { uid: crypto.randomUUID(), now: now(), a, b, verdict: said?.verdict ?? '', room: room.room });
  await store.write([{ store: 'records', put: record }, { store: 'drafts', remove: draft.visit }]);
  part('toast').textContent = say('saved_waiting');
  location.hash = '';
  send();
}

async function correct(record) {
  await store.write([{ store: 'drafts', put: draftOf(record) }, { store: 'records', remove: record.uid }]);
  await show();
}

async function discard(record) {
  if (!confirm(say('discard_sure'))) return;
  await store.write([{ store: 'records', remove: record.uid }, ...record.photos.map((uid) => ({ store: 'photos', remove: uid }))]);
  await show();
}

// --- the register -------------------------------------------------------------------

async function fetchNew() {
  const { status, isRedirect, body } = await fetchRooms(config.urls);
  if (isRedirect) { connection = 'signed_out'; return; }
  if (status !== 200 || body === null) return;
  connection = 'online';
  if (body.account !== config.account) { await forgetPage(); location.reload(); return; }
  snapshot = { ...body, key: AT, fetched_at: now().toISOString() };
  await store.write([{ store: 'snapshot', put: snapshot }]);
}

/** Send what waits, one tab at a time; try again later by itself while something still waits. */
async function send() {
  clearTimeout(timer);
  const round = async () => sendWaiting(store, config.account, { post, now });
  const heard = navigator.locks === undefined ? await round()
    : await navigator.locks.request('onsite-outbox', { ifAvailable: true }, (lock) => (lock === null ? 'later' : round()));
  if (heard === 'signed_out' || heard === 'offline') connection = heard;
  if (heard === 'done') part('toast').textContent = '';
  if (heard === 'done' && navigator.onLine && connection === 'offline') connection = 'online';
  misses = heard === 'done' ? 0 : misses + 1;
  if (heard !== 'done' && heard !== 'signed_out') timer = setTimeout(send, waitAfter(misses));
  await (root.dataset.view === 'list' ? show() : showStatus());
}

async function refreshAll() {
  try {
    await fetchNew();
  } catch {
    connection = 'offline';
  }
  if (root.dataset.view === 'list') await show();
  await send();
}

// --- coming and going ---------------------------------------------------------------

/** Leave: rooms, names and what was typed go from the phone; records not sent are asked about first. */
async function leave(event) {
  event.preventDefault();
  const { waiting, refused } = tally(await store.all('records'), config.account);
  const drafts = (await mine('drafts')).length;
  if (waiting + refused + drafts > 0 && !(await surelyLeaves())) return;
  await forgetEverything(store);
  await forgetPage();
  await logOut(config.urls).catch(() => {});
  location.assign(config.urls.login);
}

function surelyLeaves() {
  const dialog = part('leave');
  dialog.returnValue = '';
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener('close', () => resolve(dialog.returnValue === 'leave'), { once: true });
  });
}

async function forgetPage() {
  if (!('caches' in window)) return;
  for (const name of await caches.keys()) {
    if (name.startsWith('onsite-')) await (await caches.open(name)).delete(location.pathname);
  }
}

/** Go to the card of the room whose door was scanned, or say that it is on no plan. */
function openScanned() {
  const scanned = new URLSearchParams(location.search).get('room');
  if (scanned === null) return;
  const found = rooms().find(({ room }) => room === scanned);
  unlisted = found === undefined;
  history.replaceState(null, '', found === undefined ? location.pathname : `${location.pathname}#visit-${found.visit}`);
}

async function ownSnapshot() {
  const kept = await store.get('snapshot', AT);
  if (kept === undefined || kept.account === config.account) return kept ?? null;
  await forgetRooms(store);
  return null;
}

async function start() {
  store = await openStore();
  snapshot = await ownSnapshot();
  await store.write(outlived(await store.all('records'), now()).map(({ uid }) => ({ store: 'records', remove: uid })));
  const scanned = location.search;
  if (snapshot !== null) openScanned();
  await show();
  root.removeAttribute('aria-busy');
  await refreshAll();
  if (scanned !== '' && location.search !== '') { openScanned(); await show(); }
  navigator.storage?.persist?.();
  for (const scope of config.scopes) navigator.serviceWorker?.register(config.urls.worker, { scope }).catch(() => {});
}

addEventListener('hashchange', show);
addEventListener('online', () => { connection = 'online'; refreshAll(); });
addEventListener('offline', () => { connection = 'offline'; showStatus(); });
document.addEventListener('visibilitychange', () => { if (document.visibilityState === 'visible' && store !== undefined) send(); });
part('filter').addEventListener('input', (event) => { filter = event.target.value; showList(); });
part('send').addEventListener('click', send);
part('refresh').addEventListener('click', refreshAll);
part('logout').addEventListener('submit', leave);
for (const button of part('leave').querySelectorAll('button')) button.addEventListener('click', () => part('leave').close(button.value));

start();
