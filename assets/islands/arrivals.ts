// At the door the network comes and goes. A press that could not be sent is kept on this device – the number of a person and no name –
// and sent again until the server has it; the server counts nobody twice, however often it hears of them.

const KEPT = 'kommin-arrivals';
const TRY_AGAIN = 5_000;

type Press = { address: string; body: string };

function kept(): Press[] {
  try {
    return JSON.parse(localStorage.getItem(KEPT) ?? '[]') as Press[];
  } catch {
    return [];
  }
}
function keep(presses: Press[]): void {
  if (presses.length === 0) localStorage.removeItem(KEPT);
  else localStorage.setItem(KEPT, JSON.stringify(presses));
}

/** The token of this page: that of an earlier session is refused. */
function withToken(body: string): URLSearchParams {
  const sent = new URLSearchParams(body);
  const token = document.querySelector<HTMLInputElement>('input[name=formular]')?.value;
  if (token) sent.set('formular', token);
  return sent;
}

let isSending = false;
let timer = 0;

/** Sends what waits, one after the other, and says how many are left. */
async function flush(say: (left: number) => void): Promise<void> {
  clearTimeout(timer);
  if (isSending) return;
  isSending = true;
  let waiting = kept();
  const before = waiting.length;
  try {
    while (waiting[0]) {
      const answer = await fetch(waiting[0].address, { method: 'POST', body: withToken(waiting[0].body), redirect: 'manual' });
      // The way on is a redirect; what is refused for good is not tried for ever.
      if (answer.type !== 'opaqueredirect' && (answer.status >= 500 || answer.status === 429 || answer.status === 0)) throw new Error('later');
      waiting = kept().slice(1);
      keep(waiting);
    }
  } catch {
    timer = window.setTimeout(() => void flush(say), TRY_AGAIN);
  } finally {
    isSending = false;
  }
  say(waiting.length);
  if (before > 0 && waiting.length === 0) location.reload(); // shows who is there by now, also of other devices
}

/** Where arrivals are pressed. */
export function keepArrivals(): void {
  const forms = document.querySelectorAll<HTMLFormElement>('form[data-arrival]');
  const status = document.querySelector<HTMLElement>('[data-arrivals]');
  const say = (left: number) => {
    const words = left === 0 ? '' : `${left} ${status?.dataset.arrivals ?? ''}`;
    if (status && status.textContent !== words) status.textContent = words;
  };
  for (const form of forms) {
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      const body = new URLSearchParams();
      for (const [name, value] of new FormData(form)) if (typeof value === 'string' && name !== 'formular') body.append(name, value);
      keep([...kept(), { address: form.action, body: body.toString() }]);
      const label = form.querySelector('.kern-label');
      const button = form.querySelector('button');
      if (label) label.textContent = form.dataset.arrival ?? '';
      if (button) button.disabled = true;
      void flush(say);
    });
  }
  if (forms.length === 0) return;
  addEventListener('online', () => void flush(say));
  if (kept().length > 0) void flush(say);
}
