// Dates for the calendars of other people, read with the library with which Thunderbird reads them (ical.js): what everybody may
// subscribe to, the date of one session, and the letters that invite, tell a change, take a date out and bring it back.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ALL_LANGUAGES, ICAL } from '../tools.mjs';
import { mailedLink } from './provider.mjs';

const LONGEST_LINE = 75; // octets, without the line end: RFC 5545, 3.1
const RFC_7986 = new Set(['name', 'refresh-interval']); // younger than the library
// What a calendar must not take for an end of something.
const MEETING = {
  title: 'Probe: Kommas, Semikolons; „Zitat“ "so" und \\n Schrägstrich \\ – موعد، تجربة؛ 😀',
  place: 'Saal 1, Süd; Eingang: hinten',
  accessibility: 'Aufzug, Rampe; المدخل من الخلف، بجانب الموقف: الطابق 2',
};

const normal = (text) => text.replaceAll(/[\u200e\u200f\u2066-\u2069]/g, '').replaceAll(/\s+/g, ' ').trim();

/** The calendar of a file that keeps all rules of the format; undefined where a calendar would not read it. */
export function readCalendar(results, name, text) {
  results.check(`${name}: lines end with CRLF`, text.endsWith('\r\n') && !/[^\r]\n|\r(?!\n)/.test(text));
  const long = text.split('\r\n').filter((line) => Buffer.byteLength(line) > LONGEST_LINE);
  results.check(`${name}: no line is too long`, long.length === 0, long.join('\n'));
  results.check(`${name}: no control characters`, !/[\x00-\x09\x0b\x0c\x0e-\x1f\x7f]/.test(text));
  let calendar;
  try {
    const parsed = ICAL.parse(text);
    calendar = new ICAL.Component(parsed);
    // Of two calendars in one file the library makes a list.
    if (!results.check(`${name}: is one calendar`, calendar.name === 'vcalendar', JSON.stringify(parsed).slice(0, 200))) return undefined;
  } catch (error) {
    results.check(`${name}: is read`, false, error);
    return undefined;
  }
  results.check(`${name}: says its version, program and kind of calendar`, calendar.getFirstPropertyValue('version') === '2.0' && calendar.getFirstPropertyValue('prodid') !== null && calendar.getFirstPropertyValue('calscale') === 'GREGORIAN');
  results.check(`${name}: has nothing but dates`, calendar.getAllSubcomponents().every((component) => component.name === 'vevent'));
  const strange = [calendar, ...calendar.getAllSubcomponents()].flatMap((component) => component.getAllProperties())
    .filter((property) => property.type === 'unknown' && !property.name.startsWith('x-') && !RFC_7986.has(property.name));
  results.check(`${name}: every property is known`, strange.length === 0, strange.map((property) => property.toICALString()).join('\n'));
  return calendar;
}

/** Of one date: what every calendar needs of it. */
export function checkEvent(results, name, component) {
  const one = (property) => component.getAllProperties(property).length === 1;
  results.check(`${name}: each of what there is once`, ['uid', 'dtstamp', 'dtstart', 'dtend', 'sequence', 'status', 'summary'].every(one));
  results.check(`${name}: has a uid`, (component.getFirstPropertyValue('uid') ?? '').length > 8);
  const [stamp, begin, end] = ['dtstamp', 'dtstart', 'dtend'].map((property) => component.getFirstPropertyValue(property));
  const isUtc = (time) => !time.isDate && time.zone === ICAL.Timezone.utcTimezone;
  results.check(`${name}: was written at a moment`, isUtc(stamp), String(stamp));
  // No rules of a time zone go along, so nothing may need one.
  results.check(`${name}: in UTC, or whole days`, (isUtc(begin) && isUtc(end)) || (begin.isDate && end.isDate), `${begin} ${end}`);
  results.check(`${name}: ends after it begins`, end.compare(begin) > 0, `${begin} ${end}`);
  const sequence = component.getFirstPropertyValue('sequence');
  results.check(`${name}: has a number`, Number.isInteger(sequence) && sequence >= 0, sequence);
  results.check(`${name}: nothing repeats and nothing rings`, component.getFirstProperty('rrule') === null && component.getAllSubcomponents().length === 0);
}

