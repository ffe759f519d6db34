// Cuts the web fonts down to what the portal prints. The packages ship 24 to 53 kB per weight, most of it small capitals,
// fractions and presentation forms nobody sees; a newcomer on a prepaid phone pays for every one of them.
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { decompress, compress } from 'wawoff2';

const require = createRequire(import.meta.url);

// Features a page can switch on or a script needs to be legible at all. Everything else is dropped with its glyphs.
// Kerning is a third of each file; it stays for Latin headings, where gaps are seen, and goes from running text.
const LATIN_FEATURES = { 400: ['mark', 'mkmk', 'ccmp', 'locl', 'tnum', 'lnum'], 600: ['kern', 'mark', 'mkmk', 'ccmp', 'locl', 'tnum', 'lnum'] };
const ARABIC_FEATURES = ['kern', 'mark', 'mkmk', 'ccmp', 'locl', 'rlig', 'calt', 'rclt', 'curs', 'init', 'medi', 'fina', 'isol'];

const range = (first, last) => Array.from({ length: last - first + 1 }, (_, i) => first + i);
const letters = (text) => [...text].map((letter) => letter.codePointAt(0));

// What German, English, Turkish and Romanian pages print of Latin-1, and the punctuation of their typography. This file goes to
// every reader; letters of other languages wait in files of their own.
const LATIN = [...range(0x20, 0x7e), ...letters('\u00a0§©«®°·»ÂÄÇÉÎÖÜßàâäçèéêîïöûü×ıŒœ–—‘’‚“”„†•…‹›⁄€−≤≥←→↑↓'), 0x2009, 0x200a, 0x202f];
const TURKISH_AND_ROMANIAN = letters('ĞğİŞşĂăȘșȚț');
const LATIN_REST = range(0xa1, 0xff).filter((code) => !LATIN.includes(code));
// Polish, Kurdish, Albanian, Croatian, Czech, Hungarian, Lithuanian, Latvian …
const LATIN_EXTRA = [...range(0x100, 0x17f), ...letters('ẞ')].filter((code) => ![...LATIN, ...TURKISH_AND_ROMANIAN].includes(code));
// Ukrainian, Russian, Bulgarian; then Serbian, Macedonian, Belarusian.
const CYRILLIC = [0x301, ...letters('ЁЄІЇёєіїҐґ№'), ...range(0x410, 0x44f)];
const CYRILLIC_REST = range(0x400, 0x45f).filter((code) => !CYRILLIC.includes(code));
// Arabic with its vowel marks and digits, and the letters it borrows for names.
const ARABIC = [...letters('،؛؟٪٫٬«»ـپچکگی'), ...range(0x621, 0x63a), ...range(0x641, 0x655), ...range(0x660, 0x669), 0x670, 0x200c, 0x200d, 0x200e, 0x200f, 0x20, 0xa0];
// Persian, Dari, Pashto, Sorani and Urdu as well. A word must not be made of two files: its letters join only within one.
const ARABIC_SCRIPT = [
  ...letters('،؛؟٪٫٬«»ـ'), ...range(0x620, 0x63a), ...range(0x641, 0x655), ...range(0x660, 0x669), 0x670,
  ...letters('ٹپچڈڑژکګگںڼھہۀۂۃۆۇۈۋیۍێېےۓەټځڅډړږښګێڕڵۊ'), ...range(0x6f0, 0x6f9), 0x200c, 0x200d, 0x200e, 0x200f, 0x20, 0xa0,
];
// What the style sheet says of both, because it is shorter than the letters: whatever a file lacks comes from the device.
const ARABIC_BLOCK = [...letters('«»'), ...range(0x600, 0x6ff), 0x200c, 0x200d, 0x200e, 0x200f, 0x20, 0xa0];

/** Where a file comes from, what stays of it, what the style sheet calls it; two names may share a file. */
export const FONTS = [
  ...[400, 600].flatMap((weight) => [
    font('Fira Sans', '@fontsource/fira-sans', 'fira-sans', 'latin', weight, LATIN, LATIN_FEATURES[weight]),
    font('Fira Sans', '@fontsource/fira-sans', 'fira-sans', 'latin', weight, LATIN_REST, LATIN_FEATURES[weight], 'latin-rest'),
    font('Fira Sans', '@fontsource/fira-sans', 'fira-sans', 'latin-ext', weight, TURKISH_AND_ROMANIAN, LATIN_FEATURES[weight], 'latin-tr-ro'),
    font('Fira Sans', '@fontsource/fira-sans', 'fira-sans', 'latin-ext', weight, LATIN_EXTRA, LATIN_FEATURES[weight]),
    font('Fira Sans', '@fontsource/fira-sans', 'fira-sans', 'cyrillic', weight, CYRILLIC, LATIN_FEATURES[400]),
    font('Fira Sans', '@fontsource/fira-sans', 'fira-sans', 'cyrillic', weight, CYRILLIC_REST, LATIN_FEATURES[400], 'cyrillic-rest'),
    font('Noto Sans Arabic', '@fontsource/noto-sans-arabic', 'noto-sans-arabic', 'arabic', weight, ARABIC, ARABIC_FEATURES, 'arabic', ARABIC_BLOCK),
    font('Noto Sans Arabic Script', '@fontsource/noto-sans-arabic', 'noto-sans-arabic', 'arabic', weight, ARABIC_SCRIPT, ARABIC_FEATURES, 'script', ARABIC_BLOCK),
  ]),
  // The Cyrillic files are cut without kerning; Latin names between them need none either, and a page in Ukrainian carries four files.
  font('Fira Sans Plain', '@fontsource/fira-sans', 'fira-sans', 'latin', 400, LATIN, LATIN_FEATURES[400]),
  font('Fira Sans Plain', '@fontsource/fira-sans', 'fira-sans', 'latin', 600, LATIN, LATIN_FEATURES[400], 'latin-plain'),
];

