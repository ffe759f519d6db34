// The administration side, from the invitation link to the last page: as a person with a phone and an app for codes.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { codeOf } from '../login.mjs';
import { ALL_LANGUAGES, findViolations, watch } from '../tools.mjs';
import { checkBallots } from './ballots.mjs';
import { checkCalendars } from './calendars.mjs';
import { checkComments } from './comments.mjs';
import { checkLayout } from './layout.mjs';
import { checkMarkup, validate } from './markup.mjs';
import { checkInvitations } from './invitations.mjs';
import { checkProvider, checkValid } from './provider.mjs';
import { checkRegistration } from './registration.mjs';
import { checkInEnglish, checkLeaving, checkListsOnPhones, checkPasswordStrength, checkShownPassword, checkWayBack, walkByTab } from './staff-ways.mjs';
import { checkKeys, formsWithADangerousEnter } from './staff-keys.mjs';
import { checkLooks } from './staff-looks.mjs';
import { checkTyping } from './staff-typing.mjs';
import { checkTextSpacing } from './ways.mjs';

const PASSWORD = 'Regen fällt auf die Dächer';
// As on the public side: every rule of axe once wide and once narrow, those about colours in the dark.
const SIZES = [
  { name: '320', width: 320, height: 640, rules: 'none' },
  { name: '1280', width: 1280, height: 900 },
  { name: '1280 dark', width: 1280, height: 900, dark: true, rules: 'colours' },
  { name: '400 % zoom', width: 320, height: 256 },
];
const PAGES = [
  '', '?bereich=angebote', '?nur=faellig', '?bereich=gibtesnicht&nur=meine',
  '/konto', '/konto/zweiter-faktor',
  '/konten', '/konten?t=pruefung', '/konten?rolle=translator&zustand=aktiv&nach=anmeldung&ab=1', '/konten?zustand=geloescht', '/konten/neu',
  '/rechte',
  '/eintragungen',
  '/suche', '/suche?q=beratung', '/suche?q=gibtesnicht',
  '/hilfe',
  '/pruefpfad', '/pruefpfad?was=identity&von=2026-01-01', '/pruefpfad?art=gibtesnicht', '/pruefpfad?was=portal.offer', '/pruefpfad/1', '/pruefpfad/ansichten',
  '/auftraege', '/auftraege/adressen', '/auftraege?zustand=wartet&nach=art&ab=1', '/auftraege?nummer=1', '/auftraege?zustand=gescheitert', '/auftraege?zustand=wartet', '/auftraege?zustand=erledigt',
  '/rueckmeldungen', '/rueckmeldungen?stand=alle', '/rueckmeldungen?stand=alle&t=1', '/rueckmeldungen?stand=in-arbeit&art=barriere', '/rueckmeldungen/1', '/rueckmeldungen/1/schliessen',
  '/rueckmeldungen?faellig=ueberfaellig&nach=eingang', '/rueckmeldungen/1/verlauf', '/angebote/1/verlauf?fassung=1', '/verweise/1/verlauf', '/rueckmeldungen/ansichten?sprache=ar',
  '/hilfreich', '/hilfreich?sprache=ar',
  '/suchen', '/suchen?stand=ausgeblendet',
  '/orte', '/orte/1', '/orte/1/verlauf', '/orte/1/neue-stelle', '/orte/2', '/orte/2/vorschau/ar?breite=telefon', '/stellen/1', '/stellen/1/verlauf', '/uebersetzungen/ar/body/2?alle=1',
  '/kategorien', '/kategorien/situation-work', '/kategorien/situation-work/verlauf', '/kategorien/kind-mbe', '/kategorien/neu',
  '/einrichtungen', '/einrichtungen?liste=aehnliche', '/einrichtungen?q=awo', '/einrichtungen?ab=1&hinter=k.1', '/einrichtungen?zustand=archiv', '/einrichtungen/neu', '/einrichtungen/1', '/einrichtungen/1/archivieren', '/einrichtungen/3/rueckfragen', '/einrichtungen/1/vorschau/ar?breite=telefon', '/einrichtungen/1/verlauf', '/einrichtungen/1/zusammenfuehren', '/einrichtungen/1/zusammenfuehren?mit=2',
  '/wortschatz', '/wortschatz?q=arzt&ohne=ro', '/wortschatz?wort=щеплення&sprache=uk', '/wortschatz/neu?wort=щеплення&sprache=uk', '/wortschatz/doctor', '/wortschatz/doctor/archivieren', '/wortschatz/doctor/vorschau/ar?breite=telefon', '/wortschatz/doctor/verlauf',
  '/angebote', '/angebote?art=mbe&nach=name', '/angebote?art=mbe&alle=1', '/angebote?t=gibtesnicht', '/angebote/ansichten?art=mbe', '/angebote/neu', '/angebote/1', '/angebote/1/verlauf', '/angebote/1/bild', '/angebote/1/vorschau/ar?breite=telefon', '/angebote/1/verlauf/loeschen', '/angebote/1/archivieren', '/angebote/3/rueckfragen', '/angebote?angaben=ohne-adresse', '/angebote/3', '/angebote/4', '/angebote?zustand=zurueckgegeben',
  '/seiten', '/seiten?t=anmeldung', '/seiten?gemeinde=kreis&nach=name', '/seiten/ansichten?nach=name', '/seiten/neu', '/seiten/1', '/seiten/1/verlauf', '/seiten/1/bild', '/seiten/1/archivieren', '/seiten/eigene-fassung/1', '/seiten/1/kreistext',
  '/standorte', '/standorte?nach=angebote&ab=1', '/standorte/1', '/standorte/1/aendern',
  '/verweise', '/verweise?zustand=ins-leere', '/verweise/1', '/verweise/1/ersetzen', '/verweise/3',
  '/uebersetzungen', '/uebersetzungen/ar', '/uebersetzungen/ar?t=beratung&art=offer&gemeinde=kreis&nach=titel&ab=1', '/uebersetzungen/ar?zustand=veraltet', '/uebersetzungen/ar?t=gibtesnicht', '/uebersetzungen/ar?nach=titel&hinter=e.1', '/uebersetzungen/ar/ansichten?nach=titel', '/uebersetzungen/ar/offer/1?gemeinde=kreis&nach=titel',
  '/uebersetzungen/ar/offer/1', '/uebersetzungen/ar/offer/1/verlauf', '/uebersetzungen/uk/page/1?alle=1', '/uebersetzungen/ar/meeting/1?alle=1',
  '/gremien', '/gremien?zustand=unsicher', '/gremien?t=gibtesnicht', '/gremien/ansichten', '/gremien/neu', '/gremien/1', '/gremien/6', '/gremien/1/aendern', '/gremien/1/aendern/verlauf', '/gremien/1/neuer-sitz', '/sitze/1', '/sitze/1/verlauf', '/sitze/1/besetzen',
  '/mitglieder', '/mitglieder?zustand=unbesetzt', '/mitglieder?zustand=kuenftig&gremium=1', '/mitglieder?tag=gestern', '/mitglieder/ansichten', '/mitglieder/drucken', '/mitgliedschaften/1', '/mitgliedschaften/1/verlauf', '/ausgewogenheit', '/ausgewogenheit?vergleich=2020-01-01',
  '/sitzungen', '/sitzungen?zustand=alle&jahr=2006', '/sitzungen?t=gibtesnicht', '/sitzungen/ansichten', '/sitzungen/neu', '/sitzungen/reihe?gremium=1', '/sitzungen/3', '/sitzungen/7', '/sitzungen/7/aendern', '/sitzungen/7/aendern/verlauf', '/sitzungen/8', '/sitzungen/7/neuer-punkt', '/sitzungen/7/einladung', '/sitzungen/7/einladung/gast', '/sitzungen/7/einladung/kontakte', '/sitzungen/7/einladung/verschicken', '/sitzungen/10/anwesenheit', '/sitzungen/10/anwesenheit/unterschriften', '/sitzungen/10/anwesenheit/namensschilder', '/sitzungen/10/anwesenheit/namensschilder?offen=ja', '/sitzungen/10/anwesenheit/bescheinigungen', '/gremien/1/neuer-punkt', '/punkte/2', '/punkte/7', '/punkte/7/aendern', '/punkte/7/neue-unterlage', '/unterlagen/1', '/unterlagen/1/entfernen', '/punkte/7/aendern/verlauf', '/punkte/4/entfernen',
  '/veroeffentlichungen', '/veroeffentlichungen/neu', '/veroeffentlichungen/1', '/veroeffentlichungen/1/verlauf', '/sitzungen/11/protokoll', '/sitzungen/11/protokoll/drucken', '/sitzungen/10/protokoll/geheim', '/sitzungen/10/protokoll/aendern', '/sitzungen/10/protokoll/aendern/verlauf', '/sitzungen/10/neue-aufgabe', '/protokolle', '/protokolle?t=sprachcaf', '/aufgaben', '/aufgaben?zustand=alle', '/aufgaben/1',
  '/checklisten', '/checklisten/neu', '/checklisten/1', '/checklisten/1/verlauf', '/sitzungen/7/checkliste', '/sitzungen/7/checkliste/drucken', '/sitzungen/7/checkliste/zeilen', '/sitzungen/9/checkliste',
  '/sitzungen/7/programm', '/sitzungen/7/anmeldungen', '/sitzungen/7/anmeldungen?teil=4&bedarf=interpreter', '/sitzungen/7/anmeldungen/neu', '/sitzungen/7/anmeldungen/1', '/sitzungen/7/anmeldungen/schreiben', '/sitzungen/7/anwesenheit/unterschriften', '/sitzungen/7/anwesenheit/namensschilder?wer=registered&teil=4', '/sitzungen/7/anwesenheit/namensschilder?rolle=professional', '/sitzungen/7/anwesenheit/bescheinigungen', '/sitzungen/7/warteliste',
  '/beratungen', '/beratungen?t=gibtesnicht', '/beratungen?gemeinde=luenen&nach=wer', '/beratungen/ansichten', '/beratungen/summen', '/beratungen/neu', '/beratungen/1', '/beratungen/1/aendern', '/beratungen/1/aendern/verlauf', '/beratungen/1/schritt',
  '/sitzungen/7/statistik', '/konferenz/statistik', '/sitzungen/7/rueckmeldung', '/sitzungen/7/rueckmeldung/beenden', '/sitzungen/8/rueckmeldung',
  '/ziele', '/ziele?zustand=entwuerfe&nach=titel&ab=1', '/ziele?t=gibtesnicht', '/ziele/ansichten', '/ziele/neu', '/ziele/tabelle', '/ziele/neu?unter=2', '/ziele/1', '/ziele/2', '/ziele/2/bearbeiten', '/ziele/2/verlauf', '/ziele/7', '/beschluesse', '/beschluesse?t=gibtesnicht', '/beschluesse/neu?ziel=2', '/beschluesse/2', '/beschluesse/2/verlauf',
  '/empfehlungen', '/empfehlungen?zustand=alle&an=practice', '/empfehlungen/neu', '/empfehlungen/1', '/empfehlungen/3/aendern', '/empfehlungen/3/schritt?stand=taken_up', '/empfehlungen/3/verlauf', '/empfehlungen/4', '/empfehlungen/4/kommentare-erbitten',
  '/finanzen', '/finanzen?jahr=2009&quelle=state', '/finanzen?jahr=1999', '/finanzen/wegfall', '/finanzen/wegfall?ohne=a1', '/zuwendungen', '/zuwendungen?t=gibtesnicht', '/zuwendungen?nachgewiesen=nein', '/zuwendungen/ansichten', '/zuwendungen/neu', '/doppelfoerderung', '/antraege', '/antraege?t=gibtesnicht', '/antraege/ansichten', '/antraege/neu', '/antraege/1', '/antraege/1/bearbeiten', '/antraege/1/bearbeiten/verlauf', '/antraege/1/schritt', '/foerderprogramme', '/foerderprogramme?t=gibtesnicht', '/foerderprogramme/neu', '/foerderprogramme/1', '/foerderprogramme/1/bearbeiten', '/foerderprogramme/1/bearbeiten/verlauf', '/foerderprogramme/1/aufrufe/neu', '/massnahmen/4/geld', '/massnahmen/1/geld', '/massnahmen/4/geld/neu', '/massnahmen/4/geld/1', '/massnahmen/4/geld/1/verlauf', '/massnahmen/4/geld/1/loeschen', '/massnahmen/4/geld/1/uebertragen', '/finanzen/deckungskreise', '/finanzen/deckungskreise/neu',
  '/bestandsaufnahmen', '/bestandsaufnahmen/neu', '/bestandsaufnahmen/1', '/bestandsaufnahmen/1/bearbeiten', '/bestandsaufnahmen/1/bearbeiten/verlauf', '/bestandsaufnahmen/1/gefragt', '/bestandsaufnahmen/1/eintraege', '/bestandsaufnahmen/1/luecken',
  '/briefe', '/briefe?fuer=luenen', '/briefe/neu/luenen/goals.report.due', '/briefe/1', '/briefe/1/verlauf',
  '/konzept', '/konzept?t=gibtesnicht', '/konzept?verweis=a1', '/konzept/neu', '/konzept/einlesen', '/konzept/1', '/konzept/1?verweis=a1', '/konzept/1/verlauf', '/konzept/1/verlauf?fassung=1', '/konzept/1/uebernehmen/luenen', '/konzept/1/uebernehmen/luenen?wahl=neue',
  '/steuerung/jahre', '/steuerung/jahre/neu', '/steuerung/jahre/1', '/steuerung/jahre/1/bearbeiten', '/steuerung/jahre/1/verlauf', '/steuerung/jahre/1/prioritaeten', '/steuerung/jahre/1/prioritaeten/empfehlung', '/steuerung/jahre/1/prioritaeten/gewichte', '/steuerung/jahre/1/prioritaeten/gewichte/verlauf', '/steuerung/jahre/1/prioritaeten/bepunkten/ziele/1', '/steuerung/jahre/1/prioritaeten/bepunkten/massnahmen/1?vorschlaege=ja', '/steuerung/jahre/1/bewertungen', '/steuerung/jahre/1/bewertungen/neu/1/selbst', '/steuerung/jahre/1/bewertungen/gefragt', '/steuerung/jahre/1/bewertungen/fragen/1/fremd', '/steuerung/jahre/1/abschluss', '/steuerung/jahre/1/bericht', '/steuerung/jahre/1/schritte/3', '/steuerung/jahre/1/schritte/3/bearbeiten', '/steuerung/jahre/1/schritte/3/verlauf', '/steuerung/jahre/2', '/steuerung/jahre/2/loeschen',
  '/steuerung', '/steuerung?jahr=2009&seit=jahr', '/steuerung?jahr=1901', '/steuerung?ansicht=druck', '/steuerung/zeitleiste', '/steuerung/zeitleiste?gemeinde=kreis', '/steuerung/abgleich',
  '/massnahmen', '/massnahmen?ansicht=tafel', '/massnahmen?t=gibtesnicht', '/massnahmen/ansichten', '/massnahmen/neu', '/massnahmen/tabelle', '/massnahmen/1', '/massnahmen/2', '/massnahmen/1/bearbeiten', '/massnahmen/1/bearbeiten/verlauf', '/massnahmen/4/stand', '/massnahmen/1/licht', '/massnahmen/1/meilensteine', '/massnahmen/1/risiken', '/massnahmen/1/aufgaben', '/steuerung/regeln', '/steuerung/regeln?regel=measure-without-goal', '/massnahmen/1/kennzahlen/neu', '/massnahmen/1/kennzahlen/1', '/massnahmen/1/kennzahlen/1/verlauf', '/massnahmen/1/kennzahlen/1/bericht', '/massnahmen/1/oeffentlich', '/meine-massnahmen', '/ziele/1/oeffentlich', '/massnahmen/2/kennzahlen/2/bericht', '/massnahmen/3/kennzahlen/3/loeschen',
  '/personen', '/personen?t=gibtesnicht', '/personen?nach=geaendert', '/personen/ansichten', '/personen/neu', '/personen/1', '/personen/1/aendern', '/personen/1/aendern/verlauf', '/personen?liste=ohne-grund', '/personen/doppelte', '/personen/3/zusammenfuehren', '/personen/3/zusammenfuehren?mit=4', '/personen/1/auskunft', '/personen/1/loeschen', '/personen/1/einwilligung', '/einwilligungen/1/widerrufen', '/einwilligungstexte', '/einwilligungstexte/news',
  '/gibt-es-nicht',
];

