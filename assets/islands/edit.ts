// To where a record is edited: that of the row in which the focus is, else that of the page, else into the first field of its form.
// A link with data-edit leads there; where the link of a row leads to something else, data-edit says where.
import { firstField } from './form-keys.ts';

function link(): HTMLElement | null {
  const row = document.activeElement?.closest('main tbody tr');
  return row ? row.querySelector<HTMLElement>('[data-edit]') : document.querySelector<HTMLElement>('main [data-edit]:not(tbody *)');
}

export function canEdit(): boolean {
  return document.querySelector('main [data-edit]') !== null || firstField() !== undefined;
}

export function edit(): boolean {
  const found = link();
  if (found?.dataset.edit) location.assign(found.dataset.edit);
  else if (found) found.click();
  if (found) return true;
  if (document.activeElement?.closest('main tbody tr')) return false;
  const field = firstField();
  field?.focus();
  return field !== undefined;
}
