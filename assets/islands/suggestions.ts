// <form action="/de/suche" role="search"> … <input name="q" data-suggest="/de/suche/vorschlaege">
// ARIA 1.2 combobox with a list: the focus stays in the field, the chosen option is named by aria-activedescendant.

const FEWEST_LETTERS = 2;
const PAUSE_MS = 150;
const MOST_OPTIONS = 8;

/** Turns the search field into a combobox that completes what is being typed. */
export function suggestWhileTyping(input: HTMLInputElement): void {
  const address = input.dataset['suggest'];
  if (address === undefined) return;

  const box = document.createElement('div');
  box.className = 'km-combo';
  const list = document.createElement('ul');
  list.className = 'km-combo__list';
  list.id = `${input.id || 'q'}-vorschlaege`;
  list.role = 'listbox';
  list.ariaLabel = input.labels?.[0]?.textContent ?? '';
  list.hidden = true;
  const hadFocus = document.activeElement === input;
  input.replaceWith(box);
  box.append(input, list);
  if (hadFocus) input.focus();

  input.role = 'combobox';
  input.ariaAutoComplete = 'list';
  input.ariaExpanded = 'false';
  input.setAttribute('aria-controls', list.id);
  input.autocomplete = 'off';

  let chosen = -1;
  let typed = input.value;
  let timer = 0;
  let running: AbortController | undefined;

  const close = (): void => {
    clearTimeout(timer);
    running?.abort();
    list.hidden = true;
    input.ariaExpanded = 'false';
    choose(-1);
  };

  const choose = (index: number): void => {
    chosen = index;
    [...list.children].forEach((option, i) => { option.ariaSelected = String(i === index); });
    if (index < 0) input.removeAttribute('aria-activedescendant');
    else input.setAttribute('aria-activedescendant', `${list.id}-${index}`);
    list.children[index]?.scrollIntoView({ block: 'nearest' });
  };

  const show = (texts: string[]): void => {
    list.replaceChildren(...texts.map((text, i) => {
      const option = document.createElement('li');
      option.id = `${list.id}-${i}`;
      option.role = 'option';
      option.ariaSelected = 'false';
      option.dir = 'auto';
      option.textContent = text;
      return option;
    }));
    list.hidden = texts.length === 0;
    input.ariaExpanded = String(texts.length > 0);
    choose(-1);
  };

  const ask = async (): Promise<void> => {
    running?.abort();
    const request = new AbortController();
    running = request;
    const url = new URL(address, location.href);
    url.searchParams.set('q', input.value.trim());
    try {
      const response = await fetch(url, { signal: request.signal, headers: { accept: 'application/json' } });
      const answer: unknown = response.ok ? await response.json() : [];
      if (request.signal.aborted) return;
      const texts = Array.isArray(answer) ? answer.filter((text) => typeof text === 'string') : [];
      show([...new Set(texts)].slice(0, MOST_OPTIONS));
    } catch {
      if (!request.signal.aborted) close();  // offline or the server is busy: the plain field goes on working
    }
  };

  const take = (index: number): void => {
    const text = list.children[index]?.textContent;
    if (text === null || text === undefined) return;
    input.value = text;
    close();
    input.form?.requestSubmit();
  };

  input.addEventListener('input', () => {
    typed = input.value;
    clearTimeout(timer);
    if (typed.trim().length < FEWEST_LETTERS) close();
    else timer = window.setTimeout(() => void ask(), PAUSE_MS);
  });

  input.addEventListener('keydown', (event) => {
    if (event.isComposing) return;
    const count = list.hidden ? 0 : list.children.length;
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      if (count === 0) {
        if (event.key === 'ArrowDown' && typed.trim().length >= FEWEST_LETTERS) void ask();
        return;
      }
      event.preventDefault();
      const step = event.key === 'ArrowDown' ? 1 : -1;
      // One place more than there are options: going past the end leads back to what was typed.
      choose(((chosen + 1 + step + count + 1) % (count + 1)) - 1);
      input.value = chosen < 0 ? typed : (list.children[chosen]?.textContent ?? typed);
    } else if (event.key === 'Enter' && chosen >= 0) {
      event.preventDefault();
      take(chosen);
    } else if (event.key === 'Escape' && count > 0) {
      event.preventDefault();
      input.value = typed;
      close();
    }
  });

  list.addEventListener('pointerdown', (event) => { event.preventDefault(); });  // the field keeps the focus
  list.addEventListener('click', (event) => {
    const option = event.target instanceof Element ? event.target.closest('[role=option]') : null;
    if (option !== null) take([...list.children].indexOf(option));
  });
  input.addEventListener('blur', close);
}
