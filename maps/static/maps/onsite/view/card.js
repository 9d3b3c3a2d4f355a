// The card of one room: what is expected, who is found, two lengths, photos, a note.

import { el, svg } from '../../view/dom.js';
import { asIfMillimetres, millimetres } from '../lengths.js';
import { drawThumbnail } from '../pictures.js';
import { sketch } from '../sketch.js';
import { judged, likeness, squareMetres, squareMillimetres } from '../verdict.js';
import { stateTag } from './list.js';

const VERDICT_TAGS = { over: 'bad', within_error: 'warn', within: 'good', not_assessed: '' };
const SMALL_TEXT = 0.085; // of the room's longer side

/** Return what the lengths of a draft say of a room, or null while there are not two. */
export function saidBy(draft, room) {
  const [a, b] = [millimetres(draft.a), millimetres(draft.b)];
  if (a === null || b === null) return null;
  return { a, b, ...judged(a, b, room, room.is_rectangle), likeness: likeness(a, b, room.area, room, room.is_rectangle) };
}

/** Return what is wrong with a draft, as the name of a word, or null when it can be saved. */
export function faultOf(draft) {
  if (!draft.answer) return 'answer_missing';
  if (draft.answer === 'no_access') return null;
  const typed = [draft.a, draft.b].filter((text) => text.trim() !== '');
  if (typed.length === 1) return 'length_missing';
  return typed.every((text) => millimetres(text) !== null) ? null : 'length_bad';
}

/** Return the answers that fit a room: where nobody is expected, nobody is as registered. */
export function answersFor(room) {
  const nobody = room.occupants.length === 0;
  return [
    { value: 'confirmed', word: nobody ? 'answer_confirmed_empty' : 'answer_confirmed' },
    { value: 'other', word: 'answer_other' },
    ...(nobody ? [] : [{ value: 'empty', word: 'answer_empty' }]),
    { value: 'no_access', word: 'answer_no_access' },
  ];
}

/** Return the head of a card: where the room is, how it looks and what is expected in it. */
export function factsOf(room, say) {
  const figure = (area) => (area === null ? '–' : `${squareMetres(squareMillimetres(area))} m²`);
  const row = (name, value) => [el('dt', {}, say(name)), el('dd', {}, value)];
  return el('div', { class: 'facts' }, drawing(room), el('dl', {},
    ...row('expected', room.occupants.length === 0 ? say('nobody_expected') : room.occupants.join('、')),
    ...row('area_on_plan', figure(room.area)),
    ...(room.beside === '0' ? [] : row('beside', figure(room.beside))),
    ...row('limit', figure(room.limit)),
    ...(room.document === '' ? [] : [el('dd', { class: 'basis' }, `${room.document} ${room.clause}`)])));
}

function drawing(room) {
  const { viewBox, path, edges, size } = sketch(room.outline);
  const text = edges.map((edge) => svg('text', {
    x: edge.x, y: edge.y, 'font-size': size * SMALL_TEXT, 'text-anchor': 'middle', dy: edge.isUpright ? 0 : size * 0.1,
    transform: edge.isUpright ? `rotate(-90 ${edge.x} ${edge.y}) translate(0 ${size * 0.1})` : null,
  }, edge.text));
  return svg('svg', { class: 'sketch', viewBox, role: 'img', 'aria-label': `${room.number} ${edges.map(({ text: metres }) => metres).join(' × ')} m` },
    svg('path', { d: path, 'stroke-width': size * 0.02 }), ...text);
}

/** Return the form of a card; `on.change` hears of every key, `on.photo` and `on.save` of the rest. */
export function formOf(room, draft, say, on) {
  const field = (name) => (event) => on.change({ [name]: event.target.value });
  return el('form', { class: 'visit', novalidate: true, onsubmit: (event) => { event.preventDefault(); on.save(); } },
    room.counts_with ? el('p', { class: 'message' }, say('counts_with', { number: room.counts_with })) : null,
    el('fieldset', { class: 'answers' }, el('legend', {}, say('who')), ...answersFor(room).map(({ value, word }) => el('label', {},
      el('input', { type: 'radio', name: 'answer', value, checked: draft.answer === value, onchange: field('answer') }), el('span', {}, say(word)))),
    el('label', { class: 'person' }, say('person'), el('input', { name: 'person', maxlength: 100, value: draft.person, autocomplete: 'off', oninput: field('person') }))),
    el('fieldset', { class: 'lengths' }, el('legend', {}, say('measure')),
      lengthField('a', say('length_a'), draft, field), el('span', { class: 'times', 'aria-hidden': 'true' }, '×'), lengthField('b', say('length_b'), draft, field),
      el('p', { class: 'length-hint', id: 'length-hint' })),
    el('output', { class: 'said', 'aria-live': 'polite' }),
    el('fieldset', { class: 'pictures' }, el('legend', {}, say('photos')), el('div', { class: 'thumbnails' }),
      el('label', { class: 'button' }, say('take_photo'), el('input', { type: 'file', accept: 'image/*', capture: 'environment', class: 'visually-hidden', onchange: on.photo })),
      el('p', { class: 'photo-trouble', role: 'alert' })),
    el('label', { class: 'note' }, say('note'), note(draft, field)),
    el('div', { class: 'saving' }, el('p', { class: 'fault', role: 'alert' }), el('button', { type: 'submit', class: 'button is-main is-wide' }, say('save'))));
}

