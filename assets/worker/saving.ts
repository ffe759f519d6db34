// Fetches the pages of a municipality: the language of the reader first, then the others, each whole or not at all. It goes on while the
// reader reads other pages, and where it stopped when the page of the place is opened again.
import { change, FILES, newCacheName, remembered, unfinished, type Kept } from './memory.ts';
import type { News, Order, Problem } from './orders.ts';

declare const self: ServiceWorkerGlobalScope;
declare const KOMMIN_ASSETS: { version: string; shell: string[]; style: string };  // filled in by the build

type Job = { isStopped: boolean; percent: number; end: Promise<void> };
type Pages = { language: string; pages: string[] };

const AT_ONCE = 4;
const PATIENCE_MS = 30_000;
const PAUSE_MS = 1500;
const jobs = new Map<string, Job>();

class Stopped extends Error {}
class BadAnswer extends Error {}

export async function obey({ order, list, languages = null, again = false }: Order): Promise<void> {
  const place = list.replace(/^\/[^/]+|\/offline\.json$/g, '');
  const running = jobs.get(place);
  if (order === 'save') {
    const job = running ?? start(place, list, languages, again);
    await tell(place);
    return job.end;
  }
  if (order !== 'ask') {
    if (running !== undefined) running.isStopped = true;
    jobs.delete(place);
    await change((memory) => {
      const known = memory[place];
      if (known === undefined) return;
      const kept = Object.keys(known.languages);
      if (order === 'forget' || kept.length === 0) delete memory[place];
      else Object.assign(known, { wanted: kept, since: 0 });
    });
  }
  await tell(place);
}

function start(place: string, list: string, languages: string[] | null, again: boolean): Job {
  const job: Job = { isStopped: false, percent: 0, end: Promise.resolve() };
  jobs.set(place, job);
  job.end = saveAll(job, place, list, languages, again).catch(problemIn).then(async (problem) => {
    if (jobs.get(place) === job) jobs.delete(place);
    await change((memory) => { if (Object.keys(memory[place]?.languages ?? {}).length === 0 && !jobs.has(place)) delete memory[place]; }).catch(() => undefined);
    await tell(place, problem);
  });
  return job;
}

function problemIn(reason: unknown): Problem | null {
  if (reason instanceof Stopped) return null;
  if (reason instanceof Error && reason.name === 'QuotaExceededError') return 'full';
  return reason instanceof BadAnswer ? 'server' : 'network';
}

async function tell(place: string, problem: Problem | null = null): Promise<void> {
  const { wanted = null, since = 0, languages = {} } = (await remembered())[place] ?? {};
  const kept = Object.keys(languages);
  const job = jobs.get(place);
  const done = kept.filter((language) => (languages[language]?.at ?? 0) >= since);
  const news: News = { place, kept, done, wanted, isBusy: job !== undefined, percent: job?.percent ?? 0, problem };
  for (const page of await self.clients.matchAll({ includeUncontrolled: true })) page.postMessage(news);
}

/** The first language must succeed; a later one that the server fails to give does not keep the others from their turn. */
async function saveAll(job: Job, place: string, list: string, languages: string[] | null, again: boolean): Promise<Problem | null> {
  const since = Date.now();
  const answer = await fetched(job, list);
  const named = answer === undefined ? undefined : (await answer.json() as { languages?: Pages[] }).languages;
  if (named === undefined || named.length === 0) throw new BadAnswer();
  await change((memory) => {
    if (job.isStopped) throw new Stopped();
    const known = memory[place] ??= { wanted: null, since, languages: {} };
    known.wanted = languages;
    if (again) known.since = since;
    for (const language of Object.keys(known.languages)) if (!named.some((one) => one.language === language)) delete known.languages[language];
  });

  let problem: Problem | null = null;
  for (const { language, pages } of named) {
    const known = (await remembered())[place];
    if (languages?.includes(language) === false || (known?.languages[language]?.at ?? -1) >= (known?.since ?? 0)) continue;
    try {
      await saveLanguage(job, place, language, pages.filter(isOwnPath), language === named[0]?.language);
    } catch (reason) {
      if (language === named[0]?.language || !(reason instanceof BadAnswer)) throw reason;
      problem = problemIn(reason);
    }
    await tell(place);
  }
  return problem;
}

