// What all checks share: the browser, the counting of results, the list of pages.
import { createRequire } from 'node:module';
import { createServer, connect } from 'node:net';
import { existsSync, readFileSync } from 'node:fs';

const require = createRequire(new URL('../../assets/package.json', import.meta.url));
export const { chromium } = require('playwright-core');
export const ICAL = require('ical.js');
const AXE = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
export const VNU = require.resolve('vnu-jar/build/dist/vnu.jar');

const CHROMIUM = process.env.CHROMIUM ?? '/usr/bin/chromium';
const FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];

export const ALL_LANGUAGES = ['de', 'de-simple', 'en', 'tr', 'ar', 'uk', 'ro'];
export const RTL = new Set(['ar', 'fa', 'prs', 'ckb', 'ps', 'ur']);

export async function openBrowser() {
  if (!existsSync(CHROMIUM)) throw new Error(`no browser at ${CHROMIUM}: apt-get install chromium, or set CHROMIUM`);
  return chromium.launch({ executablePath: CHROMIUM, args: FLAGS });
}

/** Counts and prints: one line per failure, one per group of successes (of groups side by side each counts the other's, too). */
export class Results {
  passed = 0;
  failed = 0;

  check(name, isTrue, detail = '') {
    if (isTrue) { this.passed++; return true; }
    this.failed++;
    process.stdout.write(`FAILED  ${name}${detail === '' ? '' : `\n        ${String(detail).replaceAll('\n', '\n        ')}`}\n`);
    return false;
  }

  async group(name, work) {
    const before = [this.passed, this.failed];
    const start = Date.now();
    try {
      await work();
    } catch (error) {
      this.check(name, false, error.stack ?? error);
    }
    process.stdout.write(`${name}: ${this.passed - before[0]} passed, ${this.failed - before[1]} failed (${((Date.now() - start) / 1000).toFixed(1)} s)\n`);
  }
}

async function html(url) {
  const response = await fetch(url, { redirect: 'follow' });
  return response.text();
}

function firstLink(text, pattern, what) {
  const found = [...text.matchAll(/href="([^"]*)"/g)].map(([, href]) => href).find((href) => pattern.test(href));
  if (found === undefined) throw new Error(`the site has no link to ${what} (${pattern})`);
  return found;
}

