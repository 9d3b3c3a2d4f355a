// Sending what waits: one record after the other, its photos behind it, each as often as it takes.

import { answered, message, outcome } from './records.js';

/** Return a record after one attempt to send it and its photos; `post` is told what and where to. */
export async function sentOnce(record, photos, { post, now }) {
  const told = await attempt(() => post.record(message(record, now())));
  if (told.state !== 'sent') return { record: answered(record, told, now()), told, photos: [] };
  const done = [];
  const refused = [];
  for (const photo of photos) {
    const heard = await attempt(() => post.photo(photo, record));
    if (heard.state !== 'sent' && heard.state !== 'refused') return { record: answered(record, heard, now()), told: heard, photos: done };
    if (heard.state === 'refused') refused.push(heard.reason);
    done.push(photo.uid);
  }
  return { record: answered(record, { state: 'sent', reason: refused.join(' ') }, now()), told, photos: done };
}

async function attempt(send) {
  try {
    return outcome(await send());
  } catch {
    return { state: 'offline' };
  }
}

/** Send every record that waits for an account; stop at the first that nobody answers. */
export async function sendWaiting(store, account, { post, now }) {
  const waiting = (await store.all('records')).filter((each) => each.account === account && each.state === 'waiting');
  for (const record of waiting) {
    const photos = (await store.all('photos')).filter(({ uid }) => record.photos.includes(uid));
    const after = await sentOnce(record, photos, { post, now });
    await store.write([
      { store: 'records', put: after.record },
      ...after.photos.map((uid) => ({ store: 'photos', remove: uid })),
    ]);
    if (after.record.state === 'waiting') return after.told.state;
  }
  return 'done';
}
