// Keys of the administration: single ones, those in forms, and the list that tells of them.

const OFFER = '/verwaltung/angebote/1';
const focused = (page) => page.evaluate(() => document.activeElement?.id || document.activeElement?.getAttribute('href') || '');
const dialog = (page) => page.getByRole('dialog', { name: 'Tasten auf dieser Seite' });

// The forms of a page in which Enter in a short field, or on a tick, would do more than save: it presses a form's first button.
export function formsWithADangerousEnter(page) {
  return page.locator('main form[method=post]').evaluateAll((forms) => forms
    .filter((form) => form.querySelector('input:not([type=hidden])') !== null)
    .map((form) => form.querySelector('button[type=submit]'))
    .filter((button) => button !== null && (button.name === 'aktion' || !/\/(blaettern|suchen)$/.test(button.getAttribute('formaction') ?? '/blaettern')))
    .map((button) => button.textContent));
}

async function useSingleKeys(results, page, base) {
  const isMenuOpen = () => page.locator('details[data-new]').evaluate((menu) => menu.open && menu.contains(document.activeElement));
  await page.goto(`${base}/verwaltung/hilfe`);
  await page.keyboard.press('n');
  results.check('keys: n opens what can be begun', await isMenuOpen());
  await page.goto(`${base}/verwaltung/hilfe`);
  results.check('keys: the search says which key leads to it', await page.locator('.find kbd').isVisible());
  await page.keyboard.press('/');
  results.check('keys: / leads to the search and is not typed there', await focused(page) === 'suche-q' && await page.locator('#suche-q').inputValue() === '');
  await page.keyboard.type('n/?');
  results.check('keys: in a field they are letters', await page.locator('#suche-q').inputValue() === 'n/?' && !await isMenuOpen() && await dialog(page).count() === 0);

  await page.goto(`${base}/verwaltung/angebote`);
  const rows = await page.locator('main tbody th a').evaluateAll((links) => links.slice(0, 2).map((link) => link.getAttribute('href')));
  const walked = [];
  for (const key of ['j', 'j', 'k']) {
    await page.keyboard.press(key);
    walked.push(await focused(page));
  }
  results.check('keys: j and k go through the rows', walked.join() === [rows[0], rows[1], rows[0]].join(), walked.join());
  await page.keyboard.press('x');
  results.check('keys: x ticks the row', await page.locator('main tbody tr').first().getByRole('checkbox').isChecked());
  await page.keyboard.press('g');
  await Promise.all([page.waitForNavigation(), page.keyboard.press('h')]);
  results.check('keys: g and h lead to "Heute"', new URL(page.url()).pathname === '/verwaltung', page.url());
  await page.keyboard.press('g');
  await Promise.all([page.waitForNavigation(), page.keyboard.press('a')]);
  results.check('keys: g and a lead to the offers', new URL(page.url()).pathname === '/verwaltung/angebote', page.url());
}

// From the row of a list, from the page of a record, and into its form.
async function editByKey(results, page, base) {
  const path = () => new URL(page.url()).pathname;
  for (const list of ['/verwaltung/angebote', '/verwaltung/gremien', '/verwaltung/konten', '/verwaltung/kategorien']) {
    await page.goto(base + list);
    await page.keyboard.press('e');
    results.check(`keys: e in no row of ${list} does nothing`, path() === list, page.url());
    await page.keyboard.press('j');
    const record = await page.evaluate(() => document.activeElement.getAttribute('href'));
    const form = ['/verwaltung/gremien', '/verwaltung/konten'].includes(list) ? `${record}/aendern` : record;
    await Promise.all([page.waitForNavigation(), page.keyboard.press('e')]);
    results.check(`keys: e leads from a row of ${list} to its form`, path() === new URL(form, base).pathname, page.url());
    await page.goto(base + record);
    if (form !== record) await Promise.all([page.waitForNavigation(), page.keyboard.press('e')]);
    results.check(`keys: e leads from the page of a record to its form (${list})`, path() === new URL(form, base).pathname, page.url());
    if (list === '/verwaltung/konten') continue; // its form has no drafts and no bar
    await page.keyboard.press('e');
    results.check(`keys: e goes to the first field (${list})`, await page.evaluate(() => document.activeElement.matches('main form:has(.save) :is(input, select, textarea)')), await focused(page));
  }
  await page.keyboard.type('e');
  results.check('keys: in a field e is a letter', path().startsWith('/verwaltung/kategorien/'), page.url());
  await page.goto(`${base}/verwaltung/hilfe`);
  await page.locator('.brand').focus();
  await page.keyboard.press('?');
  await dialog(page).waitFor({ timeout: 5_000 });
  results.check('keys: their list tells of no e where nothing is edited', !await dialog(page).locator('[data-key=edit]').isVisible());
  await page.goto(`${base}/verwaltung/angebote`);
  await page.keyboard.press('?');
  await dialog(page).waitFor({ timeout: 5_000 });
  results.check('keys: and does where something is', await dialog(page).getByText('führt zum Bearbeiten').isVisible());
}

