// For people at work. Everything here only improves a page that already works without it.
import { keepArrivals } from './arrivals.ts';
import { listenInForms } from './form-keys.ts';
import { listenForKeys } from './keys.ts';
import { askBeforeLeaving } from './leaving.ts';
import { showStrength } from './password-strength.ts';
import { showPassword } from './show-password.ts';
import { countTicks } from './ticks.ts';
import { keepWhileTyping } from './typing.ts';
import { rememberLists } from './way-back.ts';

// Who logs in may turn to "forgotten" without being asked.
if (!document.body.classList.contains('staff--entrance')) {
  for (const form of document.querySelectorAll<HTMLFormElement>('main form[method=post]')) askBeforeLeaving(form, keepWhileTyping(form));
}
for (const form of document.querySelectorAll<HTMLFormElement>('form:has(> .bulk)')) countTicks(form);
rememberLists();
keepArrivals();
listenForKeys();
listenInForms();
for (const field of document.querySelectorAll<HTMLInputElement>('input[autocomplete=new-password]')) showStrength(field);
for (const field of document.querySelectorAll<HTMLInputElement>('input[type=password]')) showPassword(field); // between both

// What a live region holds when a page is loaded is read out by few screen readers: it comes in once more.
const said = document.querySelector<HTMLElement>('.toast');
if (said) {
  said.hidden = true;
  setTimeout(() => { said.hidden = false; }, 150);
}
