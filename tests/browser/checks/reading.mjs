// What a person meets on a phone: how far it is to the first thing they came for, whether a finger hits it, whether a list tells the
// same thing over and over, whether everything that was found can be reached.
import { RTL } from '../tools.mjs';

const PHONE = { width: 360, height: 740 };
// Screens of 740 px a page may be long. A page that only lists is as long as its list.
const LONGEST = { home: 5.5, place: 8, offer: 6.5, 'search without hit': 3, 'report a barrier': 3.5, 'not found': 3 };

export async function checkReading(results, browser, base, types, languages) {
  const context = await browser.newContext({ viewport: PHONE, reducedMotion: 'reduce' });
  const page = await context.newPage();
  for (const language of languages) {
    for (const type of types) {
      const name = `${type.name} (${language}, phone)`;
      await page.goto(`${base}/${language}/${type.path}`);
      await page.evaluate(() => document.fonts.ready);

      const small = await page.evaluate(smallTargets);
      results.check(`${name}: whatever is tapped on its own is 44 px tall`, small.length === 0, small.slice(0, 6).join('\n'));

      const screens = await page.evaluate(() => document.documentElement.scrollHeight / innerHeight);
      if (LONGEST[type.name] !== undefined) {
        results.check(`${name}: at most ${LONGEST[type.name]} screens long`, screens <= LONGEST[type.name], `${screens.toFixed(1)} screens`);
      }
      if (RTL.has(language)) {
        const latin = await page.evaluate(latinPunctuation);
        results.check(`${name}: Arabic commas between Arabic words`, latin.length === 0, latin.slice(0, 5).join('\n'));
      }
    }

    await page.goto(`${base}/${language}/`);
    const tile = await page.locator('.km-tile').first().boundingBox();
    results.check(`home (${language}, phone): the first need is in the first screen`, tile.y + tile.height <= PHONE.height, JSON.stringify(tile));

    const offer = types.find((type) => type.name === 'offer');
    await page.goto(`${base}/${language}/${offer.path}`);
    const action = await page.locator('.km-actions .kern-btn').first().boundingBox();
    results.check(`offer (${language}, phone): the first thing to do is in the first screen`, action === null || action.y + action.height <= PHONE.height, JSON.stringify(action));
    results.check(`offer (${language}, phone): there is one main button`, (await page.locator('.km-actions .kern-btn--primary').count()) <= 1);

    await page.goto(`${base}/${language}/angebote`);
    results.check(`offers (${language}, phone): a list does not repeat what is unknown`, !(await page.locator('.km-card').allInnerTexts()).some((text, _, all) => repeats(text, all)));
  }

  await page.goto(`${base}/de/suche?q=deutsch`);
  const found = Number.parseInt(await page.locator('#treffer').innerText(), 10);
  const shown = await page.locator('.km-card').count();
  results.check('search (de): everything found can be reached', found <= shown || (await page.locator('.km-pager a[rel=next]').count()) === 1, `${shown} of ${found} without a way on`);
  await context.close();
}

/** Without JavaScript too: the filter sheet has a button that closes it, and its groups unfold. */
export async function checkFilterSheet(results, browser, base, language) {
  const context = await browser.newContext({ viewport: PHONE, javaScriptEnabled: false, reducedMotion: 'reduce' });
  const page = await context.newPage();
  const name = `filter sheet (${language})`;
  await page.goto(`${base}/${language}/angebote`);
  await page.locator('.km-sheet-btn').click();
  const group = page.locator('.km-fold').nth(1);
  results.check(`${name}: the second group is folded`, !(await group.locator('input').first().isVisible()));
  await group.locator('summary').click();
  results.check(`${name}: a folded group opens`, await group.locator('input').first().isVisible());
  await page.locator('.km-sheet__close').click();
  results.check(`${name}: a visible button closes it`, !(await page.locator('form.km-filter').isVisible()));
  await page.goto(`${base}/${language}/angebote?zielgruppe=frauen`);
  results.check(`${name}: a group with a tick in it is open`, (await page.locator('.km-fold[open] input[value=frauen]').count()) === 1);
  await context.close();
}

/** On paper everything is unfolded. */
export async function checkUnfoldedOnPaper(results, browser, base, types) {
  const context = await browser.newContext({ viewport: { width: 794, height: 1123 } });
  const page = await context.newPage();
  const place = types.find((type) => type.name === 'place');
  await page.goto(`${base}/de/${place.path}`);
  await page.emulateMedia({ media: 'print' });
  const all = page.locator('.km-card');
  const hidden = await all.evaluateAll((cards) => cards.filter((card) => !card.checkVisibility({ contentVisibilityAuto: true })).length);
  results.check('place on paper: folded offers are printed', hidden === 0, `${hidden} of ${await all.count()} cards are missing`);
  await context.close();
}

// Runs in the page. A link inside a sentence is exempt (WCAG 2.5.8), so are links that fill a card with ::after.
function smallTargets() {
  const found = [];
  for (const element of document.querySelectorAll('a, button, summary, select, input:not([type=hidden])')) {
    const box = element.getBoundingClientRect();
    if (box.width === 0 || element.closest('[aria-hidden=true], .km-hp, .km-skip, svg') !== null || element.matches('.km-skip, .km-card h3 a')) continue;
    if (element.matches('[type=checkbox], [type=radio]')) {
      if (element.labels[0].getBoundingClientRect().height < 43.5) found.push(element.parentElement.outerHTML.slice(0, 120));
      continue;
    }
    const isInSentence = element.tagName === 'A' && getComputedStyle(element).display === 'inline'
      && element.closest('p, li, dd, td')?.textContent.trim() !== element.textContent.trim();
    const isInText = element.closest('.km-prose') !== null; // what editors write: lists of links keep the rhythm of the text
    if (!isInSentence && !isInText && box.height < 43.5) found.push(`${Math.round(box.height)} px: ${element.outerHTML.slice(0, 120)}`);
  }
  return found;
}

// Runs in the page: ", " right after an Arabic letter.
function latinPunctuation() {
  const walker = document.createTreeWalker(document.querySelector('main'), NodeFilter.SHOW_TEXT);
  const found = [];
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    if (node.parentElement.closest('script, [lang]:not([lang=ar])') === document.documentElement || node.parentElement.closest('[lang]').lang !== 'ar') continue;
    if (/[\u0621-\u064a]\s*,/.test(node.data)) found.push(node.data.trim().slice(0, 80));
  }
  return found;
}

// Is one line of this card, without its heading, on most of the other cards too?
function repeats(text, all) {
  const lines = text.split('\n').slice(1).filter((line) => line.trim() !== '');
  return lines.some((line) => all.filter((other) => other.split('\n').includes(line)).length > all.length * 0.6);
}
