// The map page: reads the address, asks for the place it names, draws it, and follows the reader's moves.

import { addressOf, fetchValue, remembering, sendValue } from './features.js';
import { counted, legendOfTotals, legendRows, toggled } from './legend.js';
import { gather } from './gathering.js';
import { floorBeside } from './places.js';
import { caughtBy, centreOf, sumOfPicked, toggledIn } from './selection.js';
import {
  asksTheSame, choosing, levelOf, movedTo, onDay, readPick, readShow, readState, withParts, writePick, writeShow, writeState,
} from './state.js';
import { fitTheme, themeOf, THEMES } from './themes.js';
import { createMap } from './view/canvas.js';
import { circleBounds, circleLayer } from './view/circles.js';
import { acting } from './view/acting.js';
import { columnsOf, drawTable } from './view/drawer.js';
import { floorSteps } from './view/floors.js';
import { exporting } from './view/exporting.js';
import { footprintBounds, footprintLayer } from './view/footprints.js';
import { holding } from './view/holding.js';
import { inspector, TABS } from './view/inspector.js';
import { lasso } from './view/lasso.js';
import { legendOf } from './view/legend.js';
import { noPlanNotice, notice, troubleNotice } from './view/notice.js';
import { needPatterns } from './view/patterns.js';
import { people } from './view/people.js';
import { pickedBar } from './view/picked.js';
import { planOf } from './view/plan.js';
import { searchBox } from './view/search.js';
import { crumbList, placeHead, placeLists } from './view/side.js';
import { stackView } from './view/stack.js';
import { surroundings } from './view/tiles.js';
import { timebar } from './view/timebar.js';
import { toast } from './view/toast.js';
import { turning } from './view/turning.js';
import { speaker } from './words.js';

const { L } = window;
const part = (id) => document.getElementById(id);
const given = (id) => JSON.parse(part(id).textContent);
const config = given('map-config');
const say = speaker(given('map-words'), document.documentElement.lang);
const page = part('map-page');
const { today } = config;
const map = createMap(part('map'), { zoomIn: say('zoom_in'), zoomOut: say('zoom_out'), base: config.base });
const drawn = L.layerGroup().addTo(map);
const memory = remembering(fetchValue);
const camera = turning(map, { page, panel: part('panel'), sight: () => (view === null ? null : sight()) });

let state = {};
let shown = null; // everything the last answers made
let view = null;
let floor = null; // what the floor's address answered, null unless a floor is shown
let stack = null; // every floor of the building, null unless all are shown
let rooms = []; // what the legend counts and the table lists
let plan = null; // the floor as layers
let lastOrdinal = 1; // the floor that stays chosen from building to building
let asking = new AbortController();
let opener = null; // what had the focus before the panel opened

// --- moving -----------------------------------------------------------------

const href = (target) => writeState(movedTo(state, target));
const go = (target) => show(movedTo(state, target));
const tools = { say, href, go };
const dayShown = () => state.on ?? today;

/** Show a state; `move` is 'push' for a step one can go back from, 'replace' or 'none'. */
function show(next, { move = 'push' } = {}) {
  if (move === 'push') history.pushState(null, '', writeState(next));
  if (move === 'replace') history.replaceState(null, '', writeState(next));
  const isSame = view !== null && asksTheSame(next, state);
  state = next;
  if (!isSame) return load().then(() => hold.again());
  drawLooks();
  return Promise.resolve();
}

const change = (parts, how) => show(withParts(state, parts), how);

async function load({ isQuick = false } = {}) {
  asking.abort();
  asking = new AbortController();
  const { signal } = asking;
  page.setAttribute('aria-busy', 'true');
  try {
    const found = await gather(state, { ask: askWith(signal), start: config.start_region, lastOrdinal, before: isQuick ? shown : null });
    if (signal.aborted) return;
    shown = found;
    ({ view, floor, stack, rooms } = found);
    if (levelOf(state) === 'building' && found.floorId !== null) nameFloor(found.floorId);
    if (floor !== null) lastOrdinal = floor.floor.ordinal;
    draw();
  } catch (failure) {
    if (failure.name === 'AbortError') return;
    tellTrouble(part('notice'), failure, load);
    [shown, view, floor, stack, rooms] = [null, null, null, null, []];
  }
  if (!signal.aborted) page.removeAttribute('aria-busy');
}