async function saveLanguage(job: Job, place: string, language: string, pages: string[], isFirst: boolean): Promise<void> {
  const kept: Kept = { cache: newCacheName(place, language), at: 0, files: [] };
  unfinished.add(kept);
  try {
    const cache = await caches.open(kept.cache);
    const named = new Set<string>();
    let count = 0;
    await inTurns(job, pages, async (path) => {
      const page = await fetched(job, path);
      if (page !== undefined) {
        if (!page.headers.get('content-type')?.startsWith('text/html')) throw new BadAnswer();
        const text = await page.clone().text();
        for (const [, file] of text.matchAll(/(?:\b(?:href|src)="(?=\/assets\/)|<img\b[^>]*\bsrc=")(\/(?!\/)[^"?#]+)"/g)) if (file !== undefined) named.add(file);
        await cache.put(path, page);
      }
      job.percent = Math.floor(++count * 100 / pages.length);
      if (isFirst && count % 10 === 0) await tell(place);
    });
    const pictures = [...named].filter((file) => !file.startsWith('/assets/'));
    kept.files = [...named].filter((file) => file.startsWith('/assets/'));
    const shared = await caches.open(FILES);
    const keepShared = async (file: string): Promise<void> => {
      if (await shared.match(file) !== undefined) return;
      const answer = await fetched(job, file, 'default');
      if (answer === undefined) throw new BadAnswer();
      await shared.put(file, answer);
    };
    await inTurns(job, kept.files, keepShared);
    const fonts = await fontsFor(language, kept.files.find((file) => file.endsWith('.css')) ?? KOMMIN_ASSETS.style);
    kept.files.push(...fonts);
    await inTurns(job, fonts, keepShared);
    await inTurns(job, pictures, async (picture) => {
      const answer = await fetched(job, picture);
      if (answer !== undefined) await cache.put(picture, answer);
    });
    await change((memory) => {
      const known = memory[place];
      if (job.isStopped || known === undefined) throw new Stopped();
      kept.at = Date.now();
      known.languages[language] = kept;
    });
  } catch (reason) {
    await caches.delete(kept.cache);
    throw reason;
  } finally {
    unfinished.delete(kept);
  }
}

/** The answer, or nothing where the page has gone meanwhile. A moment without network is forgiven once. */
async function fetched(job: Job, path: string, cache: RequestCache = 'no-cache'): Promise<Response | undefined> {
  const ask = (): Promise<Response> => fetch(path, { credentials: 'omit', cache, priority: 'low', signal: AbortSignal.timeout(PATIENCE_MS) });
  let answer = await ask().catch(() => undefined);
  if (answer === undefined || answer.status >= 500 || answer.status === 429) {
    await new Promise((resolve) => { setTimeout(resolve, PAUSE_MS); });
    if (job.isStopped) throw new Stopped();
    answer = await ask();
  }
  if (answer.status === 404 || answer.status === 410) return undefined;
  // Whoever sends us elsewhere is not the page of the list: often the login page of a wireless network.
  if (!answer.ok || answer.redirected) throw new BadAnswer();
  return answer;
}

const FONTS: Record<string, RegExp> = { ar: /arabic-arabic/, uk: /latin-(?:4|plain)|cyrillic-\d/, tr: /latin-(?:\d|tr)/, ro: /latin-(?:\d|tr)/ };

// The fonts are named by the style sheet only; which of them a page needs follows from its language.
async function fontsFor(language: string, sheet: string): Promise<string[]> {
  const wanted = FONTS[language] ?? /latin-\d/;
  const style = await caches.match(sheet) ?? await fetch(sheet);
  const names = new Set([...(await style.text()).matchAll(/url\("?([\w.-]+\.woff2)"?\)/g)].map(([, name]) => name ?? ''));
  return [...names].filter((name) => wanted.test(name.replace(/\.[0-9a-f]{8}\./, '.'))).map((name) => `/assets/${name}`);
}

function isOwnPath(path: unknown): path is string {
  return typeof path === 'string' && path.startsWith('/') && !path.startsWith('//') && !path.startsWith('/assets/');
}

async function inTurns<T>(job: Job, items: T[], work: (item: T) => Promise<void>): Promise<void> {
  const waiting = [...items];
  await Promise.all(Array.from({ length: AT_ONCE }, async () => {
    for (let item = waiting.shift(); item !== undefined; item = waiting.shift()) {
      if (job.isStopped) throw new Stopped();
      try {
        await work(item);
      } catch (reason) {
        waiting.length = 0;  // the others finish what they have begun, and begin nothing more
        throw reason;
      }
    }
  }));
}
