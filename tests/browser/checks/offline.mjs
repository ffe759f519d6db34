// Save a municipality, lose the network, read on in every language, forget it again.
import { Agent, createServer, get } from 'node:http';
import { doorTo, watch } from '../tools.mjs';

export async function checkOffline(results, browser, base, types, language) {
  const place = types.find((type) => type.name === 'place').path;
  const { languages } = await (await fetch(`${base}/${language}/${place}/offline.json`)).json();
  await checkReading(results, browser, base, place, language, languages);
  await checkMishaps(results, browser, base, place, language, languages);
}

// ── A whole place, saved and read.

async function checkReading(results, browser, base, place, language, languages) {
  const door = await doorTo(base);
  const reader = await openPlace(browser, door.url, place, language);
  const { page } = reader;
  const name = `offline (${language})`;
  try {
    results.check(`${name}: nothing is installed unasked`, (await page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length)) === 0);
    results.check(`${name}: the size is said before`, /\d/.test(await reader.notice()), await reader.notice());
    await reader.button.click();
    if (!results.check(`${name}: the place can be saved`, await reader.becomes('saved'), await reader.notice())) return;

    const kept = await keptPages(page);
    for (const { language: one, pages } of languages) {
      results.check(`${name}: every page of the list is kept in ${one}`, pages.every((path) => kept[one]?.includes(path)), pages.filter((path) => !kept[one]?.includes(path)).join('\n'));
      const more = (kept[one] ?? []).filter((path) => !pages.includes(path) && !path.endsWith('.svg'));
      results.check(`${name}: nothing else is kept in ${one}`, more.length === 0, more.join('\n'));
    }
    results.check(`${name}: the fonts of all languages are kept, each file once`, await page.evaluate(async (wanted) => {
      const names = (await caches.keys()).filter((cache) => !cache.includes('shell'));
      const files = (await Promise.all(names.map(async (cache) => (await (await caches.open(cache)).keys()).map(({ url }) => url)))).flat().filter((url) => url.includes('/assets/'));
      return new Set(files).size === files.length && wanted.every((font) => files.some((url) => url.includes(font) && url.endsWith('.woff2')));
    }, languages.flatMap((one) => ({ ar: ['arabic-400', 'arabic-600'], uk: ['cyrillic-400', 'cyrillic-600'] })[one.language] ?? ['latin-400', 'latin-600'])));

    const offer = languages[0].pages.find((path) => /\/angebote\/[^/?]+$/.test(path));
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
    results.check(`${name}: it looks as before`, await looksAsBefore(page));

    for (const { language: other } of languages.slice(1)) {
      await page.locator('.km-lang summary').click();
      await page.locator(`.km-lang__list a[hreflang="${other}"]`).click();
      await page.waitForLoadState();
      const { lang, path } = await page.evaluate(() => ({ lang: document.documentElement.lang, path: location.pathname }));
      const isOffer = lang === other && path === offer.replace(language, other) && await page.locator('.km-offline').isVisible() && await page.locator('h1').isVisible();
      results.check(`${name}: the language menu leads to the saved page in ${other}`, isOffer && await looksAsBefore(page), `${lang} ${page.url()}`);
      const missing = await page.goto(`${door.url}/${other}/suche?q=deutsch`);
      results.check(`${name}: a page that was not saved says so and links back in ${other}`, missing?.status() === 503 && (await page.locator(`a[href="/${other}/${place}"]`).count()) === 1);
      await page.goto(door.url + offer.replace(language, other));
    }
    results.check(`${name}: no faults`, faults.filter((fault) => !/503/.test(fault)).length === 0, faults.join('\n'));
    await page.goto(`${door.url}/${language}/${place}`);
    results.check(`${name}: the place itself opens`, await page.locator('h1').isVisible() && await page.locator('.km-offline').isVisible());

    door.open();
    await page.goto(`${door.url}/${language}/${place}`, { waitUntil: 'networkidle' });
    results.check(`${name}: with the network back the strip is gone`, (await page.locator('.km-offline').count()) === 0);
    results.check(`${name}: the button remembers`, await reader.becomes('saved'));
    await reader.forget.click();
    await reader.becomes('idle');
    const left = await page.evaluate(async () => (await caches.keys()).filter((cache) => !cache.includes('shell')));
    results.check(`${name}: deleting removes everything`, left.length === 0, left.join('\n'));
  } finally {
    await reader.close();
    await door.remove();
  }
}

async function looksAsBefore(page) {
  return page.evaluate(async () => {
    await document.fonts.ready;
    return getComputedStyle(document.querySelector('.km-header')).borderBlockEndWidth === '4px' && [...document.fonts].some((font) => font.status === 'loaded');
  });
}

// ── What goes wrong on the way, with a few pages of each language so that nobody waits long.

const FEW_PAGES = 6;

