// The second district of the demonstration: pages of steering and money that Kreis Unna has nothing for, and the forms behind mailed
// links. Needs tests/browser/lindenkreis.sql in its database.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { logIn } from '../login.mjs';
import { mailedForm } from '../mailed-form.mjs';
import { findViolations, watch } from '../tools.mjs';
import { checkLayout } from './layout.mjs';
import { checkMarkup, validate } from './markup.mjs';
import { checkValid } from './provider.mjs';

export const OFFICE = 'conference.office@demo.example';
// As in checks/staff.mjs: every rule of axe once wide and once narrow, those about colours in the dark.
const SIZES = [
  { name: '1280', width: 1280, height: 900 },
  { name: '1280 dark', width: 1280, height: 900, dark: true, onlyColours: true },
  { name: '400 % zoom', width: 320, height: 256 },
];
// The records of the demonstration have the same numbers each time. `shows`: what only this district has.
const PAGES = [
  { path: '/steuerung', shows: 'Patenschaften' }, { path: '/steuerung/zeitleiste', shows: 'Räume in allen Gemeinden gefunden' },
  { path: '/steuerung/abgleich', shows: 'Leitziele der Stadt Lindenstadt' }, { path: '/steuerung/regeln', shows: 'Ein Platz zum Spielen' },
  { path: '/steuerung/jahre/2/bericht', shows: 'Für die Treffpunkte werden 5.000' }, { path: '/steuerung/jahre/2/stand', shows: 'Datenblatt Ausbildung' },
  { path: '/steuerung/jahre/3/abschluss', shows: '' }, { path: '/steuerung/jahre/3/prioritaeten', shows: 'zum Schwerpunkt gemacht' },
  { path: '/steuerung/jahre/3/bewertungen', shows: 'Am Sonntag ist es am vollsten' }, { path: '/steuerung/jahre/3/bewertungen/gefragt', shows: 'Geantwortet' },
  { path: '/steuerung/jahre/3/schritte/14', shows: 'Fragebogen an die Fachbereiche' }, { path: '/steuerung/jahre/3/schritte/14/neue-datei', shows: 'Datei (PDF)' }, { path: '/steuerung/jahre/3/schritte/15', shows: 'Beschluss 1/' },
  { path: '/steuerung/jahre/3/schritte/16/gegenstand?beschluss=7%3A7_1', shows: 'Patenschaften für Auszubildende' }, { path: '/steuerung/jahre/4', shows: 'Steuerungsrunde Ahornhausen' },
  { path: '/massnahmen/14', shows: 'Beschluss 3/' }, { path: '/beschluesse/6', shows: '23. Sitzung' }, { path: '/bestandsaufnahmen/2/eintraege', shows: 'Vorlesen in der Kreisbücherei' },
  { path: '/foerderprogramme/2', shows: 'Verträge mit Vereinen' }, { path: '/antraege/7', shows: 'Ahornhausen' },
  { path: '/ziele/3', shows: 'Was sich seit dem Beschluss geändert hat' }, { path: '/massnahmen/3', shows: 'Beschluss 1/' },
  { path: '/massnahmen/8/berichte/54', shows: '/foto' }, { path: '/bestandsaufnahmen/1/luecken', shows: 'eine Lücke' }, { path: '/bestandsaufnahmen/1/eintraege', shows: 'Runder Tisch' },
  { path: '/zuwendungen/1', shows: 'Dritter Kurs' }, { path: '/zuwendungen/2', shows: 'beim Verein' }, { path: '/zuwendungen/2/belege', shows: 'Aushänge, noch einmal' },
  { path: '/zuwendungen/2/nachweise/1', shows: 'Zwischennachweis' }, { path: '/zuwendungen/2/nachweise/2', shows: 'Schlussnachweis' },
  { path: '/zuwendungen/2/weitergaben/1', shows: 'Musik an vier Sonntagen' }, { path: '/zuwendungen/2/weitergaben/2', shows: 'Zwölf Samstage' }, { path: '/zuwendungen/2/weitergaben/3', shows: '310,40' },
  { path: '/zuwendungen/2/weitergaben/7', shows: 'Antrag annehmen' }, { path: '/zuwendungen/2/weitergaben/antrag-erbitten', shows: 'Antrag bis' },
  { path: '/doppelfoerderung', shows: 'Zwei gleiche Belege' }, { path: '/finanzen', shows: 'Wohnraumlotsen' }, { path: '/finanzen/deckungskreise', shows: 'Sprache am Abend' }, { path: '/massnahmen/1/geld', shows: 'übertragen' }, { path: '/finanzen/wegfall?ohne=a2', shows: '28.000,00' }, { path: '/antraege/3', shows: 'schon vergeben' },
  { path: '/konzept/2', shows: 'Fassung 2' }, { path: '/konzept/2/uebernehmen/lindenstadt', shows: 'im Paket geändert' },
];
// Each has a line that is right, one that is not, and a column that nobody knows. `told`: of the wrong line, beside the names of its fields.
const TABLES = [
  {
    path: '/ziele/tabelle',
    lines: ['Nummer;Titel;Art;Handlungsfeld;Gewicht;Farbe', 'L 90;Alle lesen gern;Leitziel;Sprache und Bildung;2;rot', 'L 91;Kurse am Mittag;Leitbild;Nirgends;1;'],
    told: ['Art: „Leitbild“ ist keines der Worte', 'Handlungsfeld: „Nirgends“ ist hier nicht zu finden'],
  },
  {
    path: '/massnahmen/tabelle',
    lines: ['Nummer;Titel;Handlungsfeld;Stand;Frist;Gemeinden;Farbe', 'M 90;Lesenacht;Sprache und Bildung;in Arbeit;2028;;rot', 'M 91;Lesetag;Sprache und Bildung;läuft gut;2028;Nirgendwo;'],
    told: ['„läuft gut“ ist keines der Worte', 'Gemeinden: „Nirgendwo“ ist hier nicht zu finden'],
  },
];
// `fill` stays when the button is pressed and something else is missing.
const FORMS = [
  { name: 'report by link', path: mailedForm('bericht'), button: 'Bericht senden', fill: 'source' },
  { name: 'stocktaking by link', path: mailedForm('bestandsaufnahme') },
  { name: 'entry of a stocktaking by link', path: `${mailedForm('bestandsaufnahme')}/eintrag`, button: 'Eintrag senden', fill: 'text' },
  { name: 'evaluation by link', path: mailedForm('auswertung'), button: 'Antwort abschicken', fill: 'lessons' },
  { name: 'application of an association by link', path: mailedForm('foerderantrag'), button: 'Antrag absenden', fill: 'contact' },
  { name: 'proof of an association by link', path: mailedForm('verwendungsnachweis'), button: 'Rechnung hinzufügen', fill: 'payee' },
];

