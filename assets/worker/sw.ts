// The offline memory. It keeps exactly two things: the hashed files of the current look, and the pages (with their pictures) of a
// municipality that somebody asked to keep. Forms, searches, staff pages and everything else pass by untouched.
import { languageOf, textsIn } from './texts.ts';

declare const self: ServiceWorkerGlobalScope;
declare const KOMMIN_ASSETS: { version: string; shell: string[]; style: string };  // filled in by the build

type Order = { order: 'save' | 'forget' | 'ask'; list: string };

const FORMAT = 'kommin-1-';
const SHELL = `${FORMAT}shell-${KOMMIN_ASSETS.version}`;
const PLACE = `${FORMAT}place:`;
const MOST_PAGES = 400;
const AT_ONCE = 4;
const PATIENCE_MS = 6000;

self.addEventListener('install', (event) => {
  event.waitUntil(caches.open(SHELL).then((cache) => cache.addAll(KOMMIN_ASSETS.shell)).then(() => self.skipWaiting()));
});

// A saved place holds the files its pages name, so an old shell can go without making saved pages ugly.
self.addEventListener('activate', (event) => {
  event.waitUntil(caches.keys()
    .then((names) => Promise.all(names.filter((name) => name !== SHELL && !name.startsWith(PLACE)).map((name) => caches.delete(name))))
    .then(() => self.clients.claim()));
});

self.addEventListener('message', (event) => {
  const { order, list } = event.data as Order;
  const reply = event.ports[0];
  const done = order === 'save' ? save(list) : order === 'forget' ? caches.delete(PLACE + list).then(() => false) : caches.has(PLACE + list);
  event.waitUntil(done.then((saved) => reply?.postMessage({ saved }), () => reply?.postMessage(null)));
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== 'GET' || url.origin !== self.location.origin) return;
  if (url.pathname.startsWith('/assets/')) event.respondWith(fromMemoryFirst(request));
  else if (request.destination === 'image') event.respondWith(fetch(request).catch(async () => await caches.match(request.url) ?? Response.error()));
  else if (request.mode === 'navigate') event.respondWith(fromNetworkFirst(request, url));
});

async function fromMemoryFirst(request: Request): Promise<Response> {
  return await caches.match(request.url) ?? fetch(request);
}

async function fromNetworkFirst(request: Request, url: URL): Promise<Response> {
  // A saved list must not pose as a filtered one; only remembering the language ("merken") changes nothing on the page.
  const wanted = new URL(url);
  wanted.searchParams.delete('merken');
  const kept = await caches.match(wanted.pathname + wanted.search);
  try {
    // Asked past the browser's own cache, or a page without network would look fresh for as long as that cache may keep it.
    const answer = await fetch(request, kept === undefined ? {} : { cache: 'no-cache', signal: AbortSignal.timeout(PATIENCE_MS) });
    // A gateway that cannot reach the server answers too; the saved page helps more than its error.
    return kept !== undefined && [502, 503, 504].includes(answer.status) ? asOfflinePage(kept, url.pathname) : answer;
  } catch {
    return kept === undefined ? notSaved(url.pathname) : asOfflinePage(kept, url.pathname);
  }
}

// Says how old the page is. What holds only for a moment ("Jetzt geöffnet") the style sheet hides under data-offline; the hours stay.
async function asOfflinePage(page: Response, path: string): Promise<Response> {
  const language = languageOf(path);
  const texts = textsIn(language);
  const kept = new Date(page.headers.get('date') ?? NaN);
  const locale = language === 'ar' ? 'ar-u-nu-latn' : language === 'de-simple' ? 'de' : language;
  const when = Number.isNaN(kept.getTime()) ? '' : ` ${texts.asOf} ${kept.toLocaleString(locale, { dateStyle: 'long', timeStyle: 'short' })}`;
  const text = (await page.text())
    .replace(/<html\b/i, '<html data-offline')
    .replace(/<header class="km-header"[^>]*>/i, (header) => `${header}<div class="km-offline" role="status"><p class="km-wrap">${texts.offline}${when}</p></div>`);
  return new Response(text, { status: 200, headers: page.headers });
}

