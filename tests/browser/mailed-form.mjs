/** The form behind a mailed link of the Lindenkreis, as tests/browser/lindenkreis.sql makes one of that kind. */
export function mailedForm(kind) {
  return `${kind}/lindenkreis-${kind}-nur-fuer-die-pruefung-im-browser`;
}
