// The rules of axe are asked where something else may show: the width of 320 px is that of the zoom, too, and the dark changes colours.
// Each page type in each language at each width: accessibility rules, no sideways scrolling, no faults, pictures on request.
import { join } from 'node:path';
import { findViolations, reach, RTL, watch } from '../tools.mjs';

const SIZES = [
  { name: '320', width: 320, height: 640, plain: true },
  { name: '360', width: 360, height: 740 },
  { name: '1280', width: 1280, height: 900 },
  { name: '1280 dark', width: 1280, height: 900, dark: true },
  { name: '400 % zoom', width: 320, height: 256 },
];

export async function checkLayout(results, browser, base, types, languages, phoneLanguages, shots) {
  for (const size of SIZES) {
    const context = await browser.newContext({ viewport: { width: size.width, height: size.height }, colorScheme: size.dark ? 'dark' : 'light', reducedMotion: 'reduce' });
    // Two languages at a time: half of the waiting is for the browser.
    await Promise.all([...languages, ...(size.name === '360' ? phoneLanguages : [])].map(async (language) => {
      for (const type of types) {
        const name = `${type.name} (${language}, ${size.name})`;
        const page = await context.newPage();
        const faults = await watch(page);
        await reach(page, base, language, type);
        await page.evaluate(() => document.fonts.ready);
        const wide = await page.evaluate(() => document.scrollingElement.scrollWidth - document.documentElement.clientWidth);
        results.check(`${name}: no sideways scrolling`, wide <= 0, `${wide} px too wide: ${await page.evaluate(() => [...document.querySelectorAll('body *')].filter((element) => { const box = element.getBoundingClientRect(); return box.width > 0 && (box.right > innerWidth + 1 || box.left < -1) && getComputedStyle(element).clipPath === 'none'; }).slice(0, 3).map((element) => element.outerHTML.slice(0, 120)).join(' | '))}`);
        const [brand, tools] = await page.evaluate(() => [...document.querySelectorAll('.km-brand > span, .km-lang > summary')].map((element) => { const range = document.createRange(); range.selectNodeContents(element); const { left, right } = range.getBoundingClientRect(); return { left, right }; }));
        results.check(`${name}: name and language menu do not overlap`, brand.right <= tools.left + 1 || brand.left >= tools.right - 1, JSON.stringify({ brand, tools }));
        if (!size.plain) {
          const violations = await findViolations(page, { onlyColours: size.dark });
          results.check(`${name}: axe finds nothing`, violations.length === 0, violations.join('\n'));
        }
        results.check(`${name}: no faults`, faults.length === 0, faults.join('\n'));
        if (RTL.has(language) && size.width === 1280) await checkMirrored(results, page, name);
        if (shots !== undefined) await page.screenshot({ path: join(shots, `${type.name}-${language}-${size.name}.png`.replaceAll(' ', '-').replaceAll('%-', '')), fullPage: true });
        await page.close();
      }
    }));
    await context.close();
  }
}

async function checkMirrored(results, page, name) {
  const found = await page.evaluate(() => ({
    brand: document.querySelector('.km-brand')?.getBoundingClientRect().left ?? 0,
    language: document.querySelector('.km-lang')?.getBoundingClientRect().left ?? 0,
    align: getComputedStyle(document.querySelector('h1')).direction,
    phones: [...document.querySelectorAll('a[href^="tel:"]')].map((link) => {
      const digits = [...link.querySelectorAll('*')].find((element) => /\d/.test(element.textContent) && getComputedStyle(element).direction === 'ltr');
      return digits === undefined && getComputedStyle(link).direction === 'rtl' && /\d.*\D.*\d/.test(link.textContent) ? link.outerHTML : '';
    }).filter((html) => html !== ''),
  }));
  results.check(`${name}: the brand stands on the right, the languages on the left`, found.brand > found.language, JSON.stringify(found));
  results.check(`${name}: headings run from right to left`, found.align === 'rtl');
  results.check(`${name}: phone numbers run from left to right`, found.phones.length === 0, found.phones.join('\n'));
}
