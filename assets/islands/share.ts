// <button type="button" data-share hidden data-copied="Link kopiert"><span class="kern-label">Teilen</span></button>

/** Shows the button where the device can share, or at least copy, the address of the page. */
export function offerSharing(button: HTMLButtonElement): void {
  const label = button.querySelector('.kern-label') ?? button;
  const canShare = typeof navigator.share === 'function';
  const canCopy = window.isSecureContext && navigator.clipboard !== undefined;
  if (!canShare && !canCopy) return;
  button.hidden = false;
  button.addEventListener('click', () => {
    const url = document.querySelector<HTMLLinkElement>('link[rel=canonical]')?.href ?? location.href.replace(/#.*$/, '');
    if (canShare) {
      // Closing the sheet of the device rejects: the person changed their mind, that is no error.
      navigator.share({ title: document.title, url }).catch(() => undefined);
      return;
    }
    navigator.clipboard.writeText(url).then(() => {
      label.setAttribute('aria-live', 'polite');
      label.textContent = button.dataset['copied'] ?? '✓';
    }, () => { button.hidden = true; });
  });
}
