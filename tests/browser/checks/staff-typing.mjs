// What is typed into a form outlives its window: kept by the script of the page, fetched back without any.

const FORM = '/verwaltung/angebote/1';
const FIELD = 'Kurz gesagt';
const kept = (page) => page.getByText('Zwischengespeichert:');
const found = (page) => page.getByText('das nicht gespeichert wurde');
const typeAndWait = async (page, text) => {
  await page.getByLabel(FIELD).fill(text);
  await kept(page).waitFor({ timeout: 10_000 });
};
const discardAll = async (page, base) => {
  await page.goto(`${base}/verwaltung/eintragungen`);
  for (let rows = await page.locator('main tbody tr').count(); rows > 0; rows--)
    await Promise.all([page.waitForNavigation(), page.getByRole('button', { name: 'Verwerfen' }).first().click()]);
};

async function closeAndFetchBack(results, page, base, faults, checkPage) {
  const context = page.context();
  const first = await context.newPage();
  await first.goto(base + FORM);
  await typeAndWait(first, 'Steht noch nirgends');
  results.check('typing: the status is read out when there is time', await kept(first).getAttribute('aria-live') === 'polite');
  let isAsked = false;
  first.once('dialog', (dialog) => { isAsked = true; dialog.accept(); });
  await first.goto(`${base}/verwaltung`);
  results.check('typing: whoever leaves what is kept is not asked', !isAsked);
  results.check('typing: "Heute" tells of it', await first.locator('main .work').getByText('Nicht gespeicherte Eintragungen').count() === 1);
  await first.close();

  for (const width of [360, 1280]) {
    await page.setViewportSize({ width, height: 800 });
    await page.goto(base + FORM);
    await checkPage(results, page, `typing: an offer to fetch back (${width})`, faults);
    await page.goto(`${base}/verwaltung/eintragungen`);
    await checkPage(results, page, `typing: the list of what is not saved (${width})`, faults);
  }
  await page.goto(base + FORM);
  results.check('typing: another window offers it', await found(page).count() === 1 && await page.getByLabel(FIELD).inputValue() !== 'Steht noch nirgends');
  await Promise.all([page.waitForNavigation(), page.getByRole('link', { name: 'Eintragungen zurückholen' }).click()]);
  results.check('typing: fetched back it stands in the form', await page.getByLabel(FIELD).inputValue() === 'Steht noch nirgends');
  await checkPage(results, page, 'typing: fetched back', faults);
  await Promise.all([page.waitForNavigation(), page.getByRole('button', { name: 'Verwerfen', exact: true }).click()]);
  results.check('typing: discarded it is gone', await found(page).count() === 0 && new URL(page.url()).pathname === FORM);
}

// Not in time for the pause after the last key: what the browser says when the page goes away must do.
async function leaveAtOnce(results, page, base) {
  await page.goto(base + FORM);
  await page.getByLabel(FIELD).fill('Im Weggehen');
  let isAsked = false;
  page.once('dialog', (dialog) => { isAsked = true; dialog.accept(); });
  await page.goto(`${base}/verwaltung`);
  results.check('typing: whoever leaves at once is asked', isAsked);
  await page.waitForTimeout(500);
  await page.goto(base + FORM);
  results.check('typing: and finds it nevertheless', await found(page).count() === 1);
  await discardAll(page, base);
}

// Buttons that save nothing, pressed before the pause after the last key is over.
async function pressWithoutSaving(results, page, base) {
  const situation = `${base}/verwaltung/kategorien/situation-work`;
  await page.goto(situation);
  await page.locator('input[name="name-tr"]').fill('Meslek und mehr');
  await Promise.all([page.waitForNavigation(), page.getByRole('button', { name: /^Vorschau.*Türkisch/ }).click()]);
  results.check('typing: a preview shows what was typed last', await page.getByText('Meslek und mehr').count() > 0);
  await page.goto(situation);
  results.check('typing: and it is found after a preview', await found(page).count() === 1);
  await discardAll(page, base);

  const isAway = (route) => (route.request().method() === 'POST' ? route.abort() : route.continue());
  await page.route(base + FORM, isAway);
  await page.goto(base + FORM);
  await page.getByLabel(FIELD).fill('Der Server ist weg');
  await page.getByRole('button', { name: 'Entwurf sichern' }).last().click();
  await page.waitForTimeout(500);
  await page.unroute(base + FORM, isAway);
  await page.goto(base + FORM);
  results.check('typing: what was sent and did not arrive is found', await found(page).count() === 1);
  await discardAll(page, base);
}