async function readTheList(results, page, base, faults, checkPage) {
  for (const width of [320, 1280]) {
    await page.setViewportSize({ width, height: 740 });
    await page.goto(`${base}/verwaltung/rechte`);
    await page.locator('.brand').focus();
    await page.keyboard.press('?');
    await dialog(page).waitFor({ timeout: 5_000 });
    results.check(`keys (${width}): ? shows what works on this page`, await dialog(page).getByText('springt in die Suche').isVisible() && !await dialog(page).getByText('wählt die Zeile aus').isVisible());
    await checkPage(results, page, `keys (${width}): their list`, faults);
    await page.keyboard.press('n');
    results.check(`keys (${width}): under the list nothing happens`, !await page.locator('details[data-new]').evaluate((menu) => menu.open));
    await page.keyboard.press('Escape');
    results.check(`keys (${width}): Escape leads back to where one was`, await dialog(page).count() === 0 && await page.locator('.brand').evaluate((brand) => brand === document.activeElement));
  }
  await page.keyboard.press('?');
  await dialog(page).waitFor({ timeout: 5_000 });
  await dialog(page).getByLabel('Einzelne Tasten benutzen').uncheck();
  await dialog(page).getByRole('button', { name: 'Schließen' }).click();
  await page.goto(`${base}/verwaltung`);
  await page.keyboard.press('/');
  await page.keyboard.press('?');
  await page.waitForTimeout(300);
  results.check('keys: switched off they do nothing, and nothing tells of them', await focused(page) !== 'suche-q' && await dialog(page).count() === 0 && await page.locator('.find kbd').count() === 0);
  await page.locator('.menu > summary', { hasText: 'Angemeldet als' }).click();
  await Promise.all([page.waitForNavigation(), page.getByRole('link', { name: 'Tastenkürzel' }).click()]);
  results.check('keys: a link leads to them', new URL(page.url()).hash === '#tasten' && await page.getByRole('heading', { name: 'Tastenkürzel' }).isVisible());
  await page.getByLabel('Einzelne Tasten benutzen').check();
  await page.keyboard.press('/');
  results.check('keys: and on again', await focused(page) === 'suche-q');
}