/** Put the floor that was opened in a building into the address, so that a link leads to it. */
function nameFloor(id) {
  state = withParts(movedTo(state, { floor: String(id) }), { room: state.room, pick: state.pick, view: state.view });
  history.replaceState(null, '', writeState(state));
}

function tellTrouble(place, failure, retry) {
  if (failure.kind === undefined) console.error(failure);
  const loginUrl = `${page.dataset.login}?next=${encodeURIComponent(location.pathname + location.search)}`;
  place.replaceChildren(troubleNotice(failure.kind ?? 'broken', { say, retry, loginUrl }));
}

const askWith = (signal) => (kind, value, more) => memory.ask(addressOf(config.urls[kind], value, state.on, more), { signal });

// --- drawing ----------------------------------------------------------------

const chosenStates = () => readShow(state.show);
const picked = () => readPick(state.pick, rooms.map((room) => room.uid));

function themeNow() {
  if (hold.fitsHere() !== null) return fitTheme(hold.fitsHere());
  if (state.with !== undefined && stack === null && floor !== null) return themeOf('changes');
  return themeOf(state.theme ?? 'standard', rooms);
}

function draw() {
  document.title = `${view.name} · ${say('app')}`;
  page.dataset.kind = view.kind;
  part('place').replaceChildren(...placeHead(view, say));
  part('lists').replaceChildren(...placeLists(view, tools));
  part('crumbs').replaceChildren(crumbList(view, tools));
  part('floors').replaceChildren(...floorSteps(view.floors, tools));
  part('floors').hidden = view.floors.length === 0;
  part('floors').querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest' });
  part('notice').replaceChildren(...emptyNotices());
  if (view.kind === 'floor' && state.side === undefined) open('side', false);
  drawLayers();
  drawLooks();
}

function drawLooks() {
  const theme = themeNow();
  needPatterns(Object.values(theme.looks));
  part('theme').value = state.theme ?? 'standard';
  drawDay();
  plan?.paint(theme, chosenStates());
  around.show({ day: state.on, ordinal: lastOrdinal, theme: state.theme ?? 'standard', chosen: chosenStates(), without: floor?.floor.building_code ?? null, strength: floor === null ? 0.75 : 0.5 });
  const isTable = floor === null && stack === null && state.theme === 'idle';
  const place = state.courtyard === undefined ? { region: state.region ?? config.start_region } : { courtyard: state.courtyard };
  files.show(stack === null && state.with === undefined ? floor?.floor.id ?? null : null, state, isTable ? place : null);
  drawStack(theme);
  drawRows(theme);
  drawSide();
  drawChoice(theme);
}

/** Return what the map is turned to: bounds, the kind of place, and whether floors stand at its edge. */
function sight() {
  const bounds = plan?.bounds ?? (view.circles.length > 0 ? circleBounds(view.circles) : footprintBounds(view.footprints));
  return { bounds, kind: view.kind, hasFloors: view.floors.length > 0 };
}

function emptyNotices() {
  const current = view.floors.find((each) => each.isCurrent);
  if (view.kind === 'floor' && current === undefined) return [notice({ title: view.name, text: say('no_floors') })];
  if (view.kind === 'floor' && floor.features.length === 0 && stack === null) {
    if (state.on !== undefined) return [notice({ title: view.name, text: say('no_drawing_then') })];
    const uploadUrl = config.can_import ? `${config.urls.upload}?floor=${current.id}` : null;
    return [noPlanNotice({ say, uploadUrl, name: view.name })];
  }
  if (view.groups.length === 0) return [notice({ title: view.name, text: say('no_places') })];
  return [];
}

