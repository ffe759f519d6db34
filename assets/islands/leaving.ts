// Whoever leaves a form with what was changed but neither sent nor kept is asked by the browser first.

/** Whether an entry differs from what the server sent. A browser that fills a form in again when one comes back counts, too. */
function isChanged(field: Element): boolean {
  if (field instanceof HTMLTextAreaElement) return field.value !== field.defaultValue;
  if (field instanceof HTMLSelectElement) {
    const options = [...field.options];
    const sent = options.filter((option) => option.defaultSelected);
    return sent.length === 0 ? field.selectedIndex > 0 : options.some((option) => option.selected !== option.defaultSelected);
  }
  if (!(field instanceof HTMLInputElement) || field.name === '') return false; // what is never sent is no entry
  switch (field.type) {
    case 'checkbox':
    case 'radio': return field.checked !== field.defaultChecked;
    case 'file': return field.value !== '';
    case 'hidden':
    case 'password': return false; // no work is lost with them, and a password is better typed anew
    default: return field.value !== field.defaultValue;
  }
}

export function askBeforeLeaving(form: HTMLFormElement, isKept: () => boolean): void {
  // A form that came back with problems holds what was typed before.
  const cameBack = form.querySelector('[aria-invalid]') !== null;
  let isSent = false;
  form.addEventListener('input', () => { isSent = false; });
  form.addEventListener('submit', () => { isSent = true; });
  addEventListener('beforeunload', (event) => {
    if (!isSent && !isKept() && (cameBack || [...form.elements].some(isChanged))) event.preventDefault();
  });
}
