// Making elements: text is always set as text, sizes through the style object.

import { fillOf } from '../themes.js';

const SVG = 'http://www.w3.org/2000/svg';

function filled(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? '' : value);
  }
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
}

/** Return an HTML element with attributes, listeners (`onclick`) and children. */
export function el(tag, attributes = {}, ...children) {
  return filled(document.createElement(tag), attributes, children);
}

/** Return an SVG element with attributes and children. */
export function svg(tag, attributes = {}, ...children) {
  return filled(document.createElementNS(SVG, tag), attributes, children);
}

/** Return the small picture that shows a state's colour and pattern. */
export function swatch(state, look, fill = look.fill) {
  const box = svg('rect', { x: 0.5, y: 0.5, width: 17, height: 12, rx: 1.5, fill, stroke: look.line });
  return svg('svg', { class: 'swatch', viewBox: '0 0 18 13', 'aria-hidden': 'true', 'data-state': state }, box);
}

/** Return a bar of shares, one piece a state, as wide as its share. */
export function shareBar(parts, looks) {
  let before = 0;
  const pieces = parts.map(({ state, share }) => {
    const piece = svg('rect', { x: before * 100, width: share * 100, height: 6, fill: looks[state].bar });
    before += share;
    return piece;
  });
  return svg('svg', { class: 'share-bar', viewBox: '0 0 100 6', preserveAspectRatio: 'none', 'aria-hidden': 'true' }, ...pieces);
}

/** Return whether a click asks the browser for more than a move on this page, a new tab for instance. */
export function isForBrowser(event) {
  return event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey;
}

/** Return the small picture of a look of any theme. */
export function lookSwatch(look) {
  const box = svg('rect', { x: 0.5, y: 0.5, width: 17, height: 12, rx: 1.5, fill: fillOf(look), stroke: look.line });
  return svg('svg', { class: 'swatch', viewBox: '0 0 18 13', 'aria-hidden': 'true' }, box);
}
