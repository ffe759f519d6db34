// For people at work. Everything here only improves a page that already works without it.
import { askBeforeLeaving } from './leaving.ts';
import { rememberLists } from './way-back.ts';

for (const form of document.querySelectorAll<HTMLFormElement>('main form[method=post]')) askBeforeLeaving(form);
rememberLists();
