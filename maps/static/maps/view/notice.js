// What stands on the map when there is nothing to draw: empty, in trouble, or not allowed; each says what to do.

import { el } from './dom.js';

/** Return a notice with a heading, a sentence and what can be done. */
export function notice({ title, text, actions = [], isTrouble = false }) {
  return el('div', { class: 'notice', role: isTrouble ? 'alert' : 'status' },
    el('h2', {}, title), el('p', {}, text),
    actions.length === 0 ? null : el('div', { class: 'actions' }, ...actions));
}

/** Return the notice for something that could not be had. */
export function troubleNotice(kind, { say, retry, loginUrl }) {
  const again = el('button', { type: 'button', class: 'button is-main', onclick: retry }, say('retry'));
  const login = el('a', { class: 'button is-main', href: loginUrl }, say('log_in'));
  const start = el('a', { class: 'button is-main', href: './' }, say('to_start'));
  const actions = { 'signed-out': [login], offline: [again], broken: [again] }[kind] ?? [start];
  return notice({ title: say(`trouble_${kind}`), text: say(`trouble_${kind}_text`), actions, isTrouble: true });
}

/** Return the notice for a floor without a plan, with the way to import one where the role allows it. */
export function noPlanNotice({ say, uploadUrl, name }) {
  const actions = uploadUrl === null ? [] : [el('a', { class: 'button is-main', href: uploadUrl }, say('import_drawing'))];
  return notice({ title: name, text: say(uploadUrl === null ? 'no_drawing_ask' : 'no_drawing'), actions });
}
