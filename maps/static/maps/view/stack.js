// All floors of a building one above the other, each a link to itself, in the colours of the theme.

import { stackOf } from '../axonometric.js';
import { isShown } from '../legend.js';
import { shapeOf } from '../themes.js';
import { el, isForBrowser, svg } from './dom.js';

const MARGIN = 30;
const LABEL = 90; // room for a floor's name left of it

function roomOf({ room, path }, theme, chosen) {
  const state = theme.stateOf(room);
  const look = shapeOf(theme.looks[state], { isShown: isShown(chosen, state) });
  return svg('path', { d: path, fill: look.fillColor, stroke: look.color, 'stroke-width': room.state === 'circulation' ? 0.5 : 1, 'vector-effect': 'non-scaling-stroke' },
    svg('title', {}, [room.number, room.name].filter((part) => part).join(' ')));
}

function floorOf(floor, { theme, chosen, href, go, current }) {
  const target = { floor: String(floor.id) };
  const link = svg('a', { href: href(target), class: `storey${floor.id === current ? ' is-current' : ''}`, 'aria-label': floor.name },
    svg('path', { d: floor.outline, class: 'storey-outline', 'vector-effect': 'non-scaling-stroke' }),
    ...floor.rooms.map((each) => roomOf(each, theme, chosen)),
    svg('text', { x: -14, y: floor.low - 5, class: 'storey-name', 'text-anchor': 'end' }, floor.name));
  link.addEventListener('click', (event) => {
    if (isForBrowser(event)) return;
    event.preventDefault();
    go(target);
  });
  return link;
}

/** Return the picture of a building's floors, or null when none is drawn. */
export function stackView(stack, tools) {
  const { width, height, floors } = stackOf(stack.floors);
  if (floors.length === 0) return null;
  const box = [-LABEL - MARGIN, -MARGIN, width + LABEL + 2 * MARGIN, height + 2 * MARGIN];
  // Drawn from the lowest floor up, so that what is above lies before what is below.
  const drawn = [...floors].reverse().map((floor) => floorOf(floor, tools));
  return el('div', { class: 'stack-inner' }, svg('svg', { viewBox: box.join(' '), role: 'group', 'aria-label': tools.say('all_floors') }, ...drawn));
}
