// What the reader does with keys and buttons, and what that asks of the page.

import { floorBeside } from '../places.js';
import { movedTo, onDay, withParts } from '../state.js';
import { THEMES } from '../themes.js';

const TYPED_IN = 'input:not([type="checkbox"]):not([type="range"]), select, textarea';

/** Make keys and buttons work: { open, armLasso }. */
export function commanding(desk, { part, say, today, show, change, pick, closePanel, hold, acts, told, rope, time, finder }) {
  const isPressed = (id) => part(id).getAttribute('aria-pressed') === 'true';

  function armLasso(isArmed) {
    rope.arm(isArmed);
    part('tool-lasso').setAttribute('aria-pressed', String(isArmed));
    part('lasso-hint').hidden = !isArmed;
    if (isArmed) open('side', false);
  }

  function open(what, isOpen) {
    part(what).classList.toggle('is-open', isOpen);
    part(`${what}-toggle`).setAttribute('aria-expanded', String(isOpen));
  }

  function stepFloor(step) {
    const beside = desk.floor === null ? null : floorBeside(desk.view.floors, desk.floor.floor.id, step);
    if (beside !== null) show(withParts(movedTo(desk.state, beside.target), { view: desk.state.view }));
  }

  function escape() {
    if (isPressed('tool-lasso')) armLasso(false);
    else if (hold.now() !== null) hold.take(null);
    else if (desk.state.pick !== undefined) pick(new Set());
    else if (desk.state.room !== undefined) closePanel();
    else told.clear();
  }

  const keys = { '[': () => stepFloor(-1), ']': () => stepFloor(1), Escape: escape, '/': finder.focus };
  document.addEventListener('keydown', (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || document.querySelector('dialog[open]')) return;
    if (event.target.closest(TYPED_IN) !== null && event.key !== 'Escape') return;
    if (keys[event.key] !== undefined && event.key !== 'Escape') event.preventDefault();
    keys[event.key]?.();
  });

  for (const what of ['drawer', 'side']) {
    part(`${what}-toggle`).addEventListener('click', () => open(what, !part(what).classList.contains('is-open')));
  }
  part('theme').append(...THEMES.map((name) => new Option(say(`theme_${name}`), name)));
  part('theme').addEventListener('change', ({ target }) => change({ theme: target.value === 'standard' ? null : target.value, show: null, sort: null }));
  part('tool-stack').addEventListener('click', () => change({ view: desk.state.view === 'all' ? null : 'all', room: null, pick: null, with: null }));
  part('tool-lasso').addEventListener('click', () => armLasso(!isPressed('tool-lasso')));
  part('tool-people')?.addEventListener('click', () => change({ side: desk.state.side === 'people' ? null : 'people' }));
  part('tool-time').addEventListener('click', () => {
    part('timebar').hidden = !part('timebar').hidden;
    part('tool-time').setAttribute('aria-pressed', String(!part('timebar').hidden));
  });
  part('panel-close').addEventListener('click', closePanel);
  part('panel-body').addEventListener('click', ({ target }) => {
    const button = target.closest('button[data-act]');
    if (button !== null) acts.fromPanel(button.dataset, desk.state.room);
  });
  part('day').addEventListener('change', ({ target }) => { time.stop(); show(onDay(desk.state, target.value, today)); });
  part('day').form.addEventListener('submit', (event) => event.preventDefault());

  return { open, armLasso };
}
