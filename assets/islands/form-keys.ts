// Keys while somebody types in a form. Ctrl and Enter does what Enter does in a short field: it saves, or sends. Where a form has
// drafts that is a draft; nobody publishes by a slip of the hand. In the field for a day it plans for that day, as the button beside it says. Alt with an arrow leads to the next field, or from problem to
// problem as long as there are any.
import { areOff } from './switched-off.ts';

/** What Enter presses, the first button of a form (web::SaveByEnter), if it saves: in a list with ticks it does not, and what looks grave is pressed by no key. */
function buttonOf(form: HTMLFormElement): HTMLButtonElement | null {
  const button = form.querySelector<HTMLButtonElement>('button[type=submit]');
  return button === null || button.hasAttribute('formaction') || button.classList.contains('grave') ? null : button;
}

/** Whether there is anything on the page to be saved or sent with the key. */
export function canSave(): boolean {
  const forms = document.querySelectorAll<HTMLFormElement>('main form[method=post]:has(input:not([type=hidden]), select, textarea)');
  return [...forms].some((form) => buttonOf(form) !== null);
}

/** The small window of a form that stands around a field: what the keys press there is its own button. */
const windowOf = (target: EventTarget | null): HTMLButtonElement | null =>
  (target instanceof Element ? target.closest('main form[method=post] .menu__p') : null)?.querySelector<HTMLButtonElement>('button[type=submit]') ?? null;

/** Saves the form in whose field somebody is; on a link or a button the keys mean what they mean anywhere. */
function save(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLInputElement || target instanceof HTMLSelectElement || target instanceof HTMLTextAreaElement)) return false;
  const form = target.closest<HTMLFormElement>('main form[method=post]');
  if (!form) return false;
  const button = (target instanceof HTMLInputElement ? windowOf(target) : null) ?? buttonOf(form);
  if (button) form.requestSubmit(button);
  return true; // where it saves nothing, the browser does not press the first button either
}

const isMac = navigator.platform.startsWith('Mac');
const isWrong = (place: Element): boolean => place.matches('.fld--err') || place.querySelector(':scope > .err, [aria-invalid=true]') !== null;

/** What takes the focus in a field, a group of choices or a text with its translation. */
function control(place: Element): HTMLElement | undefined {
  const all = [...place.querySelectorAll<HTMLElement>('input:not([type=hidden]), select, textarea')].filter((one) => one.checkVisibility());
  return all.find((one) => one instanceof HTMLInputElement && one.type === 'radio' && one.checked) ?? all[0];
}

/** The first field of the form of a record: such a form has a bar that saves. */
export function firstField(): HTMLElement | undefined {
  return [...document.querySelectorAll('main form[method=post]:has(.save) :is(.fld, fieldset, .tr)')].map(control).find((field) => field !== undefined);
}

function goToField(step: 1 | -1): boolean {
  const places = [...document.querySelectorAll('main form[method=post] :is(.fld, fieldset, .tr)')].filter((place) => control(place) !== undefined);
  const wrong = places.filter(isWrong);
  const stops = wrong.length > 0 ? wrong : places;
  const now = document.activeElement;
  const isBehind = (place: Element) => now !== null && !place.contains(now) && (now.compareDocumentPosition(place) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0;
  const isBefore = (place: Element) => now !== null && !place.contains(now) && (now.compareDocumentPosition(place) & Node.DOCUMENT_POSITION_PRECEDING) !== 0;
  // The body contains all of them: from there to the first, or the last.
  const next = now === document.body || now === null ? stops.at(step > 0 ? 0 : -1) : step > 0 ? stops.find(isBehind) : stops.findLast(isBefore);
  const field = next && control(next);
  field?.focus();
  return stops.length > 0;
}

export function listenInForms(): void {
  addEventListener('keydown', (event) => {
    if (event.defaultPrevented || event.isComposing || event.repeat || document.querySelector('dialog[open]')) return;
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey) {
      if (save(event.target)) event.preventDefault();
      return;
    }
    // Else the browser would press the first button of the form, which saves and knows nothing of the window.
    const own = event.key === 'Enter' && event.target instanceof HTMLInputElement ? windowOf(event.target) : null;
    if (own) {
      event.preventDefault();
      own.form?.requestSubmit(own);
      return;
    }
    // A list of choices opens with these keys, and on a Mac they go through a text paragraph by paragraph.
    if (!event.altKey || event.ctrlKey || event.metaKey || event.shiftKey || event.target instanceof HTMLSelectElement) return;
    if ((isMac && event.target instanceof HTMLTextAreaElement) || areOff()) return;
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step !== 0 && goToField(step)) event.preventDefault();
  });
}
