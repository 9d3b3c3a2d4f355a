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
export function addressOf(template, value, day) {
  const address = template.replace(/__\w+?__/, encodeURIComponent(value));
  return day === undefined ? address : `${address}?on=${day}`;
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