async function fetchCalendar(results, name, address) {
  const response = await fetch(address);
  const type = response.headers.get('content-type');
  results.check(`${name}: is a calendar`, response.status === 200 && type === 'text/calendar; charset=utf-8', `${response.status} ${type}`);
  if (response.status !== 200) return { calendar: undefined, response };
  const text = new TextDecoder('utf-8', { fatal: true }).decode(await response.arrayBuffer());
  const calendar = readCalendar(results, name, text);
  results.check(`${name}: is published`, calendar?.getFirstPropertyValue('method') === 'PUBLISH');
  for (const component of calendar?.getAllSubcomponents('vevent') ?? []) {
    checkEvent(results, `${name}, ${component.getFirstPropertyValue('summary')}`, component);
    results.check(`${name}: names nobody`, component.getFirstProperty('attendee') === null && component.getFirstProperty('organizer') === null);
  }
  return { calendar, response };
}

const eventsOf = (calendar) => new Map((calendar?.getAllSubcomponents('vevent') ?? []).map((component) => [component.getFirstPropertyValue('uid'), new ICAL.Event(component)]));

/** Somebody reads the Arabic title of one of these dates and says that it is right; its uid, undefined where there was none to read. */
async function reviewATitle(desk, base, events) {
  const titles = new Map([...events].map(([uid, event]) => [normal(event.summary), uid]));
  await desk.goto(`${base}/verwaltung/uebersetzungen/ar?art=meeting`);
  const lines = await desk.locator('main a[href*="/uebersetzungen/ar/meeting/"]').evaluateAll((links) => links.map((link) => [link.textContent, link.getAttribute('href')]));
  const found = lines.find(([title]) => titles.has(normal(title)));
  if (found === undefined) return undefined;
  await desk.goto(`${base}${found[1]}${found[1].includes('?') ? '&' : '?'}alle=1`);
  const checked = desk.locator('main [name=ok-title]');
  if (await checked.count() === 1) await checked.check();
  await Promise.all([desk.waitForNavigation(), desk.locator('main').getByRole('button', { name: 'Sichern', exact: true }).click()]);
  return titles.get(normal(found[0]));
}

/** What a date says stands so on the page to which it leads. In other languages a calendar keeps the German of what only a machine has translated. */
async function checkAgainstPage(results, page, base, language, event, german, isReviewed) {
  const name = `calendar, ${language}, ${event.summary}`;
  const address = new URL(event.component.getFirstPropertyValue('url'));
  await page.goto(base + address.pathname);
  results.check(`${name}: leads to its page`, address.pathname.startsWith(`/${language}/konferenz/`) && await page.locator('h1').count() === 1, address.href);
  const title = normal(await page.locator('h1').innerText());
  const titles = isReviewed ? [title] : [title, normal(german?.summary ?? '')];
  results.check(`${name}: has the title of the page`, titles.includes(normal(event.summary)), title);
  if (isReviewed) results.check(`${name}: it was read, and stands in its own language`, normal(event.summary) !== normal(german?.summary ?? '') && /\p{Script=Arabic}/u.test(event.summary), event.summary);
  const lines = event.description.trim().split('\n');
  results.check(`${name}: several lines`, lines.length >= 2, event.description);
  if (language !== 'de') return;
  const rows = await page.locator('dl.km-facts > div').evaluateAll((all) => all.map((row) => [row.querySelector('dt').textContent, row.querySelector('dd').textContent]));
  const facts = new Map(rows.map(([label, value]) => [normal(label), normal(value)]));
  results.check(`${name}: has the panel of the page`, facts.get('Gremium') === normal(lines[0]), `${lines[0]}: ${JSON.stringify(rows)}`);
  for (const line of lines.slice(1)) {
    const at = line.indexOf(': ');
    const [label, value] = [line.slice(0, at), line.slice(at + 2)];
    if (label !== 'Wann') results.check(`${name}: ${label}`, facts.get(normal(label)) === normal(value), `${value}: ${facts.get(label)}`);
  }
  results.check(`${name}: the place of the page`, event.location === null || event.location === undefined || facts.get('Wo') === normal(event.location), event.location);
}

