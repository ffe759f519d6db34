// The ways of people at work through the administration: by Tab alone, in English, away from a form, back to a list.

// One stop of the walk, measured where the focus is. What it knows of the stops before stays in the page.
function stop() {
  const offered = (selector) => [...document.querySelectorAll(selector)].find((one) => one.tabIndex >= 0 && one.checkVisibility());
  const walk = globalThis.walk ??= { first: document.activeElement, before: null, main: offered('main .kern-btn--primary') ?? offered('main [type=submit]'), isAtMain: false };
  const element = document.activeElement;
  // Behind the last stop comes the window, or the first one once more.
  if (element === document.body || element === document.documentElement || (walk.before !== null && element === walk.first && walk.before !== element)) return { isEnd: true, isAtMain: walk.main === undefined || walk.isAtMain };
  const faults = [];
  const box = element.getBoundingClientRect();
  const shows = (shown) => { const style = getComputedStyle(shown); return style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2; };
  if (!shows(element) && !(element.parentElement?.tagName === 'LABEL' && shows(element.parentElement))) faults.push('no visible focus');
  if (box.width < 2 || box.height < 2 || !element.checkVisibility({ visibilityProperty: true, opacityProperty: true })) faults.push('not to be seen');
  if (box.left < -1 || box.right > innerWidth + 1) faults.push('beside the window');
  if (Math.min(box.bottom, innerHeight) - Math.max(box.top, 0) < Math.min(box.height, 24) - 1) faults.push('above or below the window');
  const [x, y] = [box.left + Math.min(box.width / 2, 8), box.top + box.height / 2];
  const hit = y < 0 || y > innerHeight ? null : document.elementFromPoint(x, y);
  if (hit !== null && !element.contains(hit) && !hit.contains(element)) faults.push(`covered by ${hit.outerHTML.slice(0, 60)}`);
  // A field for a day has several stops of its own.
  if (walk.before !== null && walk.before !== element && !(walk.before.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_FOLLOWING)) faults.push('not in the order of the document');
  walk.before = element;
  walk.isAtMain ||= element === walk.main;
  return { isEnd: false, faults: faults.map((fault) => `${element.outerHTML.slice(0, 110)}: ${fault}`) };
}

const MOST_STOPS = 400;

// From the first to the last stop of each page.
export async function walkByTab(results, page, base, paths) {
  await page.emulateMedia({ reducedMotion: 'reduce' }); // else a stop is measured while the page still glides
  for (const width of [320, 1280]) {
    await page.setViewportSize({ width, height: width === 320 ? 640 : 900 });
    for (const path of paths) {
      const name = `/verwaltung${path} (${width}), by Tab`;
      await page.goto(`${base}/verwaltung${path}`);
      // A form may ask for the focus; the walk begins at the top.
      await page.evaluate(() => { document.activeElement?.blur(); document.body.tabIndex = -1; document.body.focus(); document.body.removeAttribute('tabindex'); scrollTo(0, 0); });
      const faults = [];
      let stops = 0;
      let end;
      for (; stops < MOST_STOPS && end === undefined; stops++) {
        await page.keyboard.press('Tab');
        const now = await page.evaluate(stop);
        if (now.isEnd) end = now;
        else faults.push(...now.faults);
      }
      results.check(`${name}: every stop is in view, shows the focus and follows the one before`, faults.length === 0, faults.slice(0, 5).join('\n'));
      results.check(`${name}: there is a way out`, end !== undefined && stops > 5, `${stops} stops`);
      results.check(`${name}: the main action is on the way`, end?.isAtMain === true);
    }
  }
}

async function chooseLanguage(page, base, tag) {
  await page.goto(`${base}/verwaltung/konto`);
  const language = page.locator('main select').filter({ has: page.locator('option[value=en]') });
  await language.selectOption(tag);
  await Promise.all([page.waitForNavigation(), language.locator('xpath=ancestor::form').locator('button[type=submit]').first().click()]);
}

