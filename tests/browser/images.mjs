// Takes the pictures of README and handbook from a running demonstration:
//   node tests/browser/images.mjs BASE LOGINS FOLDER [lindenkreis]
// LOGINS: the file of `kommin demo --logins`. With "lindenkreis" the pictures of steering and money that Kreis Unna has nothing for, from
// that district. See scripts/make-images.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { logIn } from './login.mjs';
import { mailedForm } from './mailed-form.mjs';
import { openBrowser } from './tools.mjs';

const [base, logins, folder, district] = process.argv.slice(2);
const passwords = new Map(readFileSync(logins, 'utf8').trim().split('\n').map((line) => line.split(/\s+/)));
const OFFICE = 'conference.office@demo.example';

// The records of the demonstration have the same numbers each time.
const PICTURES = [
  { name: 'verwaltung-heute', path: '/verwaltung', height: 960 },
  { name: 'verwaltung-angebote', path: '/verwaltung/angebote' },
  { name: 'verwaltung-formular', path: '/verwaltung/angebote/1' },
  { name: 'verwaltung-uebersetzen', path: '/verwaltung/uebersetzungen/ar/offer/1' },
  { name: 'verwaltung-ort', path: '/verwaltung/orte/2' },
  { name: 'verwaltung-rueckmeldung', path: '/verwaltung/rueckmeldungen/1' },
  { name: 'verwaltung-gremium', path: '/verwaltung/gremien/1' },
  { name: 'verwaltung-sitzung', path: '/verwaltung/sitzungen/11' },
  { name: 'verwaltung-person', path: '/verwaltung/personen/1', height: 910 },
  { name: 'verwaltung-empfehlung', path: '/verwaltung/empfehlungen/3' },
  { name: 'verwaltung-checkliste', path: '/verwaltung/sitzungen/7/checkliste' },
  { name: 'verwaltung-programm', path: '/verwaltung/sitzungen/7/programm', height: 1100 },
  { name: 'verwaltung-anmeldungen', path: '/verwaltung/sitzungen/7/anmeldungen', height: 1100 },
  { name: 'verwaltung-statistik', path: '/verwaltung/konferenz/statistik' },
  { name: 'verwaltung-beratungen', path: '/verwaltung/beratungen' },
  { name: 'verwaltung-protokoll', path: '/verwaltung/sitzungen/11/protokoll', height: 1100 },
  { name: 'verwaltung-steuerung', path: '/verwaltung/steuerung', height: 1300 },
  { name: 'verwaltung-zeitleiste', path: '/verwaltung/steuerung/zeitleiste' },
  { name: 'verwaltung-steuerungsjahr', path: '/verwaltung/steuerung/jahre/1', height: 1100 },
  { name: 'verwaltung-bepunkten', path: '/verwaltung/steuerung/jahre/1/prioritaeten/bepunkten/massnahmen/1', height: 1100 },
  { name: 'verwaltung-ziel', path: '/verwaltung/ziele/3', height: 1100 },
  { name: 'verwaltung-massnahme', path: '/verwaltung/massnahmen/1', height: 1300 },
  { name: 'verwaltung-tafel', path: '/verwaltung/massnahmen?ansicht=tafel' },
  { name: 'verwaltung-bericht', path: '/verwaltung/massnahmen/1/kennzahlen/1/bericht' },
  { name: 'verwaltung-antrag', path: '/verwaltung/antraege/1' },
];

