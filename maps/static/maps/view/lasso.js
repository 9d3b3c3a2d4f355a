// A line drawn round rooms with mouse, pen or finger; the map does not move meanwhile.

import { svg } from './dom.js';

const NEAREST_PX = 4; // points closer than that add nothing

/** Return the lasso of a map: { arm }. `caught` is called with the line in pixels of the container. */
export function lasso(map, { caught }) {
  const container = map.getContainer();
  const line = svg('polygon', { class: 'lasso-line' });
  const sheet = svg('svg', { class: 'lasso', 'aria-hidden': 'true' }, line);
  container.append(sheet);
  let points = null;

  const at = ({ clientX, clientY }) => {
    const box = container.getBoundingClientRect();
    return [clientX - box.left, clientY - box.top];
  };
  sheet.addEventListener('pointerdown', (event) => {
    event.stopPropagation();
    sheet.setPointerCapture(event.pointerId);
    points = [at(event)];
  });
  sheet.addEventListener('pointermove', (event) => {
    if (points === null) return;
    const [x, y] = at(event);
    const [px, py] = points.at(-1);
    if (Math.hypot(x - px, y - py) < NEAREST_PX) return;
    points.push([x, y]);
    line.setAttribute('points', points.map((point) => point.join(',')).join(' '));
  });
  const end = (event) => {
    if (points === null) return;
    const drawn = points;
    points = null;
    line.setAttribute('points', '');
    if (event.type === 'pointerup') caught(drawn);
  };
  sheet.addEventListener('pointerup', end);
  sheet.addEventListener('pointercancel', end);
  for (const kind of ['mousedown', 'touchstart', 'dblclick', 'click']) sheet.addEventListener(kind, (event) => event.stopPropagation());

  return { arm: (isArmed) => container.classList.toggle('is-lassoing', isArmed) };
}
