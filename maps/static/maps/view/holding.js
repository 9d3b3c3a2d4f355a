// A person taken up to be seated: what each room of the open floor would be with them in it.

import { addressOf, fetchValue } from '../features.js';

const PHONE_PX = 768;

/** Return the one hand that holds a person: { take, again, drop, now, fitsHere }. */
export function holding({ say, page, urls, tell, drawList, drawLooks, fold, place }) {
  let held = null; // { person, fits, floor, day }

  const isHere = (what) => what !== null && place() !== null && what.floor === place().floor && what.day === place().day;

  function keep(next) {
    held = next;
    drawList(held === null ? null : { code: held.person.code, name: held.person.name, fits: held.fits });
    page.classList.toggle('is-holding', held !== null);
  }

  /** Take a person up, or let them go when they are held here already. */
  async function take(person, { isDragged = false } = {}) {
    if (person === null || (held?.person.code === person.code && isHere(held))) {
      if (!isDragged) { keep(null); drawLooks(); }
      return;
    }
    const here = place();
    if (here === null) { tell(say('open_a_floor_first')); return; }
    try {
      const { rooms: fits, person: fresh } = await fetchValue(addressOf(urls.fits, here.floor, here.on, { person: person.code }));
      keep({ person: fresh, fits, ...here });
    } catch (failure) {
      tell(say(`trouble_${failure.kind ?? 'broken'}`));
      return;
    }
    if (page.offsetWidth < PHONE_PX && !isDragged) fold();
    drawLooks();
  }

  return {
    take,
    /** Judge the rooms of another floor or day for the same person. */
    again: () => (held === null || isHere(held) || place() === null ? null : take(held.person, { isDragged: true })),
    drop: () => keep(null),
    now: () => held,
    fitsHere: () => (isHere(held) ? held.fits : null),
  };
}