function drawLayers() {
  drawn.clearLayers();
  plan = null;
  if (view.circles.length > 0) drawn.addLayer(circleLayer(map, view.circles, tools));
  if (view.footprints.length > 0) drawn.addLayer(footprintLayer(map, view.footprints, { ...tools, isFar: view.kind === 'floor' && floor?.features.length > 0 }));
  if (floor !== null && floor.features.length > 0) {
    const theme = themeNow();
    needPatterns(Object.values(theme.looks));
    plan = planOf(map, floor, { say, theme, press, told: (uid) => hold.fitsHere()?.[uid]?.sentence ?? null });
    drawn.addLayer(plan.layer);
  }
  camera.turnTo(view.kind === 'floor' ? floor?.floor.building_code : view.name, sight());
}

function drawStack(theme) {
  const picture = stack === null ? null : stackView(stack, { ...tools, theme, chosen: chosenStates(), current: floor?.floor.id });
  part('stack').hidden = stack === null;
  page.classList.toggle('has-stack', stack !== null);
  part('stack').replaceChildren(picture ?? notice({ title: view.name, text: say('no_drawing') }));
  const button = part('tool-stack');
  button.disabled = view.kind !== 'floor';
  button.setAttribute('aria-pressed', String(stack !== null));
}

function drawRows(theme) {
  const isCounted = floor !== null || state.theme === 'idle';
  const legend = isCounted ? counted(rooms, theme) : legendOfTotals(view.totals);
  const toggle = isCounted ? (name) => {
    change({ show: writeShow(toggled(chosenStates(), name, legend)) }, { move: 'replace' });
    part('legend').querySelector(`button[data-state="${CSS.escape(name)}"]`)?.focus();
  } : null;
  const heading = isCounted ? say(`theme_${theme.name}`) : say('legend');
  const lines = legendRows(legend, isCounted ? chosenStates() : new Set());
  part('legend').replaceChildren(...legendOf(lines, { say, toggle, theme: isCounted ? theme : null, heading }));
  drawRooms(theme, isCounted);
}

function drawRooms(theme, isCounted) {
  part('drawer').hidden = !isCounted || rooms.length === 0;
  if (part('drawer').hidden) return;
  const isFloor = floor !== null;
  const count = drawTable(part('table'), {
    say, rooms, theme, chosenStates: chosenStates(), sort: state.sort, columns: columnsOf({ isFloor, isCompared: state.with !== undefined && stack === null }),
    chosen: state.room ?? null, picked: picked(), isPickable: isFloor && stack === null, change, pick, toggle: togglePick, choose: chooseRow,
    point: (uid) => plan?.point(uid),
  });
  part('drawer-count').textContent = say('n_rooms', { n: count });
}

function drawDay() {
  part('day').value = dayShown();
  part('day').form.classList.toggle('is-past', state.on !== undefined);
  if (state.on !== undefined || state.with !== undefined) part('timebar').hidden = false;
  part('tool-time').setAttribute('aria-pressed', String(!part('timebar').hidden));
  time.draw(dayShown(), state.with);
}

function drawSide() {
  const isOpen = state.side === 'people' && config.can_allocate;
  const wasOpen = page.classList.contains('has-people');
  page.classList.toggle('has-people', isOpen);
  part('people').hidden = !isOpen;
  part('tool-people')?.setAttribute('aria-pressed', String(isOpen));
  if (isOpen && !wasOpen) { list.open(); open('side', true); }
  if (!isOpen && hold.now() !== null) take(null);
  const bar = pickedBar(sumOfPicked(rooms, picked()), {
    say, canAct: config.can_allocate && state.with === undefined, clear: () => pick(new Set()), allocate: () => acts.allocate(), release: () => acts.release(),
  });
  part('picked').replaceChildren(...bar);
  plan?.pick(picked());
}

// --- choosing and picking ---------------------------------------------------