// Other words are longer, and stand in the same elements: one width, that of the narrowest phones, without axe.
export async function checkInEnglish(results, page, base, paths, faults, checkPage) {
  await chooseLanguage(page, base, 'en');
  await page.setViewportSize({ width: 320, height: 640 });
  for (const path of paths) {
    await page.goto(`${base}/verwaltung${path}`);
    results.check(`/verwaltung${path} (English): says so`, await page.evaluate(() => document.documentElement.lang) === 'en');
    await checkPage(results, page, `/verwaltung${path} (English)`, faults, 'none');
    if (await page.locator('main thead a').count() > 0)
      results.check(`/verwaltung${path}: what heads of columns sort is sorted without them, too`, await page.locator('main form #nach').isVisible());
  }
  await chooseLanguage(page, base, 'de');
}

// Every form asks whoever leaves it with something changed, and nobody else.
export async function checkLeaving(results, page, base, accountPath) {
  await page.setViewportSize({ width: 1280, height: 900 });
  const isAsked = async (path, change) => {
    await page.goto(`${base}/verwaltung${path}`);
    let question = '';
    const answer = (dialog) => { question = dialog.type(); dialog.accept(); };
    page.on('dialog', answer);
    await change();
    await Promise.all([page.waitForNavigation(), page.getByRole('link', { name: 'Heute', exact: true }).first().click()]);
    page.off('dialog', answer);
    return question === 'beforeunload';
  };
  const role = page.getByRole('group', { name: 'Rollen' }).getByRole('checkbox').last();
  results.check('leaving: the roles of an account ask', await isAsked(accountPath, () => role.click()));
  results.check('leaving: roles that are as before do not', !await isAsked(accountPath, async () => { await role.click(); await role.click(); }));
  results.check('leaving: one\'s own name asks', await isAsked('/konto', () => page.getByLabel('Name', { exact: true }).fill('Andere Prüfung')));
  results.check('leaving: the name of a view asks', await isAsked('/angebote/ansichten?art=mbe', () => page.locator('main form[method=post] input[name=name]').fill('Migration')));
  results.check('leaving: a password does not', !await isAsked('/konto', () => page.locator('main input[type=password]').first().fill('geheim')));
  results.check('leaving: a filter does not', !await isAsked('/angebote', () => page.locator('#t').fill('beratung')));
}

// From a filtered list to a record and back, also after something was saved there; a new tab has the plain link.
export async function checkWayBack(results, page, base) {
  await page.setViewportSize({ width: 1280, height: 900 });
  for (const [path, query] of [['/angebote', '?nach=name&ab=1'], ['/seiten', '?nach=name'], ['/verweise', '?art=web'], ['/rueckmeldungen', '?stand=alle&nach=eingang'], ['/konten', '?zustand=aktiv']]) {
    await page.goto(`${base}/verwaltung${path}${query}`);
    await Promise.all([page.waitForNavigation(), page.locator('main tbody th a').first().click()]);
    const back = page.locator('.crumb a').first();
    results.check(`way back: ${path} keeps what it showed`, (await back.getAttribute('href')).endsWith(query), await back.getAttribute('href'));
    await Promise.all([page.waitForNavigation(), back.click()]);
    results.check(`way back: ${path} shows it`, new URL(page.url()).search === query, page.url());
  }
  const stranger = await page.context().newPage();
  await stranger.goto(`${base}/verwaltung/angebote/1`);
  results.check('way back: who came another way gets the whole list', (await stranger.locator('.crumb a').first().getAttribute('href')).endsWith('/angebote'));
  await stranger.close();
}

