// Talking to the register: JSON and photos out, answers in, with the token that forms carry.

const TOKEN = /(?:^|;\s*)csrftoken=([^;]+)/;

/** Return the token of this browser's session. */
export function token() {
  return decodeURIComponent(TOKEN.exec(document.cookie)?.[1] ?? '');
}

async function asked(url, options = {}) {
  const response = await fetch(url, {
    credentials: 'same-origin', redirect: 'manual', cache: 'no-store', ...options,
    headers: { Accept: 'application/json', ...options.headers },
  });
  const isJson = response.headers.get('Content-Type')?.startsWith('application/json');
  const isRedirect = response.type === 'opaqueredirect';
  return { status: response.status, isRedirect, body: isJson ? await response.json() : null };
}

/** Return the rooms of the signed-in account, or how the server answered. */
export function fetchRooms(urls) {
  return asked(urls.rooms);
}

/** Return the two things that are posted. */
export function poster(urls) {
  return {
    record: (body) => asked(urls.observations, {
      method: 'POST', body: JSON.stringify(body),
      headers: { 'Content-Type': 'application/json', 'X-CSRFToken': token() },
    }),
    photo: ({ uid, blob }, record) => {
      const form = new FormData();
      form.append('uid', uid);
      form.append('observation', record.uid);
      form.append('photo', blob, `${uid}.jpg`);
      return asked(urls.photos, { method: 'POST', body: form, headers: { 'X-CSRFToken': token() } });
    },
  };
}

/** End the session at the server, or throw where there is no signal. */
export async function logOut(urls) {
  await asked(urls.logout, { method: 'POST', headers: { 'X-CSRFToken': token() } });
}