async function changeSize(page, size) {
  await page.setViewportSize({ width: size.width, height: size.height });
  await page.emulateMedia({ colorScheme: size.dark ? 'dark' : 'light' });
}

async function lookAt(results, page, name, faults, size) {
  const wide = await page.evaluate(() => document.scrollingElement.scrollWidth - document.documentElement.clientWidth);
  results.check(`${name}: no sideways scrolling`, wide <= 0, `${wide} px too wide: ${await page.evaluate(() => [...document.querySelectorAll('main *')].filter((one) => one.getBoundingClientRect().right > innerWidth && !one.closest('.scroll')).slice(-2).map((one) => one.outerHTML.slice(0, 120)).join(' | '))}`);
  const violations = await findViolations(page, { onlyColours: size.onlyColours });
  results.check(`${name}: axe finds nothing`, violations.length === 0, violations.join('\n'));
  results.check(`${name}: no faults`, faults.length === 0, faults.join('\n'));
  faults.length = 0;
}

// What would become of a table with faults, and of a file that is none: both are seen only after a file was sent, and nothing is stored.
async function sendTables(results, page, base, faults) {
  const sendFile = async (path, bytes) => {
    await page.goto(`${base}/verwaltung${path}`);
    await page.locator('main input[type=file]').setInputFiles({ name: 'tabelle.csv', mimeType: 'text/csv', buffer: Buffer.from(bytes) });
    const [answer] = await Promise.all([page.waitForNavigation(), page.getByRole('button', { name: 'Ansehen, was geschehen würde', exact: true }).click()]);
    return answer;
  };
  const folder = await mkdtemp(join(tmpdir(), 'kommin-tables-'));
  const fileOf = new Map();
  const keep = async (name, answer) => {
    const file = join(folder, `${fileOf.size}.html`);
    await writeFile(file, await answer.text());
    fileOf.set(file, name);
  };
  for (const { path, lines, told } of TABLES) {
    for (const size of SIZES) {
      await changeSize(page, size);
      const name = `Lindenkreis /verwaltung${path}, a table with faults (${size.name})`;
      const answer = await sendFile(path, lines.join('\r\n'));
      if (size.name === '1280') await keep(name, answer);
      const rows = page.locator('main tbody tr');
      results.check(`${name}: says what would become of it`, answer.status() === 200 && await page.getByText('1 neu, 0 geändert, 0 gleich, 1 falsch.').count() === 1, String(answer.status()));
      const states = await rows.locator('.st').allTextContents();
      results.check(`${name}: line by line`, states.join() === 'neu,falsch', states.join());
      const wrong = (await rows.last().locator('li').allTextContents()).join(' | ');
      results.check(`${name}: each fault is told beside its line`, told.every((words) => wrong.includes(words)), wrong);
      results.check(`${name}: a column that nobody knows is named`, await page.getByText('liest sie nicht ein: Farbe.').count() === 1);
      results.check(`${name}: there is no button that would store it`, await page.getByRole('button', { name: 'Neues und Geändertes speichern' }).count() === 0);
      await rows.first().locator('summary').click(); // what the right line says
      await lookAt(results, page, name, faults, size);
    }
    for (const size of SIZES) {
      await changeSize(page, size);
      const name = `Lindenkreis /verwaltung${path}, a file that is no table (${size.name})`;
      const answer = await sendFile(path, 'PK\u0003\u0004');
      if (size.name === '1280') await keep(name, answer);
      faults.length = 0; // the browser tells of the status 422
      results.check(`${name}: is refused beside its field`, answer.status() === 422 && (await page.locator('#f-datei-fehler').allTextContents()).join().startsWith('Das ist eine XLSX- oder ODS-Datei'), String(answer.status()));
      await lookAt(results, page, name, faults, size);
    }
  }
  const messages = await validate([...fileOf.keys()]);
  for (const [file, name] of fileOf) {
    const errors = messages.filter((message) => message.url.endsWith(file));
    results.check(`${name}: valid HTML`, errors.length === 0, errors.map((error) => `line ${error.lastLine}: ${error.message} … ${error.extract ?? ''}`).join('\n'));
  }
  await rm(folder, { recursive: true });
  for (const { path, lines } of TABLES) {
    const list = await (await page.request.get(`${base}/verwaltung${path.replace('/tabelle', '')}`)).text();
    results.check(`Lindenkreis /verwaltung${path}: nothing is stored of a table with faults`, lines.slice(1).every((line) => !list.includes(line.split(';')[1])));
  }
}

