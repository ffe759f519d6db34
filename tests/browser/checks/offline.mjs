// Save a municipality, lose the network, read on, forget it again.
import { doorTo, watch } from '../tools.mjs';

export async function checkOffline(results, browser, base, types, language) {
  const door = await doorTo(base);
  const context = await browser.newContext({ viewport: { width: 360, height: 740 } });
  const page = await context.newPage();
  const name = `offline (${language})`;
  const place = types.find((type) => type.name === 'place');
  const state = () => page.locator('[data-offline]:not(html)').getAttribute('data-state');
  const until = (wanted) => page.waitForFunction((text) => document.querySelector('[data-offline]:not(html)')?.dataset.state === text, wanted, { timeout: 30_000 }).catch(() => undefined);
  try {
    await page.goto(`${door.url}/${language}/${place.path}`, { waitUntil: 'networkidle' });
    results.check(`${name}: nothing is installed unasked`, (await page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length)) === 0);
    const button = page.locator('[data-offline] button');
    await button.click();
    await until('saved');
    if (!results.check(`${name}: the place can be saved`, (await state()) === 'saved', await button.textContent())) return;

    const list = await (await fetch(`${base}/${language}/${place.path}/offline.json`)).json();
    const kept = await page.evaluate(async () => {
      const names = (await caches.keys()).filter((cache) => cache.includes('place:'));
      const entries = await Promise.all(names.map(async (cache) => (await (await caches.open(cache)).keys()).map((request) => { const { pathname, search } = new URL(request.url); return pathname + search; })));
      return entries.flat();
    });
    results.check(`${name}: every page of the list is kept`, list.every((path) => kept.includes(decodeURI(path)) || kept.includes(path)), list.filter((path) => !kept.includes(path)).join('\n'));
    results.check(`${name}: nothing else is kept`, kept.every((path) => list.includes(path) || path.startsWith('/assets/') || /\.svg$/.test(path)), kept.filter((path) => !list.includes(path) && !path.startsWith('/assets/')).join('\n'));

    const offer = list.find((path) => /\/angebote\/[^/]+$/.test(path));
    const online = await page.goto(door.url + offer).then(() => page.locator('h1').textContent());
    results.check(`${name}: no strip while the network is there`, (await page.locator('.km-offline').count()) === 0);
    const hours = await page.locator('.km-hours').count();

    door.shut();
    const faults = await watch(page);
    const answer = await page.goto(door.url + offer);
    results.check(`${name}: an offer of the place opens`, answer?.status() === 200 && (await page.locator('h1').textContent()) === online);
    results.check(`${name}: a strip says so, with the date`, await page.locator('.km-offline').isVisible() && /\d{4}/.test(await page.locator('.km-offline').textContent()));
    results.check(`${name}: "open now" is gone`, (await page.locator('.km-now:visible').count()) === 0);
    results.check(`${name}: the hours stay`, (await page.locator('.km-hours:visible').count()) === hours);
    results.check(`${name}: it looks as before`, await page.evaluate(async () => { await document.fonts.ready; return getComputedStyle(document.querySelector('.km-header')).borderBlockEndWidth === '4px' && [...document.fonts].some((font) => font.status === 'loaded'); }));
    results.check(`${name}: no faults`, faults.length === 0, faults.join('\n'));
    await page.goto(`${door.url}/${language}/${place.path}`);
    results.check(`${name}: the place itself opens`, await page.locator('h1').isVisible() && await page.locator('.km-offline').isVisible());
    const missing = await page.goto(`${door.url}/${language}/suche?q=deutsch`);
    results.check(`${name}: a page that was not saved says so and links back`, missing?.status() === 503 && (await page.locator(`a[href="/${language}/${place.path}"]`).count()) === 1);

    door.open();
    await page.goto(`${door.url}/${language}/${place.path}`, { waitUntil: 'networkidle' });
    results.check(`${name}: with the network back the strip is gone`, (await page.locator('.km-offline').count()) === 0);
    results.check(`${name}: the button remembers`, (await state()) === 'saved');
    await button.click();
    await until('idle');
    results.check(`${name}: the place can be forgotten`, (await page.evaluate(async () => (await caches.keys()).filter((cache) => cache.includes('place:')).length)) === 0);
  } finally {
    await context.close();
    await door.remove();
  }
}