async function useKeysInForms(results, page, base, faults) {
  await page.goto(base + OFFER);
  await page.getByLabel('Kurz gesagt').fill('Mit Strg und Eingabe gesichert');
  await Promise.all([page.waitForNavigation(), page.keyboard.press('Control+Enter')]);
  results.check('keys: Ctrl and Enter save a draft', await page.getByLabel('Kurz gesagt').inputValue() === 'Mit Strg und Eingabe gesichert' && await page.getByText(/Entwurf/).first().isVisible(), page.url());
  const path = await page.getByRole('link', { name: 'Im Portal ansehen' }).getAttribute('href');
  results.check('keys: and publish nothing', !(await (await page.request.get(base + path)).text()).includes('Mit Strg und Eingabe gesichert'));

  await page.goto(base + OFFER);
  await page.getByLabel('Name (nötig)').focus();
  await page.keyboard.press('Alt+ArrowDown');
  results.check('keys: Alt and an arrow lead to the next field', await focused(page) === 'f-summary', await focused(page));
  await page.keyboard.press('Alt+ArrowUp');
  results.check('keys: and back', await focused(page) === 'f-title', await focused(page));
  await page.goto(`${base}/verwaltung/uebersetzungen/ar/offer/1?alle=1`);
  const texts = await page.locator('main textarea').evaluateAll((all) => all.map((one) => one.id));
  await page.keyboard.press('Alt+ArrowDown');
  const first = await focused(page);
  await page.keyboard.press('Alt+ArrowDown');
  results.check('keys: from text to text of a translation', texts.length > 1 && first === texts[0] && await focused(page) === texts[1], `${first} ${await focused(page)}`);

  // What is wrong comes before what is next.
  await page.goto(base + OFFER);
  const before = await page.getByLabel('E-Mail der Stelle').inputValue();
  await page.getByLabel('Name (nötig)').fill('');
  await page.getByLabel('E-Mail der Stelle').fill('kein Postfach');
  await Promise.all([page.waitForNavigation(), page.getByRole('button', { name: 'Veröffentlichen', exact: true }).first().click()]);
  faults.length = 0; // the browser tells of the status 422
  await page.keyboard.press('Alt+ArrowDown');
  const wrong = await focused(page);
  await page.keyboard.press('Alt+ArrowDown');
  results.check('keys: from problem to problem', wrong === 'f-title' && await focused(page) === 'f-email', `${wrong} ${await focused(page)} ${before}`);
  await discard(page, base + OFFER);
}

async function discard(page, address) {
  const accept = (question) => question.accept();
  page.on('dialog', accept);
  await page.goto(address);
  await Promise.all([page.waitForNavigation(), page.getByRole('button', { name: 'Entwurf verwerfen' }).click()]);
  page.off('dialog', accept); // not everything asks
}

// Where "Veröffentlichen" is the first button to be seen, the keys still make a draft; on links and in lists they press none.
async function publishNothingByKeys(results, page, base) {
  const forms = [
    ['/verwaltung/orte/1', 'f-intro', 'Mit Strg und Eingabe.', 'Control+Enter'],
    ['/verwaltung/einrichtungen/1', 'f-website', 'https://strg.example/eingabe', 'Control+Enter'],
    ['/verwaltung/orte/1', 'f-help_name', 'Mit Eingabe gesichert', 'Enter'],
    ['/verwaltung/einrichtungen/1', 'f-website', 'https://eingabe.example/', 'Enter'],
    [OFFER, 'f-title', 'Mit Eingabe gesichert', 'Enter'],
    ['/verwaltung/seiten/1', 'f-title', 'Mit Eingabe gesichert', 'Enter'],
  ];
  for (const [path, id, words, key] of forms) {
    const field = page.locator(`#${id}`);
    await page.goto(base + path);
    await field.fill(words);
    await Promise.all([page.waitForNavigation(), page.keyboard.press(key)]);
    const isDraft = await page.getByRole('button', { name: 'Entwurf verwerfen' }).count() === 1;
    results.check(`keys: ${key} makes a draft of ${path}`, isDraft && await field.inputValue() === words && new URL(page.url()).pathname === path, page.url());
    if (isDraft) await discard(page, base + path);
  }
  // In a small window of the form a key presses its own button.
  for (const key of ['Enter', 'Control+Enter']) {
    await page.goto(`${base}/verwaltung/seiten/1`);
    await page.locator('.save summary', { hasText: 'Später veröffentlichen' }).click();
    await page.locator('#f-publish_on').fill('31.12.2099');
    await Promise.all([page.waitForNavigation(), page.keyboard.press(key)]);
    const isPlanned = await page.locator('main').getByText('31. Dezember 2099').count() > 0;
    results.check(`keys: ${key} beside a day plans for it`, isPlanned, page.url());
    if (isPlanned) await discard(page, `${base}/verwaltung/seiten/1`);
  }

  let sent = 0;
  const count = (request) => { if (request.isNavigationRequest() && request.method() === 'POST') sent += 1; };
  page.on('request', count);
  await page.goto(`${base}/verwaltung/angebote`);
  await page.keyboard.press('j');
  await page.keyboard.press('x');
  const opened = page.context().waitForEvent('page', { timeout: 1_500 }).catch(() => null); // as with any link
  await page.keyboard.press('Control+Enter');
  await (await opened)?.close();
  await page.locator('main tbody .ck input').first().focus();
  await page.keyboard.press('Control+Enter');
  await page.goto(base + OFFER);
  await page.locator('#suche-q').focus();
  await page.keyboard.press('Control+Enter');
  await page.waitForTimeout(300);
  page.off('request', count);
  results.check('keys: Ctrl and Enter send nothing from a link, a tick or the search', sent === 0, String(sent));
  await page.goto(`${base}/verwaltung/angebote?nach=name`);
  const tick = page.locator('main tbody .ck input').first();
  await tick.check();
  await Promise.all([page.waitForNavigation(), tick.press('Enter')]);
  results.check('keys: Enter on a tick does nothing with it', new URL(page.url()).searchParams.get('nach') === 'name' && await tick.isChecked() && await page.locator('.toast').count() === 0, page.url());
  await page.goto(`${base}/verwaltung/angebote`);
  await page.keyboard.press('?');
  await dialog(page).waitFor({ timeout: 5_000 });
  results.check('keys: and the list of a page with ticks tells of no such key', !await dialog(page).locator('[data-key=save]').isVisible());
  await page.keyboard.press('Escape');
}