function font(family, source, stem, subset, weight, characters, features, part = subset, announced = characters) {
  return { family, weight, characters, announced, features, source: `${source}/files/${stem}-${subset}-${weight}-normal.woff2`, name: `${stem}-${part}-${weight}.woff2` };
}

export async function fontFiles() {
  const cut = await subsetter();
  const files = [];
  for (const entry of FONTS) {
    const original = Buffer.from(await decompress(await readFile(require.resolve(entry.source))));
    const small = cut(original, entry.characters, entry.features);
    files.push({ ...entry, bytes: Buffer.from(await compress(small)), unicodeRange: ranges(entry.announced) });
  }
  return files;
}

/** CSS unicode-range of the characters: the browser fetches a file only when the page has one of them. */
function ranges(characters) {
  const parts = [];
  const sorted = [...new Set(characters)].sort((a, b) => a - b);
  for (let i = 0; i < sorted.length;) {
    let end = i;
    while (end + 1 < sorted.length && sorted[end + 1] === sorted[end] + 1) end++;
    const hex = (code) => code.toString(16).toUpperCase();
    parts.push(i === end ? `U+${hex(sorted[i])}` : `U+${hex(sorted[i])}-${hex(sorted[end])}`);
    i = end + 1;
  }
  return parts.join(',');
}

// HarfBuzz' own subsetter, called without a wrapper because wrappers keep every layout feature.
async function subsetter() {
  const wasm = await WebAssembly.instantiate(await readFile(require.resolve('harfbuzzjs/hb-subset.wasm')));
  const hb = wasm.instance.exports;
  const tag = (text) => [...text].reduce((value, letter) => ((value << 8) | letter.charCodeAt(0)) >>> 0, 0);
  const SETS_NAME_ID = 4;
  const SETS_LAYOUT_FEATURE = 6;
  const MEMORY_MODE_WRITABLE = 2;
  const FLAG_NO_HINTING = 1;

  return (bytes, characters, features) => {
    const buffer = hb.malloc(bytes.byteLength);
    new Uint8Array(hb.memory.buffer).set(bytes, buffer);
    const blob = hb.hb_blob_create(buffer, bytes.byteLength, MEMORY_MODE_WRITABLE, 0, 0);
    const face = hb.hb_face_create(blob, 0);
    hb.hb_blob_destroy(blob);

    const input = hb.hb_subset_input_create_or_fail();
    if (!input) throw new Error('HarfBuzz: out of memory');
    hb.hb_subset_input_set_flags(input, FLAG_NO_HINTING);
    const unicodes = hb.hb_subset_input_unicode_set(input);
    for (const code of characters) hb.hb_set_add(unicodes, code);
    const layout = hb.hb_subset_input_set(input, SETS_LAYOUT_FEATURE);
    hb.hb_set_clear(layout);
    for (const feature of features) hb.hb_set_add(layout, tag(feature));
    // 0 copyright, 13 licence, 14 licence address: the SIL licence wants them to travel with the font.
    const names = hb.hb_subset_input_set(input, SETS_NAME_ID);
    for (const id of [0, 1, 2, 13, 14]) hb.hb_set_add(names, id);

    const subset = hb.hb_subset_or_fail(face, input);
    hb.hb_subset_input_destroy(input);
    hb.hb_face_destroy(face);
    if (!subset) throw new Error('HarfBuzz could not cut the font');
    const result = hb.hb_face_reference_blob(subset);
    const offset = hb.hb_blob_get_data(result, 0);
    const copy = Buffer.from(new Uint8Array(hb.memory.buffer).slice(offset, offset + hb.hb_blob_get_length(result)));
    hb.hb_blob_destroy(result);
    hb.hb_face_destroy(subset);
    hb.free(buffer);
    return copy;
  };
}
