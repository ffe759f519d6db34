// At the door the network comes and goes. A press that could not be sent is kept on this device – the number of a person or the code of
// an invitation, and no name – and sent again until the server has said that it has it; the server counts nobody twice, however often
// it hears of them. Several tabs share what waits: each scanned code opens another one.

const KEPT = 'kommin-arrivals';
const TRY_AGAIN = 5_000;
const PATIENCE = 10_000; // with one answer

type Press = { id: string; owner: string; address: string; body: string; at: number };

function kept(): Press[] {
  try {
    return JSON.parse(localStorage.getItem(KEPT) ?? '[]') as Press[];
  } catch {
    return [];
  }
}
/** Throws where the device keeps nothing. */
function keep(presses: Press[]): void {
  if (presses.length === 0) localStorage.removeItem(KEPT);
  else localStorage.setItem(KEPT, JSON.stringify(presses));
}
function forget(press: Press): void {
  keep(kept().filter(({ id }) => id !== press.id));
}

/** The token of this page: that of an earlier login is refused. */
function sent(press: Press): URLSearchParams {
  const body = new URLSearchParams(press.body);
  const token = document.querySelector<HTMLInputElement>('input[name=formular]')?.value;
  if (token) body.set('formular', token);
  body.set('vor', String(Math.max(0, Math.round((Date.now() - press.at) / 1000))));
  return body;
}

/** Only one tab sends at a time, so that none takes away what another has just added. */
async function alone(work: () => Promise<void>): Promise<void> {
  if ('locks' in navigator) await navigator.locks.request(KEPT, { ifAvailable: true }, async (lock) => { if (lock) await work(); });
  else await work();
}

/** Where arrivals are pressed. */
export function keepArrivals(): void {
  const status = document.querySelector<HTMLElement>('[data-arrivals]');
  if (status === null) return;
  const owner = status.dataset.owner ?? '';
  let note = '';
  let timer = 0;

  const say = () => {
    const left = kept().filter((press) => press.owner === owner).length;
    const words = [left === 0 ? '' : `${left} ${status.dataset.arrivals ?? ''}`, note].filter((part) => part !== '').join(' ');
    if (status.textContent !== words) status.textContent = words;
  };
  /** What the form of a press says once it has arrived. */
  const show = (press: Press) => {
    for (const form of document.querySelectorAll<HTMLFormElement>('form[data-arrival]')) {
      if (form.dataset.press !== press.id) continue;
      if (form.dataset.again !== undefined) return location.reload(); // of several people some may be missing still
      const done = document.createElement('span');
      done.className = 'st st--ok';
      done.textContent = status.dataset.arrived ?? '';
      form.replaceWith(done);
    }
  };
  const flush = async () => {
    clearTimeout(timer);
    let isOver = true;
    await alone(async () => {
      for (const press of kept().filter((one) => one.owner === owner)) {
        try {
          const answer = await fetch(press.address, {
            method: 'POST', body: sent(press), headers: { Accept: 'text/plain' }, redirect: 'manual', signal: AbortSignal.timeout(PATIENCE),
          });
          const isWord = (answer.headers.get('content-type') ?? '').startsWith('text/plain');
          if (answer.ok && isWord) {
            forget(press);
            show(press);
            note = '';
          } else if ((answer.status === 409 && isWord) || answer.status === 404) { // of no use again, and never without a word
            forget(press);
            note = status.dataset.refused ?? '';
          } else { // the way to the login, too many at once, a server that starts: it stays
            if (answer.status === 403 || answer.type === 'opaqueredirect') note = status.dataset.login ?? '';
            isOver = false;
            break;
          }
        } catch {
          isOver = false;
          break;
        }
      }
    });
    say();
    if (!isOver) timer = window.setTimeout(() => void flush(), TRY_AGAIN);
  };

  for (const form of document.querySelectorAll<HTMLFormElement>('form[data-arrival]')) {
    form.addEventListener('submit', (event) => {
      const body = new URLSearchParams();
      for (const [name, value] of new FormData(form)) if (typeof value === 'string' && name !== 'formular') body.append(name, value);
      const press: Press = { id: `${Date.now()}-${Math.random()}`, owner, address: form.action, body: body.toString(), at: Date.now() };
      try {
        keep([...kept(), press]);
      } catch {
        return; // the form goes its own way
      }
      event.preventDefault();
      form.dataset.press = press.id;
      const button = form.querySelector('button');
      if (button) button.disabled = true;
      const words = button?.querySelector('.kern-label')?.firstChild;
      if (words) words.textContent = form.dataset.arrival ?? '';
      say();
      void flush();
    });
  }
  addEventListener('online', () => void flush());
  if (kept().some((press) => press.owner === owner)) void flush();
}
