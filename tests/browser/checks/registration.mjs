// People register for a session of the conference on a telephone, without an account; a party is let in at a door without network.
import { watch } from '../tools.mjs';
import { checkLooks, checkValid, mailedLink } from './provider.mjs';

const TODAY = '/verwaltung/sitzungen/10';
const LINK = /\/[a-z-]+\/konferenz\/anmeldung\/[A-Za-z0-9_-]+/;

/** `page` is that of somebody from the office who is logged in; `language`: another one than German. */
export async function checkRegistration(results, page, browser, base, outbox, language, shots) {
  const link = await register(results, browser, base, outbox, language, shots);
  if (results.check('registration: the letter has come', link !== undefined)) {
    await page.goto(`${base}/verwaltung/einlass/anmeldung/${link.split('/').pop()}`);
    results.check('door: it is too early for the party', await page.getByText('Gönül Örnek').count() === 0 && await page.locator('form[data-arrival]').count() === 0);
    await checkLooks(results, page, 'door, too early', [], shots);
  }
  await letIn(results, page, base, outbox, shots);
}

async function register(results, browser, base, outbox, language, shots) {
  const context = await browser.newContext({ locale: language, viewport: { width: 360, height: 740 } });
  try {
    const visitor = await context.newPage();
    const faults = await watch(visitor);
    const press = async (button) => { await Promise.all([visitor.waitForNavigation(), button.click()]); };
    await visitor.goto(`${base}/${language}/konferenz`);
    await press(visitor.locator('main a[href$="/anmeldung"]').first());
    const form = visitor.locator('form.km-form');
    await form.locator('[name=name_1]').fill('Gönül Örnek');
    await form.locator('[name=part_1]').selectOption({ index: 1 });
    await form.locator('[name=role_1]').selectOption('private');
    await form.locator('details summary').first().click();
    await form.locator('[name=interpreter_1]').fill('Türkçe');
    await press(form.locator('[name=noch_eine_person]'));
    results.check('registration: a second person, the first one kept', await form.locator('[name=name_2]').count() === 1 && await form.locator('[name=interpreter_1]').inputValue() === 'Türkçe');
    await form.locator('[name=name_2]').fill('Can Örnek');
    await form.locator('[name=part_2]').selectOption({ index: 1 });
    await form.locator('[name=role_2]').selectOption('private');
    await form.locator('[name=mail]').fill('goenuel@demo.example');
    await press(form.locator('.km-actions button[type=submit]'));
    results.check('registration: without consent the form comes back with what was typed', await visitor.locator('#f-consent-fehler').count() === 1 && await form.locator('[name=name_2]').inputValue() === 'Can Örnek');
    await checkLooks(results, visitor, 'registration comes back', faults.splice(0).filter((fault) => !fault.includes('422')), shots);
    await form.locator('[name=consent]').check();
    await press(form.locator('.km-actions button[type=submit]'));
    results.check('registration: the party has its page', LINK.test(new URL(visitor.url()).pathname) && await visitor.getByText('Gönül Örnek').count() > 0, visitor.url());
    results.check('registration: with a code for the entrance', await visitor.locator('main img').first().evaluate((image) => image.naturalWidth > 0));
    await checkLooks(results, visitor, 'party is registered', faults, shots);
    await checkValid(results, visitor, { 'party is registered': visitor.url() });
    const link = await mailedLink(visitor, outbox, 'goenuel@demo.example', LINK);
    results.check('registration: in the language of the form', link?.startsWith(`/${language}/`) ?? false, link);
    return link;
  } finally {
    await context.close();
  }
}

// The office registers a party on the day itself; its code is read, and the network is gone.
async function letIn(results, page, base, outbox, shots) {
  const press = async (button) => { await Promise.all([page.waitForNavigation(), button.click()]); };
  await page.setViewportSize({ width: 360, height: 740 });
  await page.goto(`${base}${TODAY}/anmeldungen/neu`);
  const form = page.locator('main form').first();
  await form.locator('[name=name_1]').fill('Familie Beispiel');
  await form.locator('[name=part_1]').selectOption({ index: 1 });
  await form.locator('[name=role_1]').selectOption('volunteer');
  await form.locator('[name=mail]').fill('familie@demo.example');
  await form.locator('[name=consent]').check();
  await press(form.locator('button[type=submit].kern-btn--primary').first());
  const link = await mailedLink(page, outbox, 'familie@demo.example', LINK);
  if (!results.check('door: the party has its letter', link !== undefined)) return;
  await page.goto(`${base}/verwaltung/einlass/anmeldung/${link.split('/').pop()}`);
  const row = page.locator('form[data-arrival]');
  if (!results.check('door: the code leads to the party', await page.getByText('Familie Beispiel').count() > 0 && await row.count() === 1)) return;
  await checkLooks(results, page, 'door of a party', [], shots);
  const context = page.context();
  await context.setOffline(true);
  await row.getByRole('button').click();
  results.check('door: without network the press is kept', await page.getByText('gemerkt').count() === 1);
  results.check('door: and no name on the device', !(await page.evaluate(() => JSON.stringify(localStorage))).includes('Beispiel'));
  await context.setOffline(false);
  results.check('door: with the network it arrives', await page.waitForFunction(() => localStorage.getItem('kommin-arrivals') === null, undefined, { timeout: 15_000 }).then(() => true, () => false));
  // Of several people some could be missing still: the page loads itself anew. A reload of ours would meet that one.
  const settled = () => document.body.textContent.includes('ist da') && document.querySelector('input[name=teilnehmer]') === null;
  results.check('door: the server has it once', await page.waitForFunction(settled, undefined, { timeout: 15_000 }).then(() => true, () => false)
    && await page.getByText('ist da').count() === 1);
}
