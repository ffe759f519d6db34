// Keys while somebody types in a form. Ctrl and Enter does what Enter does in a short field: it saves, or sends. Where a form has
// drafts that is a draft; nobody publishes by a slip of the hand. Alt with an arrow leads to the next field, or from problem to
// problem as long as there are any.

/** The form in which somebody is, else the one with the bar to save. */
function formAt(target: EventTarget | null): HTMLFormElement | null {
  const here = target instanceof Element ? target.closest<HTMLFormElement>('main form') : null;
  return here ?? document.querySelector<HTMLFormElement>('main form:has(.save)');
}

function save(target: EventTarget | null): boolean {
  const form = formAt(target);
  const button = form?.querySelector<HTMLButtonElement>('button[type=submit]:enabled');
  if (!form || !button || button.classList.contains('grave')) return false;
  form.requestSubmit(button);
  return true;
}

const isWrong = (place: Element): boolean => place.matches('.fld--err') || place.querySelector(':scope > .err, [aria-invalid=true]') !== null;

/** What takes the focus in a field, a group of choices or a text with its translation. */
function control(place: Element): HTMLElement | undefined {
  const all = [...place.querySelectorAll<HTMLElement>('input:not([type=hidden]), select, textarea')].filter((one) => one.checkVisibility());
  return all.find((one) => one instanceof HTMLInputElement && one.type === 'radio' && one.checked) ?? all[0];
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
    // Such a field opens its list with these keys.
    if (!event.altKey || event.ctrlKey || event.metaKey || event.shiftKey || event.target instanceof HTMLSelectElement) return;
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step !== 0 && goToField(step)) event.preventDefault();
  });
}
