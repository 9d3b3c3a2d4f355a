// A scan is turned with the arrow keys, as its links do.

const TURNS = { ArrowLeft: 'prev', ArrowRight: 'next' };

addEventListener('keydown', ({ key, target, altKey, ctrlKey, metaKey }) => {
  if (altKey || ctrlKey || metaKey || target.closest('input, select, textarea')) return;
  document.querySelector(`a[rel="${TURNS[key]}"]`)?.click();
});
