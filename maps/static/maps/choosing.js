// Choosing rooms: how many are chosen, and all or none at a time.

for (const table of document.querySelectorAll('[data-chooses]')) {
  const boxes = [...table.querySelectorAll('tbody input[type="checkbox"]')];
  const said = table.querySelector('.chosen');
  const all = Object.assign(document.createElement('input'), { type: 'checkbox' });
  all.setAttribute('aria-label', table.querySelector('thead .visually-hidden').textContent);
  said.before(all, ' ');

  const tell = () => {
    const chosen = boxes.filter((box) => box.checked).length;
    all.checked = chosen === boxes.length;
    all.indeterminate = chosen > 0 && chosen < boxes.length;
    said.textContent = table.dataset.chooses.replace('{n}', chosen).replace('{all}', boxes.length);
  };
  all.addEventListener('change', () => {
    for (const box of boxes) box.checked = all.checked;
    tell();
  });
  table.addEventListener('change', tell);
  tell();
}
