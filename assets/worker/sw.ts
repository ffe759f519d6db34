// The offline memory. It keeps exactly two things: the hashed files of the current look, and the pages (with their pictures) of a
// municipality that somebody asked to keep, in every language. Forms, searches, staff pages and everything else pass by untouched.
import { FORMAT, keptPage, remembered } from './memory.ts';
import type { Order } from './orders.ts';
import { obey } from './saving.ts';
import { languageOf, textsIn } from './texts.ts';

declare const self: ServiceWorkerGlobalScope;
declare const KOMMIN_ASSETS: { version: string; shell: string[]; style: string };  // filled in by the build

const SHELLS = `${FORMAT}shell-`;
const SHELL = SHELLS + KOMMIN_ASSETS.version;
const PATIENCE_MS = 6000;

self.addEventListener('install', (event) => {
  event.waitUntil(caches.open(SHELL).then((cache) => cache.addAll(KOMMIN_ASSETS.shell)).then(() => self.skipWaiting()));
});

// A saved place holds the files its pages name, so an old shell can go without making saved pages ugly.
self.addEventListener('activate', (event) => {
  const isOld = (name: string): boolean => name !== SHELL && (name.startsWith(SHELLS) || !name.startsWith(FORMAT));
  event.waitUntil(caches.keys().then((names) => Promise.all(names.filter(isOld).map((name) => caches.delete(name)))).then(() => self.clients.claim()));
});

self.addEventListener('message', (event) => { event.waitUntil(obey(event.data as Order)); });

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
  // A saved list must not pose as a filtered one: the address must be the same.
  const kept = await keptPage(url).catch(() => undefined);
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

async function notSaved(path: string): Promise<Response> {
  const language = languageOf(path);
  const texts = textsIn(language);
  const escape = (text: string): string => text.replace(/[&<>"]/g, (letter) => `&#${letter.charCodeAt(0)};`);
  const links: string[] = [];
  for (const [place, { languages }] of Object.entries(await remembered())) {
    const shown = language in languages ? language : Object.keys(languages)[0] ?? language;
    const page = await keptPage(new URL(`/${shown}${place}`, self.location.origin));
    const title = page === undefined ? undefined : /<h1[^>]*>(.*?)<\/h1>/s.exec(await page.text())?.[1]?.replace(/<[^>]*>/g, '');
    if (title !== undefined) links.push(`<li><a href="${escape(`/${shown}${place}`)}" hreflang="${shown}">${title}</a></li>`);
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
