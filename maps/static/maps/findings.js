// The list of findings by keyboard: j and k or the arrows go down and up, x ticks, Enter opens.
// The list changes in place with its filters, so rows are looked for when they are needed.

const STEPS = { j: 1, ArrowDown: 1, k: -1, ArrowUp: -1 };
const TYPING = 'input:not([type="checkbox"]), select, textarea';

const rows = () => [...document.querySelectorAll('#findings tbody tr')];
const ticks = () => [...document.querySelectorAll('#findings tbody input[type="checkbox"]')];

/** Say how many rows are ticked. */
function tell() {
  const [each, all, count] = [ticks(), document.querySelector('#tick-all'), document.querySelector('#tick-count')];
  const ticked = each.filter((tick) => tick.checked).length;
  if (count) count.value = ticked ? String(ticked) : '';
  if (all) {
    all.checked = ticked > 0 && ticked === each.length;
    all.indeterminate = ticked > 0 && ticked < each.length;
  }
}

/** The row the focus is in, or −1. */
function current() {
  return rows().findIndex((row) => row.contains(document.activeElement));
}

function go(step) {
  const next = Math.min(Math.max(current() + step, 0), rows().length - 1);
  rows()[next]?.querySelector('.row-link').focus();
}

document.addEventListener('keydown', (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.matches(TYPING)) return;
  if (event.key in STEPS && rows().length) {
    event.preventDefault();
    go(STEPS[event.key]);
  } else if (event.key === 'x' && current() >= 0) {
    const tick = rows()[current()].querySelector('input[type="checkbox"]');
    if (tick) tick.checked = !tick.checked;
    tell();
  }
});

document.addEventListener('change', ({ target }) => {
  if (target.id === 'tick-all') for (const tick of ticks()) tick.checked = target.checked;
  if (target.matches('#tick-all, #findings input[type="checkbox"]')) tell();
});
document.addEventListener('htmx:afterSettle', tell);
tell();

// On a phone the filters are folded away until somebody asks for them.
const fold = document.querySelector('.fold');
if (fold && matchMedia('(max-width: 47.99rem)').matches) fold.open = false;
