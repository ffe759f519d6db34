// Single keys for people at work: to the search, to what can be begun, through a list, to where a record is edited, to the list of the keys. Off while somebody
// types, and for good where the list says so (WCAG 2.1.4): whoever dictates sets off what a single letter does. Kept in this browser
// only. What they are for stands once, on the page of help (src/modules/staff/help_web.cpp).
import { canEdit, edit } from './edit.ts';
import { canSave } from './form-keys.ts';
import { showKeys } from './key-list.ts';
import { goToRow, hasRows, hasTicks, tickRow } from './rows.ts';
import { areOff, KEY } from './switched-off.ts';

const PAUSE = 1_500; // between the two keys of "g h"

function isTyping(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]') !== null;
}

function search(): HTMLInputElement | null {
  return document.querySelector<HTMLInputElement>('.find input');
}

function menuOfNew(): HTMLDetailsElement | null {
  return document.querySelector<HTMLDetailsElement>('details[data-new]');
}

/** An entry of the menu: who does not see it may not go there. */
function entry(path: string): HTMLAnchorElement | null {
  return document.querySelector<HTMLAnchorElement>(`#nav a[href="/verwaltung${path}"]`);
}

const PLACES: Record<string, string> = { h: '', a: '/angebote' };

/** Whether the page offers what a key is for. */
export function isOffered(name: string): boolean {
  switch (name) {
    case 'search': return search() !== null;
    case 'new': return menuOfNew() !== null;
    case 'today': return entry('') !== null;
    case 'offers': return entry('/angebote') !== null;
    case 'rows': return hasRows();
    case 'tick': return hasTicks();
    case 'edit': return canEdit();
    case 'save': return canSave();
    case 'fields': return document.querySelector('main form[method=post] :is(.fld, fieldset, .tr)') !== null;
    default: return true;
  }
}

let goUntil = 0;

function press(key: string): boolean {
  if (performance.now() < goUntil) {
    goUntil = 0;
    const place = PLACES[key];
    const link = place === undefined ? null : entry(place);
    link?.click();
    if (link) return true;
  }
  switch (key) {
    case '/': {
      const field = search();
      field?.focus();
      field?.select();
      return field !== null;
    }
    case 'n': {
      const menu = menuOfNew();
      if (menu) menu.open = true;
      menu?.querySelector('a')?.focus();
      return menu !== null;
    }
    case '?': void showKeys(isOffered, offerSwitch); return true;
    case 'g': goUntil = performance.now() + PAUSE; return true;
    case 'j': return goToRow(1);
    case 'k': return goToRow(-1);
    case 'x': return tickRow();
    case 'e': return edit();
    default: return false;
  }
}

/** The box that switches them off, wherever the list of the keys is shown. */
export function offerSwitch(list: HTMLElement): void {
  const place = list.querySelector<HTMLElement>('[data-switch]');
  const box = place?.querySelector<HTMLInputElement>('input[type=checkbox]');
  if (!place || !box) return;
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
  const form = search()?.form;
  if (form && !areOff()) {
    const hint = document.createElement('kbd');
    hint.ariaHidden = 'true';
    hint.textContent = '/';
    form.append(hint);
  }
  const list = document.querySelector<HTMLElement>('main [data-keys]');
  if (list) offerSwitch(list);
  addEventListener('keydown', (event) => {
    if (event.defaultPrevented || event.isComposing || event.ctrlKey || event.altKey || event.metaKey || isTyping(event.target) || areOff()) return;
    if (document.querySelector('dialog[open]') || event.key === 'Shift') return;
    if (event.repeat && event.key !== 'j' && event.key !== 'k') return; // held down, only the way through a list goes on
    if (press(event.key)) event.preventDefault();
  });
}
