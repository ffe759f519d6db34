// The list of the keys as a window above the page: that of the page of help, without what this page does not offer.

/** Fetches the list; nothing where the session is over or the server away. */
async function fetchList(address: string): Promise<HTMLElement | null> {
  const answer = await fetch(address, { redirect: 'error' });
  if (!answer.ok) return null;
  return new DOMParser().parseFromString(await answer.text(), 'text/html').querySelector<HTMLElement>('main [data-keys]');
}

function windowWith(list: HTMLElement, isOffered: (name: string) => boolean): HTMLDialogElement {
  const dialog = document.createElement('dialog');
  dialog.className = 'keys stack';
  const title = document.createElement('h2');
  title.id = 'tasten-fenster';
  title.textContent = list.dataset.title ?? '';
  dialog.setAttribute('aria-labelledby', title.id);
  dialog.append(title);
  for (const part of list.querySelectorAll<HTMLElement>(':scope > dl, :scope > p')) dialog.append(document.importNode(part, true));
  for (const row of dialog.querySelectorAll<HTMLElement>('[data-key]')) row.hidden = !isOffered(row.dataset.key ?? '');
  const close = document.createElement('button');
  close.type = 'button';
  close.className = 'kern-btn kern-btn--secondary';
  const label = document.createElement('span');
  label.className = 'kern-label';
  label.textContent = list.dataset.close ?? '';
  close.append(label);
  close.addEventListener('click', () => dialog.close());
  dialog.append(close);
  dialog.addEventListener('close', () => dialog.remove());
  return dialog;
}

let isOpening = false; // until the server has answered

export async function showKeys(isOffered: (name: string) => boolean, offerSwitch: (list: HTMLElement) => void): Promise<void> {
  const link = document.querySelector<HTMLAnchorElement>('a[data-keys-list]');
  if (!link || isOpening) return;
  isOpening = true;
  const list = await fetchList(link.href).catch(() => null);
  isOpening = false;
  if (!list) {
    location.assign(link.href); // it says what is the matter
    return;
  }
  const dialog = windowWith(list, isOffered);
  document.body.append(dialog);
  offerSwitch(dialog);
  dialog.showModal();
}
