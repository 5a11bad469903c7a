/** Puts the page together. */
import { byId } from './dom.js';
import { takeFiles } from './files.js';
import { startLanguage, text } from './language.js';
import { showModel } from './model.js';
import { startRecorder } from './recorder.js';
import { Recordings } from './recordings.js';
import { facts, sample } from './service.js';
import { Stage } from './stage.js';
import { Tray } from './tray.js';

startLanguage();
const known = facts();
const recordings = new Recordings(known);
const tray = new Tray(recordings, look);
const stage = known.then((service) => new Stage(recordings, service));
stage.catch(() => {}); // said by the next line
known.then(showModel, () => notice(text('error-offline')));

recordings.addEventListener('change', () => {
  const some = recordings.all.length > 0;
  document.body.classList.toggle('busy', some);
  document.querySelector('.work').hidden = !some;
});
recordings.loadRecents();

takeFiles(listen);
startRecorder((file) => listen([file]), notice);
document.querySelectorAll('[data-sample]').forEach((button) =>
  button.addEventListener('click', () => listenToSample(button.dataset.sample)));
byId('forget').addEventListener('click', () => recordings.forget());

function listen(files) {
  notice('');
  look(recordings.add(files));
}

async function listenToSample(name) {
  listen([new File([await sample(name)], name)]);
}

async function look(recording) {
  tray.current = recording;
  (await stage).show(recording);
}

function notice(message) {
  byId('notice').textContent = message;
  byId('notice').hidden = !message;
}