async function checkFeeds(results, desk, browser, base) {
  const context = await browser.newContext({ locale: 'de-DE' });
  try {
    const page = await context.newPage();
    let german;
    let reviewed;
    for (const language of ALL_LANGUAGES) {
      const { calendar } = await fetchCalendar(results, `all dates, ${language}`, `${base}/${language}/konferenz/termine.ics`);
      const events = eventsOf(calendar);
      if (german === undefined) { // the first language
        german = events;
        reviewed = await reviewATitle(desk, base, events);
        results.check('all dates: somebody has read a title in Arabic', reviewed !== undefined);
      }
      results.check(`all dates, ${language}: there are some, each once`, events.size > 0 && events.size === calendar?.getAllSubcomponents('vevent').length);
      results.check(`all dates, ${language}: the same dates in every language`, [...events].every(([uid, event]) => german.get(uid)?.startDate.compare(event.startDate) === 0) && events.size === german.size);
      results.check(`all dates, ${language}: the calendar has a name`, normal(calendar?.getFirstPropertyValue('x-wr-calname') ?? '') !== '');
      if (language === 'de' || language === 'ar') {
        for (const [uid, event] of events) await checkAgainstPage(results, page, base, language, event, german.get(uid), language === 'ar' && uid === reviewed);
      }
      for (const [uid, event] of events) {
        const name = `one date, ${language}, ${event.summary}`;
        const { calendar: single, response } = await fetchCalendar(results, name, `${base}${new URL(event.component.getFirstPropertyValue('url')).pathname}/termin.ics`);
        const same = eventsOf(single).get(uid);
        results.check(`${name}: the date of the calendar, as a file`, same?.summary === event.summary && same?.startDate.compare(event.startDate) === 0 && /termin\.ics/.test(response.headers.get('content-disposition') ?? ''));
      }
    }
    await page.goto(`${base}/de/konferenz`);
    const panels = await page.locator('a[href*="/konferenz/gremien/"][href$="termine.ics"]').evaluateAll((links) => links.map((link) => link.getAttribute('href')));
    results.check('dates of panels: there are some', panels.length > 0);
    for (const path of panels) {
      const { calendar } = await fetchCalendar(results, `dates of a panel ${path}`, base + path);
      const dates = eventsOf(calendar);
      results.check(`dates of a panel ${path}: there are some, and all of them stand among all dates`, dates.size > 0 && [...dates].every(([uid, event]) => german.get(uid)?.sequence === event.sequence));
    }
  } finally {
    await context.close();
  }
}

/** The parts of a mail that are no multipart. */
export function partsOf(mail) {
  const end = mail.indexOf('\r\n\r\n');
  const headers = new Map(mail.slice(0, end).replaceAll(/\r\n[ \t]+/g, ' ').split('\r\n').map((line) => [line.slice(0, line.indexOf(':')).toLowerCase(), line.slice(line.indexOf(':') + 1).trim()]));
  const body = mail.slice(end + 4);
  const boundary = /boundary="?([^";]+)"?/.exec(headers.get('content-type') ?? '')?.[1];
  if (boundary === undefined) return [{ type: headers.get('content-type') ?? '', headers, body }];
  return body.split(`--${boundary}`).slice(1, -1).flatMap((part) => partsOf(part.replace(/^\r\n/, '')));
}

const decoded = (part) => new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(part.body, 'base64'));

/** All dates that were sent to an address for this meeting, the oldest first; waits until there are so many. */
async function mailedDates(page, outbox, address, count) {
  let found = [];
  for (let tries = 0; tries < 60 && found.length < count; ++tries) {
    if (tries > 0) await page.waitForTimeout(500);
    let names = [];
    try { names = readdirSync(outbox).filter((name) => name.endsWith('.eml')); } catch { /* no mail yet, no folder yet */ }
    found = names.map((name) => readFileSync(join(outbox, name), 'utf8')).filter((mail) => mail.includes(`\r\nTo: ${address}\r\n`)).flatMap((mail) => {
      const parts = partsOf(mail);
      const inline = parts.find(({ type }) => type.startsWith('text/calendar'));
      if (inline === undefined) return [];
      const event = new ICAL.Component(ICAL.parse(decoded(inline))).getFirstSubcomponent('vevent');
      if (event?.getFirstPropertyValue('summary') !== MEETING.title) return [];
      return [{ inline, file: parts.find(({ type }) => type.startsWith('application/ics')), sequence: event.getFirstPropertyValue('sequence') }];
    }).sort((one, other) => one.sequence - other.sequence);
  }
  return found;
}

