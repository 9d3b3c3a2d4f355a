// The panel of one room: its head at once, each tab when it is first asked for.

import { addressOf, fetchPiece } from '../features.js';
import { stateName } from '../themes.js';
import { el, lookSwatch } from './dom.js';

/** The tabs in order; the first one needs no mention in the address. */
export const TABS = ['overview', 'people', 'area', 'title', 'past', 'findings', 'documents'];

function headOf(room, { floor, theme, say }) {
  const state = theme.stateOf(room);
  return [
    el('p', { class: 'room-place' }, `${floor.building} · ${floor.name}`),
    el('h2', { tabindex: '-1' }, room.number || say('no_number'), room.name ? el('span', {}, ` ${room.name}`) : null),
    el('p', { class: 'room-state' }, lookSwatch(theme.looks[state]), stateName(theme, state, say),
      room.state === 'idle' && room.idle_months > 0 ? ` · ${say('n_months', { n: room.idle_months })}` : null),
  ];
}

/** Return the panel's tabs and head: { show, isFor }. `turn` is called with the tab one goes to. */
export function inspector({ part, say, urls, turn, tellTrouble, filled }) {
  let asking = new AbortController();
  let shown = null; // the address that stands in the panel

  const buttons = TABS.map((tab) => el('button', {
    type: 'button', role: 'tab', id: `tab-${tab}`, 'aria-controls': 'panel-body', onclick: () => turn(tab),
  }, say(`tab_${tab}`)));
  part('panel-tabs').append(...buttons);
  part('panel-tabs').addEventListener('keydown', (event) => {
    const at = buttons.indexOf(document.activeElement);
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: TABS.length - 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    const next = (to + TABS.length) % TABS.length;
    buttons[next].focus();
    turn(TABS[next]);
  });

  const mark = (tab) => buttons.forEach((button, index) => {
    const isOn = TABS[index] === tab;
    button.setAttribute('aria-selected', String(isOn));
    button.tabIndex = isOn ? 0 : -1;
    if (isOn) part('panel-body').setAttribute('aria-labelledby', button.id);
  });

  async function fill(address) {
    asking.abort();
    asking = new AbortController();
    const body = part('panel-body');
    body.setAttribute('aria-busy', 'true');
    try {
      const piece = await fetchPiece(address, { signal: asking.signal });
      body.replaceChildren(document.createRange().createContextualFragment(piece));
      shown = address;
      filled();
    } catch (failure) {
      if (failure.name === 'AbortError') return;
      shown = null;
      tellTrouble(body, failure, () => fill(address));
    }
    body.removeAttribute('aria-busy');
    body.scrollTop = 0;
  }

  return {
    show: async (room, tab, { day, floor, theme, isFresh = false }) => {
      part('panel-head').replaceChildren(...(room === null ? [] : headOf(room, { floor, theme, say })));
      mark(tab);
      const address = addressOf(urls[`tab_${tab}`], room?.uid ?? floor.wanted, day);
      if (isFresh || address !== shown) await fill(address);
    },
    close: () => { asking.abort(); shown = null; },
  };
}
