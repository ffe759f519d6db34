// A motion is voted on in secret: slips are printed once, one is used on a telephone without an account, the vote is cancelled.
import { watch } from '../tools.mjs';
import { checkLooks, checkValid } from './provider.mjs';

const MEETING = '/verwaltung/sitzungen/10';
const VOTERS = 3;

/** `page` is that of somebody from the office who is logged in; it is the day of the meeting. */
export async function checkBallots(results, page, browser, base, shots) {
  const press = async (at, name) => { await Promise.all([at.waitForNavigation(), at.locator('main').getByRole('button', { name }).first().click()]); };
  await page.setViewportSize({ width: 1280, height: 900 });
  for (;;) {
    await page.goto(`${base}${MEETING}/anwesenheit`);
    if (await page.locator('main').getByText('doch nicht').count() >= VOTERS) break;
    const expected = await page.locator('form[data-arrival]').count();
    await page.locator('form[data-arrival]').first().getByRole('button').click();
    await page.waitForFunction((count) => document.querySelectorAll('form[data-arrival]').length < count, expected);
  }
  await page.goto(`${base}${MEETING}/protokoll/aendern`);
  await page.evaluate(() => document.querySelectorAll('main details').forEach((details) => { details.open = true; }));
  await page.locator('textarea[name^="motion_"]').first().fill('Frau Muster führt die Begleitgruppe.');
  await press(page, 'Speichern');
  await page.goto(`${base}${MEETING}/protokoll/geheim`);
  await checkLooks(results, page, 'a secret vote is opened', [], shots);
  await press(page, 'Geheim abstimmen lassen');
  const codes = (await page.locator('main strong').allInnerTexts()).filter((text) => /^[0-9A-Z]{4}(-[0-9A-Z]{4}){3}$/.test(text));
  if (!results.check('ballots: there is a slip for everybody who has a vote', codes.length === VOTERS, codes.join())) return;
  await checkLooks(results, page, 'slips', [], shots);
  await page.emulateMedia({ media: 'print' });
  results.check('ballots: the warning is not printed', !await page.locator('.note--warn').isVisible());
  await page.emulateMedia({ media: null });

  const context = await browser.newContext({ locale: 'de-DE', viewport: { width: 360, height: 740 } });
  try {
    const phone = await context.newPage();
    const faults = await watch(phone);
    await phone.goto(`${base}/de/abstimmung`);
    await checkLooks(results, phone, 'a slip is looked for', faults, shots);
    await phone.getByLabel('Code auf Ihrem Zettel').fill(codes[0].toLowerCase());
    await press(phone, 'Weiter');
    const address = phone.url();
    await checkLooks(results, phone, 'ballot', faults, shots);
    const inArabic = address.replace('/de/', '/ar/');
    await phone.goto(inArabic);
    await checkLooks(results, phone, 'ballot in Arabic', faults, shots);
    await checkValid(results, phone, { ballot: address, 'ballot in Arabic': inArabic, 'a slip is looked for': `${base}/de/abstimmung` });
    await phone.goto(address);
    await phone.keyboard.press('Tab');
    await press(phone, 'Abstimmen');
    results.check('ballots: nothing chosen is said beside the answers', await phone.locator('#f-stimme-fehler').isVisible());
    faults.length = 0; // the browser notes the status of what was refused
    await checkLooks(results, phone, 'ballot without a choice', faults, shots);
    await phone.getByLabel('Enthaltung').check();
    await press(phone, 'Abstimmen');
    results.check('ballots: it has arrived', await phone.getByText('Danke, Ihre Stimme ist abgegeben.').isVisible());
    await checkLooks(results, phone, 'ballot was cast', faults, shots);
  } finally {
    await context.close();
  }
  await page.goto(`${base}${MEETING}/protokoll/geheim`);
  results.check('ballots: the office sees how many, not which', await page.getByText(`1 von ${VOTERS} haben abgestimmt`).isVisible());
  await checkLooks(results, page, 'a secret vote is open', [], shots);
  await page.locator('summary', { hasText: 'Abbrechen' }).click();
  await press(page, 'Abstimmung abbrechen');
  results.check('ballots: it is cancelled', await page.getByText('Abgebrochen, ohne Ergebnis.').isVisible());
}
