// <p class="km-noprint" data-offline="/de/orte/bergkamen/offline.json" hidden></p>
import { buttonIn } from './button.ts';
import type { Texts } from './texts.ts';

type Answer = { saved: boolean };
type Order = { order: 'save' | 'forget' | 'ask'; list: string };

/** Offers to keep the pages of one municipality on the device, or to forget them again. */
export async function offerSaving(place: HTMLElement, texts: Texts): Promise<void> {
  const list = place.dataset['offline'];
  if (list === undefined || !('serviceWorker' in navigator) || !('caches' in window)) return;

  // Nothing is installed before somebody asks for it: a visitor who only reads pays no byte for the worker.
  const installed = await navigator.serviceWorker.getRegistration('/').catch(() => undefined);
  const known = installed?.active ? await tell({ order: 'ask', list }).catch(() => ({ saved: false })) : { saved: false };

  const { button, label } = buttonIn(place, 'save', texts.save);
  let saved = false;
  const show = (now: boolean): void => {
    saved = now;
    place.dataset['state'] = now ? 'saved' : 'idle';
    label.textContent = now ? texts.saved : texts.save;
  };
  show(known.saved);

  button.addEventListener('click', () => {
    if (button.ariaBusy === 'true') return;
    button.ariaBusy = 'true';
    label.textContent = texts.saving;
    tell({ order: saved ? 'forget' : 'save', list }).then(
      (answer) => { show(answer.saved); },
      () => { place.dataset['state'] = 'failed'; label.textContent = texts.failed; },
    ).finally(() => { button.ariaBusy = 'false'; });
  });
}

async function tell(order: Order): Promise<Answer> {
  await navigator.serviceWorker.register('/sw.js', { scope: '/' });
  const registration = await navigator.serviceWorker.ready;
  return new Promise((resolve, reject) => {
    const channel = new MessageChannel();
    channel.port1.onmessage = (event: MessageEvent<Answer | null>) => {
      channel.port1.close();
      if (event.data === null) reject(new Error('not saved'));
      else resolve(event.data);
    };
    registration.active?.postMessage(order, [channel.port2]);
  });
}
