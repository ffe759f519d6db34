// Through the rows of the list on the page, and what is ticked there.

function links(): HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>('main tbody th a, main .work a.t')].filter((link) => link.checkVisibility());
}

export function hasRows(): boolean {
  return links().length > 0;
}

export function hasTicks(): boolean {
  return document.querySelector('main tbody .ck input[type=checkbox]') !== null;
}

/** To the next row, or the one before; from elsewhere on the page to the first. */
export function goToRow(step: 1 | -1): boolean {
  const all = links();
  const row = document.activeElement?.closest('tr, .work > li');
  const now = row ? all.findIndex((link) => row.contains(link)) : -1;
  const next = now < 0 ? all[0] : all[now + step];
  next?.focus();
  return all.length > 0;
}

/** Ticks the row in which the focus is. */
export function tickRow(): boolean {
  const box = document.activeElement?.closest('tbody tr')?.querySelector<HTMLInputElement>('.ck input[type=checkbox]');
  box?.click();
  return box !== null && box !== undefined;
}
