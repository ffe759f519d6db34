// A button beside each password that shows what was typed (OWASP ASVS 2.1.12): long phrases are mistyped, above all on phones.

const WORDS: Record<string, { show: string; hide: string }> = {
  de: { show: 'Passwort zeigen', hide: 'Passwort verbergen' },
  en: { show: 'Show password', hide: 'Hide password' },
};

export function showPassword(field: HTMLInputElement): void {
  const words = WORDS[document.documentElement.lang] ?? WORDS['de']!;
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'kern-btn kern-btn--tertiary kern-btn--sm';
  button.setAttribute('aria-controls', field.id);
  const label = document.createElement('span');
  label.className = 'kern-label';
  button.append(label);
  const turn = (isShown: boolean): void => {
    field.type = isShown ? 'text' : 'password';
    label.textContent = isShown ? words.hide : words.show;
  };
  turn(false);
  button.addEventListener('click', () => { turn(field.type === 'password'); });
  // What is sent as a text, a browser may keep among the words it offers the next time.
  field.form?.addEventListener('submit', () => { turn(false); });
  field.after(button);
}
