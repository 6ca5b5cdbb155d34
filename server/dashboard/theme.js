// Light, dark, or as the system says.
import { byId } from './dom.js';
import { publish } from './mock.js';

const THEMES = ['auto', 'light', 'dark'];
const KEY = 'mockmeter-theme';
const storage = (() => { try { return window.localStorage; } catch { return null; } })();
const scheme = matchMedia('(prefers-color-scheme: dark)');

function setTheme(theme) {
  if (theme === 'auto') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
  byId('theme').textContent = `Theme: ${theme}`;
  publish('theme');
}

export function nextTheme() {
  const now = document.documentElement.dataset.theme ?? 'auto';
  const theme = THEMES[(THEMES.indexOf(now) + 1) % THEMES.length];
  storage?.setItem(KEY, theme);
  setTheme(theme);
}

export function startTheme() {
  const remembered = storage?.getItem(KEY);
  setTheme(THEMES.includes(remembered) ? remembered : 'auto');
  scheme.addEventListener('change', () => publish('theme'));
  byId('theme').addEventListener('click', nextTheme);
}