// On a phone: the order of a list by its filter form, and what a row does not show at once.
export async function checkListsOnPhones(results, page, base) {
  await page.setViewportSize({ width: 360, height: 740 });
  for (const path of ['/angebote', '/seiten', '/verweise', '/rueckmeldungen?stand=alle', '/konten']) {
    await page.goto(`${base}/verwaltung${path}`);
    const order = page.getByLabel('Sortieren nach');
    await order.selectOption({ index: 1 });
    const wanted = await order.inputValue();
    await page.getByLabel('umgekehrte Reihenfolge').check();
    await Promise.all([page.waitForNavigation(), page.locator('main form.tools button[type=submit]').click()]);
    const asked = new URL(page.url()).searchParams;
    results.check(`phone: ${path} is sorted by a choice`, asked.get('nach') === wanted && asked.get('ab') === '1' && await order.inputValue() === wanted, page.url());
    const fold = page.locator('main tbody .fold > summary').first();
    const rest = page.locator('main tbody tr').first().locator('.rest').first();
    results.check(`phone: ${path} folds what matters less`, !await rest.isVisible());
    await fold.focus();
    await page.keyboard.press('Enter');
    results.check(`phone: ${path} unfolds it`, await rest.isVisible());
  }
  const tall = await page.goto(`${base}/verwaltung/angebote`).then(() => page.evaluate(() => document.scrollingElement.scrollHeight));
  results.check('phone: fifty offers are not endless', tall < 8000, `${tall} px`);
  await page.setViewportSize({ width: 1280, height: 900 });
  await page.goto(`${base}/verwaltung/angebote`);
  results.check('desk: heads of columns sort, no choice stands beside them', !await page.getByLabel('Sortieren nach').isVisible() && !await page.locator('main tbody .fold').first().isVisible() && await page.locator('main tbody .rest').first().isVisible());
}

// Long phrases are mistyped: whoever wants to sees what was typed, and the browser keeps no password among the words of a text field.
export async function checkShownPassword(results, page) {
  const field = page.getByLabel('Passwort');
  const type = () => field.getAttribute('type');
  results.check('a password is hidden at first', await type() === 'password');
  await page.getByRole('button', { name: 'Passwort zeigen' }).click();
  results.check('a password is shown on request', await type() === 'text' && await page.getByRole('button', { name: 'Passwort verbergen' }).isVisible());
  await field.evaluate((shown) => { shown.form.addEventListener('submit', (event) => { globalThis.sentAs = shown.type; event.preventDefault(); }, { once: true }); });
  await page.locator('main button[type=submit]').first().click();
  results.check('and hidden again before it is sent', await page.evaluate(() => globalThis.sentAs) === 'password');
}

// The meter below a new password hints and sends nothing; what is known of the person or of the site counts for nothing.
export async function checkPasswordStrength(results, page, base) {
  await page.goto(`${base}/verwaltung/konto`);
  const field = page.locator('input[autocomplete=new-password]');
  const box = page.locator('.strength');
  results.check('strength: one meter, below the new password only', await box.count() === 1);
  results.check('strength: nothing is said of an empty field', !await box.isVisible());
  const sent = [];
  const listen = (request) => sent.push(request.url());
  page.on('request', listen);
  const grade = async (password) => {
    await field.fill('');
    await field.fill(password);
    await page.waitForTimeout(700); // longer than it waits for the next key
    return `${await box.locator('meter').evaluate((meter) => meter.value)} ${await box.getByRole('status').textContent()}`;
  };
  const site = (await page.title()).split(/\P{L}+/u).filter((word) => word.length > 3).at(-1);
  for (const [password, wanted] of [
    ['lila Tee', /^1 Noch 4 Zeichen/], ['aaaaaaaaaaaaaaaa', /^1 Leicht/], ['hallohallohallo', /^1 Leicht/], ['12345678901234', /^1 Leicht/],
    [`${site}!${site}2027`, /^1 Leicht/], ['x7$Kp9!mQ2zL', /^2 Schwer/], ['lila Regenschirm tanzt mit 7 Kühen', /^3 Sehr schwer/], ['Ж'.repeat(129), /^1 Höchstens 128/],
  ]) {
    const told = await grade(password);
    results.check(`strength: ${password.slice(0, 20)}`, wanted.test(told), told);
  }
  await field.fill('');
  results.check('strength: and none again when it is emptied', !await box.isVisible());
  page.off('request', listen);
  results.check('strength: nothing was sent while typing', sent.length === 0, sent.join(' '));
}
