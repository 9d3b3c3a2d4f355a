// The map page: reads the address, asks for the place it names, and follows the reader's moves.
//
// desk   what the page holds at the moment: the state of the address, and what the last answers made of it

import { addressOf, fetchValue, remembering, sendValue } from './features.js';
import { gather } from './gathering.js';
import { caughtBy, centreOf, toggledIn } from './selection.js';
import { asksTheSame, choosing, levelOf, movedTo, onDay, readState, withParts, writePick, writeState } from './state.js';
import { createMap } from './view/canvas.js';
import { acting } from './view/acting.js';
import { commanding } from './view/commanding.js';
import { editing } from './view/editing.js';
import { exporting } from './view/exporting.js';
import { holding } from './view/holding.js';
import { inspector, TABS } from './view/inspector.js';
import { lasso } from './view/lasso.js';
import { notice, troubleNotice } from './view/notice.js';
import { people } from './view/people.js';
import { searchBox } from './view/search.js';
import { showing } from './view/showing.js';
import { surroundings } from './view/tiles.js';
import { timebar } from './view/timebar.js';
import { toast } from './view/toast.js';
import { turning } from './view/turning.js';
import { speaker } from './words.js';

const part = (id) => document.getElementById(id);
const given = (id) => JSON.parse(part(id).textContent);
const config = given('map-config');
const say = speaker(given('map-words'), document.documentElement.lang);
const page = part('map-page');
const { today } = config;
const map = createMap(part('map'), { zoomIn: say('zoom_in'), zoomOut: say('zoom_out'), base: config.base });
const memory = remembering(fetchValue);

const EMPTY = { shown: null, view: null, floor: null, stack: null, rooms: [] };
const desk = {
  ...EMPTY,
  state: {},
  plan: null, // the floor as layers
  lastOrdinal: 1, // the floor that stays chosen from building to building
  opener: null, // what had the focus before the panel opened
  day: () => desk.state.on ?? today,
};
let asking = new AbortController();

// --- moving -----------------------------------------------------------------

const href = (target) => writeState(movedTo(desk.state, target));
const go = (target) => show(movedTo(desk.state, target));
const change = (parts, how) => show(withParts(desk.state, parts), how);
const pick = (uids) => change({ pick: writePick(uids) }, { move: 'replace' });
const togglePick = (uid) => pick(toggledIn(picture.picked(), uid));
const setQuietly = (state) => { desk.state = state; history.replaceState(null, '', writeState(state)); };

/** Show a state; `move` is 'push' for a step one can go back from, 'replace' or 'none'. */
function show(next, { move = 'push' } = {}) {
  if (move === 'push') history.pushState(null, '', writeState(next));
  if (move === 'replace') history.replaceState(null, '', writeState(next));
  const isSame = desk.view !== null && asksTheSame(next, desk.state);
  desk.state = next;
  if (!isSame) return load().then(() => hold.again());
  picture.looks();
  return Promise.resolve();
}

async function load({ isQuick = false } = {}) {
  asking.abort();
  asking = new AbortController();
  const { signal } = asking;
  page.setAttribute('aria-busy', 'true');
  try {
    const ask = (kind, value, more) => memory.ask(addressOf(config.urls[kind], value, desk.state.on, more), { signal });
    const found = await gather(desk.state, { ask, start: config.start_region, lastOrdinal: desk.lastOrdinal, before: isQuick ? desk.shown : null });
    if (signal.aborted) return;
    const { view, floor, stack, rooms } = found;
    Object.assign(desk, { shown: found, view, floor, stack, rooms });
    if (levelOf(desk.state) === 'building' && found.floorId !== null) nameFloor(found.floorId);
    if (floor !== null) desk.lastOrdinal = floor.floor.ordinal;
    picture.all();
  } catch (failure) {
    if (failure.name === 'AbortError') return;
    Object.assign(desk, EMPTY);
    picture.none();
    tellTrouble(part('notice'), failure, load);
  }
  if (!signal.aborted) page.removeAttribute('aria-busy');
}

/** Put the floor that was opened in a building into the address, so that a link leads to it. */
function nameFloor(id) {
  const { room, pick: picked, view } = desk.state;
  setQuietly(withParts(movedTo(desk.state, { floor: String(id) }), { room, pick: picked, view }));
}

function tellTrouble(place, failure, retry) {
  if (failure.kind === undefined) console.error(failure);
  const loginUrl = `${page.dataset.login}?next=${encodeURIComponent(location.pathname + location.search)}`;
  place.replaceChildren(troubleNotice(failure.kind ?? 'broken', { say, retry, loginUrl }));
}

// --- choosing ---------------------------------------------------------------

