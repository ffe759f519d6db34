// Members are asked for comments on a recommendation; one of them reads it on a telephone without an account, and answers.
import { watch } from '../tools.mjs';
import { checkLooks, checkValid, mailedLink } from './provider.mjs';

const GROUP = 'Begleitgruppe Sprachmittlung (erfunden)';

/** `page` is that of somebody from the office who is logged in. */
export async function checkComments(results, page, browser, base, outbox, shots) {
  const press = async (at, name) => { await Promise.all([at.waitForNavigation(), at.locator('main').getByRole('button', { name }).first().click()]); };
  const follow = async (name) => { await Promise.all([page.waitForNavigation(), page.locator('main').getByRole('link', { name }).first().click()]); };
  await page.setViewportSize({ width: 1280, height: 900 });
  await page.goto(`${base}/verwaltung/empfehlungen/neu`);
  await page.locator('[name="title"]').fill('Dolmetschen im Krankenhaus (erfunden)');
  await page.locator('[name="panel"]').selectOption({ label: GROUP });
  await page.getByLabel('Praxis').check();
  await page.locator('[name="text"]').fill('Krankenhäuser sollen Dolmetschende rufen können.');
  await page.locator('[name="reasons"]').fill('Wer krank ist, soll verstehen, was geschieht.');
  await press(page, 'Anlegen');
  const address = page.url();
  await page.goto(`${address}/aendern`);
  await page.locator('[name="text"]').fill('Krankenhäuser sollen auch nachts Dolmetschende rufen können.');
  await press(page, 'Speichern');
  await page.goto(address);
  await follow('Mitglieder um Kommentare bitten');
  await page.getByLabel('Ein Wort an die Mitglieder').fill('Fehlt Ihnen etwas?');
  await press(page, 'Mitglieder um Kommentare bitten');
  await checkLooks(results, page, 'members are asked for comments', [], shots);
  const link = await mailedLink(page, outbox, 'derya.beispiel@demo.example', /\/de\/konferenz\/kommentar\/[A-Za-z0-9_-]+/);
  if (!results.check('comments: the letter has come', link !== undefined)) return;

  const context = await browser.newContext({ locale: 'de-DE', viewport: { width: 360, height: 740 } });
  try {
    const member = await context.newPage();
    const faults = await watch(member);
    const open = async (path) => {
      await member.goto(base + path);
      await member.evaluate(() => document.querySelectorAll('main details').forEach((details) => { details.open = true; }));
    };
    await open(link);
    results.check('comments: what the office adds is shown', await member.getByText('Fehlt Ihnen etwas?').count() === 1);
    results.check('comments: the change is marked', await member.locator('main ins').filter({ hasText: 'auch nachts' }).count() === 1);
    await checkLooks(results, member, 'a member is asked for a comment', faults, shots);
    const inArabic = link.replace('/de/', '/ar/');
    await open(inArabic);
    results.check('comments: Arabic is read from the right', await member.evaluate(() => getComputedStyle(document.body).direction) === 'rtl');
    await checkLooks(results, member, 'a member is asked for a comment in Arabic', faults, shots);
    await checkValid(results, member, { 'a member is asked for a comment': base + link, 'a member is asked for a comment in Arabic': base + inArabic });
    await open(link);
    await press(member, 'Kommentar senden');
    results.check('comments: nothing written is said beside the field', await member.locator('#f-text-fehler').isVisible());
    faults.length = 0; // the browser notes the status of what was refused
    await checkLooks(results, member, 'a comment without a word', faults, shots);
    await member.getByLabel('Ihr Kommentar').fill('Bitte auch am Telefon.');
    await press(member, 'Kommentar senden');
    results.check('comments: it has arrived', await member.getByText('Ihr Kommentar ist da.').isVisible());
    results.check('comments: and stands there', await member.getByText('Bitte auch am Telefon.').count() === 1);
    await checkLooks(results, member, 'a comment was sent', faults, shots);
  } finally {
    await context.close();
  }
  await page.goto(address);
  results.check('comments: the office reads who said it', await page.getByText(/Derya Beispiel-Yıldız \(per Link\)/).count() > 0);
  await checkLooks(results, page, 'a recommendation with comments', [], shots);
}
