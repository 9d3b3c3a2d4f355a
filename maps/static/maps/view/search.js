// The search box of the map: `/` goes there, arrows go through what was found.

import { addressOf, fetchValue, unhurried } from '../features.js';
import { el, isForBrowser } from './dom.js';

/** Make a search box work; a place of the map is gone to with `go`, whatever has a page of its own there. */
export function searchBox(form, { say, go, href, url, day = () => undefined }) {
  const ask = async (text) => (await fetchValue(addressOf(url, '', day(), { q: text }))).hits;
  const leadsTo = (hit) => hit.page ?? (hit.target === null ? null : href(hit.target));
  const box = form.querySelector('input');
  const list = form.querySelector('[role="listbox"]');
  let hits = [];
  let at = -1;

  const mark = (next) => {
    at = next;
    [...list.querySelectorAll('[role="option"]')].forEach((option, index) => option.setAttribute('aria-selected', String(index === at)));
    const option = list.querySelector('[aria-selected="true"]');
    option?.scrollIntoView({ block: 'nearest' });
    if (option) box.setAttribute('aria-activedescendant', option.id);
    else box.removeAttribute('aria-activedescendant');
  };
  const close = () => {
    list.hidden = true;
    box.setAttribute('aria-expanded', 'false');
    mark(-1);
  };
  const choose = (hit) => {
    if (hit === undefined || leadsTo(hit) === null) return;
    close();
    box.value = '';
    box.blur();
    if (hit.page) location.assign(hit.page);
    else go(hit.target);
  };
  const option = (hit, index) => el('a', {
    role: 'option', id: `hit-${index}`, 'aria-selected': 'false', href: leadsTo(hit), tabindex: '-1',
    onmousedown: (event) => event.preventDefault(),
    onclick: (event) => {
      if (isForBrowser(event)) return;
      event.preventDefault();
      choose(hit);
    },
  }, el('span', { class: 'hit-kind' }, say(`kind_${hit.kind}`)), el('span', { class: 'hit-label' }, hit.label), el('span', { class: 'hit-detail' }, detailOf(hit, say)));
  const draw = (told) => {
    list.replaceChildren(...(hits.length === 0 ? [el('p', { class: 'quiet' }, told)] : hits.map(option)));
    list.hidden = false;
    box.setAttribute('aria-expanded', 'true');
    mark(hits.length > 0 ? 0 : -1);
  };
  const search = async () => {
    const text = box.value.trim();
    if (text === '') { close(); return; }
    try {
      hits = await ask(text);
      if (box.value.trim() === text) draw(say('nothing_found'));
    } catch (failure) {
      if (failure.name === 'AbortError') return;
      hits = [];
      draw(say(`trouble_${failure.kind ?? 'broken'}`));
    }
  };
  box.addEventListener('input', unhurried(search, 180));
  box.addEventListener('keydown', (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined && hits.length > 0) { event.preventDefault(); mark((at + step + hits.length) % hits.length); }
    if (event.key === 'Escape') { event.stopPropagation(); box.value = ''; close(); box.blur(); }
  });
  box.addEventListener('blur', () => setTimeout(close, 120));
  form.addEventListener('submit', (event) => { event.preventDefault(); choose(hits[Math.max(at, 0)]); });
  return { focus: () => box.focus() };
}

function detailOf(hit, say) {
  return hit.kind === 'organisation' ? say('n_rooms_here', { n: Number(hit.detail) }) : hit.detail;
}
