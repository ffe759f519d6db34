// The shipped style sheet leaves out thousands of rules of KERN. Every page must look the same with all of them, to the pixel.
import { styleSheet } from '../../../assets/pipeline/style.mjs';

// A page asks for its fonts when it is laid out, which on a busy machine may come after all that was asked for is there. So a picture
// counts when the next one is the same; what differs for good differs then, too.
async function settledPicture(page) {
  const take = async () => {
    await page.evaluate(async () => { document.body.getBoundingClientRect(); await document.fonts.ready; });
    return page.screenshot({ fullPage: true, animations: 'disabled', caret: 'hide' });
  };
  let last = await take();
  for (let tries = 0; tries < 5; tries++) {
    const next = await take();
    if (next.equals(last)) return next;
    last = next;
  }
  return last;
}

export async function checkPurge(results, browser, base, types, languages) {
  const shipped = await (await fetch(base + /href="(\/assets\/public\.[0-9a-f]+\.css)"/.exec(await (await fetch(`${base}/de/`)).text())[1])).text();
  const fonts = shipped.match(/@font-face\{[^}]*\}/g).join('\n');
  // KERN's own font files and its forced colour schemes are left out on purpose.
  const whole = `${(await styleSheet()).replace(/@font-face\{[^}]*\}/g, '')}\n${fonts}`;
  for (const [width, colorScheme] of [[360, 'light'], [1280, 'light'], [360, 'dark'], [1280, 'dark']]) {
    await Promise.all(languages.map(async (language) => {
      const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme, reducedMotion: 'reduce' });
      const page = await context.newPage();
      for (const type of types) {
        const picture = () => settledPicture(page);
        await page.goto(`${base}/${language}/${type.path}`, { waitUntil: 'load' });
        const small = await picture();
        // Exchanged in the open page: error pages print a number of their own each time.
        await page.route('**/assets/public.*.css?whole', (route) => route.fulfill({ body: whole, contentType: 'text/css' }));
        await page.evaluate(() => new Promise((resolve) => { const link = document.querySelector('link[rel=stylesheet]'); link.onload = resolve; link.href += '?whole'; }));
        const large = await picture();
        await page.unroute('**/assets/public.*.css?whole');
        const rules = await page.evaluate(() => document.styleSheets[0].cssRules.length);
        results.check(`${type.name} (${language}, ${width} ${colorScheme}): compared with the whole of KERN`, rules > 1000, `${rules} rules`);
        await page.unroute('**/assets/public.*.css');
        results.check(`${type.name} (${language}, ${width} ${colorScheme}): looks as with all of KERN`, small.equals(large));
      }
      await context.close();
    }));
  }
}
