// Whether this browser is to have no keys of its own.
export const KEY = 'kommin:keys';

export function areOff(): boolean {
  try {
    return localStorage.getItem(KEY) === 'off';
  } catch {
    return true; // what cannot be switched off must not be on
  }
}
