// What the server is asked for a state, and what the page makes of the answers.
//
// gathered   { view, floor, stack, rooms, floorId }: floor and stack are null where none is shown

import { courtyardView, floorToOpen, floorView, regionView } from './places.js';
import { levelOf } from './state.js';

const roomsOf = (features) => features.map(({ properties }) => properties);

async function wider(view, place, state, ask) {
  const rooms = state.theme === 'idle' ? (await ask('idle', '', place)).rooms : [];
  return { view, floor: null, stack: null, rooms, floorId: null };
}

/** Return how a floor is asked for: as it is, or beside another day. */
function floorAsked(id, state, ask) {
  return state.with === undefined ? ask('floors', id) : ask('changes', id, { with: state.with });
}

async function wholeFloor(state, { ask, lastOrdinal }) {
  const named = state.floor === undefined ? null : await floorAsked(state.floor, state, ask);
  const { building, floors } = await ask('buildings', named === null ? state.building : named.floor.building_code);
  const neighbours = await ask('courtyards', building.courtyard.code).then(({ buildings }) => buildings, () => []);
  const opened = named?.floor ?? floorToOpen(floors, lastOrdinal);
  const floor = named ?? (opened === null ? null : await floorAsked(opened.id, state, ask));
  const stack = state.view === 'all' ? await ask('stacks', building.code) : null;
  const features = stack === null ? (floor?.features ?? []) : stack.floors.flatMap((each) => each.features);
  const viewOf = (shown, storeys = floors) => floorView({ building, floors: storeys, floorId: opened?.id ?? null, features: shown, neighbours, isWhole: stack !== null });
  return { view: viewOf(features), viewOf, floor, stack, rooms: roomsOf(features), floorId: opened?.id ?? null };
}

/** Return the same floor on another day, asking for nothing but its rooms and what stands at the switcher. */
async function floorAgain(state, before, ask) {
  const building = before.floor.floor.building_code;
  const [floor, { floors }] = await Promise.all([floorAsked(state.floor, state, ask), ask('buildings', building)]);
  return { ...before, view: before.viewOf(floor.features, floors), floor, rooms: roomsOf(floor.features) };
}

/** Return what a state shows; `before` is what was shown when only the day has changed. */
export async function gather(state, { ask, start, lastOrdinal, before = null }) {
  const level = levelOf(state);
  if (level === 'courtyard') return wider(courtyardView(await ask('courtyards', state.courtyard)), { courtyard: state.courtyard }, state, ask);
  if (level === 'region') {
    const region = state.region ?? start;
    return wider(regionView(await ask('regions', region)), { region }, state, ask);
  }
  const isSameFloor = before !== null && before.stack === null && String(before.floorId) === state.floor;
  return isSameFloor ? floorAgain(state, before, ask) : wholeFloor(state, { ask, lastOrdinal });
}
