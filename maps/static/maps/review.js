// The review of a drawing: moves the picture, keeps picture and lists in step.

import { centredOn, closer, readWindow, shifted, writeWindow } from './viewbox.js';

const NEAR = 6; // times closer when one note or gap is looked at

const picture = document.querySelector('#preview > svg');
if (picture !== null) {
  let shown = readWindow(picture.getAttribute('viewBox'));
  const whole = shown;
  const look = (window) => {
    shown = window;
    picture.setAttribute('viewBox', writeWindow(window));
  };
  const middle = () => ({ x: shown.x + shown.width / 2, y: shown.y + shown.height / 2 });
  const pointAt = (event) => new DOMPoint(event.clientX, event.clientY).matrixTransform(picture.getScreenCTM().inverse());
  const zooms = { in: () => closer(shown, 1.6, middle(), whole), out: () => closer(shown, 1 / 1.6, middle(), whole), all: () => whole };

  document.querySelector('.preview-tools').hidden = false;
  for (const button of document.querySelectorAll('[data-zooms]')) {
    button.addEventListener('click', () => look(zooms[button.dataset.zooms]()));
  }
  picture.addEventListener('wheel', (event) => {
    if (!event.ctrlKey && shown === whole && event.deltaY > 0) return;
    event.preventDefault();
    look(closer(shown, event.deltaY < 0 ? 1.2 : 1 / 1.2, pointAt(event), whole));
  }, { passive: false });
  picture.addEventListener('pointermove', (event) => {
    if (event.buttons !== 1 || event.pointerType === 'touch') return;
    const { a } = picture.getScreenCTM();
    look(shifted(shown, -event.movementX / a, -event.movementY / a, whole));
  });
  for (const button of document.querySelectorAll('[data-shows]')) {
    button.addEventListener('click', () => {
      const marker = document.getElementById(button.dataset.shows);
      if (marker === null) return;
      picture.querySelectorAll('.is-pointed').forEach((other) => other.classList.remove('is-pointed'));
      marker.classList.add('is-pointed');
      look(centredOn({ x: Number(marker.dataset.x), y: Number(marker.dataset.y) }, NEAR, whole));
      picture.scrollIntoView({ block: 'nearest' });
    });
  }
  for (const row of document.querySelectorAll('[data-points]')) {
    const shape = document.getElementById(row.dataset.points);
    for (const [name, isOn] of [['mouseenter', true], ['mouseleave', false]]) {
      row.addEventListener(name, () => shape.classList.toggle('is-pointed', isOn));
    }
  }
}
