/** Puts a secondary button with an icon into the empty place a page keeps for it, and shows the place. */
export function buttonIn(place: HTMLElement, icon: string, text: string): { button: HTMLButtonElement; label: HTMLElement } {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'kern-btn kern-btn--secondary';
  const picture = document.createElement('span');
  picture.className = `km-i km-i--${icon}`;
  picture.ariaHidden = 'true';
  const label = document.createElement('span');
  label.className = 'kern-label';
  label.ariaLive = 'polite';
  label.textContent = text;
  button.append(picture, label);
  place.replaceChildren(button);
  place.hidden = false;
  return { button, label };
}
