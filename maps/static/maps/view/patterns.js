// Patterns that fill what a theme draws: made when first needed, kept in the page.

import { svg } from './dom.js';
import { patternId } from '../themes.js';

// Strokes of one tile of eight pixels by kind; lines run to the edge so that tiles join.
const STROKES = {
  hatch: (ink) => [svg('path', { d: 'M-2 2 2 -2M0 8 8 0M6 10 10 6', ...ink })],
  back: (ink) => [svg('path', { d: 'M-2 6 2 10M0 0 8 8M6 -2 10 2', ...ink })],
  cross: (ink) => [svg('path', { d: 'M0 0 8 8M0 8 8 0', ...ink })],
  rows: (ink) => [svg('path', { d: 'M0 4H8', ...ink })],
  columns: (ink) => [svg('path', { d: 'M4 0V8', ...ink })],
  dots: (ink) => [[2, 2], [6, 6]].map(([cx, cy]) => svg('circle', { cx, cy, r: 1.15, fill: ink.stroke })),
  rings: (ink) => [svg('circle', { cx: 4, cy: 4, r: 2, ...ink, fill: 'none' })],
};
const TILE = 8;

function patternOf(look) {
  const ink = { stroke: look.line, 'stroke-width': 1.1, 'stroke-opacity': 0.75, fill: 'none' };
  return svg('pattern', { id: patternId(look), width: TILE, height: TILE, patternUnits: 'userSpaceOnUse' },
    svg('rect', { width: TILE, height: TILE, fill: look.colour }), ...STROKES[look.pattern](ink));
}

/** Put the patterns that some looks need into the page. */
export function needPatterns(looks) {
  const defs = document.querySelector('.patterns defs');
  for (const look of looks) {
    const id = patternId(look);
    if (id !== null && document.getElementById(id) === null) defs.append(patternOf(look));
  }
}
