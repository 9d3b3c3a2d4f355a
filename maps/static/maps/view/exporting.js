// The menu of what can be taken away: links that follow the page, and a picture made on the spot.

import { exportAddress, idleAddress, nameIn, pixelsOf } from '../exports.js';

async function picture(svg) {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await image.decode();
  const canvas = Object.assign(document.createElement('canvas'), pixelsOf(svg));
  canvas.getContext('2d').drawImage(image, 0, 0, canvas.width, canvas.height);
  return canvas.toDataURL('image/png');
}

/** Keep a menu in step with the page: { show }. */
export function exporting(menu, { url, idleUrl, failed }) {
  const form = menu.querySelector('form');
  let shown = { floor: null, state: {} };
  const paper = () => Object.fromEntries(new FormData(form));
  const address = (kind, more) => exportAddress(url, shown.floor, kind, shown.state, more);

  const aim = () => {
    if (shown.floor === null) return;
    for (const link of menu.querySelectorAll('a[data-kind]')) {
      link.href = address(link.dataset.kind, link.dataset.kind === 'pdf' ? paper() : {});
    }
  };
  const savePicture = async () => {
    const answer = await fetch(address('svg', paper()), { credentials: 'same-origin' });
    if (!answer.ok) throw new Error(`${answer.status}`);
    const name = nameIn(answer.headers.get('Content-Disposition'), 'png');
    const href = await picture(await answer.text());
    Object.assign(document.createElement('a'), { href, download: name }).click();
  };
  form.addEventListener('change', aim);
  form.addEventListener('submit', (event) => event.preventDefault());
  menu.querySelector('[data-picture]').addEventListener('click', () => savePicture().catch(failed));
  document.addEventListener('click', ({ target }) => { if (!menu.contains(target)) menu.open = false; });
  menu.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || !menu.open) return;
    event.stopPropagation();
    menu.open = false;
    menu.querySelector('summary').focus();
  });

  return {
    /** Follow the page to a floor or to the idle rooms of a wider place; else nothing is taken away. */
    show(floor, state, place = null) {
      shown = { floor, state };
      menu.hidden = floor === null && place === null;
      menu.classList.toggle('is-table-only', floor === null);
      if (menu.hidden) menu.open = false;
      else if (floor === null) menu.querySelector('a[data-kind="xlsx"]').href = idleAddress(idleUrl, place, state);
      else aim();
    },
  };
}