// Whoever discards must not find it again, kept by the page as it went away; another window's is another matter.
async function discardWhileTyping(results, page, base) {
  const discard = async () => {
    await Promise.all([page.waitForNavigation(), page.getByRole('button', { name: 'Verwerfen', exact: true }).click()]);
    await page.waitForTimeout(500);
    await page.goto(base + FORM);
  };
  const accept = (dialog) => dialog.accept();
  page.on('dialog', accept);
  await page.goto(base + FORM);
  await typeAndWait(page, 'Zum Verwerfen');
  await page.goto(base + FORM);
  await Promise.all([page.waitForNavigation(), page.getByRole('link', { name: 'Eintragungen zurückholen' }).click()]);
  await page.getByLabel(FIELD).fill('Zum Verwerfen, noch mehr');
  await discard();
  results.check('typing: what is discarded while typing stays away', await found(page).count() === 0);

  await typeAndWait(page, 'Von einem anderen Fenster');
  await page.goto(base + FORM);
  await page.getByLabel(FIELD).fill('Hier weiter');
  await discard();
  results.check('typing: discarding what another window kept keeps what is typed here', await found(page).count() === 1);
  page.off('dialog', accept);
  await discardAll(page, base);
}

async function typeInTwoWindows(results, page, base) {
  const other = await page.context().newPage();
  await Promise.all([page.goto(base + FORM), other.goto(base + FORM)]);
  await typeAndWait(page, 'Links');
  await typeAndWait(other, 'Rechts');
  const third = await page.context().newPage();
  await third.goto(base + FORM);
  results.check('typing: two windows keep two versions, told in one note', await found(third).count() === 1 && await third.getByText('Dazu ein älterer Stand').count() === 1);
  await third.goto(`${base}/verwaltung/eintragungen`);
  results.check('typing: and both stand in the list of what is not saved', await third.locator('main tbody tr').count() === 2);
  await third.close();
  await Promise.all([page.waitForNavigation(), page.getByRole('button', { name: 'Entwurf sichern' }).last().click()]);
  results.check('typing: what is saved is not kept any more, the other is', await found(page).count() === 1 && await page.getByLabel(FIELD).inputValue() === 'Links');
  await Promise.all([page.waitForNavigation(), page.getByRole('link', { name: 'Eintragungen zurückholen' }).click()]);
  await Promise.all([page.waitForNavigation(), page.getByRole('button', { name: 'Entwurf sichern' }).last().click()]);
  results.check('typing: fetched back, it is compared with what was saved meanwhile', await page.locator('input[name="wahl-summary"]').count() === 2);
  await other.close();
  await discardAll(page, base);
}

async function backToWhatItWas(results, page, base) {
  await page.goto(base + FORM);
  const before = await page.getByLabel(FIELD).inputValue();
  await typeAndWait(page, 'Doch nicht');
  await Promise.all([page.waitForResponse((answer) => answer.url().endsWith('/verwaltung/eintragungen')), page.getByLabel(FIELD).fill(before)]);
  await page.goto(base + FORM);
  results.check('typing: what was taken back is forgotten', await found(page).count() === 0);
}

async function typeWithoutSession(results, page, base) {
  const context = page.context();
  await page.goto(base + FORM);
  const cookies = await context.cookies();
  await context.clearCookies();
  await page.getByLabel(FIELD).fill('Ohne Anmeldung');
  await page.getByText('Ihre Anmeldung ist abgelaufen').waitFor({ timeout: 10_000 });
  results.check('typing: without a session the page says so, and that nothing is kept', await kept(page).count() === 0);
  await context.addCookies(cookies);
  await typeAndWait(page, 'Wieder angemeldet');
  results.check('typing: and goes on once there is one', await page.getByText('Ihre Anmeldung ist abgelaufen').count() === 0);
}

async function typeOffline(results, page, base) {
  const context = page.context();
  await page.goto(base + FORM);
  await context.setOffline(true);
  await page.getByLabel(FIELD).fill('Ohne Netz');
  await page.getByText('Zwischenspeichern geht gerade nicht').waitFor({ timeout: 10_000 });
  await context.setOffline(false);
  await kept(page).first().waitFor({ timeout: 10_000 });
  results.check('typing: what was typed without a network is kept as soon as there is one, without another key', await kept(page).count() > 0);
  await discardAll(page, base);
}

async function fetchBackWithoutScript(results, page, browser, base) {
  const context = await browser.newContext({ javaScriptEnabled: false, locale: 'de-DE', storageState: await page.context().storageState() });
  const plain = await context.newPage();
  await plain.goto(base + FORM);
  await Promise.all([plain.waitForNavigation(), plain.getByRole('link', { name: 'Eintragungen zurückholen' }).click()]);
  results.check('typing: fetched back without script', await plain.getByLabel(FIELD).inputValue() === 'Wieder angemeldet');
  await context.close();
  await discardAll(page, base);
}

export async function checkTyping(results, page, browser, base, faults, checkPage) {
  await page.setViewportSize({ width: 1280, height: 900 });
  await discardAll(page, base);
  await closeAndFetchBack(results, page, base, faults, checkPage);
  await page.setViewportSize({ width: 1280, height: 900 });
  await leaveAtOnce(results, page, base);
  await backToWhatItWas(results, page, base);
  await pressWithoutSaving(results, page, base);
  faults.length = 0; // the browser tells of the request that did not arrive
  await discardWhileTyping(results, page, base);
  await typeOffline(results, page, base);
  await typeWithoutSession(results, page, base);
  faults.length = 0; // the browser tells of what did not arrive, and of the status 403
  await fetchBackWithoutScript(results, page, browser, base);
  await typeInTwoWindows(results, page, base);
  faults.length = 0; // and of 409
}
