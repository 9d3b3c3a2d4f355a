// The pieces of a parcel: measured and drawn by the server as they are typed, nothing is saved here.

const PAUSE_MS = 400; // between the last key and the picture

const land = document.querySelector('[data-land]');
const shown = land?.querySelector('[data-land-shown]');

/** Show the pieces as they stand in the form; the last one asked for is the one that stays. */
async function measure(form, turn) {
  const answer = await fetch(land.dataset.measures, { method: 'POST', body: new FormData(form) });
  if (answer.ok && turn === latest) shown.innerHTML = await answer.text();
}

let latest = 0;
let timer = 0;

shown?.closest('form')?.addEventListener('input', ({ target }) => {
  if (!land.contains(target)) return;
  clearTimeout(timer);
  latest += 1;
  const turn = latest;
  // Without a connection the picture stays as it was; the form says that nothing is saved.
  timer = setTimeout(() => measure(target.form, turn).catch(() => {}), PAUSE_MS);
});