// Of the Lindenkreis; its records have the same numbers each time, too.
const PICTURES_OF_LINDENKREIS = [
  { name: 'verwaltung-abgleich', path: '/verwaltung/steuerung/abgleich' },
  { name: 'verwaltung-regeln', path: '/verwaltung/steuerung/regeln', height: 1100 },
  { name: 'verwaltung-jahresbericht', path: '/verwaltung/steuerung/jahre/2/bericht', height: 1300 },
  { name: 'verwaltung-jahresstand', path: '/verwaltung/steuerung/jahre/2/stand', height: 1100 },
  { name: 'verwaltung-abschluss', path: '/verwaltung/steuerung/jahre/3/abschluss', height: 1100 },
  { name: 'verwaltung-bewertungen', path: '/verwaltung/steuerung/jahre/3/bewertungen', height: 1100 },
  { name: 'verwaltung-schritt', path: '/verwaltung/steuerung/jahre/3/schritte/15', height: 1000 },
  { name: 'verwaltung-bestandsaufnahme', path: '/verwaltung/bestandsaufnahmen/1', height: 1100 },
  { name: 'verwaltung-luecken', path: '/verwaltung/bestandsaufnahmen/1/luecken', height: 1100 },
  { name: 'verwaltung-budget', path: '/verwaltung/massnahmen/2/geld', height: 1100 },
  { name: 'verwaltung-wegfall', path: '/verwaltung/finanzen/wegfall?ohne=a2' },
  { name: 'verwaltung-zuwendung', path: '/verwaltung/zuwendungen/1', height: 1300 },
  { name: 'verwaltung-weitergabe', path: '/verwaltung/zuwendungen/2/weitergaben/2', height: 1100 },
  { name: 'verwaltung-nachweis', path: '/verwaltung/zuwendungen/2/nachweise/1', height: 1300 },
  { name: 'verwaltung-doppelfoerderung', path: '/verwaltung/doppelfoerderung' },
  { name: 'verwaltung-konzept', path: '/verwaltung/konzept/2/uebernehmen/lindenstadt', height: 1300 },
];
// Who is to report: sees their own measures first.
const REPORTER = 'department.editor@demo.example';

async function take(context, { name, path, height = 860 }) {
  const page = await context.newPage();
  await page.setViewportSize({ width: 1280, height });
  const response = await page.goto(base + path);
  if (response.status() !== 200) throw new Error(`${path} answers ${response.status()}`);
  await page.screenshot({ path: join(folder, `${name}.png`) });
  process.stdout.write(`${name}: ${await page.title()}\n`);
  await page.close();
}

// The demonstration has no messages: here is one.
async function writeAMessage(context) {
  const page = await context.newPage();
  await page.goto(`${base}/ar/rueckmeldung`);
  await page.locator('#f-nachricht').fill('متى يبدأ الدرس القادم للغة الألمانية؟ أبحث عن درس في المساء.');
  await page.locator('main #f-kontakt').fill('amira@beispiel.example');
  await Promise.all([page.waitForNavigation(), page.locator('main button[type=submit]').last().click()]);
  await page.close();
}

async function takeAsUnna(context) {
  await take(context, { name: 'portal', path: '/de/', height: 1500 });
  await take(context, { name: 'konferenz', path: '/de/konferenz', height: 1100 });
  // The session to come lies ahead of today, so its year is not known here.
  const conference = await (await fetch(`${base}/de/konferenz`)).text();
  const [, session] = conference.match(/href="(\/de\/konferenz\/[^"\/]+)\/anmeldung"/);
  await take(context, { name: 'konferenz-tagung', path: session, height: 1300 });
  await take(context, { name: 'konferenz-anmeldung', path: `${session}/anmeldung`, height: 1300 });
  await take(context, { name: 'ziele', path: '/de/ziele', height: 1100 });
  await writeAMessage(context);
  await takeAtDesk(context, OFFICE, PICTURES);
}

async function takeAtDesk(context, account, pictures) {
  const page = await context.newPage();
  await logIn(page, base, account, passwords.get(account));
  await page.close();
  for (const picture of pictures) await take(context, picture);
}

// The forms behind mailed links are those of tests/browser/lindenkreis.sql.
async function takeAsLindenkreis(context, browser) {
  await take(context, { name: 'bericht-per-link', path: `/de/${mailedForm('bericht')}`, height: 1100 });
  await take(context, { name: 'nachweis-per-link', path: `/de/${mailedForm('verwendungsnachweis')}`, height: 1300 });
  await takeAtDesk(context, OFFICE, PICTURES_OF_LINDENKREIS);
  const other = await browser.newContext({ locale: 'de-DE' });
  await takeAtDesk(other, REPORTER, [{ name: 'verwaltung-meine-massnahmen', path: '/verwaltung/meine-massnahmen' }]);
}

const browser = await openBrowser();
try {
  const context = await browser.newContext({ locale: 'de-DE' });
  await (district === 'lindenkreis' ? takeAsLindenkreis(context, browser) : takeAsUnna(context));
} finally {
  await browser.close();
}
