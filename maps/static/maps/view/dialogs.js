// Asking for the day and the reason of an act; what the server refuses is said where it was asked.

import { unhurried } from '../features.js';
import { squareMetres } from '../words.js';
import { el } from './dom.js';

function field(label, control, hint = null) {
  return el('div', { class: 'field' }, el('label', { for: control.id }, label), control, hint === null ? null : el('p', { class: 'hint' }, hint));
}

/** Open a dialog with fields, and resolve with the act's answer, or null when it was let go. */
function asked({ say, title, lines, fields, verb, send }) {
  const refusal = el('p', { class: 'message error', role: 'alert', hidden: true });
  const submit = el('button', { type: 'submit', class: 'button is-main' }, verb);
  const form = el('form', { method: 'dialog' },
    el('h2', { id: 'act-title' }, title), ...lines, ...fields, refusal,
    el('div', { class: 'actions' }, submit, el('button', { type: 'button', class: 'button', onclick: () => dialog.close() }, say('cancel'))));
  const dialog = el('dialog', { class: 'act', 'aria-labelledby': 'act-title' }, form);
  document.body.append(dialog);
  return new Promise((resolve) => {
    let answer = null;
    form.addEventListener('submit', async (event) => {
      event.preventDefault();
      submit.disabled = true;
      refusal.hidden = true;
      try {
        answer = await send(Object.fromEntries(new FormData(form)));
        dialog.close();
      } catch (failure) {
        refusal.textContent = failure.kind === undefined ? failure.message : say(`trouble_${failure.kind}_text`);
        refusal.hidden = false;
        form.elements.approval_no?.closest('.field').toggleAttribute('hidden', failure.code !== 'would_be_over' && form.elements.approval_no.value === '');
      }
      submit.disabled = false;
    });
    dialog.addEventListener('close', () => { dialog.remove(); resolve(answer); });
    dialog.showModal();
  });
}

const dayField = (say, day) => field(say('act_day'), el('input', { type: 'date', id: 'act-start', name: 'start', value: day, required: true }));
const reasonField = (say) => field(say('act_reason'), el('input', { type: 'text', id: 'act-reason', name: 'reason', required: true, maxlength: '300', autocomplete: 'off' }), say('act_reason_hint'));

/** Ask when and why somebody moves into a room. */
export function askToSeat({ say, day, person, fit, send }) {
  const approval = field(say('act_approval'), el('input', { type: 'text', id: 'act-approval', name: 'approval_no', maxlength: '100', autocomplete: 'off' }), say('act_approval_hint'));
  approval.hidden = fit.kind !== 'over';
  const leaves = person.places.map((place) => `${place.building} ${place.number}`).join('、');
  return asked({
    say, send, verb: say('seat'),
    title: say('seat_title', { person: person.name, room: fit.number }),
    lines: [
      el('p', { class: `fit-line is-${fit.kind}` }, el('b', {}, fit.sentence), ` · ${squareMetres(fit.area_m2)} m²`, fit.limit_m2 === null ? null : ` · ${say('limit')} ${squareMetres(fit.limit_m2)} m²`),
      leaves === '' ? null : el('p', { class: 'quiet' }, say('seat_leaves', { places: leaves })),
    ],
    fields: [dayField(say, day), reasonField(say), approval],
  });
}

/** Ask for the organisation, the day and the reason of giving rooms to it; `find(text)` returns organisations. */
export function askToAllocate({ say, day, sum, find, send }) {
  let found = [];
  const names = el('datalist', { id: 'act-organisations' });
  const choice = el('input', { type: 'text', id: 'act-organisation', name: 'organisation', list: 'act-organisations', required: true, autocomplete: 'off' });
  const search = async () => {
    found = await find(choice.value.trim()).catch(() => found);
    names.replaceChildren(...found.map(({ name }) => el('option', { value: name })));
  };
  const codeOf = (name) => found.find((each) => each.name === name || each.code === name)?.code ?? name;
  choice.addEventListener('input', unhurried(search, 150));
  search();
  return asked({
    say, verb: say('allocate'), title: say('allocate_title', { n: sum.rooms, area: squareMetres(sum.area_m2) }),
    send: async (values) => {
      if (!found.some(({ name }) => name === values.organisation)) await search();
      return send({ ...values, organisation: codeOf(values.organisation) });
    },
    lines: [names],
    fields: [
      field(say('act_organisation'), choice, say('act_organisation_hint')), dayField(say, day), reasonField(say),
      field(say('act_document'), el('input', { type: 'text', id: 'act-document', name: 'document_no', maxlength: '100', autocomplete: 'off' })),
    ],
  });
}

/** Ask for the day and the reason of ending something. */
export function askToEnd({ say, day, title, verb, send }) {
  return asked({ say, send, title, verb, lines: [], fields: [dayField(say, day), reasonField(say)] });
}
