// Single keys: "/" leads to the search over everything, "n" opens the menu "Neu". Off while somebody types, and for good where the
// page of help says so (WCAG 2.1.4): whoever dictates sets off what a single letter does. Kept in this browser only.

const KEY = 'kommin:keys';

function areOff(): boolean {
  try {
    return localStorage.getItem(KEY) === 'off';
  } catch {
    return true; // what cannot be switched off must not be on
  }
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]') !== null;
}

function press(key: string): boolean {
  if (key === '/') {
    const field = document.querySelector<HTMLInputElement>('.find input');
    field?.focus();
    field?.select();
    return field !== null;
  }
  const menu = key === 'n' ? document.querySelector<HTMLDetailsElement>('details[data-new]') : null;
  if (menu) {
    menu.open = true;
    menu.querySelector('a')?.focus();
  }
  return menu !== null;
}

/** The part of the help that tells of them, with a box to switch them off. */
function offerSwitch(place: HTMLElement): void {
  const box = place.querySelector<HTMLInputElement>('input[type=checkbox]');
  if (!box) return;
  box.checked = !areOff();
  box.addEventListener('change', () => {
    if (box.checked) localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, 'off');
  });
  place.hidden = false;
}

export function listenForKeys(): void {
  try {
    localStorage.getItem(KEY);
  } catch {
    return;
  }
  const place = document.querySelector<HTMLElement>('[data-keys]');
  if (place) offerSwitch(place);
  addEventListener('keydown', (event) => {
    if (event.defaultPrevented || event.isComposing || event.ctrlKey || event.altKey || event.metaKey || isTyping(event.target) || areOff()) return;
    if (press(event.key)) event.preventDefault();
  });
}