/** `password`: of OFFICE. */
export async function checkSteering(results, browser, base, password) {
  const context = await browser.newContext({ locale: 'de-DE', viewport: { width: 1280, height: 900 } });
  try {
    const page = await context.newPage();
    const faults = await watch(page);
    await logIn(page, base, OFFICE, password);
    faults.length = 0;
    for (const size of SIZES) {
      await changeSize(page, size);
      for (const { path, shows } of PAGES) {
        const name = `Lindenkreis /verwaltung${path} (${size.name})`;
        const response = await page.goto(`${base}/verwaltung${path}`);
        results.check(`${name}: is there and shows what it stands for`, response.status() === 200 && (await response.text()).includes(shows), `${response.status()}: ${shows}`);
        await lookAt(results, page, name, faults, size);
      }
    }
    await checkValid(results, page, Object.fromEntries(PAGES.map(({ path }) => [`Lindenkreis /verwaltung${path}`, `${base}/verwaltung${path}`])));
    await sendTables(results, page, base, faults);
  } finally {
    await context.close();
  }
}

// What is missing is said beside its field, and what was written stays.
async function fillWithoutScript(results, browser, base) {
  const context = await browser.newContext({ locale: 'de-DE', viewport: { width: 320, height: 640 }, javaScriptEnabled: false });
  try {
    const page = await context.newPage();
    for (const { name, path, button, fill } of FORMS.filter((form) => form.button !== undefined)) {
      await page.goto(`${base}/de/${path}`);
      const field = page.locator(`main [name="${fill}"]`).first();
      await field.fill('Steht noch da');
      await Promise.all([page.waitForNavigation(), page.locator('main').getByRole('button', { name: button, exact: true }).first().click()]);
      results.check(`${name}, without JavaScript: what is missing is said beside the field`, await page.locator('main [id$="-fehler"]').first().isVisible());
      results.check(`${name}, without JavaScript: what was written stays`, await page.locator(`main [name="${fill}"]`).first().inputValue() === 'Steht noch da');
    }
  } finally {
    await context.close();
  }
}

export async function checkMailedForms(results, browser, base, shots) {
  await checkMarkup(results, base, FORMS, ['de', 'ar']);
  await checkLayout(results, browser, base, FORMS, ['de', 'ar'], [], shots);
  await fillWithoutScript(results, browser, base);
}