/** Every page type of the public side with one example each; the examples are found by following links. */
export async function pageTypes(base) {
  const offers = await html(`${base}/de/angebote`);
  const home = await html(`${base}/de/`);
  const offer = firstLink(offers, /^\/de\/angebote\/[^?#/]+$/, 'an offer').slice(4);
  const place = firstLink(home, /^\/de\/orte\/[^?#/]+$/, 'a municipality').slice(4);
  const info = firstLink(home, /^\/de\/info\/[^?#/]+$/, 'an information page').slice(4);
  return [
    { name: 'home', path: '' }, { name: 'offers', path: 'angebote' }, { name: 'offer', path: offer }, { name: 'place', path: place },
    { name: 'information', path: info }, { name: 'search', path: 'suche?q=deutsch' }, { name: 'search without hit', path: 'suche?q=xyzabcq' },
    { name: 'report a barrier', path: 'barriere-melden' }, { name: 'say what is missing', path: `rueckmeldung?seite=${encodeURIComponent(offer)}` },
    { name: 'thanks for an answer', path: 'hilfreich/danke' }, { name: 'imprint', path: 'impressum' }, { name: 'privacy', path: 'datenschutz' },
    { name: 'accessibility', path: 'barrierefreiheit' }, { name: 'not found', path: 'gibt-es-nicht', status: 404 },
  ];
}

/** The offers of the demonstration that say most; `shows` is what the German page must hold for the example to be worth its place. */
export function fullOffers() {
  return [
    { name: 'course', path: 'angebote/beispiel-frauenkurs-mit-kinderbetreuung-unna', shows: ['Sprachniveau', 'Freie Plätze', 'Was Sie mitbringen', 'Kostenpflichtig', 'Kinderbetreuung', ': geschlossen<br>'] },
    { name: 'offer with a notice', path: 'angebote/beispiel-sprachcafe-schwerte', shows: ['Bitte beachten:', 'Barrierefreier Zugang', ': geschlossen<br>'] },
    { name: 'offer with an interpreter', path: 'angebote/beispiel-migrationsberatung-kamen', shows: ['>Alter<', 'Dolmetschen möglich', 'Was Sie mitbringen'] },
    { name: 'offer with a registration', path: 'angebote/beispiel-jugendmigrationsdienst-werne', shows: ['>Alter<', '>Anmeldung<', 'Was Sie mitbringen'] },
  ];
}

/** Pages with nothing of their own to operate: only their markup and layout are looked at. `send` is what a form posts there. */
export function furtherTypes(types) {
  const offer = types.find(({ name }) => name === 'offer').path;
  return [
    { name: 'conference', path: 'konferenz' }, { name: 'session', path: 'konferenz/2008', headings: { ar: 'الجلسة الخامسة لمؤتمر الاندماج', uk: '5-те засідання Конференції з інтеграції' } }, { name: 'all sessions', path: 'konferenz/archiv' }, { name: 'how it was', path: 'konferenz/probe/rueckmeldung' }, { name: 'thanks for saying how it was', path: 'konferenz/probe/rueckmeldung/danke', sharesTitle: true }, { name: 'refused form of how it was', path: 'konferenz/probe/rueckmeldung', send: { overall: '0' }, status: 422 }, { name: 'publications', path: 'konferenz/veroeffentlichungen' },
    { name: 'recommendations', path: 'konferenz/empfehlungen' }, { name: 'recommendation with an answer', path: 'konferenz/empfehlungen/1' },
    { name: 'goals', path: 'ziele' }, { name: 'goal', path: 'ziele/integrationsleitziele-kreis-unna' },
    { name: 'measure', path: 'ziele/massnahmen/qualifizierungsangebote-fuer-kindergaerten-und-grundschulen' },
    { name: 'places', path: 'orte' }, { name: 'information pages', path: 'info' },
    { name: 'no offer fits', path: 'angebote?kategorie=jmd&thema=gefahr&zielgruppe=aeltere', sharesTitle: true },
    { name: 'thanks for a barrier', path: 'barriere-melden/danke' }, { name: 'thanks for a remark', path: 'rueckmeldung/danke', sharesTitle: true },
    { name: 'thanks of an organisation', path: 'angaben-danke' }, { name: 'thanks for changes of an organisation', path: 'angaben-danke/vorschlag', sharesTitle: true }, { name: 'link of an organisation is used up', path: 'angaben/gibt-es-nicht', status: 410 },
    { name: 'refused barrier', path: 'barriere-melden', send: { nachricht: '', kontakt: 'kein Weg' }, status: 422 },
    { name: 'refused remark', path: 'rueckmeldung', send: { seite: offer, nachricht: '' }, status: 422 },
    { name: 'not understood', path: 'suche?q=%FF', status: 400 }, { name: 'too much at once', path: 'rueckmeldung', send: { nachricht: 'x'.repeat(300_000) }, status: 413 },
  ];
}

/** Goes to a page as people do: by its address, or by pressing a button of a form. */
export async function reach(page, base, language, type) {
  const address = `${base}/${language}/${type.path}`;
  if (type.send === undefined) return page.goto(address, { waitUntil: 'load' });
  await page.goto(address, { waitUntil: 'networkidle' }); // what is left half-loaded would count as a fault
  const [response] = await Promise.all([
    page.waitForNavigation({ waitUntil: 'load' }),
    page.evaluate((fields) => {
      const form = document.body.appendChild(document.createElement('form'));
      form.method = 'post';
      for (const [name, value] of Object.entries(fields)) Object.assign(form.appendChild(document.createElement('textarea')), { name, value });
      form.submit();
    }, type.send),
  ]);
  return response;
}

/** Opens the page and collects everything that went wrong in it: console, policy, failed files. */
export async function watch(page) {
  const faults = [];
  page.on('console', (message) => {
    if (message.type() !== 'error' && message.type() !== 'warning') return;
    if (message.location().url === page.url() && /status of 4\d\d/.test(message.text())) return;  // the page itself is a 404
    faults.push(`console: ${message.text()} (${message.location().url})`);
  });
  page.on('pageerror', (error) => faults.push(`script: ${error.message}`));
  page.on('requestfailed', (request) => {
    if (request.failure()?.errorText === 'net::ERR_ABORTED') return; // whoever goes on to the next page breaks off what this one still loads
    faults.push(`request: ${request.url()} ${request.failure()?.errorText}`);
  });
  page.on('response', (response) => {
    if (response.status() >= 400 && !response.request().isNavigationRequest()) faults.push(`${response.status()}: ${response.url()}`);
  });
  await page.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', (event) => console.error(`policy: ${event.violatedDirective} ${event.blockedURI}`));
  });
  return faults;
}

const COLOURS = { runOnly: { type: 'rule', values: ['color-contrast', 'link-in-text-block'] } };

/** What axe finds in a page, a line each. What is the same page in the dark can differ only in its colours. */
export async function findViolations(page, { onlyColours = false } = {}) {
  await page.evaluate(AXE);
  return page.evaluate(async (options) => (await globalThis.axe.run(document, { resultTypes: ['violations'], ...options })).violations.map((violation) => `${violation.id}: ${violation.help}: ${violation.nodes.slice(0, 3).map((node) => `${node.html.slice(0, 160)} ${node.any[0]?.message ?? ''}`).join(' | ')}`), onlyColours ? COLOURS : {});
}

/** A door between browser and server that can be shut: the surest way to be offline, for the service worker too. */
export async function doorTo(base) {
  const target = new URL(base);
  const sockets = new Set();
  let isOpen = true;
  const server = createServer((client) => {
    if (!isOpen) { client.destroy(); return; }
    const upstream = connect(Number(target.port || 80), target.hostname);
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on('error', () => { client.destroy(); upstream.destroy(); });
      socket.on('close', () => sockets.delete(socket));
    }
    client.pipe(upstream).pipe(client);
  });
  await new Promise((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  const shutAll = () => { for (const socket of sockets) socket.destroy(); };
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    shut() { isOpen = false; shutAll(); },
    open() { isOpen = true; },
    async remove() { shutAll(); await new Promise((resolve) => { server.close(resolve); }); },
  };
}
