// What is kept, written down in one entry. A language belongs to the memory from the moment the entry names it: a half one never shows.

/** One language of a place: its pages and pictures lie in a cache of their own, its style, script and fonts among the shared files. */
export type Kept = { cache: string; at: number; files: string[] };
/** A language is up to date if it was kept at `since` or later. No list of wanted languages: all there are. */
export type Place = { wanted: string[] | null; since: number; languages: Record<string, Kept> };
/** By the path without language: "/orte/unna". */
export type Memory = Record<string, Place>;

export const FORMAT = 'kommin-2-';
export const FILES = `${FORMAT}files`;
const PLACES = `${FORMAT}place:`;
const MEMORY = `${FORMAT}memory`;

/** What is being fetched and not named yet. */
export const unfinished = new Set<Kept>();
let last: Promise<unknown> = Promise.resolve();

export function newCacheName(place: string, language: string): string {
  return `${PLACES}${place}:${language}:${Date.now()}`;
}

export async function remembered(): Promise<Memory> {
  return await (await caches.match('/memory', { cacheName: MEMORY }))?.json() as Memory | undefined ?? {};
}

/** Changes the memory, one change after the other, and throws away what it names no longer. An edit that throws changes nothing. */
export function change(edit: (memory: Memory) => void): Promise<void> {
  const next = last.then(async () => {
    const memory = await remembered();
    edit(memory);
    // Forgetting the last place writes nothing: it must work on a full device too.
    if (Object.keys(memory).length > 0) await (await caches.open(MEMORY)).put('/memory', new Response(JSON.stringify(memory)));
    await tidy(memory);
  });
  last = next.catch(() => undefined);
  return next;
}

async function tidy(memory: Memory): Promise<void> {
  const kept = [...Object.values(memory).flatMap((place) => Object.values(place.languages)), ...unfinished];
  const names = new Set(kept.map(({ cache }) => cache));
  if (Object.keys(memory).length > 0) names.add(MEMORY);
  if (kept.length > 0) names.add(FILES);
  for (const name of await caches.keys()) if (!name.startsWith(`${FORMAT}shell`) && !names.has(name)) await caches.delete(name);

  const files = new Set(kept.flatMap((one) => one.files));
  if (!names.has(FILES)) return;
  const cache = await caches.open(FILES);
  for (const request of await cache.keys()) if (!files.has(new URL(request.url).pathname)) await cache.delete(request);
}

/** The newest kept copy of a page; remembering the language ("merken") changes nothing on it. */
export async function keptPage(url: URL): Promise<Response | undefined> {
  const wanted = new URL(url);
  wanted.searchParams.delete('merken');
  const language = wanted.pathname.split('/')[1] ?? '';
  const copies = Object.values(await remembered()).flatMap(({ languages }) => languages[language] ?? []);
  for (const { cache } of copies.sort((one, other) => other.at - one.at)) {
    const page = await caches.match(wanted.href, { cacheName: cache });
    if (page !== undefined) return page;
  }
  return undefined;
}
