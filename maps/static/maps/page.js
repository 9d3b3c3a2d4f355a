// The map page: reads the address, asks for the place it names, draws it, and follows the reader's moves.

import { addressOf, fetchPiece, fetchValue } from './features.js';
import { legendOfTotals, legendRows, toggled } from './legend.js';
import { courtyardView, floorBeside, floorToOpen, floorView, regionView } from './places.js';
import { nextOrder, sortedRows, tableRows } from './rows.js';
import { choosing, dayOf, levelOf, movedTo, onDay, readState, writeState } from './state.js';
import { createMap, lookAt, onReaderMoving } from './view/canvas.js';
import { circleBounds, circleLayer } from './view/circles.js';
import { floorSteps } from './view/floors.js';
import { footprintBounds, footprintLayer } from './view/footprints.js';
import { legendOf } from './view/legend.js';
import { noPlanNotice, notice, troubleNotice } from './view/notice.js';
import { planOf } from './view/plan.js';
import { crumbList, placeHead, placeLists } from './view/side.js';
import { roomTable } from './view/table.js';
import { speaker } from './words.js';

const { L } = window;
const part = (id) => document.getElementById(id);
const given = (id) => JSON.parse(part(id).textContent);
const config = given('map-config');
const say = speaker(given('map-words'), document.documentElement.lang);
const page = part('map-page');
// The server's day is today unless the address asked it for another.
const today = readState(location.search).on === undefined ? config.day : dayOf(new Date());
const map = createMap(part('map'), { zoomIn: say('zoom_in'), zoomOut: say('zoom_out') });
const drawn = L.layerGroup().addTo(map);

let state = {};
let view = null;
let floor = null; // what the floor's address answered, null unless a floor is shown
let plan = null; // the same as layers
let chosen = new Set(); // the states the legend picks out; none means all
let order = { key: 'excess_m2', isDescending: true };
let lookedAt = null; // the place the map was last turned to
let isAsTurned = true; // the reader has not moved the map since
let lastOrdinal = 1; // the floor that stays chosen from building to building
let asking = new AbortController();
let askingRoom = new AbortController();
let opener = null; // what had the focus before the panel opened

// --- moving -----------------------------------------------------------------

const href = (target) => writeState(movedTo(state, target));
const go = (target) => show(movedTo(state, target));
const tools = { say, href, go };

function show(next, { isMove = true } = {}) {
  if (isMove) history.pushState(null, '', writeState(next));
  const isSamePlace = view !== null && writeState(choosing(next, null)) === writeState(choosing(state, null));
  state = next;
  if (isSamePlace) {
    drawChoice();
    return;
  }
  load();
}

async function load() {
  asking.abort();
  asking = new AbortController();
  const { signal } = asking;
  page.setAttribute('aria-busy', 'true');
  try {
    const found = await gather(signal);
    if (signal.aborted) return;
    ({ view, floor } = found);
    draw();
  } catch (failure) {
    if (failure.name === 'AbortError') return;
    tellTrouble(part('notice'), failure, load);
    [view, floor] = [null, null];
  }
  if (!signal.aborted) page.removeAttribute('aria-busy');
}

function tellTrouble(place, failure, retry) {
  if (failure.kind === undefined) console.error(failure);
  const loginUrl = `${page.dataset.login}?next=${encodeURIComponent(location.pathname + location.search)}`;
  place.replaceChildren(troubleNotice(failure.kind ?? 'broken', { say, retry, loginUrl }));
}

const ask = (kind, value, signal) => fetchValue(addressOf(config.urls[kind], value, state.on), { signal });

async function gather(signal) {
  const level = levelOf(state);
  if (level === 'courtyard') return { view: courtyardView(await ask('courtyards', state.courtyard, signal)), floor: null };
  if (level === 'region') return { view: regionView(await ask('regions', state.region ?? config.start_region, signal)), floor: null };
  const named = level === 'floor' ? await ask('floors', state.floor, signal) : null;
  const { building, floors } = await ask('buildings', named === null ? state.building : named.floor.building_code, signal);
  const neighbours = await ask('courtyards', building.courtyard.code, signal).then(({ buildings }) => buildings, () => []);
  const opened = named?.floor ?? floorToOpen(floors, lastOrdinal);
  const found = named ?? (opened === null ? null : await ask('floors', opened.id, signal));
  if (signal.aborted) return { view, floor };
  if (named === null && opened !== null) {
    state = choosing(movedTo(state, { floor: String(opened.id) }), state.room ?? null);
    history.replaceState(null, '', writeState(state));
  }
  if (opened !== null) lastOrdinal = opened.ordinal;
  return { view: floorView({ building, floors, floorId: opened?.id ?? null, features: found?.features ?? [], neighbours }), floor: found };
}

// --- drawing ----------------------------------------------------------------

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
  if (view.kind === 'floor') open('side', false);
  drawDay();
  drawLayers();
  drawRows();
  drawChoice();
}

function emptyNotices() {
  const current = view.floors.find((each) => each.isCurrent);
  if (view.kind === 'floor' && current === undefined) return [notice({ title: view.name, text: say('no_floors') })];
  if (view.kind === 'floor' && floor.features.length === 0) {
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
    plan = planOf(map, floor, { say, choose: (uid) => chooseRoom(uid) });
    drawn.addLayer(plan.layer);
    plan.filter(chosen);
  }
  turnMap();
}

function turnMap() {
  const place = view.kind === 'floor' ? floor?.floor.building_code : view.name;
  if (place === lookedAt) return;
  lookedAt = place;
  lookAtAll();
}

