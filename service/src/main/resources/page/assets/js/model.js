/** Says at the foot of the page which model answers and what it is worth. */
import { byId, make } from './dom.js';
import { onLanguage, text } from './language.js';

const COMMANDS = [
  'java -jar otolex.jar model import hf://topel/ConvNeXt-Tiny-AT',
  'java -jar otolex.jar serve --otolex.model.source=hf://topel/ConvNeXt-Tiny-AT',
].join('\n');

export function showModel({ model, version }) {
  const write = () => byId('model').replaceChildren(answered(model, version), ...(model.embedded ? embedded() : []));
  onLanguage(write);
  write();
}

function answered(model, version) {
  const [before, after] = text('answered', model).split(/<1>.*<\/1>/);
  return make('p', {}, before, make('strong', { textContent: model.name }), after, ' ', text('published'), ` Otolex ${version}.`);
}

function embedded() {
  return [
    make('p', { textContent: text('embedded') }),
    make('details', {}, make('summary', { textContent: text('how-to-get') }), make('pre', { textContent: COMMANDS, tabIndex: 0 })),
  ];
}