async function checkPage(results, page, name, faults, rules = 'all') {
  const wide = await page.evaluate(() => document.scrollingElement.scrollWidth - document.documentElement.clientWidth);
  results.check(`${name}: no sideways scrolling`, wide <= 0, `${wide} px too wide`);
  if (rules !== 'none') {
    const violations = await findViolations(page, { onlyColours: rules === 'colours' });
    results.check(`${name}: axe finds nothing`, violations.length === 0, violations.join('\n'));
  }
  results.check(`${name}: no faults`, faults.length === 0, faults.join('\n'));
  faults.length = 0;
}

async function enter(results, page, base, link, faults) {
  const press = async () => { await Promise.all([page.waitForNavigation(), page.locator('main button[type=submit]').first().click()]); };
  await page.goto(base + link);
  await checkPage(results, page, 'set a password', faults);
  await page.getByLabel('Neues Passwort').fill('kurz');
  await press();
  results.check('a short password is refused with the reason', await page.getByText('Das Passwort ist zu kurz').count() > 0);
  await checkPage(results, page, 'a refused password', faults);
  await page.getByLabel('Neues Passwort').fill(PASSWORD);
  await press();

  await page.goto(`${base}/verwaltung/konten`);
  results.check('a page leads to the login', new URL(page.url()).pathname === '/verwaltung/anmelden', page.url());
  await checkPage(results, page, 'login', faults);
  await page.getByLabel('E-Mail-Adresse').fill('pruefung@demo.example');
  await page.getByLabel('Passwort').fill('nicht dieses');
  await press();
  results.check('a wrong password keeps the address', await page.getByLabel('E-Mail-Adresse').inputValue() === 'pruefung@demo.example');
  await checkPage(results, page, 'a failed login', faults);
  await page.getByLabel('Passwort').fill(PASSWORD);
  await checkShownPassword(results, page);
  await press();

  results.check('personal data needs the second factor first', new URL(page.url()).pathname === '/verwaltung/konto/zweiter-faktor', page.url());
  const secret = await page.locator('.secret').textContent();
  await page.getByLabel('Jetziges Passwort').fill(PASSWORD);
  await page.getByLabel('Tippen Sie die sechs Ziffern ein').fill(codeOf(secret));
  await press();
  results.check('ten recovery codes are shown', await page.locator('.codes li').count() === 10);
  await checkPage(results, page, 'recovery codes', faults);
}

