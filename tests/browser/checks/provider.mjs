// Who runs an offer is asked by mail and answers without an account; then the offer ends, and its address says so.
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findViolations, watch } from '../tools.mjs';
import { validate } from './markup.mjs';

const OFFER = 'sprachcafe-am-markt';
const SIZES = [{ width: 320, height: 256 }, { width: 1280, height: 900 }];

export async function checkLooks(results, page, name, faults, shots) {
  for (const size of SIZES) {
    await page.setViewportSize(size);
    const where = `${name} (${size.width})`;
    const wide = await page.evaluate(() => document.scrollingElement.scrollWidth - document.documentElement.clientWidth);
    results.check(`${where}: no sideways scrolling`, wide <= 0, `${wide} px too wide`);
    const violations = await findViolations(page);
    results.check(`${where}: axe finds nothing`, violations.length === 0, violations.join('\n'));
    if (shots !== undefined) {
      mkdirSync(shots, { recursive: true });
      await page.screenshot({ path: join(shots, `${name.replaceAll(' ', '-')}-${size.width}.png`), fullPage: true });
    }
  }
  results.check(`${name}: no faults`, faults.length === 0, faults.join('\n'));
  faults.length = 0;
}

/** What the server sends at these addresses is valid HTML. */
export async function checkValid(results, page, addresses) {
  const folder = mkdtempSync(join(tmpdir(), 'provider-'));
  const fileOf = new Map();
  for (const [name, address] of Object.entries(addresses)) {
    const file = join(folder, `${fileOf.size}.html`);
    writeFileSync(file, await (await page.request.get(address)).text());
    fileOf.set(file, name);
  }
  const messages = await validate([...fileOf.keys()]);
  for (const [file, name] of fileOf) {
    const errors = messages.filter((message) => message.url.endsWith(file));
    results.check(`${name}: valid HTML`, errors.length === 0, errors.map((error) => `line ${error.lastLine}: ${error.message} … ${error.extract ?? ''}`).join('\n'));
  }
  rmSync(folder, { recursive: true });
}

/** The link of that form in the mail to this address, once it has been sent into the folder. */
export async function mailedLink(page, outbox, address, form = /\/de\/angaben\/[A-Za-z0-9_-]+/) {
  for (let tries = 0; tries < 60; ++tries) {
    let names = [];
    try { names = readdirSync(outbox); } catch { /* no mail yet, no folder yet */ }
    for (const name of names) {
      const mail = readFileSync(join(outbox, name), 'utf8').replaceAll(/=\r?\n/g, '').replaceAll(/=([0-9A-F]{2})/g, (_, code) => String.fromCharCode(parseInt(code, 16)));
      const link = mail.includes(address) ? form.exec(mail)?.[0] : undefined;
      if (link !== undefined) return link;
    }
    await page.waitForTimeout(500);
  }
  return undefined;
}

