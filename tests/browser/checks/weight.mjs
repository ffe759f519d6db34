// What a first visit costs, counted on the wire with an empty cache: headers, page, style, fonts, script.
import { ALL_LANGUAGES } from '../tools.mjs';

const LIMIT = 50_000;

export async function checkWeight(results, browser, base, types) {
  for (const language of ALL_LANGUAGES) {
    for (const type of types.filter(({ name }) => name === 'home' || name === 'offer')) {
      const context = await browser.newContext({ viewport: { width: 360, height: 740 } });
      const page = await context.newPage();
      const network = await context.newCDPSession(page);
      const bytes = new Map();
      const names = new Map();
      await network.send('Network.enable');
      await network.send('Network.setCacheDisabled', { cacheDisabled: true });
      network.on('Network.responseReceived', ({ requestId, response }) => names.set(requestId, response.url.replace(base, '')));
      network.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => bytes.set(requestId, encodedDataLength));
      await page.goto(`${base}/${language}/${type.path}`, { waitUntil: 'networkidle' });
      await page.evaluate(() => document.fonts.ready);
      const sum = [...bytes.values()].reduce((total, part) => total + part, 0);
      const parts = [...bytes].filter(([, part]) => part > 0).map(([id, part]) => `${part} ${names.get(id)}`).join('\n');
      process.stdout.write(`first visit, ${type.name} (${language}): ${sum} bytes in ${[...bytes.values()].filter((part) => part > 0).length} requests\n`);
      results.check(`first visit, ${type.name} (${language}): below ${LIMIT} bytes`, sum < LIMIT, parts);
      await context.close();
    }
  }
}