// The server's watch reads a publication of another thread within moments; a busy machine takes longer.
async function appears(page, base, path, words) {
  for (let tries = 0; tries < 40; ++tries) {
    if ((await (await page.request.get(base + path)).text()).includes(words)) return true;
    await page.waitForTimeout(500);
  }
  return false;
}

// The browser obeys `autofocus` when it draws the page for the first time, which may be after the page has loaded.
async function getsFocus(page, selector) {
  const isFocused = (wanted) => document.activeElement?.matches(wanted) === true;
  return page.waitForFunction(isFocused, selector, { timeout: 5000 }).then(() => true, () => false);
}

// An editor gives a record a picture; everybody sees it, on a phone the small one.
async function showAPicture(results, page, base, { what, address, path }, faults) {
  const press = async (name) => { await Promise.all([page.waitForNavigation(), page.getByRole('button', { name, exact: true }).first().click()]); };
  const file = fileURLToPath(new URL('../../../src/app/tests/pictures/fields.png', import.meta.url));
  await page.goto(address);
  await Promise.all([page.waitForNavigation(), page.getByRole('link', { name: /^Bild hinzufügen/ }).click()]);
  await page.getByLabel('Datei mit dem Bild').setInputFiles({ name: 'bild.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('GIF89a') });
  await page.getByLabel('Was auf dem Bild zu sehen ist').fill('Drei Felder in drei Farben');
  await press('Bild übernehmen');
  faults.length = 0; // the browser tells of the status 422
  results.check(`picture of ${what}: what is none is refused with reason, words stay`, await page.getByText('JPEG, PNG und WebP; GIF').count() > 0 && await page.getByLabel('Was auf dem Bild zu sehen ist').inputValue() === 'Drei Felder in drei Farben');
  await checkPage(results, page, `picture of ${what}: a refused file`, faults);
  await page.getByLabel('Datei mit dem Bild').setInputFiles(file);
  await press('Bild übernehmen');
  await press('Veröffentlichen');
  results.check(`picture of ${what}: everybody gets the address`, await appears(page, base, path, '/gross.webp'));
  for (const width of [1280, 320]) {
    await page.goto('about:blank'); // else the other size of a picture that is there begins to load
    await page.setViewportSize({ width, height: 740 });
    await page.goto(base + path);
    const picture = page.getByRole('img', { name: 'Drei Felder in drei Farben' });
    await picture.scrollIntoViewIfNeeded();
    const shown = await picture.evaluate(async (image) => { await image.decode(); return { points: image.naturalWidth, wide: image.width, source: image.currentSrc }; });
    results.check(`picture of ${what}: is there at ${width} px`, width === 320 ? shown.source.endsWith('/klein.webp') && shown.wide <= 320 : shown.source.endsWith('/gross.webp') && shown.points === 960, JSON.stringify(shown));
    await checkPage(results, page, `picture of ${what}: public page at ${width} px`, faults);
  }
  await page.setViewportSize({ width: 1280, height: 900 });
  const inArabic = base + path.replace('/de/', '/ar/');
  await page.goto(inArabic);
  await checkPage(results, page, `picture of ${what}: public page in Arabic`, faults);
  await checkValid(results, page, { [`picture of ${what}: public page`]: base + path, [`picture of ${what}: public page in Arabic`]: inArabic });
  await page.goto(`${address}/bild`);
  await checkPage(results, page, `picture of ${what}: the page of the picture`, faults);
}

// An editor takes an offer from the list to the portal, is told what is wrong, and meets a colleague.
async function editAnOffer(results, page, base, faults) {
  const press = async (name) => { await Promise.all([page.waitForNavigation(), page.getByRole('button', { name, exact: true }).first().click()]); };
  const publicText = async (path) => (await page.request.get(base + path)).text();
  await page.setViewportSize({ width: 1280, height: 900 });
  await page.emulateMedia({ colorScheme: 'light' });
  await page.goto(`${base}/verwaltung/angebote`);
  await page.getByRole('link', { name: 'Angebot anlegen' }).click();
  await page.getByLabel('Name').fill('Sprachcafé am Markt');
  await page.getByLabel('Gemeinde', { exact: true }).selectOption({ index: 1 });
  await press('Anlegen und weiter');
  const address = page.url();
  await page.getByLabel('E-Mail der Stelle').fill('kein Postfach');
  await page.getByLabel('Kurz gesagt').fill('Reden und Kaffee');
  await press('Veröffentlichen');
  results.check('desk: the summary of what is wrong has the focus', await getsFocus(page, '[role=alert]'));
  results.check('desk: what was typed is still there', await page.getByLabel('Kurz gesagt').inputValue() === 'Reden und Kaffee');
  await checkPage(results, page, 'desk: a refused form', faults);
  await page.getByLabel('E-Mail der Stelle').fill('cafe@markt.example');
  // Enter in a field must not publish.
  await page.getByLabel('E-Mail der Stelle').focus();
  await Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')]);
  results.check('desk: Enter saves a draft', await page.getByText('Im Portal ist das noch nicht zu sehen').count() === 1);
  let question = '';
  page.once('dialog', (dialog) => { question = dialog.type(); dialog.dismiss(); });
  await page.getByLabel('Kurz gesagt').focus();
  await page.keyboard.type('!');
  await page.getByRole('link', { name: 'Heute', exact: true }).first().click();
  results.check('desk: whoever leaves what was typed is asked first', question === 'beforeunload' && await page.getByLabel('Kurz gesagt').inputValue() !== 'Reden und Kaffee' && page.url() === address);
  await page.keyboard.press('Backspace');
  await page.getByLabel('Kurz gesagt').fill('Reden und Kaffee');
  results.check('desk: nobody sees a draft', !(await publicText('/de/angebote/sprachcafe-am-markt')).includes('Reden und Kaffee'));
  await press('Veröffentlichen');
  results.check('desk: everybody sees what is published', await appears(page, base, '/de/angebote/sprachcafe-am-markt', 'Reden und Kaffee'));

  await showAPicture(results, page, base, { what: 'an offer', address, path: '/de/angebote/sprachcafe-am-markt' }, faults);
  await showAPicture(results, page, base, { what: 'an information page', address: `${base}/verwaltung/seiten/1`, path: '/de/info/alltag' }, faults);
  const colleague = await page.context().newPage();
  await colleague.goto(address);
  await page.goto(address);
  await colleague.getByLabel('Kurz gesagt').fill('Reden, Kaffee und Kuchen');
  await Promise.all([colleague.waitForNavigation(), colleague.getByRole('button', { name: 'Entwurf sichern' }).last().click()]);
  await colleague.close();
  await page.getByLabel('Kurz gesagt').fill('Reden und Tee');
  await Promise.all([page.waitForNavigation(), page.getByRole('button', { name: 'Entwurf sichern' }).last().click()]);
  faults.length = 0; // the browser tells of the status 409
  results.check('desk: whoever saves second compares', await page.getByText('Nur ein Feld widerspricht sich').count() === 1);
  await checkPage(results, page, 'desk: two versions', faults);
  results.check('desk: nobody is chosen for where both have changed a field', await page.locator('input[name="wahl-summary"]:checked').count() === 0);
  await page.locator('input[name="wahl-summary"][value="m"]').check();
  await press('Auswahl als Entwurf sichern');
  results.check('desk: and keeps what was chosen', await page.getByLabel('Kurz gesagt').inputValue() === 'Reden und Tee');
  await page.goto(`${base}/verwaltung/einrichtungen/1`);
  question = '';
  page.once('dialog', (dialog) => { question = dialog.type(); dialog.accept(); });
  await page.getByLabel('Name (nötig)').focus();
  await page.keyboard.type('!');
  await page.getByRole('link', { name: 'Heute', exact: true }).first().click();
  results.check('desk: short forms of several fields ask, too', question === 'beforeunload');
  await page.goto(`${address}/vorschau/ar`);
  results.check('desk: the preview is right-to-left', await page.evaluate(() => document.documentElement.dir) === 'rtl');
  await checkPage(results, page, 'desk: preview', faults);
}

// A district makes a life situation of its own: a draft first, published a tile at once, in Arabic with its German name until somebody translates it; archived, it can be brought back.
async function makeASituation(results, page, base, faults) {
  const press = async (name) => { await Promise.all([page.waitForNavigation(), page.getByRole('button', { name, exact: true }).last().click()]); };
  await page.setViewportSize({ width: 360, height: 740 });
  await page.goto(`${base}/verwaltung/kategorien`);
  await Promise.all([page.waitForNavigation(), page.getByRole('link', { name: 'Neue Lebenslage' }).click()]);
  await press('Als Entwurf anlegen');
  faults.length = 0; // the browser tells of the status 422
  results.check('situation: without a name it is refused with the reason', await page.getByText('Bitte geben Sie den Namen auf Deutsch ein').count() > 0);
  await checkPage(results, page, 'situation: a refused form', faults);
  await page.getByLabel(/^Name · Deutsch/).fill('Sport im Kreis');
  await page.getByText('Herz', { exact: true }).click();
  await press('Als Entwurf anlegen');
  const address = page.url();
  await checkPage(results, page, 'situation: its draft', faults);
  await page.goto(`${base}/de/`);
  results.check('situation: nobody else sees the draft', await page.getByText('Sport im Kreis').count() === 0);
  await page.goto(`${address}/vorschau/ar`);
  results.check('situation: the preview of the draft has its tile', await page.getByText('Sport im Kreis').count() > 0);
  await checkPage(results, page, 'situation: the preview of the draft', faults);
  await page.goto(address);
  await press('Veröffentlichen');
  await checkPage(results, page, 'situation: its form', faults);
  results.check('situation: everybody gets the tile', await appears(page, base, '/ar/', '<b><span lang="de" dir="ltr">Sport im Kreis</span></b>'));
  await page.goto(`${base}/ar/`);
  await checkPage(results, page, 'situation: home page in Arabic', faults);
  await page.goto(`${address}/archivieren`);
  results.check('situation: the question tells what carries it', await page.getByText('Kein Angebot trägt sie.').count() === 1);
  await checkPage(results, page, 'situation: the question', faults);
  await press('Archivieren');
  results.check('situation: archived, it can be brought back', await page.getByRole('button', { name: 'Wiederherstellen' }).count() === 1);
  await checkPage(results, page, 'situation: archived', faults);
  await page.setViewportSize({ width: 1280, height: 900 });
}

// A municipality says something else than the Kreis. Its page stands in German where nobody has translated it, and the two lead to each other.
async function publishLocalText(results, page, browser, base, languages, faults, shots) {
  const press = async (name) => { await Promise.all([page.waitForNavigation(), page.getByRole('button', { name, exact: true }).first().click()]); };
  await page.setViewportSize({ width: 1280, height: 900 });
  await page.emulateMedia({ colorScheme: 'light' });
  await page.goto(`${base}/verwaltung/seiten/eigene-fassung/1`);
  const general = (await page.getByRole('link', { name: 'Text des Kreises ansehen' }).getAttribute('href')).slice('/de/'.length);
  await press('Eigene Fassung für Holzwickede anlegen');
  await checkPage(results, page, 'desk: the text of a municipality', faults);
  await page.getByLabel('Text', { exact: true }).fill('## Im Bürgerbüro\n\nBringen Sie **Ihren Ausweis** mit. Mehr steht bei den [ersten Schritten](seite:erste-schritte).\n\n- montags\n- dienstags');
  await press('Veröffentlichen');
  const local = `orte/holzwickede/${general}`;
  results.check('the text of a municipality is seen by everybody', await appears(page, base, `/de/${local}`, 'Im Bürgerbüro'));
  const seen = async (path, words) => (await (await page.request.get(base + path)).text()).includes(words);
  for (const language of languages) {
    for (const path of [general, 'orte/holzwickede']) results.check(`${path} (${language}): leads to the text of the municipality`, await seen(`/${language}/${path}`, `href="/${language}/${local}"`));
    results.check(`text of a municipality (${language}): leads to the text of the Kreis`, await seen(`/${language}/${local}`, `href="/${language}/${general}"`));
  }
  const types = [{ name: 'text of a municipality', path: local, shows: ['km-note', '<strong>Ihren Ausweis</strong>'] }, { name: 'text with others for municipalities', path: general, sharesTitle: true }];
  await checkMarkup(results, base, types, languages);
  await checkLayout(results, browser, base, types, languages, ['de-simple'], shots);
  for (const language of ALL_LANGUAGES) await checkTextSpacing(results, browser, base, types, language);
}

// What failed is repeated by keyboard, one and all.
async function careForJobs(results, page, base, faults) {
  await page.setViewportSize({ width: 360, height: 740 });
  await page.emulateMedia({ colorScheme: 'light' });
  const givenUp = async () => Number((await page.locator('.tabs [aria-current]').textContent()).match(/[0-9]+$/)[0]);
  const press = async (button) => { await button.focus(); await Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')]); };
  await page.goto(`${base}/verwaltung/auftraege`);
  const before = await givenUp();
  results.check('older jobs are on further pages', await page.locator('nav.page').getByRole('button', { name: 'Weiter' }).count() === 1);
  await press(page.locator('tbody').getByRole('button', { name: /^Wiederholen/ }).first());
  results.check('one job is repeated', await givenUp() === before - 1 && await page.getByText('Der Auftrag wird noch einmal versucht.').count() === 1);
  await checkPage(results, page, 'a repeated job', faults);
  await press(page.getByRole('button', { name: /^Freigeben l…@/ }));
  results.check('an address is unblocked', await page.getByRole('button', { name: /^Freigeben/ }).count() === 1);
  await press(page.getByRole('button', { name: /^Alle wiederholen/ }));
  results.check('all jobs are repeated', await givenUp() < before - 1 && await page.getByRole('button', { name: /^Alle/ }).count() === 0, await givenUp());
  await checkPage(results, page, 'nothing given up any longer', faults);
}

// By keyboard alone, on a phone and a desk: from the bar to what is wanted.
async function useTheBar(results, page, base, faults) {
  await page.emulateMedia({ colorScheme: 'light' });
  for (const width of [320, 360, 1280]) {
    await page.setViewportSize({ width, height: 740 });
    await page.goto(`${base}/verwaltung`);
    const overlaps = await page.evaluate(() => {
      const parts = [...document.querySelectorAll('.top > *, .top__end > *')].filter((part) => part.className !== 'top__end' && part.getClientRects().length > 0).map((part) => part.getBoundingClientRect());
      return parts.some((one, index) => one.right > innerWidth + 0.5 || one.left < 0 || parts.slice(index + 1).some((other) => one.left < other.right - 0.5 && other.left < one.right - 0.5 && one.top < other.bottom - 0.5 && other.top < one.bottom - 0.5));
    });
    results.check(`bar (${width}): its parts stand beside each other`, !overlaps);
    await page.getByRole('searchbox', { name: 'Alles durchsuchen' }).focus();
    await page.keyboard.type('beratung');
    await Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')]);
    results.check(`bar (${width}): Enter searches`, new URL(page.url()).pathname === '/verwaltung/suche', page.url());
    results.check(`bar (${width}): the words stay in the field`, await page.getByRole('searchbox', { name: 'Alles durchsuchen' }).inputValue() === 'beratung');
    results.check(`bar (${width}): offers are found`, await page.getByRole('heading', { name: /^Angebote/ }).count() === 1);
    await page.locator('.menu > summary', { hasText: 'Neu' }).focus();
    await page.keyboard.press('Enter');
    await checkPage(results, page, `bar (${width}): the open menu "Neu"`, faults);
    await Promise.all([page.waitForNavigation(), page.locator('.menu[open]').getByRole('link', { name: 'Seite', exact: true }).click()]);
    results.check(`bar (${width}): something new is begun`, new URL(page.url()).pathname === '/verwaltung/seiten/neu', page.url());
  }
}

// Two offers are ticked and confirmed, two are about to be archived.
async function changeMany(results, page, base, faults) {
  await page.setViewportSize({ width: 1280, height: 900 });
  const press = async (name) => { await Promise.all([page.waitForNavigation(), page.getByRole('button', { name, exact: true }).click()]); };
  for (const action of ['Angaben heute bestätigt', 'Archivieren …']) {
    await page.goto(`${base}/verwaltung/angebote?nach=name`);
    const ticks = page.locator('tbody').getByRole('checkbox', { name: /auswählen$/ });
    await ticks.nth(0).check();
    await ticks.nth(1).focus();
    await page.keyboard.press('Space');
    results.check('many offers: the bar says how many are ticked', await page.getByRole('status').getByText('Ausgewählte: 2', { exact: true }).count() === 1);
    await press(action);
    await checkPage(results, page, `many offers: ${action}`, faults);
  }
  results.check('many offers: how many would be archived', await page.getByRole('heading', { name: '2 Angebote archivieren?' }).count() === 1);
  await page.getByRole('link', { name: 'Im Portal lassen' }).click();
  await page.getByRole('link', { name: /^Alle [0-9]+ auswählen$/ }).click();
  results.check('many offers: everything is chosen by a link', await page.getByRole('checkbox', { checked: true }).count() > 2);
  await page.goto(`${base}/verwaltung/angebote?nach=name`);
  const lines = await page.locator('tbody .ck').count();
  const all = page.getByRole('checkbox', { name: 'Alle auf dieser Seite auswählen' });
  await all.check();
  results.check('many offers: one box ticks all lines of the page', lines > 2 && await page.locator('tbody').getByRole('checkbox', { checked: true }).count() === lines);
  await Promise.all([page.waitForNavigation(), page.locator('nav.page').getByRole('button', { name: 'Weiter' }).click()]);
  await page.locator('tbody').getByRole('checkbox').first().check();
  results.check('many offers: those of other pages are counted, too',
    await page.getByText(`Ausgewählte (${lines} auf anderen Seiten): ${lines + 1}`, { exact: true }).count() === 1);
  await Promise.all([page.waitForNavigation(), page.getByRole('button', { name: 'Seite 1', exact: true }).click()]);
  results.check('many offers: back there, all are ticked, and nothing is unsaved',
    await all.isChecked() && await page.evaluate(() => dispatchEvent(new Event('beforeunload', { cancelable: true }))));
}

// An account has an address that nobody guesses.
async function pagesOfAnAccount(page, base) {
  await page.goto(`${base}/verwaltung/konten`);
  const path = (await page.locator('main tbody th a').first().getAttribute('href')).replace('/verwaltung', '');
  return [path, `${path}/aendern`, `${path}/verlauf`];
}

// Nothing happens to an account before a page has said what.
async function changeAnAccount(results, page, base, path, faults) {
  const press = async (name) => { await Promise.all([page.waitForNavigation(), page.getByRole('button', { name, exact: true }).first().click()]); };
  await page.goto(`${base}/verwaltung${path}`);
  await press('Weiter: Änderung prüfen');
  results.check('accounts: a page says what changes', await page.getByText('An den Rollen ändert sich nichts.').count() === 1);
  await checkPage(results, page, 'accounts: before roles change', faults);
  await page.goto(`${base}/verwaltung${path}`);
  await press('Konto sperren');
  await checkPage(results, page, 'accounts: before a block', faults);
  await page.getByRole('link', { name: 'Abbrechen' }).click();
}

// Every page in each size, as valid HTML, and by Tab: this looks and changes nothing.
async function lookAtPages(results, page, base, paths, folder, shots) {
  const faults = await watch(page);
  const fileOf = new Map();
  for (const size of SIZES) {
    await page.setViewportSize({ width: size.width, height: size.height });
    await page.emulateMedia({ colorScheme: size.dark ? 'dark' : 'light' });
    for (const path of paths) {
      const name = `/verwaltung${path} (${size.name})`;
      const response = await page.goto(`${base}/verwaltung${path}`);
      results.check(`${name}: is never kept`, response.headers()['cache-control'] === 'no-store', response.headers()['cache-control']);
      await checkPage(results, page, name, faults, size.rules);
      if (shots !== undefined) await page.screenshot({ path: join(shots, `verwaltung${path.replaceAll(/[^a-z-]/g, '-')}-${size.name}.png`.replaceAll(/ |%/g, '')), fullPage: true });
      if (size.name === '1280') {
        const pressed = await formsWithADangerousEnter(page);
        results.check(`${name}: Enter in a form does no more than save`, pressed.length === 0, pressed.join());
        const file = join(folder, `${fileOf.size}.html`);
        await writeFile(file, await response.text());
        fileOf.set(file, name);
      }
    }
  }
  const messages = await validate([...fileOf.keys()]);
  for (const [file, name] of fileOf) {
    const errors = messages.filter((message) => message.url.endsWith(file));
    results.check(`${name}: valid HTML`, errors.length === 0, errors.map((error) => `line ${error.lastLine}: ${error.message} … ${error.extract ?? ''}`).join('\n'));
  }
  await page.emulateMedia({ colorScheme: 'light' });
  await walkByTab(results, page, base, shapesOf(paths).filter((path) => !path.endsWith('/verlauf') && !path.includes('/vorschau/')));
}

// Each kind of page once: with another filter or number it has the same stops and words.
function shapesOf(paths) {
  const kinds = paths.filter((path) => !path.includes('?') && path !== '/gibt-es-nicht');
  return [...new Map(kinds.map((path) => [path.replaceAll(/[0-9]+/g, 'n'), path])).values()];
}

// What people do all day. Everything here finds for itself what it needs, whatever was done before.
async function workInPages(results, page, browser, base, accountPage, { outbox, languages, shots }, faults) {
  await checkListsOnPhones(results, page, base);
  await checkWayBack(results, page, base);
  await checkPasswordStrength(results, page, base);
  await checkLeaving(results, page, base, accountPage);
  await checkTyping(results, page, browser, base, faults, checkPage);
  await checkKeys(results, page, base, faults, checkPage);
  await checkLooks(results, page, base, faults, checkPage);

  await changeAnAccount(results, page, base, accountPage, faults);
  await editAnOffer(results, page, base, faults);
  await makeASituation(results, page, base, faults);
  await publishLocalText(results, page, browser, base, languages, faults, shots);
  await checkProvider(results, page, browser, base, outbox, shots);
  await checkInvitations(results, page, browser, base, outbox, shots);
  await checkComments(results, page, browser, base, outbox, shots);
  await checkCalendars(results, page, browser, base, outbox);
  await checkRegistration(results, page, browser, base, outbox, 'tr', shots);
  await checkBallots(results, page, browser, base, shots);
  faults.length = 0;
  await careForJobs(results, page, base, faults);
  await changeMany(results, page, base, faults);
  await useTheBar(results, page, base, faults);
}

// On a phone the menu is behind a button; by keyboard alone.
async function useTheMenu(results, page, base) {
  await page.setViewportSize({ width: 360, height: 740 });
  await page.emulateMedia({ colorScheme: 'light' });
  await page.goto(`${base}/verwaltung`);
  results.check('the menu is closed on a phone', !await page.locator('#nav').isVisible());
  await page.getByRole('button', { name: 'Menü' }).focus();
  await page.keyboard.press('Enter');
  results.check('the menu opens by keyboard', await page.locator('#nav').isVisible());
  await page.locator('#nav').getByRole('link', { name: 'Rückmeldungen' }).focus();
  await Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')]);
  results.check('and leads on', new URL(page.url()).pathname === '/verwaltung/rueckmeldungen', page.url());
}

async function leave(results, page, base) {
  await page.setViewportSize({ width: 1280, height: 900 });
  await page.locator('.menu > summary', { hasText: 'Angemeldet als' }).focus();
  await page.keyboard.press('Enter');
  await Promise.all([page.waitForNavigation(), page.getByRole('button', { name: 'Abmelden' }).click()]);
  await page.goto(`${base}/verwaltung`);
  results.check('after logging out the pages are closed', new URL(page.url()).pathname === '/verwaltung/anmelden', page.url());
}

export async function checkStaff(results, browser, base, { invitation, outbox, languages, shots }) {
  const context = await browser.newContext({ locale: 'de-DE', viewport: { width: 1280, height: 900 } });
  const folder = await mkdtemp(join(tmpdir(), 'kommin-staff-'));
  try {
    const page = await context.newPage();
    const faults = await watch(page);
    await enter(results, page, base, invitation, faults);
    const accountPages = await pagesOfAnAccount(page, base);
    const paths = [...PAGES, ...accountPages];
    // Side by side, one looks and one works: each waits for the browser half of its time. Whoever works takes the network away now
    // and then, and keeps things in the browser: the other one has a browser of their own.
    const onlooker = await browser.newContext({ locale: 'de-DE', storageState: await context.storageState() });
    await Promise.all([
      results.group('staff, looking', async () => { await lookAtPages(results, await onlooker.newPage(), base, paths, folder, shots); await onlooker.close(); }),
      results.group('staff, working', () => workInPages(results, page, browser, base, accountPages[0], { outbox, languages, shots }, faults)),
    ]);
    await results.group('staff, in English', () => checkInEnglish(results, page, base, shapesOf(paths), faults, checkPage)); // the language is that of the account
    await useTheMenu(results, page, base);
    await leave(results, page, base);
  } finally {
    await context.close();
    await rm(folder, { recursive: true });
  }
}