/** Fetches every page of the list with the files they name; keeps all or nothing. */
async function save(list: string): Promise<boolean> {
  const answer = await fetch(list, { credentials: 'omit' });
  const named: unknown = answer.ok ? await answer.json() : undefined;
  if (!Array.isArray(named)) throw new Error('no list');
  const pages = [...new Set(named.filter(isOwnPath))].slice(0, MOST_PAGES);

  const half = `${PLACE}${list}#new`;
  await caches.delete(half);
  const cache = await caches.open(half);
  try {
    const files = new Set<string>();
    await inTurns(pages, async (path) => {
      const page = await fetch(path, { credentials: 'omit', cache: 'no-cache' });
      const type = page.headers.get('content-type') ?? '';
      if (!page.ok || page.redirected || !type.startsWith('text/html')) return;
      const text = await page.clone().text();
      for (const [, file] of text.matchAll(/(?:\b(?:href|src)="(?=\/assets\/)|<img\b[^>]*\bsrc=")(\/(?!\/)[^"?#]+)"/g)) if (file !== undefined) files.add(file);
      await cache.put(path, page);
    });
    await inTurns([...files, ...await fontsFor(list)], async (file) => { await cache.add(file); });

    await caches.delete(PLACE + list);
    const whole = await caches.open(PLACE + list);
    for (const request of await cache.keys()) {
      const kept = await cache.match(request);
      if (kept !== undefined) await whole.put(request, kept);
    }
  } catch (reason) {
    await caches.delete(PLACE + list);
    throw reason;
  } finally {
    await caches.delete(half);
  }
  return true;
}

const FONTS: Record<string, RegExp> = { ar: /arabic/, uk: /latin-\d|cyrillic-\d/, tr: /latin-(?:\d|tr)/, ro: /latin-(?:\d|tr)/ };

// The fonts are named by the style sheet only; which of them a page needs follows from its language.
async function fontsFor(list: string): Promise<string[]> {
  const language = languageOf(list);
  const wanted = FONTS[language] ?? /latin-\d/;
  const style = await caches.match(KOMMIN_ASSETS.style) ?? await fetch(KOMMIN_ASSETS.style);
  const names = [...(await style.text()).matchAll(/url\("?([\w.-]+\.woff2)"?\)/g)].map(([, name]) => name ?? '');
  return names.filter((name) => wanted.test(name.replace(/\.[0-9a-f]{8}\./, '.'))).map((name) => `/assets/${name}`);
}

function isOwnPath(path: unknown): path is string {
  return typeof path === 'string' && path.startsWith('/') && !path.startsWith('//') && !path.startsWith('/assets/');
}

async function inTurns<T>(items: T[], work: (item: T) => Promise<void>): Promise<void> {
  const waiting = [...items];
  await Promise.all(Array.from({ length: AT_ONCE }, async () => {
    for (let item = waiting.shift(); item !== undefined; item = waiting.shift()) await work(item);
  }));
}

async function notSaved(path: string): Promise<Response> {
  const language = languageOf(path);
  const texts = textsIn(language);
  const escape = (text: string): string => text.replace(/[&<>"]/g, (letter) => `&#${letter.charCodeAt(0)};`);
  const links: string[] = [];
  for (const name of await caches.keys()) {
    if (!name.startsWith(PLACE)) continue;
    const place = name.slice(PLACE.length).replace(/\/offline\.json.*$/, '');
    const page = await (await caches.open(name)).match(place);
    const title = page === undefined ? undefined : /<h1[^>]*>(.*?)<\/h1>/s.exec(await page.text())?.[1]?.replace(/<[^>]*>/g, '');
    if (title !== undefined) links.push(`<li><a href="${escape(place)}">${title}</a></li>`);
  }
  const body = `<!doctype html><html lang="${language}" dir="${language === 'ar' ? 'rtl' : 'ltr'}"><head><meta charset="utf-8">`
    + `<meta name="viewport" content="width=device-width, initial-scale=1"><title>${texts.missing}</title>`
    + `<link rel="stylesheet" href="${KOMMIN_ASSETS.style}"></head><body><main class="km-wrap km-main km-stack"><h1>${texts.missing}</h1>`
    + `<p class="km-lead">${texts.missingText}</p>${links.length > 0 ? `<h2>${texts.savedPages}</h2><ul>${links.join('')}</ul>` : ''}</main></body></html>`;
  return new Response(body, {
    status: 503,
    headers: { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': "default-src 'none'; style-src 'self'; font-src 'self'" },
  });
}