async function holdKeys(results, page, base) {
  const hold = async (key) => { for (let i = 0; i < 5; i += 1) await page.keyboard.down(key); await page.keyboard.up(key); };
  await page.goto(`${base}/verwaltung/angebote`);
  await page.keyboard.press('j');
  await hold('x');
  results.check('keys: x held down ticks once', await page.locator('main tbody tr').first().getByRole('checkbox').isChecked());
  await hold('?');
  for (let i = 0; i < 3; i += 1) await page.keyboard.press('?');
  await dialog(page).first().waitFor({ timeout: 5_000 });
  await page.waitForTimeout(500);
  results.check('keys: their list opens once', await page.locator('dialog').count() === 1, String(await page.locator('dialog').count()));
  await page.keyboard.press('Escape');
}

async function goByAlt(results, page, base) {
  await page.goto(base + OFFER);
  await page.evaluate(() => localStorage.setItem('kommin:keys', 'off'));
  await page.getByLabel('Name (nötig)').focus();
  await page.keyboard.press('Alt+ArrowDown');
  results.check('keys: switched off, Alt and an arrow do nothing', await focused(page) === 'f-title', await focused(page));
  await page.evaluate(() => localStorage.removeItem('kommin:keys'));
  const mac = await page.context().newPage();
  await mac.addInitScript(() => Object.defineProperty(navigator, 'platform', { get: () => 'MacIntel' }));
  await mac.goto(base + OFFER);
  await mac.locator('main textarea').first().focus();
  const before = await focused(mac);
  await mac.keyboard.press('Alt+ArrowDown');
  results.check('keys: on a Mac Alt and an arrow stay in a text', await focused(mac) === before, `${before} ${await focused(mac)}`);
  await mac.close();
}

export async function checkKeys(results, page, base, faults, checkPage) {
  await page.setViewportSize({ width: 1280, height: 900 });
  await useSingleKeys(results, page, base);
  await editByKey(results, page, base);
  await readTheList(results, page, base, faults, checkPage);
  await page.setViewportSize({ width: 1280, height: 900 });
  await useKeysInForms(results, page, base, faults);
  await publishNothingByKeys(results, page, base);
  await holdKeys(results, page, base);
  await goByAlt(results, page, base);
}
