// What a first visit costs, counted on the wire with an empty cache: headers, page, style, fonts, script.
import { ALL_LANGUAGES } from '../tools.mjs';

const LIMIT = 50_000;
// Latin letters alone; with the Arabic font; with both Cyrillic and Latin. The other languages load what German does and little more.
const EVERY_PAGE = new Set(['de', 'ar', 'uk']);
const WORD = { de: 'Kurs', ar: 'دورة', uk: 'курс' };

export async function checkWeight(results, browser, base, types, isSample) {
  const measured = await Promise.all(ALL_LANGUAGES.map(async (language) => {
    const everything = isSample || !EVERY_PAGE.has(language) ? [] : [...types.filter(({ send }) => send === undefined), ...await heavyPages(base, language)];
    return { language, pages: everything.length > 0 ? everything : types.filter(({ name }) => name === 'home' || name === 'offer') };
  }));
  await Promise.all(measured.map(async ({ language, pages }) => {
    const sums = [];
    for (const type of pages) sums.push(`${type.name} ${await weigh(results, browser, base, language, type)}`);
    process.stdout.write(`first visit (${language}), bytes: ${sums.join(', ')}\n`);
  }));
}

/** What no link of the site leads to: addresses that forms make, and of each list the page with the longest text. */
async function heavyPages(base, language) {
  const word = encodeURIComponent(WORD[language]);
  return [
    { name: 'search with many hits', path: `suche?q=${word}`, cards: 10 }, { name: 'offers with a word', path: `angebote?q=${word}`, cards: 10 },
    { name: 'offers now open', path: 'angebote?offen=jetzt' },
    { name: 'longest place', path: await longest(base, language, 'orte') }, { name: 'longest information', path: await longest(base, language, 'info') },
  ];
}

async function longest(base, language, list) {
  const text = async (path) => (await fetch(`${base}/${language}/${path}`)).text();
  const links = new Set([...(await text(list)).matchAll(new RegExp(`href="/${language}/(${list}/[^"?#/]+)"`, 'g'))].map(([, path]) => path));
  const sizes = await Promise.all([...links].map(async (path) => [path, (await text(path)).length]));
  if (sizes.length === 0) throw new Error(`/${language}/${list} leads to no page`);
  return sizes.reduce((best, one) => (one[1] > best[1] ? one : best))[0];
}

async function weigh(results, browser, base, language, type) {
  const context = await browser.newContext({ viewport: { width: 360, height: 740 } });
  const page = await context.newPage();
  const network = await context.newCDPSession(page);
  const bytes = new Map();
  const names = new Map();
  await network.send('Network.enable');
  await network.send('Network.setCacheDisabled', { cacheDisabled: true });
  network.on('Network.responseReceived', ({ requestId, response }) => {
    const { 'content-encoding': packed = 'as it is' } = Object.fromEntries(Object.entries(response.headers).map(([name, value]) => [name.toLowerCase(), value]));
    names.set(requestId, `${response.url.replace(base, '')} (${packed})`);
  });
  network.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => bytes.set(requestId, encodedDataLength));
  await page.goto(`${base}/${language}/${type.path}`, { waitUntil: 'networkidle' });
  await page.evaluate(() => document.fonts.ready);
  // The browser fetches the icon of the tab when it has nothing else to do.
  for (let tries = 0; tries < 20 && ![...bytes.keys()].some((id) => names.get(id)?.includes('favicon')); ++tries) await page.waitForTimeout(100);
  const name = `first visit, ${type.name} (${language})`;
  const sum = [...bytes.values()].reduce((total, part) => total + part, 0);
  const parts = [...bytes].filter(([, part]) => part > 0).map(([id, part]) => `${part} ${names.get(id)}`);
  results.check(`${name}: below ${LIMIT} bytes`, sum < LIMIT, [sum, ...parts].join('\n'));
  if (type.cards !== undefined) results.check(`${name}: at least ${type.cards} offers`, await page.locator('.km-card').count() >= type.cards);
  await context.close();
  return sum;
}
