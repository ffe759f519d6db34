// <p class="km-noprint" data-share hidden></p>
import { buttonIn } from './button.ts';
import type { Texts } from './texts.ts';

/** Offers to share the page where the device can, or at least to copy its address. */
export function offerSharing(place: HTMLElement, texts: Texts): void {
  const canShare = typeof navigator.share === 'function';
  const canCopy = window.isSecureContext && navigator.clipboard !== undefined;
  if (!canShare && !canCopy) return;
  const { button, label } = buttonIn(place, 'share', texts.share);
  button.addEventListener('click', () => {
    const url = location.href.replace(/#.*$/, '');
    if (canShare) {
      // Closing the sheet of the device rejects: the person changed their mind, that is no error.
      navigator.share({ title: document.title, url }).catch(() => undefined);
      return;
    }
    navigator.clipboard.writeText(url).then(() => { label.textContent = texts.copied; }, () => { place.hidden = true; });
  });
}
