// Puts the style sheet together: KERN first and unmodified, our theme after it, then what no page asks for goes.
import { readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { purge } from './purge.mjs';

const assets = dirname(dirname(fileURLToPath(import.meta.url)));
const THEME = ['tokens', 'base', 'layout', 'frame', 'home', 'entries', 'forms', 'states', 'figures', 'touch', 'media'];

async function iconRules() {
  const icons = [];
  for (const file of (await readdir(join(assets, 'icons'))).sort()) {
    const svg = (await readFile(join(assets, 'icons', file), 'utf8')).trim().replaceAll('"', "'").replace(/[<>#]/g, (letter) => encodeURIComponent(letter));
    icons.push({ name: `km-i--${file.replace('.svg', '')}`, rule: `.km-i--${file.replace('.svg', '')}{--i:url("data:image/svg+xml,${svg}")}` });
  }
  return icons;
}

async function kernRules() {
  return readFile(join(assets, 'node_modules', '@kern-ux', 'native', 'dist', 'kern.min.css'), 'utf8');
}

function themeRules(names) {
  return Promise.all(names.map((name) => readFile(join(assets, 'theme', `${name}.css`), 'utf8')));
}

/** The style sheet of the public pages with the rules for the given class names; with all rules when none are given. */
export async function styleSheet(usedClasses) {
  const icons = await iconRules();
  const whole = [await kernRules(), ...await themeRules(THEME), ...icons.map(({ rule }) => rule)].join('\n');
  // Pages name icons by data ("phone" of an offer), so every icon we draw stays.
  return usedClasses === undefined ? whole : purge(whole, new Set([...usedClasses, ...icons.map(({ name }) => name)]));
}

/** The style sheet of the pages for people at work: KERN and tokens for the classes in use, then our own rules, whole. */
export async function staffSheet(usedClasses) {
  const icons = await iconRules();
  const own = await readFile(join(assets, 'staff', 'staff.css'), 'utf8');
  const shared = [await kernRules(), ...await themeRules(['tokens', 'base']), ...icons.map(({ rule }) => rule)].join('\n');
  return purge(shared, new Set([...usedClasses, ...icons.map(({ name }) => name)]), (property) => own.includes(property)) + own;
}
