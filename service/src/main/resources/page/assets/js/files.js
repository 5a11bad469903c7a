/** Files into the page and out of it: chosen, dropped, pasted, saved. */
import { byId, make } from './dom.js';

/** @param onFiles receives what the reader chose, dropped or pasted */
export function takeFiles(onFiles) {
  const some = (files) => files.length > 0 && onFiles(files);
  const input = byId('files');
  byId('choose').addEventListener('click', () => input.click());
  input.addEventListener('change', () => {
    some(Array.from(input.files));
    input.value = ''; // the same file may be chosen again
  });
  document.addEventListener('paste', (event) => some(Array.from(event.clipboardData.files)));
  takeDrops(some);
}

function takeDrops(some) {
  const dropping = (on) => document.body.classList.toggle('dropping', on);
  document.addEventListener('dragover', (event) => {
    event.preventDefault();
    dropping(true);
  });
  document.addEventListener('dragleave', (event) => event.relatedTarget || dropping(false));
  document.addEventListener('drop', (event) => {
    event.preventDefault();
    dropping(false);
    some(Array.from(event.dataTransfer.files));
  });
}

export function saveBlob(blob, name) {
  const url = URL.createObjectURL(blob);
  make('a', { href: url, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
