/** The page's language: the reader's choice, or else the browser's. */
import { texts } from './texts.js';

const STORED = 'otolex-language';
const listeners = [];
let language = localStorage.getItem(STORED) ?? (navigator.language.startsWith('ko') ? 'ko' : 'en');

export function text(key, values = {}) {
  return texts[language][key].replace(/\{(\w+)\}/g, (_, name) => values[name]);
}

export function hasText(key) {
  return key in texts[language];
}

/** Calls {@link listener} after every change, for what was written by script. */
export function onLanguage(listener) {
  listeners.push(listener);
}

export function number(value, digits = 2) {
  return value.toLocaleString(language, { minimumFractionDigits: digits, maximumFractionDigits: digits });
}

function write() {
  document.documentElement.lang = language;
  document.querySelectorAll('[data-text]').forEach((element) => (element.textContent = text(element.dataset.text)));
  document.querySelectorAll('[data-label]').forEach((element) => element.setAttribute('aria-label', text(element.dataset.label)));
  document.querySelectorAll('[data-language]').forEach((button) => button.setAttribute('aria-pressed', String(button.dataset.language === language)));
}

export function startLanguage() {
  document.querySelectorAll('[data-language]').forEach((button) =>
    button.addEventListener('click', () => {
      language = button.dataset.language;
      localStorage.setItem(STORED, language);
      write();
      listeners.forEach((listener) => listener());
    }));
  write();
}
