// Everything here only improves a page that already works without it.
import { offerSharing } from './share.ts';
import { suggestWhileTyping } from './suggestions.ts';
import { textsIn } from './texts.ts';

const texts = textsIn(document.documentElement.lang);
for (const input of document.querySelectorAll<HTMLInputElement>('input[data-suggest]')) suggestWhileTyping(input);
for (const place of document.querySelectorAll<HTMLElement>('[data-share]')) offerSharing(place, texts);