/** One letter as a mail program reads it. */
function checkLetter(results, name, letter, address, method) {
  if (!results.check(`${name}: the letter has come`, letter !== undefined)) return undefined;
  const text = decoded(letter.inline);
  results.check(`${name}: says what is to be done where programs look`, new RegExp(`^text/calendar; charset=utf-8; method=${method}$`).test(letter.inline.type), letter.inline.type);
  results.check(`${name}: the file is the same`, letter.file !== undefined && decoded(letter.file) === text);
  const calendar = readCalendar(results, name, text);
  results.check(`${name}: ${method}`, calendar?.getFirstPropertyValue('method') === method);
  const components = calendar?.getAllSubcomponents('vevent') ?? [];
  if (!results.check(`${name}: one date`, components.length === 1)) return undefined;
  checkEvent(results, name, components[0]);
  const event = new ICAL.Event(components[0]);
  results.check(`${name}: from whom`, components[0].getAllProperties('organizer').length === 1 && /^mailto:.+@.+/.test(event.organizer), event.organizer);
  results.check(`${name}: to whom, and nobody else reads who comes`, event.attendees.length === 1 && event.attendees[0].getFirstValue() === `mailto:${address}`, event.attendees.map((one) => one.getFirstValue()).join());
  results.check(`${name}: nobody is asked to answer by mail`, event.attendees[0]?.getParameter('rsvp') !== 'TRUE');
  results.check(`${name}: its state`, components[0].getFirstPropertyValue('status') === (method === 'CANCEL' ? 'CANCELLED' : 'CONFIRMED'));
  results.check(`${name}: the title as it was typed`, event.summary === MEETING.title, event.summary);
  return event;
}

const spelled = (day) => `${day.getDate()}.${day.getMonth() + 1}.${day.getFullYear()}`;
const inBerlin = (time) => new Intl.DateTimeFormat('de-DE', { timeZone: 'Europe/Berlin', day: 'numeric', month: 'numeric', year: 'numeric', hour: '2-digit', minute: '2-digit' }).format(time.toJSDate());

// What the office does with the meeting; `page` is that of somebody from it.
class Desk {
  constructor(page, base) { this.page = page; this.base = base; }

  async press(button) { await Promise.all([this.page.waitForNavigation(), button.click()]); }

  async save(path, entries) {
    await this.page.goto(this.base + path);
    const form = this.page.locator('main form.form');
    for (const [name, value] of Object.entries(entries)) {
      if (name === 'panel') await form.locator('[name=panel]').selectOption(value);
      else if (name === 'state') await form.locator(`[name=state][value=${value}]`).check();
      else await form.locator(`[name=${name}]`).fill(value);
    }
    await this.press(form.locator('.save button[type=submit]').first());
  }

  async plan(entries) {
    await this.page.goto(`${this.base}/verwaltung/sitzungen/neu`);
    const panel = await this.page.locator('main [name=panel] option').evaluateAll((options) => options.find((option) => option.value !== '').value);
    await this.save('/verwaltung/sitzungen/neu', { ...MEETING, ...entries, panel });
    this.meeting = new URL(this.page.url()).pathname;
  }

  async change(entries) { await this.save(`${this.meeting}/aendern`, entries); }

  async invite(words) {
    await this.page.goto(`${this.base}${this.meeting}/einladung/gast`);
    await this.page.locator('main [name=worte]').fill(words);
    await this.press(this.page.getByRole('button', { name: 'Person suchen' }));
    await this.press(this.page.locator('main').getByRole('button', { name: 'Auf die Liste' }).first());
  }

  async send() {
    await this.page.goto(`${this.base}${this.meeting}/einladung/verschicken`);
    await this.press(this.page.locator('main form.form .save button[type=submit]').first());
  }
}

