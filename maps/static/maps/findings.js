// The list of findings by keyboard: j and k or the arrows go down and up, x ticks, Enter opens.

const STEPS = { j: 1, ArrowDown: 1, k: -1, ArrowUp: -1 };
const TYPING = 'input:not([type="checkbox"]), select, textarea';

const table = document.querySelector('#findings');
const rows = table ? [...table.querySelectorAll('tbody tr')] : [];
const ticks = rows.map((row) => row.querySelector('input[type="checkbox"]')).filter(Boolean);
const all = document.querySelector('#tick-all');
const count = document.querySelector('#tick-count');

/** Say how many rows are ticked. */
function tell() {
  const ticked = ticks.filter((tick) => tick.checked).length;
  if (count) count.value = ticked ? String(ticked) : '';
  if (all) {
    all.checked = ticked > 0 && ticked === ticks.length;
    all.indeterminate = ticked > 0 && ticked < ticks.length;
  }
}

/** The row the focus is in, or −1. */
function current() {
  return rows.findIndex((row) => row.contains(document.activeElement));
}

function go(step) {
  const next = Math.min(Math.max(current() + step, 0), rows.length - 1);
  rows[next]?.querySelector('.row-link').focus();
}

document.addEventListener('keydown', (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.matches(TYPING)) return;
  if (event.key in STEPS && rows.length) {
    event.preventDefault();
    go(STEPS[event.key]);
  } else if (event.key === 'x' && current() >= 0 && ticks.length) {
    ticks[current()].checked = !ticks[current()].checked;
    tell();
  }
});

for (const tick of ticks) tick.addEventListener('change', tell);
all?.addEventListener('change', () => {
  for (const tick of ticks) tick.checked = all.checked;
  tell();
});

for (const chosen of document.querySelectorAll('#filters select')) {
  chosen.addEventListener('change', () => chosen.form.requestSubmit());
}
tell();

// On a phone the filters are folded away until somebody asks for them.
const fold = document.querySelector('.fold');
if (fold && matchMedia('(max-width: 47.99rem)').matches) fold.open = false;
