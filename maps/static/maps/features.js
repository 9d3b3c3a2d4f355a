// Asking for what the map draws, and saying what went wrong in a word the page can explain.

/** Something that could not be had: 'offline', 'signed-out', 'forbidden', 'not-found' or 'broken'. */
export class Trouble extends Error {
  constructor(kind, url) {
    super(`${url}: ${kind}`);
    this.kind = kind;
  }
}

const KINDS = { 401: 'signed-out', 403: 'forbidden', 404: 'not-found' };

/** Return the address of something, from a template such as /map/floors/__id__.json. */
export function addressOf(template, value, day, more = {}) {
  const address = template.replace(/__\w+?__/, encodeURIComponent(value));
  const asked = Object.entries({ on: day, ...more }).filter(([, each]) => each !== undefined && each !== null);
  return asked.length === 0 ? address : `${address}?${new URLSearchParams(asked)}`;
}

/** Return what kind of trouble an answer is, or null when it is what was asked for. */
export function troubleIn(response, wanted) {
  if (response.redirected) return 'signed-out';
  if (!response.ok) return KINDS[response.status] ?? 'broken';
  return (response.headers.get('Content-Type') ?? '').includes(wanted) ? null : 'broken';
}

async function answerTo(url, { wanted, signal, get }) {
  let response;
  try {
    response = await get(url, { signal, headers: { Accept: wanted }, credentials: 'same-origin' });
  } catch (failure) {
    if (failure.name === 'AbortError') throw failure;
    throw new Trouble('offline', url);
  }
  const trouble = troubleIn(response, wanted);
  if (trouble !== null) throw new Trouble(trouble, url);
  return response;
}

/** Return the value an address answers with. */
export async function fetchValue(url, { signal, get = fetch } = {}) {
  const response = await answerTo(url, { wanted: 'application/json', signal, get });
  return response.json();
}

/** Return the piece of page an address answers with, as text. */
export async function fetchPiece(url, { signal, get = fetch } = {}) {
  const response = await answerTo(url, { wanted: 'text/html', signal, get });
  return response.text();
}

/** A refusal of the server: a sentence that says why and what to do. */
export class Refusal extends Error {
  constructor(sentence, code, fields = {}) {
    super(sentence);
    this.code = code;
    this.fields = fields;
  }
}

/** Send a value and return the answer; what the server refuses is thrown as a Refusal. */
export async function sendValue(url, value, { token, get = fetch } = {}) {
  let response;
  try {
    response = await get(url, {
      method: 'POST', credentials: 'same-origin', body: JSON.stringify(value),
      headers: { Accept: 'application/json', 'Content-Type': 'application/json', 'X-CSRFToken': token },
    });
  } catch {
    throw new Trouble('offline', url);
  }
  const isJson = (response.headers.get('Content-Type') ?? '').includes('application/json');
  if (isJson && !response.ok) {
    const { refusal, code, fields } = await response.json();
    throw new Refusal(refusal, code, fields);
  }
  const trouble = troubleIn(response, 'application/json');
  if (trouble !== null) throw new Trouble(trouble, url);
  return response.json();
}

/** Return a way of asking that remembers the last answers: { ask(url, options), forget() }. */
export function remembering(ask, most = 60) {
  const kept = new Map();
  return {
    ask: async (url, options) => {
      if (!kept.has(url)) {
        const answer = await ask(url, options);
        kept.delete(url);
        kept.set(url, answer);
        if (kept.size > most) kept.delete(kept.keys().next().value);
      }
      return kept.get(url);
    },
    forget: () => kept.clear(),
  };
}

/** Return a function that waits until nobody has called it for so long. */
export function unhurried(call, wait = 160, { later = setTimeout, never = clearTimeout } = {}) {
  let waiting = null;
  return (...values) => {
    never(waiting);
    waiting = later(() => call(...values), wait);
  };
}
