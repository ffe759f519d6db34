// The ways people go: keyboard only, no JavaScript, wide text spacing, paper, suggestions, sharing.
import { join } from 'node:path';
import { findViolations, watch } from '../tools.mjs';

export async function checkKeyboard(results, browser, base, types, language) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, reducedMotion: 'reduce' });
  const page = await context.newPage();
  for (const type of types) {
    const name = `${type.name} (${language}): keyboard`;
    await page.goto(`${base}/${language}/${type.path}`);
    await page.keyboard.press('Tab');
    const first = await focused(page);
    results.check(`${name}: the first stop is the skip link, in view`, first.classes.includes('km-skip') && first.isInView, JSON.stringify(first));
    await page.keyboard.press('Enter');
    results.check(`${name}: it leads to the content`, (await page.evaluate(() => document.activeElement?.tagName)) === 'MAIN');

    await page.reload();
    const lost = [];
    let last = '';
    for (let stop = 0; stop < 80; stop++) {
      await page.keyboard.press('Tab');
      const now = await focused(page);
      if (now.tag === 'BODY' || now.tag === 'HTML') break;
      if (!now.isVisible || !now.isInView) lost.push(`${now.html} (${now.isVisible ? 'out of view or covered' : 'no visible focus'})`);
      last = now.html;
    }
    results.check(`${name}: every stop shows the focus`, lost.length === 0, lost.slice(0, 5).join('\n'));
    results.check(`${name}: there are stops`, last !== '');
  }
  await context.close();
}

function focused(page) {
  return page.evaluate(() => {
    const element = document.activeElement;
    const box = element.getBoundingClientRect();
    const outlined = (pseudo) => { const style = getComputedStyle(element, pseudo); return style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2; };
    const [x, y] = [box.left + Math.min(box.width / 2, 8), box.top + box.height / 2];
    const hit = document.elementFromPoint(x, y);
    return {
      tag: element.tagName, classes: element.className.baseVal ?? element.className, html: element.outerHTML.slice(0, 140),
      isVisible: outlined() || outlined('::after') || outlined('::before'),
      isInView: Math.min(box.bottom, innerHeight) - Math.max(box.top, 0) >= Math.min(box.height, 24) - 1 && box.left >= -1 && box.right <= innerWidth + 1 && (y < 0 || y > innerHeight || (hit !== null && (element.contains(hit) || hit.contains(element)))),
    };
  });
}

export async function checkWithoutScript(results, browser, base, language) {
  const context = await browser.newContext({ viewport: { width: 360, height: 740 }, javaScriptEnabled: false, reducedMotion: 'reduce' });
  const page = await context.newPage();
  const name = `without JavaScript (${language})`;

  await page.goto(`${base}/${language}/angebote`);
  results.check(`${name}: the menu is closed at first`, !(await page.locator('#menue').isVisible()));
  await page.locator('.km-menu-btn').click();
  results.check(`${name}: the menu opens`, await page.locator('#menue a').first().isVisible());
  await page.keyboard.press('Escape');
  results.check(`${name}: Escape closes the menu`, !(await page.locator('#menue').isVisible()));

  await page.locator('.km-lang > summary').click();
  const other = page.locator('.km-lang__list a[hreflang="en"]');
  results.check(`${name}: the language list opens`, await other.isVisible());
  await page.setViewportSize({ width: 320, height: 640 });
  const list = await page.locator('.km-lang__list').boundingBox();
  results.check(`${name}: the language list fits into 320 px`, list.x >= 0 && list.x + list.width <= 320, JSON.stringify(list));
  await page.setViewportSize({ width: 360, height: 740 });
  await other.click();
  results.check(`${name}: another language keeps the page`, new URL(page.url()).pathname === '/en/angebote', page.url());

  await page.goto(`${base}/${language}/angebote`);
  await page.locator('.km-sheet-btn').click();
  const filter = page.locator('form.km-filter');
  results.check(`${name}: the filter opens`, await filter.isVisible());
  const place = filter.locator('select[name=gemeinde]');
  const choice = await place.locator('option').nth(1).getAttribute('value');
  await place.selectOption(choice);
  await filter.locator('button[type=submit]').click();
  results.check(`${name}: the filter is sent as an address`, new URL(page.url()).searchParams.get('gemeinde') === choice, page.url());

  await page.goto(`${base}/${language}/`);
  await page.locator('input[name=q]').first().fill('deutsch');
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/suche\?/);
  results.check(`${name}: the search is sent as an address`, new URL(page.url()).searchParams.get('q') === 'deutsch', page.url());
  results.check(`${name}: the search finds something`, (await page.locator('.km-card').count()) > 0);
  await context.close();
}