async function checkMishaps(results, browser, base, place, language, languages) {
  const name = `offline, mishaps (${language})`;
  const order = languages.map((one) => one.language);
  const server = await fewPagesOf(base);
  const door = await doorTo(server.url);
  const url = (path) => door.url + path;
  const firstPage = (one) => languages.find((known) => known.language === one).pages[1];
  const last = order.at(-1);
  const isKept = async (reader, wanted) => {
    const kept = await keptPages(reader.page);
    return { whole: wanted.every((one) => (kept[one] ?? []).filter((path) => !path.endsWith('.svg')).length === Math.min(FEW_PAGES, languages[0].pages.length)), languages: Object.keys(kept).sort().join() === [...wanted].sort().join(), text: JSON.stringify(kept, null, 1) };
  };
  const keepsOnly = async (what, reader, wanted) => {
    const { whole, languages: exact, text } = await isKept(reader, wanted);
    results.check(`${name}: ${what}`, whole && exact, text);
  };
  const visit = async (work, more = {}) => {
    Object.assign(server, { answer: () => undefined, most: 0 });
    const reader = await openPlace(browser, door.url, place, language, more);
    try { await work(reader, reader.page); } finally { door.open(); await reader.close(); }
  };
  try {
    let broken;
    await visit(async (reader, page) => {
      // The connection ends when the third language begins.
      const [own, second, third] = order;
      server.answer = (path) => { if (third !== undefined && path.startsWith(`/${third}/`)) door.shut(); };
      await reader.button.click();
      if (third !== undefined) {
        results.check(`${name}: a broken connection ends the saving`, await reader.becomes('part'), await reader.state());
        broken = lastSentence(await reader.notice());
        await keepsOnly('and keeps the languages that are whole', reader, [own, second]);
        results.check(`${name}: one of them can be read`, (await page.goto(url(firstPage(second))))?.status() === 200);
        results.check(`${name}: the one in the middle cannot`, (await page.goto(url(firstPage(third))))?.status() === 503);
        const before = await page.evaluate(() => caches.keys());
        server.answer = () => undefined;
        door.open();
        await page.goto(url(`/${language}/${place}`));
        results.check(`${name}: the next visit goes on where it stopped`, await reader.becomes('saved') && await page.evaluate(async (names) => { const now = await caches.keys(); return names.every((one) => now.includes(one)); }, before));
      } else await reader.becomes('saved');
      await keepsOnly('in the end every language is whole', reader, order);
      results.check(`${name}: at most four requests at a time`, server.most <= 4, server.most);

      const day = (path) => page.evaluate(async (wanted) => (await caches.match(wanted)).headers.get('date'), path);
      const old = await day(firstPage(last));
      await page.waitForTimeout(1100);
      await reader.button.click();
      await reader.becomes('saved');
      results.check(`${name}: saving again refreshes every language`, old !== await day(firstPage(last)) && await reader.becomes('saved'), old);
      await keepsOnly('and leaves nothing of the old ones', reader, order);

      door.shut();
      await reader.button.click();
      results.check(`${name}: refreshing without network is said and loses nothing`, await reader.becomes('saved') && (await reader.notice()).split('.').length > 2, await reader.notice());
      await keepsOnly('all languages are still there', reader, order);
    });

    await visit(async (reader) => {
      server.answer = (path) => (path === firstPage(language) ? 500 : undefined);
      await reader.button.click();
      results.check(`${name}: a page that fails fails the language that is being read`, await reader.becomes('failed'), await reader.state());
      await keepsOnly('and nothing is kept', reader, []);
      const [, bad] = order;
      server.answer = (path) => (path === firstPage(bad) ? 403 : path === firstPage(last) ? 410 : undefined);
      await reader.button.click();
      results.check(`${name}: one that fails in another language does not`, await reader.becomes('part'), await reader.state());
      const kept = await keptPages(reader.page);
      results.check(`${name}: no half language is kept, but the others are`, order.every((one) => (kept[one] === undefined) === (one === bad)), JSON.stringify(kept, null, 1));
      results.check(`${name}: a page that has gone meanwhile is left out`, order.length < 3 || !kept[last]?.includes(firstPage(last)), JSON.stringify(kept[last], null, 1));
      server.answer = () => undefined;
      await reader.button.click();
      results.check(`${name}: pressing again goes on`, await reader.becomes('saved') && (await keptPages(reader.page))[bad] !== undefined);
    });

    await visit(async (reader, page) => {
      const few = [...new Set([language, 'de'])];
      await reader.button.click();
      await reader.becomes('saved');
      await keepsOnly('who saves data keeps the own language and German', reader, few);
      await page.reload({ waitUntil: 'networkidle' });
      await keepsOnly('and a visit adds nothing to it', reader, few);
      await reader.becomes('saved');
      results.check(`${name}: the second press says its size`, order.length === few.length || /\d/.test(await reader.button.textContent()), await reader.button.textContent());
      await reader.button.click();
      await reader.becomes('saved');
      await keepsOnly('after it all languages are kept', reader, order);
    }, { saveData: true });

    await visit(async (reader, page) => {
      const { promise, release } = latch();
      server.answer = (path) => (path.startsWith(`/${order[1]}/`) ? promise : undefined);
      await reader.button.click();
      results.check(`${name}: the own language is saved before the others`, await reader.becomes('more'), await reader.state());
      await reader.button.click();
      results.check(`${name}: the reader can stop`, await reader.becomes('saved'), await reader.state());
      await page.reload({ waitUntil: 'networkidle' });
      await reader.becomes('saved');
      await keepsOnly('and nothing goes on by itself', reader, [language]);
      await reader.button.click();
      results.check(`${name}: the reader can go on`, await reader.becomes('more'), await reader.state());
      await reader.forget.click();
      await reader.becomes('idle');
      release();
      await page.waitForTimeout(500);
      await keepsOnly('the reader can delete in the middle', reader, []);
    });

    await visit(async (reader, page) => {
      const protocol = await page.context().newCDPSession(page);
      const fill = () => protocol.send('Storage.overrideQuotaForOrigin', { origin: door.url, quotaSize: 1000 });
      await fill();
      await reader.button.click();
      results.check(`${name}: on a full device nothing hangs`, await reader.becomes('failed'), await reader.state());
      await keepsOnly('and nothing is kept', reader, []);

      await protocol.send('Storage.overrideQuotaForOrigin', { origin: door.url });
      const { promise, release } = latch();
      server.answer = (path) => (path.startsWith(`/${order[1]}/`) ? promise : undefined);
      await reader.button.click();
      await reader.becomes('more');
      const going = await reader.notice();
      await fill();
      release();
      results.check(`${name}: a device that becomes full is told`, await reader.becomes('part') && (await reader.notice()).length > going.length && lastSentence(await reader.notice()) !== broken, await reader.notice());
      await keepsOnly('and keeps what is whole', reader, [language]);
      await reader.forget.click();
      await reader.becomes('idle');
      await keepsOnly('a full device can be emptied', reader, []);
    });
  } finally {
    await door.remove();
    await server.stop();
  }
}

