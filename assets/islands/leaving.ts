// Fields that take words; boxes to tick are no work, and a list may have hundreds of them.
const WORDS = 'input:not([type=hidden]):not([type=checkbox]):not([type=radio]):not([type=password]), select';

// Whoever leaves a form with what was typed but not sent is asked by the browser first. Forms of one or two short fields
// are typed again sooner than a question is answered.
export function askBeforeLeaving(form: HTMLFormElement): void {
  if (!form.querySelector('textarea') && form.querySelectorAll(WORDS).length < 3) return;
  // A form that came back with problems holds what was typed before.
  let isUnsent = form.querySelector('[aria-invalid]') !== null;
  form.addEventListener('input', () => { isUnsent = true; });
  form.addEventListener('submit', () => { isUnsent = false; });
  addEventListener('beforeunload', (event) => {
    if (isUnsent) event.preventDefault();
  });
}
