// What every page does: menus close by themselves, the language switch comes back to where one was.

for (const form of document.querySelectorAll('[data-returns-here]')) {
  form.addEventListener('submit', () => {
    form.elements.next.value = location.pathname + location.search + location.hash;
  });
}

for (const menu of document.querySelectorAll('[data-closes-outside]')) {
  document.addEventListener('click', ({ target }) => {
    if (!menu.contains(target)) menu.open = false;
  });
  menu.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || !menu.open) return;
    event.stopPropagation();
    menu.open = false;
    menu.querySelector('summary').focus();
  });
}

for (const form of document.querySelectorAll('[data-goes-on-change]')) {
  form.addEventListener('change', () => form.requestSubmit());
}

for (const button of document.querySelectorAll('[data-prints]')) {
  button.addEventListener('click', () => window.print());
}
