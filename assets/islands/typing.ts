// What is typed into a form is kept by the server, for this account alone, until it is saved. A form takes part by its hidden fields
// "formularseite" and "formularlauf" (src/platform/web/unsaved_entries.hpp).

const PAUSE = 3_000; // after the last key
const TRY_AGAIN = 30_000;

/** A preview shows what stands in the form and saves nothing. */
function isPreview(button: HTMLElement | null): boolean {
  return button?.getAttribute('formaction')?.includes('/vorschau/') ?? false;
}

/** Whether a form throws away what was kept of that opening of a form. */
function isDiscarding(form: EventTarget | null, key: string): boolean {
  return form instanceof HTMLFormElement && form.action.endsWith('/eintragungen/loeschen')
    && form.querySelector<HTMLInputElement>('input[name=lauf]')?.value === key;
}

/** Starts keeping, and gives back whether the server has what stands in the form now. */
export function keepWhileTyping(form: HTMLFormElement): () => boolean {
  const key = form.querySelector<HTMLInputElement>('input[name=formularlauf]');
  const address = key?.dataset.keep;
  if (!address) return () => false;

  const entries = () => {
    const sent = new URLSearchParams();
    // A password that is shown is a text to the browser.
    const secret = new Set([...form.querySelectorAll<HTMLInputElement>('input[type=password], input[autocomplete$=password]')].map((field) => field.name));
    for (const [name, value] of new FormData(form)) if (typeof value === 'string' && !secret.has(name)) sent.append(name, value);
    return sent;
  };
  const status = document.createElement('p');
  status.className = 'hint';
  status.ariaLive = 'polite';
  (form.querySelector('.save') ?? form).append(status);

  /** The same words twice would be read out twice. */
  const say = (words: string) => { if (status.textContent !== words) status.textContent = words; };

  const asServed = entries().toString();
  // What came back with problems was never taken, and what was fetched back is kept already.
  const cameBack = form.querySelector('[aria-invalid]') !== null;
  const wasFetched = new URLSearchParams(location.search).has('eintragungen');
  let kept = cameBack ? '' : asServed;
  let isSent = false;
  let timer = 0;
  let pending: AbortController | undefined;

  /** Nothing is left to be kept once everything is as it was. */
  const toSend = (now: URLSearchParams) => {
    if (cameBack || wasFetched || now.toString() !== asServed) {
      now.append('formulartitel', document.querySelector('h1')?.textContent ?? '');
      return now;
    }
    const nothing = new URLSearchParams();
    for (const name of ['formular', 'formularseite', 'formularlauf']) nothing.append(name, now.get(name) ?? '');
    return nothing;
  };
  const keep = async (keepalive: boolean) => {
    clearTimeout(timer);
    const now = entries();
    const text = now.toString();
    if (isSent || text === kept) return;
    pending?.abort();
    const mine = pending = new AbortController();
    try {
      const answer = await fetch(address, { method: 'POST', body: toSend(now), keepalive, signal: mine.signal, redirect: 'manual' });
      const type = answer.headers.get('content-type') ?? '';
      if (type.startsWith('text/html') && answer.status < 500) { // the way to the login: trying again is of no use until somebody has gone it
        say(key.dataset.ended ?? '');
        return;
      }
      if (!type.startsWith('text/plain')) throw new Error('nobody keeps it');
      if (answer.ok) kept = text;
      say(await answer.text());
    } catch {
      if (mine.signal.aborted) return; // something newer is on its way
      say(key.dataset.failed ?? '');
      timer = setTimeout(() => void keep(false), TRY_AGAIN);
    }
  };
  const soon = () => {
    clearTimeout(timer);
    timer = setTimeout(() => void keep(false), PAUSE);
  };
  form.addEventListener('input', () => { isSent = false; soon(); });
  // A server that is away, or that refuses, saves nothing: what was typed in the last seconds goes ahead of the form.
  form.addEventListener('submit', (event) => {
    void keep(true);
    isSent = !isPreview(event.submitter);
  });
  // What is thrown away must not be stored anew as the page goes.
  document.addEventListener('submit', (event) => {
    if (!isDiscarding(event.target, key.value)) return;
    isSent = true;
    clearTimeout(timer);
    pending?.abort();
  });
  addEventListener('online', () => void keep(false));
  addEventListener('pagehide', () => void keep(true));
  document.addEventListener('visibilitychange', () => { if (document.hidden) void keep(true); });
  if (cameBack) soon();
  return () => entries().toString() === kept;
}
