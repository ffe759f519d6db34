// Logging in as a person with an app for codes.
import { createHmac } from 'node:crypto';

function bytesOf(base32) {
  const bits = [...base32.replaceAll(' ', '')].map((letter) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter).toString(2).padStart(5, '0')).join('');
  return Buffer.from(bits.match(/.{8}/g).map((byte) => parseInt(byte, 2)));
}

/** RFC 6238, as an app does it. */
export function codeOf(secret) {
  const step = Buffer.alloc(8);
  step.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000)));
  const digest = createHmac('sha1', bytesOf(secret)).update(step).digest();
  return String((digest.readUInt32BE(digest[19] & 15) & 0x7fffffff) % 1_000_000).padStart(6, '0');
}

/** For an account with a password; sets up its second factor where it has to have one. */
export async function logIn(page, base, email, password) {
  const press = async () => { await Promise.all([page.waitForNavigation(), page.locator('main button[type=submit]').first().click()]); };
  await page.goto(`${base}/verwaltung/anmelden`);
  await page.getByLabel('E-Mail-Adresse').fill(email);
  await page.getByLabel('Passwort').fill(password);
  await press();
  await page.goto(`${base}/verwaltung/angebote`); // pages of the work lead there; "Heute" only says so
  if (new URL(page.url()).pathname !== '/verwaltung/konto/zweiter-faktor') return;
  const secret = await page.locator('.secret').textContent();
  await page.getByLabel('Jetziges Passwort').fill(password);
  await page.getByLabel('Tippen Sie die sechs Ziffern ein').fill(codeOf(secret));
  await press();
}
