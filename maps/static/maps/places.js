// What the page says and draws of a place, as one value whatever the place is.
//
// view   { kind, name, crumbs, totals, sumsOn, groups, circles, footprints, floors }; sumsOn is the day of the sums
// item   { name, target, totals, isDimmed, isCurrent }, where target is the place a click goes to

const SUMMED = ['rooms', 'area_m2', 'over_rooms', 'excess_m2', 'idle_rooms', 'idle_m2', 'unassessed_rooms'];

/** Return the sums of several totals; areas stay whole hundredths of a square metre. */
export function sumOf(totals) {
  const add = (name) => totals.reduce((sum, each) => sum + Math.round(each[name] * 100), 0) / 100;
  return Object.fromEntries(SUMMED.map((name) => [name, add(name)]));
}

function totalsOfRoom({ state, area_m2: area, excess_m2: excess }) {
  return {
    rooms: 1,
    area_m2: area,
    over_rooms: state === 'over' ? 1 : 0,
    excess_m2: state === 'over' ? excess : 0,
    idle_rooms: state === 'idle' ? 1 : 0,
    idle_m2: state === 'idle' ? area : 0,
    unassessed_rooms: state === 'unassessed' ? 1 : 0,
  };
}

/** Return the totals of the rooms on a floor, the same ones the legend counts; passages are no rooms. */
export function totalsOf(features) {
  const rooms = features.map((feature) => feature.properties);
  return sumOf(rooms.filter((room) => room.state !== 'circulation').map(totalsOfRoom));
}

function crumbsOf(path) {
  return path.map(({ code, name }) => ({ name, target: { region: code } }));
}

function itemOf(place, target) {
  return { name: place.name, target, totals: place.totals, isDimmed: place.totals.rooms === 0, isCurrent: false };
}

/** Return the view of a division: circles for its parts and for the courtyards of its own. */
export function regionView({ region, parts, courtyards, sums_on: sumsOn }) {
  const inside = parts.map((part) => ({ ...itemOf(part, { region: part.code }), centre: part.centre, of: 'part' }));
  const yards = courtyards.map((yard) => ({ ...itemOf(yard, { courtyard: yard.code }), centre: yard.centre, of: 'courtyard' }));
  return {
    kind: 'region',
    name: region.name,
    sumsOn,
    crumbs: crumbsOf(region.path),
    totals: sumOf([...parts, ...courtyards].map((place) => place.totals)),
    groups: groupsOf({ divisions: [...inside].sort((one, other) => one.isDimmed - other.isDimmed), courtyards: yards }),
    circles: [...inside, ...yards].filter((place) => place.centre !== null && !place.isDimmed),
    footprints: [],
    floors: [],
  };
}

function groupsOf(lists) {
  return Object.entries(lists)
    .filter(([, items]) => items.length > 0)
    .map(([heading, items]) => ({ heading, items }));
}

function footprintsOf(buildings, current) {
  return buildings
    .filter((building) => building.outline !== null)
    .map((building) => ({ ...itemOf(building, { building: building.code }), outline: building.outline, floors: building.floors.length, isCurrent: building.code === current }));
}

/** Return the view of a courtyard: the footprints of its buildings. */
export function courtyardView({ courtyard, buildings }) {
  const items = buildings.map((building) => itemOf(building, { building: building.code }));
  return {
    kind: 'courtyard',
    name: courtyard.name,
    crumbs: [...crumbsOf(courtyard.path), { name: courtyard.name, target: { courtyard: courtyard.code } }],
    totals: sumOf(buildings.map((building) => building.totals)),
    groups: groupsOf({ buildings: items }),
    circles: [],
    footprints: footprintsOf(buildings, null),
    floors: [],
  };
}

/** Return the floor to open in a building: the one of the same number, else the ground floor, else any with a plan. */
export function floorToOpen(floors, ordinal) {
  const drawn = floors.filter((floor) => floor.has_plan);
  const upwards = [...drawn].sort((one, other) => one.ordinal - other.ordinal);
  return floors.find((floor) => floor.ordinal === ordinal)
    ?? upwards.find((floor) => floor.ordinal > 0)
    ?? upwards.at(-1)
    ?? floors.at(-1)
    ?? null;
}

/** Return the floor above (+1) or below (−1) another; floors stand topmost first. */
export function floorBeside(floors, id, step) {
  const at = floors.findIndex((floor) => floor.id === id);
  return at < 0 ? null : (floors[at - step] ?? null);
}

/** Return the view of a floor; its building's floors and the other buildings of the courtyard stand beside it. */
export function floorView({ building, floors, floorId, features, neighbours, isWhole = false }) {
  const floor = floors.find((each) => each.id === floorId) ?? null;
  const { courtyard } = building;
  const others = neighbours.filter((each) => each.code !== building.code);
  const steps = floors.map((each) => ({
    ...itemOf(each, { floor: String(each.id) }), id: each.id, ordinal: each.ordinal, hasPlan: each.has_plan, isCurrent: each.id === floorId,
  }));
  return {
    kind: 'floor',
    name: floor === null || isWhole ? building.name : `${building.name} · ${floor.name}`,
    isWhole,
    crumbs: [
      ...crumbsOf(building.path),
      { name: courtyard.name, target: { courtyard: courtyard.code } },
      { name: building.name, target: { building: building.code } },
      ...(floor === null || isWhole ? [] : [{ name: floor.name, target: { floor: String(floor.id) } }]),
    ],
    totals: totalsOf(features),
    groups: groupsOf({ floors: steps, other_buildings: others.map((each) => itemOf(each, { building: each.code })) }),
    circles: [],
    footprints: footprintsOf(neighbours, building.code),
    floors: steps,
  };
}

/** Return a floor's name as it stands on a lift button: 5F, B1. */
export function shortFloor(ordinal) {
  return ordinal < 0 ? `B${-ordinal}` : `${ordinal}F`;
}
