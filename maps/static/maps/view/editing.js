// A room's words corrected where they stand: Enter on a word or on the room's name opens the form, Escape
// gives up, and what was typed stays whatever goes wrong.

const FIELD_OF = { number_taken: 'number', neither_number_nor_name: 'number', somebody_has_it: 'use', not_a_use: 'use', no_reason: 'reason', room_not_there: 'start' };

/** Make the words in a panel editable: { restore }. `done` is called with the sentence and the answer. */
export function editing(body, { head, say, send, done }) {
  const drafts = new Map(); // what was typed and not saved, by the address of its room
  const formIn = () => body.querySelector('#words-form');
  const shownIn = () => body.querySelector('#words-shown');

  function open(form, name) {
    form.hidden = false;
    shownIn().hidden = true;
    const field = form.elements[name] ?? form.elements.number;
    form.dataset.from = name;
    offerApproval(form);
    form.closest('section').scrollIntoView({ block: 'start' });
    field.focus({ preventScroll: true });
    if (field.select) field.select();
  }

  function close(form) {
    drafts.delete(form.action);
    form.reset();
    form.hidden = true;
    shownIn().hidden = false;
    tell(form, null);
    body.querySelector(`[data-edit="${form.dataset.from}"]`)?.focus();
  }

  function offerApproval(form) {
    const use = form.elements.use;
    const isAsked = !use.options[use.selectedIndex].defaultSelected;
    form.querySelector('#word-approval-field').hidden = !isAsked;
    if (!isAsked) form.elements.approval_no.value = '';
  }

  function tell(form, failure) {
    const line = form.querySelector('#words-refusal');
    const wrong = failure?.code === 'too_long' ? failure.fields.field : FIELD_OF[failure?.code];
    for (const field of form.querySelectorAll('[aria-invalid]')) {
      field.removeAttribute('aria-invalid');
      if (field.getAttribute('aria-describedby') === line.id) field.removeAttribute('aria-describedby');
    }
    line.hidden = failure === null;
    if (failure === null) return;
    line.scrollIntoView({ block: 'nearest' });
    line.textContent = failure.kind === undefined ? failure.message : say(`trouble_${failure.kind}_text`);
    const field = form.elements[wrong];
    if (field === undefined) return;
    field.setAttribute('aria-invalid', 'true');
    field.setAttribute('aria-describedby', line.id);
    field.focus();
  }

  async function save(form) {
    const button = form.querySelector('[type=submit]');
    if (button.disabled) return;
    button.disabled = true;
    tell(form, null);
    try {
      const answer = await send(form.action, Object.fromEntries(new FormData(form)));
      drafts.delete(form.action);
      await done(say('edited'), answer);
      body.querySelector(`[data-edit="${form.dataset.from}"]`)?.focus();
    } catch (failure) {
      if (failure.kind === undefined && failure.code === undefined) throw failure;
      if (failure.code === 'edited_meanwhile') form.elements.seen.value = failure.fields.seen;
      tell(form, failure);
    }
    button.disabled = false;
  }

  body.addEventListener('click', ({ target }) => {
    const word = target.closest('[data-edit]');
    if (word !== null) open(formIn(), word.dataset.edit);
    if (target.closest('[data-gives-up]') !== null) close(formIn());
  });
  head.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || formIn() === null) return;
    event.preventDefault();
    open(formIn(), 'number');
  });
  body.addEventListener('submit', (event) => {
    if (event.target !== formIn()) return;
    event.preventDefault();
    save(event.target);
  });
  body.addEventListener('input', ({ target }) => {
    const form = target.form;
    if (form === null || form === undefined || form !== formIn()) return;
    if (target.name === 'use') offerApproval(form);
    drafts.set(form.action, new FormData(form));
  });
  body.addEventListener('keydown', (event) => {
    const form = formIn();
    if (event.key !== 'Escape' || form === null || form.hidden || !form.contains(event.target)) return;
    event.stopPropagation();
    event.preventDefault();
    close(form);
  });

  return {
    /** Put what was typed and not saved back into the form that has just come. */
    restore() {
      const form = formIn();
      const draft = form === null ? undefined : drafts.get(form.action);
      if (draft === undefined) return;
      for (const [name, value] of draft) if (name !== 'seen') form.elements[name].value = value;
      form.hidden = false;
      shownIn().hidden = true;
      offerApproval(form);
      form.elements.approval_no.value = draft.get('approval_no') ?? '';
    },
  };
}
