/** Where a sound belongs: its paths from the top of the AudioSet ontology, and a way to hear examples. */
import { make } from './dom.js';
import { text } from './language.js';
import { label } from './service.js';

export async function showLabel(tag) {
  const dialog = make('dialog', { 'aria-labelledby': 'label-title', onclose: () => dialog.remove() });
  dialog.append(
    make('button', { type: 'button', className: 'quiet close', textContent: text('close'), onclick: () => dialog.close() }),
    make('h2', { id: 'label-title', textContent: tag.label, lang: 'en' }),
    make('h3', { className: 'visually-hidden', textContent: text('place') }));
  document.body.append(dialog);
  dialog.showModal();
  const details = await label(tag.id).catch(() => ({ ancestors: [] }));
  dialog.append(...paths(tag, details), ...description(details), examples(tag));
}

function paths(tag, { ancestors = [] }) {
  if (ancestors.length === 0) return [make('p', { className: 'path', textContent: text('top-level') })];
  return ancestors.map((path) => make('p', { className: 'path', lang: 'en', textContent: [...path.map((each) => each.label ?? each), tag.label].join(' › ') }));
}

function description({ description: words }) {
  return words ? [make('p', { lang: 'en', textContent: words })] : [];
}

/** A link for whoever is online; the page itself never goes there. */
function examples(tag) {
  const query = encodeURIComponent(tag.label);
  return make('p', {}, make('a', {
    href: `https://research.google.com/audioset/ontology/index.html#${query}`,
    target: '_blank', rel: 'noreferrer', textContent: text('on-audioset'),
  }));
}