function lookAtAll() {
  const bounds = plan?.bounds ?? (view.circles.length > 0 ? circleBounds(view.circles) : footprintBounds(view.footprints));
  const { right, below } = covered();
  lookAt(map, bounds, view.kind, { right: right + (view.floors.length > 0 ? 56 : 0), below });
  isAsTurned = true;
}

function covered() {
  const { offsetWidth } = part('panel');
  if (part('panel').hidden) return { right: 0, below: 0 };
  if (offsetWidth < page.offsetWidth) return { right: offsetWidth, below: 0 };
  return { right: 0, below: Math.max(0, part('map').getBoundingClientRect().bottom - part('panel').getBoundingClientRect().top) };
}

function drawRows() {
  const toggle = floor === null ? null : (name) => {
    chosen = toggled(chosen, name, floor.legend);
    plan?.filter(chosen);
    drawRows();
    part('legend').querySelector(`button[data-state="${name}"]`)?.focus();
  };
  const present = floor === null ? legendOfTotals(view.totals) : floor.legend;
  part('legend').replaceChildren(...legendOf(legendRows(present, floor === null ? new Set() : chosen), { say, toggle }));
  drawTable();
}

function drawTable() {
  part('drawer').hidden = floor === null || floor.features.length === 0;
  if (floor === null) return;
  const rows = tableRows(floor.features, chosen);
  part('drawer-count').textContent = say('n_rooms', { n: rows.length });
  const sort = (key) => {
    order = nextOrder(order, key);
    drawTable();
  };
  const table = roomTable(sortedRows(rows, order), {
    say, order, sort, chosen: state.room ?? null, point: (uid) => plan?.point(uid), choose: chooseRoom,
  });
  part('table').replaceChildren(rows.length === 0 ? notice({ title: say('no_rows'), text: say('no_rows_text') }) : table);
}

function drawDay() {
  const day = part('day');
  day.value = state.on ?? today;
  day.form.classList.toggle('is-past', state.on !== undefined);
}

// --- the room panel ---------------------------------------------------------

function chooseRoom(uid, { isByKeyboard = false } = {}) {
  if (isByKeyboard) opener = uid;
  show(choosing(state, uid));
}

async function drawChoice() {
  const uid = state.room ?? null;
  const panel = part('panel');
  const wasHidden = panel.hidden;
  askingRoom.abort();
  panel.hidden = uid === null;
  page.classList.toggle('has-panel', uid !== null);
  for (const line of part('table').querySelectorAll('tr[data-uid]')) {
    line.classList.toggle('is-chosen', line.dataset.uid === uid);
    line.querySelector('button').setAttribute('aria-pressed', String(line.dataset.uid === uid));
    if (line.dataset.uid === uid) line.scrollIntoView({ block: 'nearest' });
  }
  const bounds = plan?.choose(uid) ?? null;
  if (wasHidden !== panel.hidden && isAsTurned) lookAtAll();
  else if (bounds !== null) keepInSight(bounds);
  if (uid === null) return;
  open('side', false);
  await fillPanel(uid);
}

function keepInSight(bounds) {
  const { right, below } = covered();
  map.panInside(bounds.getCenter(), { paddingTopLeft: [60, 60], paddingBottomRight: [right + 70, below + 30] });
}

async function fillPanel(uid) {
  askingRoom = new AbortController();
  const { signal } = askingRoom;
  const body = part('panel-body');
  body.setAttribute('aria-busy', 'true');
  try {
    const piece = await fetchPiece(addressOf(config.urls.rooms, uid, state.on), { signal });
    body.replaceChildren(document.createRange().createContextualFragment(piece));
  } catch (failure) {
    if (failure.name === 'AbortError') return;
    tellTrouble(body, failure, () => fillPanel(uid));
  }
  body.removeAttribute('aria-busy');
  body.scrollTop = 0;
  if (opener === uid) body.querySelector('h2')?.focus();
}

function closePanel() {
  const uid = state.room;
  show(choosing(state, null));
  if (opener === uid) part('table').querySelector(`tr[data-uid="${uid}"] button`)?.focus();
  opener = null;
}

// --- what the reader does ---------------------------------------------------

function stepFloor(step) {
  const beside = floor === null ? null : floorBeside(view.floors, floor.floor.id, step);
  if (beside !== null) go(beside.target);
}

const KEYS = { '[': () => stepFloor(-1), ']': () => stepFloor(1), Escape: () => state.room !== undefined && closePanel() };

document.addEventListener('keydown', (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest('input, select, textarea')) return;
  KEYS[event.key]?.();
});

function open(what, isOpen) {
  part(what).classList.toggle('is-open', isOpen);
  part(`${what}-toggle`).setAttribute('aria-expanded', String(isOpen));
}

for (const what of ['drawer', 'side']) {
  part(`${what}-toggle`).addEventListener('click', () => open(what, !part(what).classList.contains('is-open')));
}

part('panel-close').addEventListener('click', closePanel);
part('day').addEventListener('change', ({ target }) => show(onDay(state, target.value, today)));
part('day').form.addEventListener('submit', (event) => event.preventDefault());
window.addEventListener('popstate', () => show(readState(location.search), { isMove: false }));
onReaderMoving(map, () => { isAsTurned = false; });
new ResizeObserver(() => {
  map.invalidateSize({ pan: false });
  if (isAsTurned && view !== null) lookAtAll();
}).observe(part('map'));

state = readState(location.search);
if (config.start_region === null) part('notice').replaceChildren(notice({ title: say('no_division'), text: say('no_division_text') }));
else load();