function press(uid, event) {
  if (hold.fitsHere() !== null) { acts.seat(uid); return; }
  if (event.shiftKey || event.ctrlKey || event.metaKey) togglePick(uid);
  else show(withParts(state, { room: uid, pick: null }));
}

const pick = (uids) => change({ pick: writePick(uids) }, { move: 'replace' });
const togglePick = (uid) => pick(toggledIn(picked(), uid));

function chooseRow(room, { isByKeyboard = false } = {}) {
  if (isByKeyboard) opener = room.uid;
  if (hold.fitsHere() !== null) { acts.seat(room.uid); return; }
  if (floor !== null && stack === null) { show(choosing(state, room.uid)); return; }
  go({ floor: String(room.floor_id ?? stack.floors.find((each) => each.features.some(({ properties }) => properties.uid === room.uid)).id), room: room.uid });
}

function drawChoice(theme, { isFresh = false } = {}) {
  const uid = state.room ?? null;
  const panel = part('panel');
  const wasHidden = panel.hidden;
  panel.hidden = uid === null;
  page.classList.toggle('has-panel', uid !== null);
  if (uid !== null) part('table').querySelector('tr.is-chosen')?.scrollIntoView({ block: 'nearest' });
  const bounds = plan?.choose(uid) ?? null;
  if (wasHidden !== panel.hidden && camera.isAsTurned()) camera.look(sight());
  else if (bounds !== null) camera.keep(bounds);
  if (uid === null || floor === null) { panels.close(); return; }
  if (state.side === undefined) open('side', false);
  const room = rooms.find((each) => each.uid === uid) ?? null;
  const place = { ...floor.floor, wanted: uid };
  panels.show(room, state.tab ?? 'overview', { day: state.on, floor: place, theme, isFresh }).then(() => {
    if (opener === uid && wasHidden) part('panel-head').querySelector('h2')?.focus();
  });
}

function closePanel() {
  const uid = state.room;
  show(choosing(state, null));
  if (opener === uid) part('table').querySelector(`tr[data-uid="${uid}"] button`)?.focus();
  opener = null;
}

// --- seating ----------------------------------------------------------------

const hold = holding({
  say, page, urls: config.urls, tell: (text) => told.tell(text, { isRefusal: true }),
  drawList: (what) => list.draw(what), drawLooks: () => view !== null && drawLooks(), fold: () => open('side', false),
  place: () => (floor === null || stack !== null ? null : { floor: floor.floor.id, day: dayShown(), on: state.on }),
});
const { take } = hold;

async function afterAct() {
  memory.forget();
  hold.drop();
  around.refresh();
  await load();
  if (state.room !== undefined) drawChoice(themeNow(), { isFresh: true });
  if (state.side === 'people') list.search();
}

const told = toast(part('toast'), say);
const acts = acting({
  say, told, config, afterAct, day: dayShown, heldNow: hold.now,
  rooms: () => rooms, picked, pickNone: () => { state = withParts(state, { pick: null }); history.replaceState(null, '', writeState(state)); },
  send: (url, value) => sendValue(url, value, { token: page.querySelector('[name=csrfmiddlewaretoken]').value }),
});
const list = people(part('people'), {
  say, take, tellTrouble, point: (uid) => plan?.point(uid), drop: (uid) => acts.seat(uid), close: () => change({ side: null }),
  ask: async (text) => (await fetchValue(addressOf(config.urls.people, '', state.on, { q: text, floor: floor?.floor.id }))).people,
});
const around = surroundings(map, { url: config.urls.tiles, go });
const files = exporting(part('export'), { url: config.urls.exports, idleUrl: config.urls.idle_book, failed: () => told.tell(say('trouble_broken'), { isRefusal: true }) });
const panels = inspector({
  part, say, urls: config.urls, tellTrouble, turn: (tab) => change({ tab: tab === TABS[0] ? null : tab }, { move: 'replace' }),
});
const rope = lasso(map, {
  caught: (line) => {
    const centres = (floor?.features ?? []).filter(({ properties }) => properties.state !== 'circulation').map(({ geometry, properties }) => {
      const { x, y } = map.latLngToContainerPoint([...centreOf(geometry.coordinates[0])].reverse());
      return { uid: properties.uid, centre: [x, y] };
    });
    armLasso(false);
    pick(caughtBy(line, centres));
  },
});
const time = timebar(part('timebar'), {
  say, today,
  turn: (day, { isSliding }) => {
    const next = onDay(state, day, today);
    history[isSliding ? 'replaceState' : 'pushState'](null, '', writeState(next));
    state = next;
    return load({ isQuick: true });
  },
  compare: (day) => change({ with: day ?? null, show: null, view: null }),
});

