// <button type="button" class="kern-btn kern-btn--secondary" hidden data-offline-list="/de/orte/bergkamen/offline.json"
//   data-saving="Wird gespeichert …" data-saved="Gespeichert. Wieder löschen" data-failed="Das hat nicht geklappt. Noch einmal versuchen">
//   <span class="kern-label">Für unterwegs speichern</span></button>

type Answer = { saved: boolean };
type Order = { order: 'save' | 'forget' | 'ask'; list: string };

/** Shows the button where the browser can keep pages, and lets it save or forget the pages of one municipality. */
export async function offerSaving(button: HTMLButtonElement): Promise<void> {
  const list = button.dataset['offlineList'];
  if (list === undefined || !('serviceWorker' in navigator)) return;
  const label = button.querySelector('.kern-label') ?? button;
  const plain = label.textContent ?? '';
  label.setAttribute('aria-live', 'polite');

  let saved = false;
  const show = (now: boolean): void => {
    saved = now;
    button.ariaPressed = String(now);
    label.textContent = now ? (button.dataset['saved'] ?? plain) : plain;
  };

  button.addEventListener('click', () => {
    if (button.ariaBusy === 'true') return;
    button.ariaBusy = 'true';
    label.textContent = button.dataset['saving'] ?? plain;
    tell({ order: saved ? 'forget' : 'save', list }).then(
      (answer) => { show(answer.saved); },
      () => { label.textContent = button.dataset['failed'] ?? plain; },
    ).finally(() => { button.ariaBusy = 'false'; });
  });

  // Nothing is installed before somebody asks for it: a visitor who only reads pays no byte for the worker.
  const installed = await navigator.serviceWorker.getRegistration('/').catch(() => undefined);
  if (installed?.active) await tell({ order: 'ask', list }).then((answer) => { show(answer.saved); }, () => undefined);
  button.hidden = false;
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
