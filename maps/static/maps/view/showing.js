// The page drawn from what the desk holds: map, legend, table, panel, floors, bars.

import { counted, legendOfTotals, legendRows, toggled } from '../legend.js';
import { sumOfPicked } from '../selection.js';
import { readPick, readShow, writeShow } from '../state.js';
import { fitTheme, themeOf } from '../themes.js';
import { circleBounds, circleLayer } from './circles.js';
import { el } from './dom.js';
import { columnsOf, drawTable } from './drawer.js';
import { floorSteps } from './floors.js';
import { footprintBounds, footprintLayer } from './footprints.js';
import { legendOf } from './legend.js';
import { noPlanNotice, notice } from './notice.js';
import { needPatterns } from './patterns.js';
import { pickedBar } from './picked.js';
import { planOf } from './plan.js';
import { crumbList, placeHead, placeLists } from './side.js';
import { stackView } from './stack.js';

const { L } = window;

/** Return what draws the page: { all, looks, choice, none, picked, sight }. */
export function showing(desk, {
  part, page, map, config, say, href, go, change, pick, togglePick, chooseRow, press, fold,
  hold, acts, list, around, files, panels, camera, time,
}) {
  const tools = { say, href, go };
  const drawn = L.layerGroup().addTo(map);
  const chosenStates = () => readShow(desk.state.show);
  const picked = () => readPick(desk.state.pick, desk.rooms.map((room) => room.uid));
  const isCompared = () => desk.state.with !== undefined && desk.stack === null;

  function themeNow() {
    if (hold.fitsHere() !== null) return fitTheme(hold.fitsHere());
    if (isCompared() && desk.floor !== null) return themeOf('changes');
    return themeOf(desk.state.theme ?? 'standard', desk.rooms);
  }

  /** Return what the map is turned to: bounds, the kind of place, and whether floors stand at its edge. */
  function sight() {
    const { plan, view } = desk;
    const bounds = plan?.bounds ?? (view.circles.length > 0 ? circleBounds(view.circles) : footprintBounds(view.footprints));
    return { bounds, kind: view.kind, hasFloors: view.floors.length > 0 };
  }

  /** Return the wider place whose idle rooms the table lists, or null. */
  function idlePlace() {
    const { state, floor, stack } = desk;
    if (floor !== null || stack !== null || state.theme !== 'idle') return null;
    return state.courtyard === undefined ? { region: state.region ?? config.start_region } : { courtyard: state.courtyard };
  }

  // --- after the server answered ----------------------------------------------

  function all() {
    const { view } = desk;
    document.title = `${view.name} · ${say('app')}`;
    page.dataset.kind = view.kind;
    part('place').replaceChildren(...placeHead(view, say, desk.day()));
    part('lists').replaceChildren(...placeLists(view, tools));
    part('crumbs').replaceChildren(crumbList(view, tools));
    part('floors').replaceChildren(...floorSteps(view.floors, tools));
    part('floors').hidden = view.floors.length === 0;
    part('floors').querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest' });
    part('notice').replaceChildren(...emptyNotices());
    if (view.kind === 'floor' && desk.state.side === undefined) fold('side', false);
    layers();
    looks();
  }

  /** Take everything away that told of a place, when the place could not be had. */
  function none() {
    drawn.clearLayers();
    desk.plan = null;
    for (const id of ['lists', 'legend', 'floors', 'picked']) part(id).replaceChildren();
    for (const id of ['floors', 'drawer', 'stack', 'panel']) part(id).hidden = true;
    page.classList.remove('has-panel', 'has-stack', 'has-people');
    page.dataset.kind = 'none';
    for (const id of ['tool-stack', 'tool-lasso']) part(id).disabled = true;
    part('place').replaceChildren(el('h1', {}, say('app')));
    files.show(null, desk.state);
  }

  function emptyNotices() {
    const { view, floor, stack, state } = desk;
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

  function layers() {
    const { view, floor } = desk;
    drawn.clearLayers();
    desk.plan = null;
    if (view.circles.length > 0) drawn.addLayer(circleLayer(map, view.circles, tools));
    if (view.footprints.length > 0) drawn.addLayer(footprintLayer(map, view.footprints, { ...tools, isFar: view.kind === 'floor' && floor?.features.length > 0 }));
    if (floor !== null && floor.features.length > 0) {
      const theme = themeNow();
      needPatterns(Object.values(theme.looks));
      desk.plan = planOf(map, floor, { say, theme, press, told: (uid) => hold.fitsHere()?.[uid]?.sentence ?? null });
      drawn.addLayer(desk.plan.layer);
    }
    camera.turnTo(view.kind === 'floor' ? floor?.floor.building_code : view.name, sight());
  }

  // --- after the reader looked another way ------------------------------------

  function looks() {
    const { state, floor, stack } = desk;
    const theme = themeNow();
    needPatterns(Object.values(theme.looks));
    part('theme').value = state.theme ?? 'standard';
    days();
    desk.plan?.paint(theme, chosenStates());
    around.show({
      day: state.on, ordinal: desk.lastOrdinal, theme: state.theme ?? 'standard', chosen: chosenStates(),
      without: floor?.floor.building_code ?? null, strength: floor === null ? 0.75 : 0.5,
    });
    files.show(stack === null && state.with === undefined ? floor?.floor.id ?? null : null, state, idlePlace());
    storeys(theme);
    rows(theme);
    side();
    choice();
  }

  function storeys(theme) {
    const { stack, view, floor } = desk;
    const picture = stack === null ? null : stackView(stack, { ...tools, theme, chosen: chosenStates(), current: floor?.floor.id });
    part('stack').hidden = stack === null;
    page.classList.toggle('has-stack', stack !== null);
    part('stack').replaceChildren(picture ?? notice({ title: view.name, text: say('no_drawing') }));
    part('tool-stack').disabled = view.kind !== 'floor';
    part('tool-stack').setAttribute('aria-pressed', String(stack !== null));
    part('tool-lasso').disabled = desk.plan === null || stack !== null;
  }

  function rows(theme) {
    const { floor, state, view } = desk;
    const isCounted = floor !== null || state.theme === 'idle';
    const legend = isCounted ? counted(desk.rooms, theme) : legendOfTotals(view.totals);
    const toggle = isCounted ? (name) => {
      change({ show: writeShow(toggled(chosenStates(), name, legend)) }, { move: 'replace' });
      part('legend').querySelector(`button[data-state="${CSS.escape(name)}"]`)?.focus();
    } : null;
    const heading = isCounted ? say(`theme_${theme.name}`) : say('legend');
    const lines = legendRows(legend, isCounted ? chosenStates() : new Set());
    part('legend').replaceChildren(...legendOf(lines, { say, toggle, theme: isCounted ? theme : null, heading }));
    table(theme, isCounted);
  }

  function table(theme, isCounted) {
    const { floor, stack, state } = desk;
    part('drawer').hidden = !isCounted || desk.rooms.length === 0;
    if (part('drawer').hidden) return;
    const isFloor = floor !== null;
    const count = drawTable(part('table'), {
      say, rooms: desk.rooms, theme, chosenStates: chosenStates(), sort: state.sort, columns: columnsOf({ isFloor, isCompared: isCompared() }),
      chosen: state.room ?? null, picked: picked(), isPickable: isFloor && stack === null, change, pick, toggle: togglePick, choose: chooseRow,
      point: (uid) => desk.plan?.point(uid),
    });
    part('drawer-count').textContent = say('n_rooms', { n: count });
  }

  function days() {
    const { state } = desk;
    part('day').value = desk.day();
    part('day').form.classList.toggle('is-past', state.on !== undefined);
    if (state.on !== undefined || state.with !== undefined) part('timebar').hidden = false;
    part('tool-time').setAttribute('aria-pressed', String(!part('timebar').hidden));
    time.draw(desk.day(), state.with);
  }

  function side() {
    const isOpen = desk.state.side === 'people' && config.can_allocate;
    const wasOpen = page.classList.contains('has-people');
    page.classList.toggle('has-people', isOpen);
    part('people').hidden = !isOpen;
    part('tool-people')?.setAttribute('aria-pressed', String(isOpen));
    if (isOpen && !wasOpen) { list.open(); fold('side', true); }
    if (!isOpen && hold.now() !== null) hold.take(null);
    const bar = pickedBar(sumOfPicked(desk.rooms, picked()), {
      say, canAct: config.can_allocate && desk.state.with === undefined, clear: () => pick(new Set()), allocate: () => acts.allocate(), release: () => acts.release(),
    });
    part('picked').replaceChildren(...bar);
    page.classList.toggle('has-picked', bar.length > 0);
    desk.plan?.pick(picked());
  }

  function choice({ isFresh = false } = {}) {
    const { state, floor } = desk;
    const uid = state.room ?? null;
    const panel = part('panel');
    const wasHidden = panel.hidden;
    panel.hidden = uid === null;
    page.classList.toggle('has-panel', uid !== null);
    if (uid !== null) part('table').querySelector('tr.is-chosen')?.scrollIntoView({ block: 'nearest' });
    const bounds = desk.plan?.choose(uid) ?? null;
    if (wasHidden !== panel.hidden && camera.isAsTurned()) camera.look(sight());
    else if (bounds !== null) camera.keep(bounds);
    if (uid === null || floor === null) { panels.close(); return; }
    if (state.side === undefined) fold('side', false);
    const room = desk.rooms.find((each) => each.uid === uid) ?? null;
    const place = { ...floor.floor, wanted: uid };
    panels.show(room, state.tab ?? 'overview', { day: state.on, floor: place, theme: themeNow(), isFresh }).then(() => {
      if (desk.opener === uid && wasHidden) part('panel-head').querySelector('h2')?.focus();
    });
  }

  return { all, looks, choice, none, picked, sight };
}