// --- what the reader does ---------------------------------------------------

function armLasso(isArmed) {
  rope.arm(isArmed);
  part('tool-lasso').setAttribute('aria-pressed', String(isArmed));
}

function stepFloor(step) {
  const beside = floor === null ? null : floorBeside(view.floors, floor.floor.id, step);
  if (beside !== null) show(withParts(movedTo(state, beside.target), { view: state.view }));
}

function escape() {
  if (part('tool-lasso').getAttribute('aria-pressed') === 'true') armLasso(false);
  else if (hold.now() !== null) take(null);
  else if (state.pick !== undefined) pick(new Set());
  else if (state.room !== undefined) closePanel();
  else told.clear();
}

const finder = searchBox(part('search'), {
  say, href, go, ask: async (text) => (await fetchValue(addressOf(config.urls.search, '', state.on, { q: text }))).hits,
});
const KEYS = { '[': () => stepFloor(-1), ']': () => stepFloor(1), Escape: escape, '/': finder.focus };

document.addEventListener('keydown', (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector('dialog[open]')) return;
  const isTyping = event.target.closest('input:not([type="checkbox"]):not([type="range"]), select, textarea') !== null;
  if (isTyping && event.key !== 'Escape') return;
  if (KEYS[event.key] !== undefined && event.key !== 'Escape') event.preventDefault();
  KEYS[event.key]?.();
});

function open(what, isOpen) {
  part(what).classList.toggle('is-open', isOpen);
  part(`${what}-toggle`).setAttribute('aria-expanded', String(isOpen));
}

for (const what of ['drawer', 'side']) {
  part(`${what}-toggle`).addEventListener('click', () => open(what, !part(what).classList.contains('is-open')));
}

part('theme').append(...THEMES.map((name) => new Option(say(`theme_${name}`), name)));
part('theme').addEventListener('change', ({ target }) => change({ theme: target.value === 'standard' ? null : target.value, show: null, sort: null }));
part('tool-stack').addEventListener('click', () => change({ view: state.view === 'all' ? null : 'all', room: null, pick: null, with: null }));
part('tool-lasso').addEventListener('click', () => armLasso(part('tool-lasso').getAttribute('aria-pressed') !== 'true'));
part('tool-people')?.addEventListener('click', () => change({ side: state.side === 'people' ? null : 'people' }));
part('tool-time').addEventListener('click', () => {
  part('timebar').hidden = !part('timebar').hidden;
  part('tool-time').setAttribute('aria-pressed', String(!part('timebar').hidden));
});
part('panel-close').addEventListener('click', closePanel);
part('panel-body').addEventListener('click', ({ target }) => {
  const button = target.closest('button[data-act]');
  if (button !== null) acts.fromPanel(button.dataset, state.room);
});
part('day').addEventListener('change', ({ target }) => { time.stop(); show(onDay(state, target.value, today)); });
part('day').form.addEventListener('submit', (event) => event.preventDefault());
window.addEventListener('popstate', () => show(readState(location.search), { move: 'none' }));

state = readState(location.search);
if (config.start_region === null) part('notice').replaceChildren(notice({ title: say('no_division'), text: say('no_division_text') }));
else load();
