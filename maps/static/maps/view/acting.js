// Acts on rooms from the map: asked for in a dialog, carried out by the server, undone by one click.

import { addressOf, fetchValue } from '../features.js';
import { sumOfPicked } from '../selection.js';
import { askToAllocate, askToEnd, askToSeat } from './dialogs.js';

/** Return what can be done: { seat, allocate, release, fromPanel, done }. */
export function acting({ say, told, config, afterAct, day, heldNow, rooms, picked, pickNone, send }) {
  const act = (value) => send(config.urls.acts, value);

  async function undo(done) {
    try {
      await send(addressOf(config.urls.undo, done.act), {});
      told.tell(say('undone'));
      await afterAct();
    } catch (failure) {
      told.tell(failure.kind === undefined ? failure.message : say(`trouble_${failure.kind}`), { isRefusal: true });
    }
  }
  const tell = (text, done) => told.tell(text, { undo: () => undo(done) });

  async function seat(uid) {
    const holding = heldNow();
    const fit = holding?.fits[uid];
    if (fit === undefined) return;
    if (fit.kind === 'refused') {
      told.tell(`${holding.person.name} → ${fit.number}: ${fit.sentence}`, { isRefusal: true });
      return;
    }
    const done = await askToSeat({
      say, fit, day: day(), person: holding.person, send: (values) => act({ ...values, verb: 'seat', rooms: [uid], person: holding.person.code }),
    });
    if (done === null) return;
    tell(say('seated', { person: holding.person.name, room: fit.number }), done);
    await afterAct();
  }

  async function allocate() {
    const uids = picked();
    const sum = sumOfPicked(rooms(), uids);
    const find = async (text) => (await fetchValue(addressOf(config.urls.organisations, '', undefined, { q: text }))).organisations;
    const done = await askToAllocate({ say, sum, find, day: day(), send: (values) => act({ ...values, verb: 'allocate', rooms: [...uids] }) });
    if (done === null) return;
    pickNone();
    tell(say('allocated', { n: sum.rooms }), done);
    await afterAct();
  }

  async function release() {
    const uids = picked();
    const sum = sumOfPicked(rooms(), uids);
    const title = say('release_title', { n: sum.rooms });
    const done = await askToEnd({ say, title, verb: say('release'), day: day(), send: (values) => act({ ...values, verb: 'release', rooms: [...uids] }) });
    if (done === null) return;
    pickNone();
    tell(say('released', { n: sum.rooms }), done);
    await afterAct();
  }

  async function fromPanel({ act: verb, person, name }, uid) {
    const values = verb === 'vacate' ? { verb, rooms: [uid], person } : { verb, rooms: [uid] };
    const title = say(`${verb}_title`, { n: 1, person: name });
    const done = await askToEnd({ say, title, verb: say(verb), day: day(), send: (asked) => act({ ...asked, ...values }) });
    if (done === null) return;
    tell(verb === 'vacate' ? say('vacated', { person: name }) : say('released', { n: 1 }), done);
    await afterAct();
  }

  /** Say what was done, with the way back, and draw the page anew. */
  async function done(text, answer) {
    tell(text, answer);
    await afterAct();
  }

  return { seat, allocate, release, fromPanel, done };
}
