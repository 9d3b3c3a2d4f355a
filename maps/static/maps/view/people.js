// The people beside the map: searched, taken up, and put into a room by mouse, by key or by tap.

import { countsOf, offersOf } from '../fits.js';
import { unhurried } from '../features.js';
import { fitTheme } from '../themes.js';
import { squareMetres } from '../words.js';
import { el, lookSwatch } from './dom.js';

const DRAG_FROM_PX = 6;

function cardOf(person, { say, held, take }) {
  const places = person.places.map((place) => `${place.building} ${place.number}`).join('、');
  return el('li', {}, el('button', {
    type: 'button', class: 'person-card', 'data-code': person.code, 'aria-pressed': String(held?.code === person.code), onclick: () => take(person),
  },
  el('b', {}, person.name),
  el('span', { class: 'person-limit' }, person.limit_m2 === null ? '–' : `${squareMetres(person.limit_m2)} m²`),
  el('span', { class: 'person-post' }, [person.rank, person.title].filter((part) => part).join(' · ')),
  el('span', { class: 'person-post' }, person.organisation),
  el('span', { class: places === '' ? 'person-seat is-none' : 'person-seat' }, places === '' ? say('no_seat') : places)));
}

function offerOf(offer, { say, drop, point, looks }) {
  return el('li', {}, el('button', {
    type: 'button', class: `offer is-${offer.kind}`, onclick: () => drop(offer.uid),
    onmouseenter: () => point(offer.uid), onmouseleave: () => point(null), onfocus: () => point(offer.uid), onblur: () => point(null),
  }, lookSwatch(looks[offer.kind]), el('b', {}, offer.number || say('no_number')), el('span', {}, `${squareMetres(offer.area_m2)} m²`), el('span', { class: 'offer-said' }, offer.sentence)));
}

/** Return the list of people: { open, draw }. */
export function people(root, { say, ask, take, drop, point, close, tellTrouble }) {
  const box = el('input', { type: 'search', id: 'people-search', autocomplete: 'off', placeholder: say('people_hint') });
  const list = el('ul', { class: 'person-cards', 'aria-label': say('people') });
  const held = el('section', { class: 'held', hidden: true, 'aria-live': 'polite' });
  root.append(
    el('div', { class: 'people-head' }, el('h2', {}, say('people')), el('button', { type: 'button', class: 'button is-quiet', onclick: close }, say('close'))),
    el('label', { for: 'people-search', class: 'visually-hidden' }, say('people_search')), box, list, held);

  let found = [];
  let holding = null;
  const drawList = () => list.replaceChildren(...(found.length === 0 ? [el('li', { class: 'quiet' }, say('nobody_found'))] : found.map((person) => cardOf(person, { say, held: holding, take }))));
  const search = async () => {
    try {
      found = await ask(box.value.trim());
      drawList();
    } catch (failure) {
      if (failure.name !== 'AbortError') tellTrouble(list, failure, search);
    }
  };
  box.addEventListener('input', unhurried(search, 200));
  dragging(list, { personOf: (code) => found.find((person) => person.code === code), take, drop, toldOf: (uid) => holding?.fits[uid] ?? null });

  return {
    open: () => { box.focus(); return search(); },
    search,
    draw: (next) => {
      holding = next;
      held.hidden = next === null;
      if (next !== null) held.replaceChildren(...heldOf(next, { say, drop, point, take }));
      drawList();
    },
  };
}

function heldOf({ name, fits }, { say, drop, point, take }) {
  const { looks } = fitTheme(fits);
  const offers = offersOf(fits);
  const refused = countsOf(fits).refused;
  return [
    el('div', { class: 'people-head' }, el('h3', {}, say('where_may_sit', { person: name })), el('button', { type: 'button', class: 'button is-quiet', onclick: () => take(null) }, say('let_go'))),
    el('p', { class: 'small quiet' }, say('how_to_seat')),
    el('ul', { class: 'offers', 'aria-label': say('where_may_sit', { person: name }) },
      ...offers.filter(({ kind }) => kind !== 'refused').map((offer) => offerOf(offer, { say, drop, point, looks }))),
    refused === 0 ? null : el('details', {}, el('summary', {}, say('n_refused', { n: refused })),
      el('ul', { class: 'offers' }, ...offers.filter(({ kind }) => kind === 'refused').map((offer) => offerOf(offer, { say, drop, point, looks })))),
  ];
}

// --- by mouse ---------------------------------------------------------------

function dragging(list, { personOf, take, drop, toldOf }) {
  const ghost = el('div', { class: 'drag-ghost', hidden: true, 'aria-hidden': 'true' });
  document.body.append(ghost);
  let drag = null;
  let isJustDone = false;

  const roomAt = ({ clientX, clientY }) => document.elementFromPoint(clientX, clientY)?.closest?.('path.room[data-uid]') ?? null;
  const say = (event) => {
    const path = roomAt(event);
    const fit = path === null ? null : toldOf(path.dataset.uid);
    document.querySelectorAll('path.room.is-target').forEach((each) => each.classList.toggle('is-target', each === path));
    path?.classList.add('is-target');
    ghost.replaceChildren(el('b', {}, drag.person.name), fit === null ? '' : el('span', { class: `is-${fit.kind}` }, `${fit.number} ${fit.sentence}`));
    ghost.style.transform = `translate(${event.clientX + 14}px, ${event.clientY + 10}px)`;
  };
  const end = () => {
    document.querySelectorAll('path.room.is-target').forEach((each) => each.classList.remove('is-target'));
    ghost.hidden = true;
    document.body.classList.remove('is-dragging');
    drag = null;
  };
  list.addEventListener('pointerdown', (event) => {
    const person = personOf(event.target.closest('.person-card')?.dataset.code);
    if (person !== undefined && event.pointerType !== 'touch' && event.button === 0) drag = { person, x: event.clientX, y: event.clientY, isOn: false };
  });
  document.addEventListener('pointermove', (event) => {
    if (drag === null) return;
    if (!drag.isOn && Math.hypot(event.clientX - drag.x, event.clientY - drag.y) < DRAG_FROM_PX) return;
    event.preventDefault();
    if (!drag.isOn) {
      drag.isOn = true;
      ghost.hidden = false;
      document.body.classList.add('is-dragging');
      take(drag.person, { isDragged: true });
    }
    say(event);
  });
  document.addEventListener('pointerup', (event) => {
    if (drag === null) return;
    const path = drag.isOn ? roomAt(event) : null;
    isJustDone = drag.isOn;
    end();
    if (path !== null) drop(path.dataset.uid);
  });
  document.addEventListener('pointercancel', () => drag !== null && end());
  document.addEventListener('keydown', ({ key }) => key === 'Escape' && drag !== null && end());
  // The click that ends a drag chooses nobody anew.
  document.addEventListener('click', (event) => {
    if (!isJustDone) return;
    isJustDone = false;
    if (event.target.closest('.person-card')) event.stopPropagation();
  }, true);
}
