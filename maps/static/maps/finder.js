// The search box of the pages beside the map: `/` goes there, and what is found opens as a page.

import { writeState } from './state.js';
import { searchBox } from './view/search.js';
import { speaker } from './words.js';

const TYPED_IN = 'input:not([type="checkbox"]):not([type="radio"]), select, textarea, [contenteditable]';
const form = document.getElementById('search');
const say = speaker(JSON.parse(document.getElementById('search-words').textContent), document.documentElement.lang);
const href = (target) => form.dataset.map + writeState(target).replace('./', '');
const finder = searchBox(form, { say, href, go: (target) => location.assign(href(target)), url: form.dataset.url });

document.addEventListener('keydown', (event) => {
  if (event.key !== '/' || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.closest(TYPED_IN) !== null || document.querySelector('dialog[open]')) return;
  event.preventDefault();
  finder.focus();
});
