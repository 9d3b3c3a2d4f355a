// The page of a case: the form saves itself, files go as soon as they are chosen.

const PAUSE_MS = 1200; // after the last key; long enough not to save every letter

const form = document.querySelector('[data-autosaves]');
const saved = document.querySelector('[data-saved]');
const checked = document.querySelector('[data-checked]');

/** Say how saving went, with a link when something is to be merged. */
function tell(text, { bad = false, href = '' } = {}) {
  if (!saved) return;
  saved.classList.toggle('is-bad', bad);
  saved.textContent = href ? '' : text;
  if (!href) return;
  const link = document.createElement('a');
  link.href = href;
  link.textContent = text;
  saved.append(link);
}

/** Save the form; a conflict leaves what was typed on the page and on the server. */
async function save() {
  tell(form.dataset.saidSaving);
  const answer = await fetch(form.action, {
    method: 'POST',
    body: new FormData(form),
    headers: { Accept: 'application/json' },
  });
  const said = await answer.json();
  if (answer.ok) {
    form.elements.version.value = said.version;
    tell(`${form.dataset.saidSaved} ${said.at}`);
    checked?.dispatchEvent(new Event('saved')); // the rules are asked again
    return true;
  }
  if (said.merge) tell(form.dataset.saidConflict, { bad: true, href: said.merge });
  else tell(said.refused, { bad: true });
  return true;
}

if (form && form.querySelector('button[type="submit"]')) {
  let timer = 0;
  let pending = false;
  let running = Promise.resolve();

  const attempt = () => {
    clearTimeout(timer);
    running = running.then(async () => {
      if (!pending) return;
      pending = false;
      try {
        await save();
      } catch {
        pending = true;
        tell(form.dataset.saidOffline, { bad: true });
        timer = setTimeout(attempt, PAUSE_MS * 5);
      }
    });
    return running;
  };

  form.addEventListener('input', () => {
    pending = true;
    clearTimeout(timer);
    timer = setTimeout(attempt, PAUSE_MS);
  });

  // Another cause asks for other fields: the form is saved and laid out anew.
  form.elements.cause?.addEventListener('change', async () => {
    pending = true;
    await attempt();
    if (!pending) location.reload();
  });

  for (const floor of form.querySelectorAll('[data-floor]')) {
    const whole = floor.querySelector('[data-whole-floor]');
    whole.hidden = false;
    whole.querySelector('select').addEventListener('change', ({ target }) => {
      for (const room of floor.querySelectorAll('.part-room select')) room.value = target.value;
    });
  }

  form.addEventListener('submit', () => {
    pending = false;
    clearTimeout(timer);
  });

  // A move or an upload loads the page again: what was typed goes first.
  for (const other of document.querySelectorAll('.case form')) {
    if (other === form) continue;
    other.addEventListener('submit', async (event) => {
      if (!pending || event.defaultPrevented) return;
      event.preventDefault();
      await attempt();
      if (!pending) other.requestSubmit(event.submitter);
    });
  }

  addEventListener('beforeunload', (event) => {
    if (pending) event.preventDefault();
  });
}

for (const picker of document.querySelectorAll('[data-sends]')) {
  const send = () => picker.form.requestSubmit();
  picker.addEventListener('change', send);
  // On a slow line a file can be chosen before this script has come.
  if (picker.files.length) send();
}

/** Put the type of a file in the place of a picture that cannot be made of it. */
function named(picture) {
  picture.replaceWith(picture.closest('[data-thumb]').dataset.thumb);
}

for (const picture of document.querySelectorAll('[data-thumb] img')) {
  if (picture.complete && !picture.naturalWidth) named(picture);
  else picture.addEventListener('error', () => named(picture), { once: true });
}
