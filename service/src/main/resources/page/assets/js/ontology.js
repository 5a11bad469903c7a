/** Where a sound belongs: its paths from the top of the AudioSet ontology, what is below it, and examples to hear. */
import { make } from './dom.js';
import { text } from './language.js';
import { labels } from './service.js';

export async function showLabel(tag) {
  const dialog = make('dialog', { 'aria-labelledby': 'label-title', onclose: () => dialog.remove() });
  dialog.append(
    make('button', { type: 'button', className: 'quiet close', textContent: text('close'), onclick: () => dialog.close() }),
    make('h2', { id: 'label-title', textContent: tag.label, lang: 'en' }));
  document.body.append(dialog);
  dialog.showModal();
  const known = await labels().catch(() => new Map()); // without them the name and the link remain
  dialog.append(...paths(tag, known), ...below(tag, known), examples());
}

function paths(tag, known) {
  if (known.size === 0) return [];
  const above = tag.ancestors ?? [];
  const named = (path) => [...path.map((id) => known.get(id)?.label ?? id), tag.label].join(' › ');
  return [
    make('h3', { textContent: text('place') }),
    ...(above.length ? above.map((path) => make('p', { className: 'path', lang: 'en', textContent: named(path) })) : [make('p', { className: 'path', textContent: text('top-level') })]),
  ];
}

function below(tag, known) {
  const children = known.get(tag.id)?.children ?? [];
  if (children.length === 0) return [];
  return [
    make('h3', { textContent: text('below-it') }),
    make('p', { lang: 'en', textContent: children.map((id) => known.get(id)?.label ?? id).join(' · ') }),
  ];
}

/** A link for whoever is online; the page itself never goes there. */
function examples() {
  return make('p', {}, make('a', {
    href: 'https://research.google.com/audioset/ontology/index.html', target: '_blank', rel: 'noreferrer', textContent: text('on-audioset'),
  }));
}