async function checkLetters(results, page, base, outbox) {
  await page.setViewportSize({ width: 1280, height: 900 });
  const desk = new Desk(page, base);
  const day = new Date(Date.now() + 60 * 86_400_000);
  const next = new Date(Date.now() + 75 * 86_400_000);
  const steps = [
    ['invitation', 'REQUEST', async () => { await desk.plan({ day: spelled(day), begins: '10:00', ends: '12:30' }); await desk.invite('derya.beispiel'); await desk.invite('m.almithal'); }],
    ['change', 'REQUEST', () => desk.change({ begins: '11:00' })],
    ['the date holds no more', 'CANCEL', () => desk.change({ day: `${day.getMonth() + 1}.${day.getFullYear()}`, begins: '', ends: '' })],
    ['another day', 'REQUEST', () => desk.change({ day: spelled(next) })],
    ['called off', 'CANCEL', () => desk.change({ state: 'cancelled', reason: 'Schnee, Eis; Sturm' })],
  ];
  const guests = ['derya.beispiel@demo.example', 'm.almithal@demo.example'];
  const seen = new Map(guests.map((address) => [address, []]));
  for (const [at, [what, method, act]] of steps.entries()) {
    await act();
    await desk.send();
    for (const address of guests) {
      const letters = await mailedDates(page, outbox, address, at + 1);
      const event = checkLetter(results, `letter to ${address}, ${what}`, letters[at], address, method);
      if (event === undefined) return;
      seen.get(address).push(event);
    }
  }
  for (const [address, events] of seen) {
    const name = `letters to ${address}`;
    results.check(`${name}: one place in the calendar`, new Set(events.map(({ uid }) => uid)).size === 1);
    results.check(`${name}: the number rises`, events.every((event, at) => at === 0 || event.sequence > events[at - 1].sequence), events.map(({ sequence }) => sequence).join());
    const stamps = events.map(({ component }) => component.getFirstPropertyValue('dtstamp'));
    results.check(`${name}: each was written later`, stamps.every((stamp, at) => at === 0 || stamp.compare(stamps[at - 1]) >= 0));
    const [invitation, change, lost, again, off] = events;
    results.check(`${name}: at the time of the place`, inBerlin(invitation.startDate) === `${spelled(day)}, 10:00` && inBerlin(invitation.endDate) === `${spelled(day)}, 12:30`, `${inBerlin(invitation.startDate)} ${inBerlin(invitation.endDate)}`);
    results.check(`${name}: what holds no more is the date that was told last`, lost.startDate.compare(change.startDate) === 0 && inBerlin(lost.startDate) === `${spelled(day)}, 11:00`, inBerlin(lost.startDate));
    results.check(`${name}: without an hour the whole day`, again.startDate.isDate && again.startDate.toString() === off.startDate.toString() && again.endDate.subtractDate(again.startDate).days + again.endDate.subtractDate(again.startDate).weeks * 7 === 1, `${again.startDate} ${again.endDate}`);
    results.check(`${name}: place and what helps, as they were typed`, invitation.location === MEETING.place && invitation.description.includes(`: ${MEETING.accessibility}\n`), invitation.description);
  }
  results.check('letters: each has a date of their own', seen.get(guests[0])[0].uid !== seen.get(guests[1])[0].uid);
  await checkDateOfLink(results, page, base, outbox, seen.get(guests[1]).at(-1));
}

// Whoever saves the date from the page of the link has it in the place of the letters.
async function checkDateOfLink(results, page, base, outbox, off) {
  const link = await mailedLink(page, outbox, 'm.almithal@demo.example', /\/ar\/einladung\/[A-Za-z0-9_-]+/);
  if (!results.check('date of a link: there is a link', link !== undefined)) return;
  await page.goto(base + link);
  results.check('date of a link: the page has the title', normal(await page.locator('h1').innerText()).includes(normal(MEETING.title)));
  const { calendar } = await fetchCalendar(results, 'date of a link', `${base}${link}/termin.ics`);
  const event = [...eventsOf(calendar).values()][0];
  results.check('date of a link: the same place in the calendar', event?.uid === off.uid && event.sequence === off.sequence && event.component.getFirstPropertyValue('status') === 'CANCELLED');
}

/** `page` is that of somebody from the office who is logged in. */
export async function checkCalendars(results, page, browser, base, outbox) {
  await checkFeeds(results, page, browser, base);
  await checkLetters(results, page, base, outbox);
}
