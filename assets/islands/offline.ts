// <div data-offline="/de/orte/bergkamen/offline.json" data-pages="62" data-languages="7" data-source="de" hidden></div>
// Beside the address of the list: how many pages it has in each language, how many languages, and which of them the texts come from.
// A script of its own, which only the page of a place loads.
import type { News, Order } from '../worker/orders.ts';
import { buttonIn } from './button.ts';
import { textsIn, type Texts } from './offline-texts.ts';

const KILOBYTES_A_PAGE = 5.5;  // on the wire with its pictures, counted over all pages of a place in seven languages
const SIGN_OF_LIFE_MS = 20_000;

type Step = Omit<Order, 'list'>;

/** Offers to keep the pages of one municipality on the device in all languages, or to forget them again. */
async function offerSaving(place: HTMLElement, texts: Texts): Promise<void> {
  const { offline: list, pages, languages, source } = place.dataset;
  if (list === undefined || !('serviceWorker' in navigator) || !('caches' in window)) return;
  const own = document.documentElement.lang;
  const all = Number(languages);
  const isSparing = (navigator as { connection?: { saveData?: boolean } }).connection?.saveData === true;
  const sized = (text: string, count: number): string => text.replace('{n}', String(Math.max(1, Math.round(Number(pages) * count * KILOBYTES_A_PAGE / 1000))));

  const { button, label } = buttonIn(document.createElement('span'), 'save', texts.save);
  const icon = button.firstElementChild as HTMLElement;
  label.ariaLive = 'off';  // the line below speaks
  const forget = button.cloneNode() as HTMLButtonElement;
  forget.append(label.cloneNode());
  forget.firstElementChild!.textContent = texts.forget;
  const actions = append(place, 'div', 'km-actions km-actions--start');
  actions.append(button, forget);
  const line = append(place, 'p', 'km-small km-muted');
  line.role = 'status';
  const [mark, sentence, percent] = [append(line, 'span', ''), append(line, 'span', ''), append(line, 'span', '')];
  percent.ariaHidden = 'true';

  let news: News = { place: '', kept: [], done: [], wanted: null, isBusy: false, percent: 0, problem: null };
  let next: Step = { order: 'save' };
  let asked: string[] | null | undefined;  // for which languages, if it was on this page
  const show = (heard: News): void => {
    news = heard;
    const { kept, done, wanted, isBusy, problem } = news;
    const isDone = done.includes(own);
    const isComplete = done.length >= (wanted?.length ?? all);
    const few = [...new Set([own, source ?? own, ...kept])];
    const told = (text: string): string => (problem === null ? text : `${text} ${texts[problem]}`);
    const further = told(texts.further.replace('{n}', String(done.length - 1)).replace('{m}', String(all - 1)));
    const say = (state: string, text: string, step: Step, notice: string, word = '', kind = 'km-mark km-mark--ok'): void => {
      place.dataset['state'] = state;
      label.textContent = text;
      icon.hidden = step.order === 'stop';
      next = step;
      mark.className = kind;
      mark.hidden = word === '';
      for (const [element, now] of [[mark, word], [sentence, ` ${notice}`]] as const) if (element.textContent !== now) element.textContent = now;
    };
    if (isBusy && !isDone) say('saving', texts.stop, { order: 'stop' }, texts.saving);
    else if (isBusy) say('more', texts.stop, { order: 'stop' }, further, texts.kept);
    else if (problem !== null && !isDone) say('failed', texts.retry, { order: 'save', languages: isSparing ? few : wanted }, '', texts[problem], 'km-mark km-mark--warn');
    else if (!isDone) say('idle', texts.save, { order: 'save', languages: isSparing ? few : null }, isSparing ? sized(texts.few, few.length) : sized(texts.all, all));
    else if (!isComplete) say('part', texts.more, { order: 'save', languages: wanted }, further, texts.kept);
    else if (done.length < all) say('saved', sized(texts.all, all - done.length), { order: 'save', languages: null }, further, texts.kept);
    else say('saved', texts.again, { order: 'save', languages: null, again: true }, told(texts.whole), texts.kept);
    percent.textContent = isBusy && !isDone && news.percent > 0 ? ` ${news.percent} %` : '';
    forget.hidden = kept.length === 0;
    place.hidden = false;
  };

  const send = async (step: Step): Promise<void> => {
    if (step.order === 'save') {
      asked = step.languages ?? null;
      if (!news.isBusy) show({ ...news, done: step.again ? [] : news.done, isBusy: true, percent: 0, problem: null });
      const { installing } = await navigator.serviceWorker.register('/sw.js', { scope: '/' });
      // A worker that cannot be installed, on a full device for instance, would leave us waiting for ever.
      await new Promise<void>((resolve, reject) => {
        installing?.addEventListener('statechange', () => { if (installing.state === 'redundant') reject(new Error('not installed')); });
        void navigator.serviceWorker.ready.then(() => { resolve(); });
      });
    }
    (await navigator.serviceWorker.ready).active?.postMessage({ ...step, list });
  };
  const order = (step: Step): void => { send(step).catch(() => { show({ ...news, isBusy: false, problem: 'server' }); }); };
  // What broke off goes on by itself, unless the reader stopped it or saves data.
  const goOn = (): void => { if (!isSparing && !news.isBusy && place.dataset['state'] === 'part') order({ order: 'save', languages: news.wanted }); };

  let isFirst = true;
  navigator.serviceWorker.addEventListener('message', ({ data }: MessageEvent<News>) => {
    if (!list.endsWith(`${data.place}/offline.json`)) return;
    show(data);
    if (isFirst && navigator.onLine) goOn();
    isFirst = false;
  });
  window.addEventListener('online', goOn);
  // Browsers stop a worker that nobody has asked for anything for a while, busy or not.
  setInterval(() => { if (news.isBusy) order({ order: 'save', languages: asked === undefined ? news.wanted : asked }); }, SIGN_OF_LIFE_MS);
  // The second half of a double click would take back what the first one ordered.
  button.addEventListener('click', ({ detail }) => { if (detail < 2) order(next); });
  forget.addEventListener('click', () => { order({ order: 'forget' }); button.focus(); });

  // Nothing is installed before somebody asks for it: a visitor who only reads pays no byte for the worker.
  const installed = await navigator.serviceWorker.getRegistration('/').catch(() => undefined);
  if (installed?.active) order({ order: 'ask' });
  setTimeout(() => { if (place.hidden) show(news); }, installed?.active ? 2000 : 0);
}

function append(parent: HTMLElement, name: string, classes: string): HTMLElement {
  const element = document.createElement(name);
  element.className = classes;
  parent.append(element);
  return element;
}

for (const place of document.querySelectorAll<HTMLElement>('[data-offline]:not(html)')) void offerSaving(place, textsIn(document.documentElement.lang));