function lastSentence(text) {
  return text.split('. ').at(-1);
}

function latch() {
  let release;
  return { promise: new Promise((resolve) => { release = resolve; }), release: () => { release(); } };
}

/** The server behind a hand that shortens the lists, and answers in its place if `answer` says a status or waits. */
async function fewPagesOf(base) {
  const agent = new Agent({ keepAlive: true });
  const hand = { answer: () => undefined, most: 0 };
  let open = 0;
  const server = createServer(async (request, response) => {
    const isPage = !request.url.startsWith('/assets/') && request.headers['sec-fetch-dest'] === 'empty';
    if (isPage) hand.most = Math.max(hand.most, ++open);
    response.on('close', () => { if (isPage) open--; });
    const status = await hand.answer(request.url);
    if (status !== undefined) { response.writeHead(status).end(); return; }
    if (request.url.endsWith('/offline.json')) {
      const { languages } = await (await fetch(base + request.url)).json();
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ languages: languages.map((one) => ({ ...one, pages: one.pages.slice(0, FEW_PAGES) })) }));
      return;
    }
    get(base + request.url, { agent, headers: request.headers }, (answer) => { response.writeHead(answer.statusCode, answer.headers); answer.pipe(response); }).on('error', () => { response.destroy(); });
  });
  await new Promise((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  return Object.assign(hand, {
    url: `http://127.0.0.1:${server.address().port}`,
    async stop() { agent.destroy(); server.closeAllConnections(); await new Promise((resolve) => { server.close(resolve); }); },
  });
}

// ── A reader on the page of the place.

async function openPlace(browser, url, place, language, { saveData = false } = {}) {
  const context = await browser.newContext({ viewport: { width: 360, height: 740 } });
  const page = await context.newPage();
  if (saveData) await page.addInitScript(() => { Object.defineProperty(navigator.connection, 'saveData', { get: () => true }); });
  await page.goto(`${url}/${language}/${place}`);
  const box = page.locator('[data-offline]:not(html)');
  await box.waitFor();
  return {
    page,
    button: box.locator('button').first(),
    forget: box.locator('button').last(),
    notice: () => box.locator('[role=status]').textContent(),
    state: () => box.getAttribute('data-state'),
    becomes: (wanted) => page.waitForFunction((state) => document.querySelector('[data-offline]:not(html)')?.dataset.state === state, wanted, { timeout: 30_000 }).then(() => true, () => false),
    close: () => context.close(),
  };
}

/** The addresses in the caches of the place, by language. */
async function keptPages(page) {
  return page.evaluate(async () => {
    const kept = {};
    for (const cache of await caches.keys()) {
      if (!cache.includes('place:')) continue;
      for (const { url } of await (await caches.open(cache)).keys()) {
        const { pathname, search } = new URL(url);
        (kept[pathname.split('/')[1]] ??= []).push(pathname + search);
      }
    }
    return kept;
  });
}
