// The days of the last two years as a slider, with a play button and a second day to compare with.

import { daysBetween, nextDay, plusDays, yearsBefore } from '../days.js';
import { unhurried } from '../features.js';
import { el } from './dom.js';

const YEARS = 2;
const STEP_DAYS = 7;
const FRAME_MS = 350; // between two days while playing, besides what the server takes

/** Return the bar: { draw, stop }. `turn(day, { isSliding })` resolves when the day is drawn. */
export function timebar(root, { say, today, turn, compare }) {
  const first = yearsBefore(today, YEARS);
  const slider = el('input', { type: 'range', id: 'time-slider', min: '0', max: String(daysBetween(first, today)), step: '1', 'aria-label': say('time_slider') });
  const told = el('output', { for: 'time-slider', class: 'time-day' });
  const play = el('button', { type: 'button', class: 'button time-play', 'aria-pressed': 'false' }, say('play'));
  const now = el('button', { type: 'button', class: 'button is-quiet' }, say('today'));
  const other = el('input', { type: 'date', id: 'time-with', max: today });
  const drop = el('button', { type: 'button', class: 'button is-quiet', hidden: true }, say('compare_end'));
  root.append(play, slider, told, now,
    el('span', { class: 'time-compare' }, el('label', { for: 'time-with' }, say('compare_with')), other,
      el('button', { type: 'button', class: 'button is-quiet time-year', onclick: () => compare(yearsBefore(dayNow(), 1)) }, say('year_ago')), drop));

  let isPlaying = false;
  let isSliding = false;
  const dayNow = () => plusDays(first, Number(slider.value));
  const tell = (day) => {
    told.textContent = day;
    slider.setAttribute('aria-valuetext', day);
  };
  const settle = unhurried(() => { turn(dayNow(), { isSliding }); isSliding = true; });

  const stop = () => {
    isPlaying = false;
    play.textContent = say('play');
    play.setAttribute('aria-pressed', 'false');
  };
  async function run() {
    isPlaying = true;
    play.textContent = say('pause');
    play.setAttribute('aria-pressed', 'true');
    let day = daysBetween(dayNow(), today) <= 0 ? first : dayNow();
    let isBegun = false;
    while (isPlaying && day !== null) {
      await turn(day, { isSliding: isBegun });
      isBegun = true;
      await new Promise((done) => { setTimeout(done, FRAME_MS); });
      day = nextDay(day, today, STEP_DAYS);
    }
    stop();
  }

  slider.addEventListener('input', () => { stop(); tell(dayNow()); settle(); });
  slider.addEventListener('change', () => { isSliding = false; });
  play.addEventListener('click', () => (isPlaying ? stop() : run()));
  now.addEventListener('click', () => { stop(); turn(today, { isSliding: false }); });
  other.addEventListener('change', () => compare(other.value || null));
  drop.addEventListener('click', () => compare(null));

  return {
    stop,
    draw: (day, withDay) => {
      if (document.activeElement !== slider || isPlaying) slider.value = String(Math.max(0, daysBetween(first, day)));
      tell(day);
      other.value = withDay ?? '';
      drop.hidden = withDay === undefined;
    },
  };
}