function press(uid, event) {
  if (hold.fitsHere() !== null) { acts.seat(uid); return; }
  if (event.shiftKey || event.ctrlKey || event.metaKey) togglePick(uid);
  else show(withParts(desk.state, { room: uid, pick: null }));
}

function chooseRow(room, { isByKeyboard = false } = {}) {
  if (isByKeyboard) desk.opener = room.uid;
  if (hold.fitsHere() !== null) { acts.seat(room.uid); return; }
  if (desk.floor !== null && desk.stack === null) { show(choosing(desk.state, room.uid)); return; }
  const isOn = (each) => each.features.some(({ properties }) => properties.uid === room.uid);
  go({ floor: String(room.floor_id ?? desk.stack.floors.find(isOn).id), room: room.uid });
}

function closePanel() {
  const uid = desk.state.room;
  show(choosing(desk.state, null));
  if (desk.opener === uid) part('table').querySelector(`tr[data-uid="${uid}"] button`)?.focus();
  desk.opener = null;
}

// --- the parts --------------------------------------------------------------

const told = toast(part('toast'), say);
const fold = (what, isOpen) => commands.open(what, isOpen);
const place = () => (desk.floor === null || desk.stack !== null ? null : { floor: desk.floor.floor.id, day: desk.day(), on: desk.state.on });
const send = (url, value) => sendValue(url, value, { token: page.querySelector('[name=csrfmiddlewaretoken]').value });

async function afterAct() {
  memory.forget();
  hold.drop();
  around.refresh();
  await load();
  if (desk.state.room !== undefined) picture.choice({ isFresh: true });
  if (desk.state.side === 'people') list.search();
}

const hold = holding({
  say, page, urls: config.urls, place, tell: (text) => told.tell(text, { isRefusal: true }), fold: () => fold('side', false),
  drawList: (what) => list.draw(what), drawLooks: () => desk.view !== null && picture.looks(),
});
const acts = acting({
  say, told, config, afterAct, send, day: desk.day, heldNow: hold.now, rooms: () => desk.rooms, picked: () => picture.picked(),
  pickNone: () => setQuietly(withParts(desk.state, { pick: null })),
});
const words = editing(part('panel-body'), { head: part('panel-head'), say, send, done: acts.done });
const list = people(part('people'), {
  say, take: hold.take, tellTrouble, point: (uid) => desk.plan?.point(uid), drop: (uid) => acts.seat(uid), close: () => change({ side: null }),
  ask: async (text) => (await fetchValue(addressOf(config.urls.people, '', desk.state.on, { q: text, floor: desk.floor?.floor.id }))).people,
});
const around = surroundings(map, { url: config.urls.tiles, go });
const files = exporting(part('export'), { url: config.urls.exports, idleUrl: config.urls.idle_book, failed: () => told.tell(say('trouble_broken'), { isRefusal: true }) });
const panels = inspector({
  part, say, urls: config.urls, tellTrouble, filled: words.restore,
  turn: (tab) => change({ tab: tab === TABS[0] ? null : tab }, { move: 'replace' }),
});
const camera = turning(map, { page, panel: part('panel'), sight: () => (desk.view === null ? null : picture.sight()) });
const rope = lasso(map, {
  caught: (line) => {
    const centres = (desk.floor?.features ?? []).filter(({ properties }) => properties.state !== 'circulation').map(({ geometry, properties }) => {
      const { x, y } = map.latLngToContainerPoint([...centreOf(geometry.coordinates[0])].reverse());
      return { uid: properties.uid, centre: [x, y] };
    });
    commands.armLasso(false);
    pick(caughtBy(line, centres));
  },
});
const time = timebar(part('timebar'), {
  say, today,
  turn: (day, { isSliding }) => {
    const next = onDay(desk.state, day, today);
    history[isSliding ? 'replaceState' : 'pushState'](null, '', writeState(next));
    desk.state = next;
    return load({ isQuick: true });
  },
  compare: (day) => change({ with: day ?? null, show: null, view: null }),
});
const finder = searchBox(part('search'), { say, href, go, url: part('search').dataset.url, day: () => desk.state.on });
const picture = showing(desk, {
  part, page, map, config, say, href, go, change, pick, togglePick, chooseRow, press, fold,
  hold, acts, list, around, files, panels, camera, time,
});
const commands = commanding(desk, { part, say, today, show, change, pick, closePanel, hold, acts, told, rope, time, finder });

window.addEventListener('popstate', () => show(readState(location.search), { move: 'none' }));
desk.state = readState(location.search);
if (config.start_region === null) {
  picture.none();
  page.removeAttribute('aria-busy');
  part('notice').replaceChildren(notice({ title: say('no_division'), text: say('no_division_text') }));
} else {
  load();
}
