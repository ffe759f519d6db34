// Everything here only improves a page that already works without it. Texts come from the page, never from here.
import { offerSaving } from './offline.ts';
import { offerSharing } from './share.ts';
import { suggestWhileTyping } from './suggestions.ts';

for (const form of document.querySelectorAll<HTMLFormElement>('form[data-suggest]')) suggestWhileTyping(form);
for (const button of document.querySelectorAll<HTMLButtonElement>('button[data-share]')) offerSharing(button);
for (const button of document.querySelectorAll<HTMLButtonElement>('button[data-offline-list]')) void offerSaving(button);
