// The way from a record back to its list leads to what the list showed: its filter, order and page. Kept in this tab only;
// without script the same link leads to the whole list.

const KEY = 'kommin:list:';

/** On the page of a list: keeps its query. */
function keepQuery(): void {
  if (document.querySelector('main form.tools[method=get]') === null) return;
  if (location.search === '') sessionStorage.removeItem(KEY + location.pathname);
  else sessionStorage.setItem(KEY + location.pathname, location.search);
}

/** On every page: gives plain links to a list the query that it had. The rest of the address stays as the server wrote it. */
function leadBack(): void {
  for (const link of document.querySelectorAll<HTMLAnchorElement>('.crumb a, .save a')) {
    if (link.search !== '' || link.pathname === location.pathname) continue;
    const query = sessionStorage.getItem(KEY + link.pathname);
    if (query !== null) link.search = query;
  }
}

/** Whoever logs out leaves no words of a search behind for the next person at this tab. */
function forgetAtLogout(): void {
  document.querySelector<HTMLFormElement>('form[action$="/abmelden"]')?.addEventListener('submit', () => {
    for (const key of Object.keys(sessionStorage)) if (key.startsWith(KEY)) sessionStorage.removeItem(key);
  });
}

export function rememberLists(): void {
  try {
    keepQuery();
    leadBack();
    forgetAtLogout();
  } catch {
    // A browser that keeps nothing leaves the plain links.
  }
}