/** `page` is that of an editor who is logged in and has published the offer. */
export async function checkProvider(results, page, browser, base, outbox, shots) {
  const press = async (at, name) => { await Promise.all([at.waitForNavigation(), at.getByRole('button', { name, exact: true }).first().click()]); };
  await page.setViewportSize({ width: 1280, height: 900 });
  await page.goto(`${base}/verwaltung/angebote?nach=name&t=Sprachcaf%C3%A9`);
  await Promise.all([page.waitForNavigation(), page.getByRole('link', { name: 'Sprachcafé am Markt' }).first().click()]);
  await press(page, 'Link an Träger senden');
  const link = await mailedLink(page, outbox, 'cafe@markt.example');
  if (!results.check('provider: the mail has come', link !== undefined)) return;

  const context = await browser.newContext({ locale: 'de-DE' });
  try {
    const provider = await context.newPage();
    const faults = await watch(provider);
    await provider.goto(base + link);
    results.check('provider: what is published is shown', await provider.getByText('Reden und Kaffee').count() === 1);
    results.check('provider: municipalities have their names', await provider.getByText('Bergkamen', { exact: true }).count() === 1);
    await checkLooks(results, provider, 'provider is asked', faults, shots);
    const inArabic = link.replace('/de/', '/ar/');
    await provider.goto(base + inArabic);
    await checkLooks(results, provider, 'provider is asked in Arabic', faults, shots);
    await checkValid(results, provider, { 'provider is asked': base + link, 'provider is asked in Arabic': base + inArabic });
    await provider.goto(base + link);
    await Promise.all([provider.waitForNavigation(), provider.getByRole('link', { name: 'Einträge ändern' }).click()]);
    results.check('provider: the form shows what is published', await provider.getByLabel('Name', { exact: true }).inputValue() === 'Sprachcafé am Markt');
    await checkLooks(results, provider, 'provider changes entries', faults, shots);
    await provider.goto(`${base}${inArabic}/aendern`);
    await checkLooks(results, provider, 'provider changes entries in Arabic', faults, shots);
    await checkValid(results, provider, { 'provider changes entries': `${base}${link}/aendern`, 'provider changes entries in Arabic': `${base}${inArabic}/aendern` });
    await provider.goto(`${base}${link}/aendern`);
    await press(provider, 'Änderungen senden');
    results.check('provider: nothing changed is said', await provider.getByText('Sie haben nichts geändert').count() === 1);
    await provider.getByLabel('Montag').fill('vormittags');
    await press(provider, 'Änderungen senden');
    results.check('provider: wrong times are refused beside their field', await provider.getByRole('link', { name: /^Diese Zeiten können wir nicht lesen/ }).count() === 1);
    await checkLooks(results, provider, 'provider is refused entries', faults, shots);
    await provider.goto(base + link);
    await press(provider, 'Änderung melden');
    results.check('provider: an empty correction is refused', await provider.getByRole('link', { name: /^Schreiben Sie, was sich geändert hat/ }).count() === 1);
    await checkLooks(results, provider, 'provider is refused', faults, shots);
    await press(provider, 'Alles stimmt');
    results.check('provider: thanks', new URL(provider.url()).pathname === '/de/angaben-danke', provider.url());
    await provider.goto(base + link);
    results.check('provider: the link counts once', (await provider.getByRole('heading', { level: 1 }).textContent()).includes('gilt nicht mehr'));

    await page.reload();
    await page.getByLabel('E-Mail der Stelle').fill('laden@markt.example'); // whoever was asked today is not asked again there
    await press(page, 'Veröffentlichen');
    await press(page, 'Link an Träger senden');
    const second = await mailedLink(page, outbox, 'laden@markt.example');
    if (results.check('provider: the second mail has come', second !== undefined)) {
      await provider.goto(`${base}${second}/aendern`);
      await provider.getByLabel('Freitag').fill('9-12');
      await press(provider, 'Änderungen senden');
      results.check('provider: thanks for changes', new URL(provider.url()).pathname === '/de/angaben-danke/vorschlag', provider.url());
      await page.reload();
      results.check('provider: the editors see what was changed', await page.getByRole('heading', { name: 'Das hat der Träger geändert' }).count() === 1);
      await checkLooks(results, page, 'changes of a provider', [], shots);
      await page.setViewportSize({ width: 1280, height: 900 });
    }
    await Promise.all([page.waitForNavigation(), page.getByRole('link', { name: /^Archivieren/ }).first().click()]);
    await press(page, 'Archivieren');
    for (let tries = 0; tries < 40 && (await page.request.get(`${base}/de/angebote/${OFFER}`)).status() !== 410; ++tries) await page.waitForTimeout(500);
    faults.length = 0;
    const ended = await provider.goto(`${base}/de/angebote/${OFFER}`);
    results.check('ended: its address says so', ended.status() === 410 && await provider.getByText('Dieses Angebot gibt es nicht mehr.').count() === 1, ended.status());
    results.check('ended: and what it was', await provider.getByRole('heading', { level: 1 }).textContent() === 'Sprachcafé am Markt');
    await checkLooks(results, provider, 'ended offer', faults, shots);
    await provider.goto(`${base}/ar/angebote/${OFFER}`);
    await checkLooks(results, provider, 'ended offer in Arabic', faults, shots);
    await checkValid(results, provider, { 'ended offer': `${base}/de/angebote/${OFFER}`, 'ended offer in Arabic': `${base}/ar/angebote/${OFFER}` });
  } finally {
    await context.close();
  }
}
