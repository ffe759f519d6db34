// Somebody is invited to a meeting, answers on a telephone without an account, and is noted as there at a door without network.
import { watch } from '../tools.mjs';
import { checkLooks, checkValid, mailedLink } from './provider.mjs';

const PLANNED = '/verwaltung/sitzungen/9';
const TODAY = '/verwaltung/sitzungen/10';

/** `page` is that of somebody from the office who is logged in. */
export async function checkInvitations(results, page, browser, base, outbox, shots) {
  const press = async (at, name) => { await Promise.all([at.waitForNavigation(), at.locator('main').getByRole('button', { name }).first().click()]); };
  await page.setViewportSize({ width: 1280, height: 900 });
  await page.goto(base + PLANNED);
  await Promise.all([page.waitForNavigation(), page.getByRole('link', { name: 'Einladungen öffnen' }).click()]);
  await Promise.all([page.waitForNavigation(), page.getByRole('link', { name: 'Gast aufnehmen' }).click()]);
  await page.getByLabel('Name der Person').fill('Derya');
  await press(page, 'Person suchen');
  await checkLooks(results, page, 'guests are found', [], shots);
  await press(page, 'Auf die Liste');
  results.check('invitations: the guest is on the list', await page.getByRole('link', { name: /Derya/ }).count() > 0);
  await Promise.all([page.waitForNavigation(), page.getByRole('link', { name: /^An eine Person verschicken/ }).click()]);
  await page.getByLabel('Was Sie dazu schreiben möchten').fill('Bitte bringen Sie Ihre Ideen mit.');
  await checkLooks(results, page, 'an invitation is sent', [], shots);
  await press(page, /^An eine Person verschicken/);
  const link = await mailedLink(page, outbox, 'derya.beispiel@demo.example', /\/de\/einladung\/[A-Za-z0-9_-]+/);
  if (!results.check('invitations: the letter has come', link !== undefined)) return;

  const context = await browser.newContext({ locale: 'de-DE', viewport: { width: 360, height: 740 } });
  try {
    const guest = await context.newPage();
    const faults = await watch(guest);
    await guest.goto(base + link);
    results.check('invitations: what the office adds is shown', await guest.getByText('Bitte bringen Sie Ihre Ideen mit.').count() === 1);
    await checkLooks(results, guest, 'guest is asked', faults, shots);
    const inArabic = link.replace('/de/', '/ar/');
    await guest.goto(base + inArabic);
    await checkLooks(results, guest, 'guest is asked in Arabic', faults, shots);
    await guest.goto(base + link);
    await guest.getByLabel('Möchten Sie uns etwas dazu sagen?').fill('Ich komme mit dem Rollstuhl.');
    await press(guest, 'Ja, ich komme');
    results.check('invitations: the answer is shown', await guest.getByText('Sie haben zugesagt.').count() === 1);
    results.check('invitations: the code for the entrance is shown', await guest.getByRole('img', { name: 'Ihr Code für den Eingang' }).evaluate((image) => image.naturalWidth > 0));
    await checkLooks(results, guest, 'guest has accepted', faults, shots);
    await checkValid(results, guest, { 'guest has accepted': base + link, 'guest is asked in Arabic': base + inArabic });
    await page.goto(`${base}/verwaltung/einlass/${link.split('/').pop()}`);
    results.check('door: the code leads to the person', await page.getByRole('heading', { name: /Derya/ }).count() === 1);
    await checkLooks(results, page, 'door', [], shots);
    await page.goto(`${base}${PLANNED}/einladung`);
    results.check('invitations: the office reads the answer', await page.getByText('Ich komme mit dem Rollstuhl.').count() === 1);
    await checkLooks(results, page, 'list of invited', [], shots);
  } finally {
    await context.close();
  }
  await noteArrivals(results, page, base, shots);
}

async function noteArrivals(results, page, base, shots) {
  await page.setViewportSize({ width: 360, height: 740 });
  await page.goto(`${base}${TODAY}/anwesenheit`);
  const rows = page.locator('form[data-arrival]');
  if (!results.check('attendance: members are expected', await rows.count() > 0)) return;
  await checkLooks(results, page, 'attendance', [], shots);
  await page.setViewportSize({ width: 360, height: 740 });
  const context = page.context();
  const expected = await rows.count();
  await context.setOffline(true);
  await rows.first().getByRole('button').click();
  results.check('attendance: without network the press is kept', await rows.first().getByText('gemerkt').count() === 1);
  results.check('attendance: and said', await page.getByText('1 warten auf das Netz').count() === 1 || await page.getByText(/^1 .*Netz/).count() === 1);
  results.check('attendance: and no name on the device', !(await page.evaluate(() => JSON.stringify(localStorage))).includes('Muster'));
  await context.setOffline(false);
  await page.waitForFunction((count) => document.querySelectorAll('form[data-arrival]').length === count - 1, expected, { timeout: 15_000 });
  results.check('attendance: with the network it has arrived', await page.evaluate(() => localStorage.getItem('kommin-arrivals')) === null);
  await page.reload();
  results.check('attendance: and the server has it', await page.getByText('doch nicht').count() === 1);
  await page.goto(`${base}${TODAY}/anwesenheit/unterschriften`);
  await checkLooks(results, page, 'attendance to sign', [], shots);
}
