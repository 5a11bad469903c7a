/** What was heard before, in this browser only: answers and pictures, never recordings. */
const MOST = 30;
const STORE = 'results';

let opened;

/** Keeps one result and lets the oldest go. */
export async function keep({ id, name, when, answer, picture }) {
  await inStore('readwrite', (store) => store.put({ id, name, when, answer, picture }));
  const old = (await recents()).slice(MOST);
  await Promise.all(old.map((result) => inStore('readwrite', (store) => store.delete(result.id))));
}

/** Newest first; nothing where the browser keeps nothing. */
export async function recents() {
  const results = await inStore('readonly', (store) => store.getAll()).catch(() => []);
  return results.sort((a, b) => b.when - a.when);
}

export function forget() {
  return inStore('readwrite', (store) => store.clear());
}

async function inStore(mode, work) {
  opened ??= promised(openDatabase());
  const store = (await opened).transaction(STORE, mode).objectStore(STORE);
  return promised(work(store));
}

function openDatabase() {
  const request = indexedDB.open('otolex', 1);
  request.onupgradeneeded = () => request.result.createObjectStore(STORE, { keyPath: 'id' });
  return request;
}

function promised(request) {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}