export async function checkTextSpacing(results, browser, base, types, language) {
  // bypassCSP: the reader's own style sheet is the browser's business, not the page's.
  const context = await browser.newContext({ viewport: { width: 320, height: 640 }, bypassCSP: true });
  const page = await context.newPage();
  for (const type of types) {
    await page.goto(`${base}/${language}/${type.path}`);
    await page.addStyleTag({ content: '* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important } p { margin-block-end: 2em !important }' });
    // Any day may be today, and today is bold and has a word more: the check must not depend on when it runs.
    await page.evaluate(() => {
      const today = document.querySelector('.km-hours [aria-current] th');
      for (const row of today === null ? [] : document.querySelectorAll('.km-hours tr:not([aria-current])')) {
        row.setAttribute('aria-current', 'date');
        const day = row.querySelector('th');
        day.textContent = today.textContent.replace(/^[^,،]+/, day.textContent);
      }
    });
    const wide = await page.evaluate(() => document.scrollingElement.scrollWidth - document.documentElement.clientWidth);
    results.check(`${type.name} (${language}): wide text spacing fits into 320 px`, wide <= 0, `${wide} px too wide`);
  }
  await context.close();
}

export async function checkPaper(results, browser, base, types, shots) {
  const context = await browser.newContext({ viewport: { width: 794, height: 1123 } });
  const page = await context.newPage();
  for (const type of types.filter(({ name }) => name === 'offer' || name === 'place')) {
    await page.goto(`${base}/de/${type.path}`, { waitUntil: 'networkidle' });
    await page.emulateMedia({ media: 'print' });
    for (const part of ['.km-nav', '.km-lang', '.km-actions', '.km-footer nav']) {
      results.check(`${type.name} on paper: ${part} is left out`, !(await page.locator(part).first().isVisible().catch(() => false)));
    }
    results.check(`${type.name} on paper: heading and text stay`, await page.locator('h1').isVisible());
    results.check(`${type.name} on paper: dark text on white`, await page.evaluate(() => { const [r, g, b] = getComputedStyle(document.querySelector('.km-brand')).color.match(/\d+/g).map(Number); return r + g + b < 200; }));
    results.check(`${type.name} on paper: nothing is cut off`, (await page.evaluate(() => document.scrollingElement.scrollWidth - document.documentElement.clientWidth)) <= 0);
    if (shots !== undefined) await page.screenshot({ path: join(shots, `${type.name}-de-paper.png`), fullPage: true });
    await page.emulateMedia({ media: null });
  }
  await context.close();
}

export async function checkSuggestions(results, browser, base, language) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  const page = await context.newPage();
  const faults = await watch(page);
  const name = `suggestions (${language})`;
  await page.goto(`${base}/${language}/`, { waitUntil: 'networkidle' });
  const field = page.locator('input[name=q]').first();
  results.check(`${name}: the field is a combobox`, (await field.getAttribute('role')) === 'combobox');
  await field.click();
  await field.pressSequentially('deu', { delay: 40 });
  const options = page.locator('.km-combo__list [role=option]');
  await options.first().waitFor({ timeout: 5000 }).catch(() => undefined);
  results.check(`${name}: the list opens`, (await options.count()) > 0 && (await field.getAttribute('aria-expanded')) === 'true');
  const violations = await findViolations(page);
  results.check(`${name}: axe finds nothing with the list open`, violations.length === 0, violations.join('\n'));
  await page.keyboard.press('ArrowDown');
  const active = await field.getAttribute('aria-activedescendant');
  results.check(`${name}: arrow down chooses the first`, active !== null && (await page.locator(`[id="${active}"]`).getAttribute('aria-selected')) === 'true');
  const chosen = await options.first().textContent();
  await page.keyboard.press('Escape');
  results.check(`${name}: Escape closes and keeps what was typed`, (await field.inputValue()) === 'deu' && (await field.getAttribute('aria-expanded')) === 'false');
  await page.keyboard.press('ArrowDown');
  await options.first().waitFor({ timeout: 5000 }).catch(() => undefined);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/suche\?/, { timeout: 5000 }).catch(() => undefined);
  results.check(`${name}: Enter searches for the chosen word`, new URL(page.url()).searchParams.get('q') === chosen, `${page.url()}, wanted ${chosen}`);
  results.check(`${name}: no faults`, faults.length === 0, faults.join('\n'));
  await context.close();
}

export async function checkSharing(results, browser, base, offer, language) {
  const context = await browser.newContext({ viewport: { width: 360, height: 740 }, permissions: ['clipboard-read', 'clipboard-write'] });
  const page = await context.newPage();
  await page.goto(`${base}/${language}/${offer.path}`, { waitUntil: 'networkidle' });
  const button = page.locator('[data-share] button');
  results.check(`sharing (${language}): the button appears`, await button.isVisible());
  const before = await button.textContent();
  await button.click();
  await page.waitForFunction((text) => document.querySelector('[data-share] button').textContent !== text, before, { timeout: 3000 }).catch(() => undefined);
  results.check(`sharing (${language}): the address is copied`, (await page.evaluate(() => navigator.clipboard.readText())) === page.url());
  await context.close();
}
