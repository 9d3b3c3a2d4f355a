// Where the map looks: at the whole of a place until the reader moves it, clear of what lies over it.

import { lookAt, onReaderMoving } from './canvas.js';

const SWITCHER_PX = 58; // the floor switcher at the right edge
const NEAR_PX = 60; // a chosen room stands at least that far from the edge

/** Return what turns a map: { turnTo, look, keep, isAsTurned }; `sight` says what is to be seen, or null. */
export function turning(map, { page, panel, sight }) {
  let turnedTo = null; // the place the map was last turned to
  let isAsTurned = true; // the reader has not moved the map since

  function covered() {
    if (panel.hidden) return { right: 0, below: 0 };
    if (panel.offsetWidth < page.offsetWidth) return { right: panel.offsetWidth, below: 0 };
    const low = map.getContainer().getBoundingClientRect().bottom;
    return { right: 0, below: Math.max(0, low - panel.getBoundingClientRect().top) };
  }
  function look({ bounds, kind, hasFloors }) {
    const { right, below } = covered();
    lookAt(map, bounds, kind, { right: right + (hasFloors ? SWITCHER_PX : 0), below });
    isAsTurned = true;
  }
  onReaderMoving(map, () => { isAsTurned = false; });
  new ResizeObserver(() => {
    map.invalidateSize({ pan: false });
    const seen = sight();
    if (isAsTurned && seen !== null) look(seen);
  }).observe(map.getContainer());

  return {
    look,
    isAsTurned: () => isAsTurned,
    turnTo: (place, seen) => {
      if (place === turnedTo) return;
      turnedTo = place;
      look(seen);
    },
    keep: (bounds) => {
      const { right, below } = covered();
      map.panInside(bounds.getCenter(), { paddingTopLeft: [NEAR_PX, NEAR_PX], paddingBottomRight: [right + NEAR_PX + 10, below + NEAR_PX / 2] });
    },
  };
}
