// What is kept on the phone. Every write is one transaction: what was typed is there whole or not at all.
//
//   snapshot   the rooms to visit and who is expected there; gone when somebody signs out
//   drafts     what is being typed, by visit
//   records    visits on their way
//   photos     pictures until they are sent

const NAME = 'fangtu-onsite';
const VERSION = 1;
const KEYS = { snapshot: 'key', drafts: 'visit', records: 'uid', photos: 'uid' };

/** Return the store of this phone, or one that lasts as long as the page where nothing can be kept. */
export async function openStore() {
  try {
    return { ...databaseStore(await openDatabase()), lasts: true };
  } catch {
    return { ...memoryStore(), lasts: false };
  }
}

function openDatabase() {
  return new Promise((resolve, reject) => {
    const asked = indexedDB.open(NAME, VERSION);
    asked.onupgradeneeded = () => {
      for (const [name, keyPath] of Object.entries(KEYS)) asked.result.createObjectStore(name, { keyPath });
    };
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error);
    asked.onblocked = () => reject(new Error('blocked'));
  });
}

function databaseStore(database) {
  database.onversionchange = () => database.close();
  const answer = (request) => new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  return {
    get: (name, key) => answer(database.transaction(name).objectStore(name).get(key)),
    all: (name) => answer(database.transaction(name).objectStore(name).getAll()),
    write: (steps) => new Promise((resolve, reject) => {
      if (steps.length === 0) { resolve(); return; }
      const whole = database.transaction([...new Set(steps.map(({ store }) => store))], 'readwrite');
      for (const step of steps) take(whole.objectStore(step.store), step);
      whole.oncomplete = () => resolve();
      whole.onabort = () => reject(whole.error);
    }),
  };
}

function take(objects, { put, remove, clear }) {
  if (clear) objects.clear();
  else if (put !== undefined) objects.put(put);
  else objects.delete(remove);
}

/** Return a store that lasts as long as the page. */
export function memoryStore() {
  const kept = Object.fromEntries(Object.keys(KEYS).map((name) => [name, new Map()]));
  return {
    get: async (name, key) => kept[name].get(key),
    all: async (name) => [...kept[name].values()],
    write: async (steps) => {
      for (const { store, put, remove, clear } of steps) {
        if (clear) kept[store].clear();
        else if (put !== undefined) kept[store].set(put[KEYS[store]], structuredClone(put));
        else kept[store].delete(remove);
      }
    },
  };
}

/** Take rooms and names off the phone; what was typed and not sent stays for its own account. */
export async function forgetRooms(store) {
  await store.write([{ store: 'snapshot', clear: true }]);
}

/** Take everything off the phone. */
export async function forgetEverything(store) {
  await store.write(Object.keys(KEYS).map((name) => ({ store: name, clear: true })));
}
