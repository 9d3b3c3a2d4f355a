// The floor switcher at the edge of the map: topmost first, each with a bar of its rooms.

import { el, isForBrowser, shareBar } from './dom.js';
import { shortFloor } from '../places.js';
import { LOOKS, shares } from '../styles.js';

/** Return the switcher's steps. */
export function floorSteps(floors, { say, href, go }) {
  return floors.map((floor) => el('a', {
    href: href(floor.target),
    class: floor.hasPlan ? null : 'is-dimmed',
    title: floor.hasPlan ? `${floor.name}: ${say('n_rooms', { n: floor.totals.rooms })}` : `${floor.name}: ${say('no_plan')}`,
    'aria-label': floor.name,
    'aria-current': floor.isCurrent ? 'true' : null,
    onclick: (event) => {
      if (isForBrowser(event)) return;
      event.preventDefault();
      go(floor.target);
    },
  }, el('span', {}, shortFloor(floor.ordinal)), shareBar(shares(floor.totals), LOOKS)));
}
