// Builds what the server hands out under /assets/: one style sheet, cut fonts, two scripts, icons, the service worker.
// Usage: node pipeline/build.mjs [--out DIR] [--strict]   (see scripts/build-assets)
import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rm, writeFile, rename } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { join, dirname, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { brotliCompress, gzip, constants } from 'node:zlib';

const assets = dirname(dirname(fileURLToPath(import.meta.url)));
const root = dirname(assets);
const option = (name, otherwise) => { const at = process.argv.indexOf(name); return at < 0 ? otherwise : process.argv[at + 1]; };
const out = option('--out', join(root, 'build', 'assets'));
const strict = process.argv.includes('--strict');

const STYLE_LIMIT = 12288;   // gzip bytes: what a first visit on 3G can carry beside text and fonts
const SCRIPT_LIMIT = 10240;
const BROWSERS = ['chrome114', 'safari17', 'firefox125'];
const KERN_NOTICE = '/*! Contains rules of KERN UX (npm package @kern-ux/native), EUPL-1.2 */';

async function filesBelow(directory, wanted) {
  if (!existsSync(directory)) return [];
  const found = [];
  for (const entry of await readdir(directory, { withFileTypes: true })) {
    const path = join(directory, entry.name);
    if (entry.isDirectory() && entry.name !== 'node_modules') found.push(...await filesBelow(path, wanted));
    else if (entry.isFile() && wanted.test(entry.name)) found.push(path);
  }
  return found.sort();
}

const classSources = [
  ...await filesBelow(join(root, 'src'), /\.(cpp|hpp)$/),
  ...await filesBelow(join(root, 'tests', 'browser', 'samples'), /\.mjs$/),
  ...await filesBelow(join(assets, 'islands'), /\.ts$/),
  ...await filesBelow(join(assets, 'worker'), /\.ts$/),
  join(assets, 'safelist.txt'),
];
const ownSources = (await filesBelow(assets, /\.(css|ts|mjs|svg|png|json|txt)$/));

// ── Nothing to do when nothing changed. Only the class names of the C++ sources count, not their other text.
const { classNamesIn, classNamesStyledBy } = await import('./purge.mjs');
const sourceTexts = await Promise.all(classSources.map((path) => readFile(path, 'utf8')));
const usedClasses = classNamesIn(sourceTexts);
// What only the pages for people at work use (…/staff/…, staff_….cpp) must not weigh on the public ones.
const publicClasses = classNamesIn(sourceTexts.filter((_, at) => !/[/\\]staff[/\\_]/.test(classSources[at])));
const stamp = createHash('sha256').update([...usedClasses].sort().join(' '));
for (const path of ownSources) stamp.update(relative(root, path)).update(await readFile(path));
const stampText = stamp.digest('hex');
const stampFile = join(out, '.stamp');
if (existsSync(stampFile) && (await readFile(stampFile, 'utf8')) === stampText) {
  process.stdout.write(`assets: up to date in ${relative(process.cwd(), out) || '.'}\n`);
  process.exit(0);
}

const esbuild = await import('esbuild');
const { fontFiles } = await import('./fonts.mjs');
const { staffSheet, styleSheet } = await import('./style.mjs');
const files = new Map();      // file name -> bytes
const manifest = [];          // [logical name, file name]

function add(name, bytes, { hashed = true } = {}) {
  const digest = createHash('sha256').update(bytes).digest('hex').slice(0, 8);
  const file = hashed ? name.replace(/(\.[^.]+)$/, `.${digest}$1`) : name;
  files.set(file, bytes);
  manifest.push([name, file]);
  return file;
}

// ── Fonts
let fontFaces = '';
const fontNames = new Map();
for (const font of await fontFiles()) {
  const file = fontNames.get(font.name) ?? add(font.name, font.bytes);
  fontNames.set(font.name, file);
  fontFaces += `@font-face{font-family:"${font.family}";font-style:normal;font-weight:${font.weight};font-display:swap;src:url("${file}") format("woff2");unicode-range:${font.unicodeRange}}\n`;
}

// ── Style
const sheet = await styleSheet(publicClasses);
const minified = await esbuild.transform(fontFaces + sheet, { loader: 'css', minify: true, target: BROWSERS, legalComments: 'inline' });
const style = Buffer.from(`${KERN_NOTICE}\n${minified.code}`);
const styleFile = add('public.css', style);
const staffMinified = await esbuild.transform(fontFaces + await staffSheet(usedClasses), { loader: 'css', minify: true, target: BROWSERS, legalComments: 'inline' });
const staffStyle = Buffer.from(`${KERN_NOTICE}\n${staffMinified.code}`);
add('staff.css', staffStyle);

// ── Scripts
async function bundle(entry, define = {}) {
  const result = await esbuild.build({ entryPoints: [join(assets, entry)], bundle: true, minify: true, write: false, format: 'iife', target: BROWSERS, define, legalComments: 'none' });
  return Buffer.from(result.outputFiles[0].contents);
}
const script = await bundle('islands/main.ts');
const scriptFile = add('public.js', script);
const saving = await bundle('islands/offline.ts');   // only the page of a place loads it
add('offline.js', saving);
const staffScript = await bundle('islands/staff.ts');
add('staff.js', staffScript);

// ── Icons; the web manifest is written by the server, because it carries the name of the district.
const logo = await readFile(join(assets, 'brand', 'logo.svg'));
const logoFile = add('favicon.svg', logo);
const pictures = {};
for (const size of [32, 180, 192, 512]) {
  pictures[size] = await readFile(join(assets, 'brand', `logo-${size}.png`));
  add(`logo-${size}.png`, pictures[size]);
}
add('favicon.ico', icoOf(pictures[32]), { hashed: false });

// An ICO file may hold a PNG as it is: header, one directory entry, the picture.
function icoOf(picture) {
  const head = Buffer.alloc(22);
  head.writeUInt16LE(1, 2);
  head.writeUInt16LE(1, 4);
  head.writeUInt8(32, 6);
  head.writeUInt8(32, 7);
  head.writeUInt16LE(1, 10);
  head.writeUInt16LE(32, 12);
  head.writeUInt32LE(picture.length, 14);
  head.writeUInt32LE(22, 18);
  return Buffer.concat([head, picture]);
}

// ── The service worker keeps its name: browsers look for a new version at the same address.
const shell = [styleFile, scriptFile, logoFile].map((file) => `/assets/${file}`);
const worker = await bundle('worker/sw.ts', {
  KOMMIN_ASSETS: JSON.stringify({ version: createHash('sha256').update(shell.join()).digest('hex').slice(0, 8), shell, style: `/assets/${styleFile}` }),
});
add('sw.js', worker, { hashed: false });

// ── Licences travel with the fonts.
for (const name of ['fira-sans', 'noto-sans-arabic']) {
  add(`${name}-OFL.txt`, await readFile(join(assets, 'node_modules', '@fontsource', name, 'LICENSE')), { hashed: false });
}

// ── Gates
const zip = promisify(gzip);
const brotli = promisify(brotliCompress);
const styleSize = (await zip(style, { level: 9 })).length;
const scriptSize = (await zip(script, { level: 9 })).length;
const savingSize = (await zip(saving, { level: 9 })).length;
const workerSize = (await zip(worker, { level: 9 })).length;
const problems = [];
if (styleSize > STYLE_LIMIT) problems.push(`public.css is ${styleSize} bytes gzip, the limit is ${STYLE_LIMIT}`);
if (scriptSize + savingSize + workerSize > SCRIPT_LIMIT) problems.push(`scripts are ${scriptSize + savingSize + workerSize} bytes gzip, the limit is ${SCRIPT_LIMIT}`);
if (problems.length > 0) {
  process.stderr.write(`assets: ${problems.join('; ')}\n`);
  process.exit(1);
}
const styled = classNamesStyledBy(style.toString() + staffStyle.toString());
const hooks = classNamesIn([await readFile(join(assets, 'safelist.txt'), 'utf8')]);   // names that stand for a thing, not for a look
const unstyled = [...classNamesIn(await Promise.all((await filesBelow(join(root, 'src'), /\.(cpp|hpp)$/)).map((path) => readFile(path, 'utf8'))))].filter((name) => !name.startsWith('is-') && !hooks.has(name) && !styled.has(name));
if (unstyled.length > 0) {
  process.stderr.write(`assets: no rule for these class names in src/: ${unstyled.join(' ')}\n`);
  if (strict) process.exit(1);
}

// ── Write beside the old directory, then swap: a running server never sees half a build.
const fresh = `${out}.new`;
await rm(fresh, { recursive: true, force: true });
await mkdir(fresh, { recursive: true });
for (const [name, bytes] of files) {
  await writeFile(join(fresh, name), bytes);
  if (/\.(css|js|svg|ico|txt)$/.test(name)) {
    await writeFile(join(fresh, `${name}.gz`), await zip(bytes, { level: 9 }));
    await writeFile(join(fresh, `${name}.br`), await brotli(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } }));
  }
}
await writeFile(join(fresh, 'manifest.txt'), manifest.sort().map((row) => row.join('\t')).join('\n') + '\n');
await writeFile(join(fresh, '.stamp'), stampText);
await rm(`${out}.old`, { recursive: true, force: true });
if (existsSync(out)) await rename(out, `${out}.old`);
await rename(fresh, out);
await rm(`${out}.old`, { recursive: true, force: true });
process.stdout.write(`assets: ${files.size} files; gzip: public.css ${styleSize} B, public.js ${scriptSize} B, offline.js ${savingSize} B, sw.js ${workerSize} B\n`);
