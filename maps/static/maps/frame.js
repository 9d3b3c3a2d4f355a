// What every page does: menus close by themselves, the language switch comes back to where one was.

for (const form of document.querySelectorAll('[data-returns-here]')) {
  form.addEventListener('submit', () => {
    form.elements.next.value = location.pathname + location.search + location.hash;
  });
}

// Parts of a page change in place: their menus and buttons are looked for when something happens.
document.addEventListener('click', ({ target }) => {
  for (const menu of document.querySelectorAll('[data-closes-outside][open]')) {
    if (!menu.contains(target)) menu.open = false;
  }
  if (target.closest('[data-prints]')) window.print();
});

addEventListener('keydown', (event) => {
  const menu = event.target.closest?.('[data-closes-outside][open]');
  if (event.key !== 'Escape' || !menu) return;
  event.stopPropagation();
  menu.open = false;
  menu.querySelector('summary').focus();
}, { capture: true });

const more = document.querySelector('.rail-more');
if (more !== null) {
  const rest = document.getElementById('rail-rest');
  const open = (isOpen) => {
    rest.classList.toggle('is-open', isOpen);
    more.setAttribute('aria-expanded', String(isOpen));
  };
  const isOpen = () => more.getAttribute('aria-expanded') === 'true';
  more.setAttribute('role', 'button');
  open(false);
  more.addEventListener('click', (event) => { event.preventDefault(); open(!isOpen()); });
  more.addEventListener('keydown', (event) => { if (event.key === ' ') { event.preventDefault(); open(!isOpen()); } });
  document.addEventListener('click', ({ target }) => { if (!more.contains(target) && !rest.contains(target)) open(false); });
  more.closest('nav').addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || !isOpen()) return;
    event.stopPropagation();
    open(false);
    more.focus();
  });
}

for (const form of document.querySelectorAll('[data-goes-on-change]')) {
  form.addEventListener('change', () => form.requestSubmit());
}