function lengthField(name, label, draft, field) {
  return el('label', {}, label, el('input', { name, value: draft[name], inputmode: 'decimal', autocomplete: 'off', maxlength: 8, 'aria-describedby': 'length-hint', oninput: field(name) }));
}

function note(draft, field) {
  const area = el('textarea', { name: 'note', rows: 2, maxlength: 500, oninput: field('note') });
  area.value = draft.note;
  return area;
}

/** Bring a form to what its draft says: what is hidden, the verdict, hints about lengths. */
export function refresh(form, room, draft, say) {
  const isClosed = draft.answer === 'no_access';
  form.querySelector('.person').hidden = draft.answer !== 'other';
  form.querySelector('.lengths').hidden = isClosed;
  form.querySelector('.fault').textContent = '';
  hint(form, draft, say);
  const said = isClosed ? null : saidBy(draft, room);
  const shown = form.querySelector('.said');
  const isNew = said !== null && shown.childElementCount === 0;
  shown.replaceChildren(...(said === null ? [] : verdictOf(said, room, say)));
  if (isNew) shown.scrollIntoView({ block: 'nearest' });
}

function hint(form, draft, say) {
  const slips = ['a', 'b'].map((name) => asIfMillimetres(draft[name])).filter((metres) => metres !== null);
  const isBad = ['a', 'b'].some((name) => draft[name].trim() !== '' && millimetres(draft[name]) === null);
  const words = slips.length > 0 ? say('length_mm', { metres: slips[0] }) : say('length_bad');
  form.querySelector('.length-hint').textContent = isBad ? words : '';
  for (const name of ['a', 'b']) {
    form.elements[name].setAttribute('aria-invalid', String(draft[name].trim() !== '' && millimetres(draft[name]) === null));
  }
}

/** Return the verdict on two lengths, with its figures. */
export function verdictOf(said, room, say) {
  const by = said.source === 'laser' ? say('by_laser') : say('by_survey_class', { name: room.survey });
  const row = (name, value) => [el('dt', {}, say(name)), el('dd', {}, value)];
  return [
    el('p', { class: 'verdict' },
      el('span', { class: `tag ${VERDICT_TAGS[said.verdict]}`, 'data-verdict': said.verdict }, say(`verdict_${said.verdict}`)),
      el('b', {}, `${squareMetres(said.area)} m²`)),
    el('p', { class: `likeness is-${said.likeness}` }, say(`likeness_${said.likeness}`)),
    el('dl', {},
      ...(said.excess ? row('excess', `+${squareMetres(said.excess)} m²`) : []),
      ...row('error', `± ${squareMetres(said.error)} m² (${by})`)),
    said.reason === null ? null : el('p', { class: 'why' }, say(`unjudged_${said.reason}`)),
  ].filter((each) => each !== null);
}

/** Draw the photos of a draft into its form. */
export async function showPhotos(form, photos, say, onRemove) {
  const shown = await Promise.all(photos.map(async ({ uid, blob }) => {
    const canvas = el('canvas', { role: 'img', 'aria-label': say('photos') });
    await drawThumbnail(canvas, blob).catch(() => {});
    return el('span', { class: 'thumbnail' }, canvas, el('button', { type: 'button', 'aria-label': say('remove_photo'), onclick: () => onRemove(uid) }, '×'));
  }));
  form.querySelector('.thumbnails').replaceChildren(...shown);
}

/** Return the records of a room as rows, each with its state and, when refused, the reason and a way on. */
export function recordList(records, say, on) {
  if (records.length === 0) return null;
  return el('section', { class: 'records' }, el('h2', {}, say('records')), el('ul', {}, ...records.map((record) => el('li', {},
    stateTag(record.state, say), ' ', el('time', {}, shownTime(record.seen_at)), ' ', say(`answer_${record.answer}`),
    record.a ? ` · ${record.a} × ${record.b} m` : '',
    record.reason ? el('p', { class: 'reason' }, record.reason) : null,
    record.state === 'refused' ? el('div', { class: 'actions' },
      el('button', { type: 'button', class: 'button', onclick: () => on.correct(record) }, say('correct')),
      el('button', { type: 'button', class: 'button is-quiet', onclick: () => on.discard(record) }, say('discard'))) : null))));
}

/** Return a moment as a clock on the wall shows it. */
export function shownTime(iso) {
  const moment = new Date(iso);
  const two = (number) => String(number).padStart(2, '0');
  return `${moment.getFullYear()}-${two(moment.getMonth() + 1)}-${two(moment.getDate())} ${two(moment.getHours())}:${two(moment.getMinutes())}`;
}
