// A visit on its way: draft while it is typed, waiting once it is saved, then sent or refused.
//
//   draft     what is typed, kept with every key
//   waiting   saved under an id of its own; sent until the register answers
//   sent      the register has it; told again it changes nothing
//   refused   the register will not take it, and says why

const DAY_MS = 24 * 60 * 60 * 1000;
const KEPT_DAYS = 2; // what was sent stays in sight until the day after
const FIRST_WAIT_MS = 5_000;
const LONGEST_WAIT_MS = 5 * 60_000;
const STRONGEST = ['refused', 'waiting', 'draft', 'sent'];

/** Return an empty draft of a visit. */
export function emptyDraft(visit, account) {
  return { visit, account, answer: '', person: '', a: '', b: '', note: '', photos: [] };
}

/** Return whether nothing has been typed yet. */
export function isEmpty(draft) {
  return !draft.answer && !draft.person && !draft.a && !draft.b && !draft.note && draft.photos.length === 0;
}

/** Return the record of a finished draft, to be sent under an id that never changes. */
export function recordOf(draft, { uid, now, a, b, verdict, room }) {
  const isClosed = draft.answer === 'no_access';
  return {
    uid, room, visit: draft.visit, account: draft.account, answer: draft.answer, verdict: isClosed ? '' : verdict,
    person: draft.answer === 'other' ? draft.person.trim() : '', note: draft.note.trim(),
    a: isClosed ? '' : a, b: isClosed ? '' : b, seen_at: now.toISOString(),
    photos: [...draft.photos], state: 'waiting', attempts: 0, reason: '', answered_at: null,
  };
}

/** Return a draft that says again what a refused record said. */
export function draftOf(record) {
  const { visit, account, answer, person, a, b, note, photos } = record;
  return { visit, account, answer, person, a, b, note, photos: [...photos] };
}

/** Return what is sent of a record. */
export function message(record, now) {
  const { uid, visit, answer, person, note, a, b, verdict, seen_at: seenAt } = record;
  return { uid, visit, answer, person, note, a, b, verdict, seen_at: seenAt, sent_at: now.toISOString() };
}

/** Return what an answer means: sent, refused for good, signed out, or to be tried again. */
export function outcome({ status, isRedirect, body }) {
  if (isRedirect || status === 401 || status === 403) return { state: 'signed_out' };
  if (status >= 200 && status < 300 && body?.state === 'kept') return { state: 'sent' };
  if (body?.state === 'refused') return { state: 'refused', reason: body.reason };
  return { state: 'later' };
}

/** Return a record after an answer; only a refusal and a receipt end its wait. */
export function answered(record, { state, reason = '' }, now) {
  if (state === 'sent') return { ...record, state, reason, answered_at: now.toISOString() };
  if (state === 'refused') return { ...record, state, reason, answered_at: now.toISOString() };
  return { ...record, attempts: record.attempts + 1 };
}

/** Return how long to wait before the next attempt: twice as long each time, five minutes at most. */
export function waitAfter(attempts) {
  return Math.min(FIRST_WAIT_MS * 2 ** Math.max(0, attempts - 1), LONGEST_WAIT_MS);
}

/** Return how a visit stands, the state that asks most of its inspector first. */
export function stateOf(room, drafts, records) {
  const draft = drafts.find((each) => each.visit === room.visit);
  const found = records.filter((each) => each.visit === room.visit).map((each) => each.state);
  if (draft !== undefined && !isEmpty(draft)) found.push('draft');
  return STRONGEST.find((state) => found.includes(state)) ?? (room.is_seen ? 'seen' : 'open');
}

/** Return the records that need not stay on the phone: sent, and not of today or yesterday. */
export function outlived(records, now) {
  const oldest = now.getTime() - KEPT_DAYS * DAY_MS;
  return records.filter(({ state, answered_at: at }) => state === 'sent' && Date.parse(at) < oldest);
}

/** Return how many records wait or were refused, and how many are another account's. */
export function tally(records, account) {
  const mine = records.filter((each) => each.account === account);
  return {
    waiting: mine.filter(({ state }) => state === 'waiting').length,
    refused: mine.filter(({ state }) => state === 'refused').length,
    others: records.filter((each) => each.account !== account && each.state !== 'sent').length,
  };
}

/** Return rooms in the order somebody walks: building, floor, number as people count. */
export function inWalkingOrder(rooms) {
  const byNumber = new Intl.Collator('zh', { numeric: true });
  return [...rooms].sort((one, other) => byNumber.compare(one.place[0], other.place[0])
    || one.place[1] - other.place[1] || byNumber.compare(one.place[2], other.place[2]));
}
