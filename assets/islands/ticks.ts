// Ticked lines of a list: how many there are, beside the buttons that are for them, and one box for all lines of the page.

export function countTicks(form: HTMLFormElement): void {
  const said = form.querySelector<HTMLElement>('.bulk [data-elsewhere]');
  const boxes = [...form.querySelectorAll<HTMLInputElement>('tbody .ck input[name=wahl]')];
  if (!said || boxes.length === 0) return;
  const words = said.textContent;
  const elsewhere = Number(said.dataset['elsewhere']); // on other pages of the list
  said.role = 'status';
  said.ariaAtomic = 'true';
  const all = boxForAll(form, boxes);

  const show = (): void => {
    const here = boxes.filter((box) => box.checked).length;
    const text = elsewhere + here === 0 ? words : `${words} ${String(elsewhere + here)}`;
    if (said.textContent !== text) said.textContent = text; // the same words twice would be read out twice
    if (!all) return;
    all.checked = here === boxes.length;
    all.indeterminate = here > 0 && here < boxes.length;
  };
  form.addEventListener('change', (event) => {
    if (all && event.target === all) for (const box of boxes) box.checked = all.checked;
    show();
  });
  addEventListener('pageshow', show); // a browser fills a form in again when one comes back
  show();
}

function boxForAll(form: HTMLFormElement, boxes: HTMLInputElement[]): HTMLInputElement | undefined {
  const head = form.querySelector<HTMLElement>('thead .ck[data-all]');
  if (!head || boxes.length < 2) return undefined;
  const box = document.createElement('input');
  box.type = 'checkbox';
  box.ariaLabel = head.dataset['all'] ?? '';
  const target = document.createElement('span');
  target.className = 'hit';
  target.append(box);
  head.append(target);
  return box;
}
