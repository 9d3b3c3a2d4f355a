import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import {
  fillOf, fitTheme, idleOf, nthLook, numberOf, occupancyOf, patternId, personOf, placesOf, shapeOf, stateName, themeOf, THEMES,
} from '../../maps/static/maps/themes.js';

const tokens = readFileSync(new URL('../../maps/static/maps/vars.css', import.meta.url), 'utf8');
const patterns = readFileSync(new URL('../../maps/static/maps/view/patterns.js', import.meta.url), 'utf8');
const room = (values) => ({ uid: 'u', state: 'within', use: 'office', area_m2: 18, occupants: 1, organisation: '示例局', idle_months: null, title: 'unified', ...values });
const rooms = ['甲局', '乙局', '示例局', null].map((organisation) => room({ organisation }));
const themes = [...THEMES, 'changes'].map((name) => themeOf(name, rooms)).concat(fitTheme({}));

/** The luminance of a token, 0 to 1, as a grey printer sees it. */
function grey(colour) {
  const [, token] = colour.match(/^var\((--[\w-]+)\)$/);
  const [, hex] = tokens.match(new RegExp(`${token}: #([0-9a-f]{6})`));
  const [r, g, b] = [0, 2, 4].map((at) => parseInt(hex.slice(at, at + 2), 16) / 255);
  return 0.299 * r + 0.587 * g + 0.114 * b;
}

test('every colour of a theme is a token and every pattern can be drawn', () => {
  for (const look of themes.flatMap((theme) => Object.values(theme.looks))) {
    assert.ok(tokens.includes(`${look.colour.slice(4, -1)}:`) && tokens.includes(`${look.line.slice(4, -1)}:`), look.colour);
    assert.ok(look.pattern === 'plain' || patterns.includes(`  ${look.pattern}: (ink)`), look.pattern);
  }
});

test('in every theme two states differ by pattern, or by more grey than an eye mistakes', () => {
  for (const { name, looks } of themes) {
    const states = Object.entries(looks).filter(([state]) => state !== 'circulation');
    for (const [one, a] of states) {
      for (const [other, b] of states.filter(([state]) => state > one)) {
        assert.ok(a.pattern !== b.pattern || Math.abs(grey(a.colour) - grey(b.colour)) > 0.015, `${name}: ${one} and ${other}`);
      }
    }
  }
});

test('every state a room can be in has a look', () => {
  const odd = [room({}), room({ state: 'circulation' }), room({ state: 'new', use: 'new', title: '', organisation: null, occupants: 0 })];
  for (const theme of themes) {
    for (const each of odd) assert.ok(theme.looks[theme.stateOf(each)] !== undefined, theme.name);
  }
});

test('a room is occupied, empty, idle or common', () => {
  assert.equal(occupancyOf(room({})), 'seated');
  assert.equal(occupancyOf(room({ occupants: 0 })), 'empty');
  assert.equal(occupancyOf(room({ occupants: 0, organisation: null, idle_months: 0 })), 'idle');
  assert.equal(occupancyOf(room({ occupants: 0, organisation: null, use: 'service' })), 'common');
});

test('idle rooms are told by age: below, at and above six months', () => {
  const idle = (months) => idleOf(room({ occupants: 0, idle_months: months }));

  assert.deepEqual([5, 6, 7].map(idle), ['idle_0', 'idle_6', 'idle_6']);
  assert.deepEqual([11, 12, 23, 24].map(idle), ['idle_6', 'idle_12', 'idle_12', 'idle_24']);
  assert.equal(idleOf(room({})), 'in_use');
});

test('space for each person: below, at and above nine square metres', () => {
  const each = (area) => personOf(room({ area_m2: area, occupants: 2 }));

  assert.deepEqual([17.98, 18, 18.02].map(each), ['m2_0', 'm2_0', 'm2_9']);
  assert.equal(personOf(room({ occupants: 0 })), 'nobody');
});

test('no two organisations of a floor look alike, and each keeps its place whatever else is there', () => {
  const names = Array.from({ length: 40 }, (_, index) => `示例第${index}局`);
  const looks = [...placesOf(names, 64).values()].map((place) => nthLook(place));

  assert.equal(new Set(looks.map((look) => look.colour + look.pattern)).size, 40);
  assert.equal(placesOf(['甲局'], 64).get('甲局'), numberOf('甲局') % 64);
});

test('a plain look fills with its colour, another with the pattern made for it', () => {
  assert.equal(fillOf({ colour: 'var(--over)', pattern: 'plain' }), 'var(--over)');
  assert.equal(patternId({ colour: 'var(--idle)', pattern: 'dots' }), 'p-dots-idle');
  assert.equal(fillOf({ colour: 'var(--idle)', pattern: 'dots' }), 'url(#p-dots-idle)');
});

test('a room the legend leaves out keeps no colour of its own', () => {
  const { looks } = themeOf('standard');

  assert.equal(shapeOf(looks.over, { isShown: false }).fillColor, shapeOf(looks.idle, { isShown: false }).fillColor);
});

test('an organisation is called by its name, a fixed state by a word of the page', () => {
  const say = (word) => `<${word}>`;

  assert.equal(stateName(themeOf('organisation', rooms), '甲局', say), '甲局');
  assert.equal(stateName(themeOf('organisation', rooms), '', say), '<organisation_none>');
  assert.equal(stateName(themeOf('use'), 'office', say), '<use_office>');
  assert.equal(stateName(themeOf('use'), 'circulation', say), '<state_circulation>');
});

test('while a person is held a room says whether they fit; one nobody spoke of is not offered', () => {
  const theme = fitTheme({ u: { kind: 'over' } });

  assert.deepEqual([theme.stateOf(room({})), theme.stateOf(room({ uid: 'v' }))], ['over', 'refused']);
});
