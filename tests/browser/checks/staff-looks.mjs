// How pages of the administration look where a rule says it: what belongs apart stands apart, what belongs in a row stands in one.

async function checkViews(results, page, base, faults, checkPage) {
  await page.setViewportSize({ width: 360, height: 740 });
  await page.goto(`${base}/verwaltung/angebote`);
  const views = page.locator('.tabs ul');
  const fold = page.locator('.tabs .fold > summary');
  results.check('looks: on a phone the views are one line', !await views.isVisible() && await fold.textContent() === 'Ansicht: Alle' && (await page.locator('.tabs').boundingBox()).height < 80);
  await fold.focus();
  await page.keyboard.press('Enter');
  results.check('looks: opened by keyboard they are all there', await views.getByRole('link').count() > 5 && await views.getByRole('link').last().isVisible());
  await checkPage(results, page, 'looks: the open views', faults);
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')]);
  results.check('looks: the line names the view that is shown', await fold.textContent() === 'Ansicht: Angaben prüfen', await fold.textContent());
  await page.setViewportSize({ width: 1280, height: 900 });
  await page.goto(`${base}/verwaltung/rueckmeldungen`);
  const labels = await page.locator('.tabs li').allTextContents();
  results.check('looks: at a desk they stand side by side, all with a capital letter', await views.isVisible() && !await fold.isVisible() && labels.every((label) => /^[+A-ZÄÖÜ0-9]/.test(label)), labels.join());
}

async function checkDistances(results, page, base) {
  await page.setViewportSize({ width: 1280, height: 900 });
  await page.goto(`${base}/verwaltung/angebote/3`);
  const bar = await page.locator('.save').evaluate((save) => [...save.children].filter((one) => one.textContent !== '').map((one) => Math.round(one.getBoundingClientRect().top + one.getBoundingClientRect().height / 2)));
  results.check('looks: five actions stand in one row', bar.length >= 5 && Math.max(...bar) - Math.min(...bar) < 8, bar.join());
  for (const path of ['/angebote', '/konten', '/einrichtungen', '/wortschatz']) {
    await page.goto(`${base}/verwaltung${path}`);
    const above = await page.evaluate(() => document.querySelector('.export').previousElementSibling?.className ?? '');
    const distance = await page.evaluate(() => { const link = document.querySelector('.export'); const before = link.previousElementSibling; return link.getBoundingClientRect().top - before.getBoundingClientRect().bottom; });
    results.check(`looks: ${path}: the files of a list stand apart from it`, distance >= 12, `${distance} px below ${above}`);
  }
  await page.goto(`${base}/verwaltung/kategorien/neu`);
  results.check('looks: icons are shown beside their words', await page.locator('#f-icon label .km-i').count() > 5);
}

// Whoever leads reads without scrolling whether this is the right track, and what is to be decided.
async function steerOnOneScreen(results, page, base) {
  const [width, height] = [1280, 900];
  await page.setViewportSize({ width, height });
  await page.goto(`${base}/verwaltung/steuerung`);
  for (const [what, selector] of Object.entries({
    'the sentence': '[aria-labelledby="antwort"] > p',
    'the numbers': '.kpis .kpi:last-child',
    'the first decision': '[aria-labelledby="entscheiden"] .work li:nth-child(1)',
    'the second decision': '[aria-labelledby="entscheiden"] .work li:nth-child(2)',
  })) {
    const box = await page.locator(selector).first().boundingBox({ timeout: 5000 }).catch(() => null);
    results.check(`looks: steering: ${what} is on the first screen`, box !== null && box.y >= 0 && box.x >= 0 && box.y + box.height <= height && box.x + box.width <= width, JSON.stringify(box));
  }
  const [decisions, waiting] = await Promise.all(['entscheiden', 'wartet'].map((id) => page.locator(`#${id}`).boundingBox()));
  results.check('looks: steering: what is to be decided stands before what waits', decisions.y < waiting.y, `${decisions.y} px, ${waiting.y} px`);
}

async function narrowToday(results, page, base, faults, checkPage) {
  await page.setViewportSize({ width: 360, height: 740 });
  await page.goto(`${base}/verwaltung`);
  const tasks = () => page.locator('main .work > li').count();
  const all = await tasks();
  const chip = page.getByRole('navigation', { name: 'Nach Bereich eingrenzen' }).getByRole('link', { name: /^Rückmeldungen/ });
  const said = Number((await chip.textContent()).match(/[0-9]+$/)[0]);
  await Promise.all([page.waitForNavigation(), chip.click()]);
  results.check('today: a chip narrows to its area', await tasks() === said && said < all && await chip.getAttribute('aria-current') === 'true', `${said} of ${all}`);
  await checkPage(results, page, 'today: narrowed', faults);
  await page.setViewportSize({ width: 1280, height: 900 });
  await page.goto(`${base}/verwaltung`);
  results.check('today: what was worked on last leads back to it', await page.getByRole('region', { name: 'Zuletzt bearbeitet' }).getByRole('link').count() > 0);
}

async function previewATile(results, page, base, faults, checkPage) {
  await page.setViewportSize({ width: 1280, height: 900 });
  await page.goto(`${base}/verwaltung/kategorien/situation-work`);
  await page.locator('input[name="name-ar"]').fill('عمل ومهنة');
  await Promise.all([page.waitForNavigation(), page.getByRole('button', { name: 'Wie auf einem Telefon: Arabisch' }).click()]);
  const inside = page.frameLocator('iframe.phone');
  results.check('category: a telephone shows what was typed', await inside.getByText('عمل ومهنة').first().isVisible());
  results.check('category: as wide as a telephone', (await page.locator('iframe.phone').boundingBox()).width < 400);
  await checkPage(results, page, 'category: the telephone', faults);
  await page.goto(`${base}/verwaltung/eintragungen`);
  for (let rows = await page.locator('main tbody tr').count(); rows > 0; rows--)
    await Promise.all([page.waitForNavigation(), page.getByRole('button', { name: 'Verwerfen' }).first().click()]);
}

export async function checkLooks(results, page, base, faults, checkPage) {
  await checkViews(results, page, base, faults, checkPage);
  await checkDistances(results, page, base);
  await steerOnOneScreen(results, page, base);
  await narrowToday(results, page, base, faults, checkPage);
  await previewATile(results, page, base, faults, checkPage);
}
