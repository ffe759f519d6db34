// A meter below a field for a new password (OWASP ASVS 2.1.8). What is typed is looked at here and sent nowhere: the estimate is modest.
// The server alone decides when the form comes; it also knows words, names and lists of stolen passwords.

const WORDS: Record<string, { less: (count: number) => string; more: string; weak: string; fair: string; strong: string }> = {
  de: {
    less: (count) => `Noch ${count} Zeichen`, more: 'Höchstens 128 Zeichen', weak: 'Leicht zu erraten. Mehrere Wörter ohne Zusammenhang helfen.',
    fair: 'Schwer zu erraten, soweit sich das hier schätzen lässt', strong: 'Sehr schwer zu erraten, soweit sich das hier schätzen lässt',
  },
  en: {
    less: (count) => `${count} more characters`, more: 'At most 128 characters', weak: 'Easy to guess. Several words that do not belong together help.',
    fair: 'Hard to guess, as far as can be estimated here', strong: 'Very hard to guess, as far as can be estimated here',
  },
};
const SHORTEST = 12; // as src/platform/identity/password_policy.hpp
const LONGEST = 128;
const FAIR_BITS = 40; // a little more than the server wants: whoever is told "hard" should not be refused afterwards
const STRONG_BITS = 56;

const BITS_OF_RUN = 0.3; // "aaaa", "2345", or what stood there before
const BITS_OF_CHANGE = 1.5; // from a small letter to a large one, a digit or a sign

type Sort = 'small' | 'large' | 'digit' | 'other';
const sortOf = (sign: string): Sort => (/\p{N}/u.test(sign) ? 'digit' : !/\p{L}/u.test(sign) ? 'other' : sign === sign.toLowerCase() ? 'small' : 'large');
// Letters stand in words, where one gives away the next; digits stand in years.
const BITS: Record<Sort, number> = { small: 2.6, large: 2.6, digit: 2.4, other: 3 };

/** How many bits a password may be worth, after what repeats, runs on or is known of the person. */
export function estimateBits(password: string, known: readonly string[]): number {
  let text = password;
  for (const word of known) text = text.replace(new RegExp(word, 'giu'), '');
  const signs = [...text];
  const seen = new Set<string>(); // every three in a row
  let bits = 0;
  let step = NaN;
  for (const [at, sign] of signs.entries()) {
    const previous = signs[at - 1];
    const before = step;
    step = previous === undefined ? NaN : sign.codePointAt(0)! - previous.codePointAt(0)!;
    const runsOn = Math.abs(step) <= 1 && (step === 0 || step === before);
    const three = signs.slice(Math.max(at - 2, 0), at + 1).join('').toLowerCase();
    const repeats = at >= 2 && seen.has(three);
    seen.add(three);
    const sort = sortOf(sign);
    const changes = previous !== undefined && sign !== ' ' && previous !== ' ' && sort !== sortOf(previous);
    bits += runsOn || repeats ? BITS_OF_RUN : BITS[sort] + (changes ? BITS_OF_CHANGE : 0);
  }
  return bits;
}

/** The words of the title, with the name of the site, and of addresses and names in the fields of this page: they count for nothing. */
const knownWords = (): string[] =>
  [document.title, ...[...document.querySelectorAll<HTMLInputElement>('input[type=email], input[name=name]')].map((field) => field.value)]
    .flatMap((text) => text.split(/[^\p{L}\p{N}]+/u)) // letters and digits only: safe in a pattern
    .filter((word) => word.length > 2);

export function showStrength(field: HTMLInputElement): void {
  const words = WORDS[document.documentElement.lang] ?? WORDS['de']!;
  const box = document.createElement('div');
  box.className = 'strength';
  box.hidden = true;
  const meter = document.createElement('meter');
  meter.max = 3;
  meter.low = 2; // red below it, yellow below `high`
  meter.high = 3;
  meter.optimum = 3;
  meter.setAttribute('aria-hidden', 'true'); // the sentence says the same
  const said = document.createElement('p');
  said.className = 'mute';
  said.setAttribute('role', 'status');
  box.append(meter, said);
  let waiting = 0;
  field.addEventListener('input', () => {
    const length = [...field.value].length;
    const bits = estimateBits(field.value, knownWords());
    const isAllowed = length >= SHORTEST && length <= LONGEST;
    const grade = !isAllowed || bits < FAIR_BITS ? 1 : bits < STRONG_BITS ? 2 : 3;
    box.hidden = length === 0;
    meter.value = grade;
    const sentence = length < SHORTEST ? words.less(SHORTEST - length) : length > LONGEST ? words.more : grade === 1 ? words.weak : grade === 2 ? words.fair : words.strong;
    // Whoever listens hears where it stands after a pause, and not every key.
    clearTimeout(waiting);
    waiting = setTimeout(() => { said.textContent = sentence; }, said.textContent === '' ? 0 : 600);
  });
  field.after(box);
}
