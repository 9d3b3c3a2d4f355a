// One line over the map that says what was done or refused, with the way back.

import { el } from './dom.js';

/** Return a place for such lines: { tell, clear }. */
export function toast(place, say) {
  const clear = () => place.replaceChildren();
  return {
    clear,
    tell: (text, { undo = null, isRefusal = false } = {}) => {
      place.replaceChildren(el('div', { class: `toast${isRefusal ? ' is-refusal' : ''}`, role: isRefusal ? 'alert' : 'status' },
        el('span', {}, text),
        undo === null ? null : el('button', { type: 'button', class: 'button', onclick: undo }, say('undo')),
        el('button', { type: 'button', class: 'button is-quiet', onclick: clear }, say('close'))));
    },
  };
}
