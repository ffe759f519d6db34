// Puts the style sheet together: KERN first and unmodified, our theme after it, then what no page asks for goes.
import { readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { purge } from './purge.mjs';

const assets = dirname(dirname(fileURLToPath(import.meta.url)));
const THEME = ['tokens', 'base', 'layout', 'frame', 'home', 'entries', 'forms', 'states', 'figures', 'touch', 'media'];

/** The style sheet with the rules for the given class names; with all rules when none are given. */
export async function styleSheet(usedClasses) {
  const icons = [];
  for (const file of (await readdir(join(assets, 'icons'))).sort()) {
    const svg = (await readFile(join(assets, 'icons', file), 'utf8')).trim().replaceAll('"', "'").replace(/[<>#]/g, (letter) => encodeURIComponent(letter));
    icons.push({ name: `km-i--${file.replace('.svg', '')}`, rule: `.km-i--${file.replace('.svg', '')}{--i:url("data:image/svg+xml,${svg}")}` });
  }
  const kern = await readFile(join(assets, 'node_modules', '@kern-ux', 'native', 'dist', 'kern.min.css'), 'utf8');
  const theme = await Promise.all(THEME.map((name) => readFile(join(assets, 'theme', `${name}.css`), 'utf8')));
  const whole = [kern, ...theme, ...icons.map(({ rule }) => rule)].join('\n');
  // Pages name icons by data ("phone" of an offer), so every icon we draw stays.
  return usedClasses === undefined ? whole : purge(whole, new Set([...usedClasses, ...icons.map(({ name }) => name)]));
}
