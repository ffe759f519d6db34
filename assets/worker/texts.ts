// What the worker says itself: nobody can be asked for a translation when no server answers.

export type Texts = {
  offline: string; asOf: string; missing: string; missingText: string; savedPages: string;
};

const GERMAN: Texts = {
  offline: 'Sie sind offline.', asOf: 'Stand:', missing: 'Sie sind offline', missingText: 'Diese Seite ist nicht gespeichert. Sie öffnet sich, sobald Sie wieder Internet haben.', savedPages: 'Gespeicherte Seiten',
};

const TEXTS: Record<string, Texts> = {
  de: GERMAN,
  'de-simple': {
    offline: 'Sie haben kein Internet.', asOf: 'Diese Seite ist vom', missing: 'Sie haben kein Internet', missingText: 'Diese Seite ist nur im Internet. Versuchen Sie es später noch einmal.', savedPages: 'Diese Seiten können Sie lesen',
  },
  en: {
    offline: 'You are offline.', asOf: 'As of', missing: 'You are offline', missingText: 'This page has not been saved. It will open as soon as you are connected again.', savedPages: 'Saved pages',
  },
  tr: {
    offline: 'Çevrim dışısınız.', asOf: 'Tarih:', missing: 'Çevrim dışısınız', missingText: 'Bu sayfa kaydedilmedi. İnternet bağlantınız geri geldiğinde açılır.', savedPages: 'Kaydedilen sayfalar',
  },
  ar: {
    offline: 'أنتم غير متصلين بالإنترنت.', asOf: 'آخر تحديث:', missing: 'أنتم غير متصلين بالإنترنت', missingText: 'هذه الصفحة غير محفوظة. ستُفتح عند عودة الاتصال بالإنترنت.', savedPages: 'الصفحات المحفوظة',
  },
  uk: {
    offline: 'Немає з’єднання з інтернетом.', asOf: 'Станом на', missing: 'Немає з’єднання з інтернетом', missingText: 'Цю сторінку не збережено. Вона відкриється, щойно з’явиться інтернет.', savedPages: 'Збережені сторінки',
  },
  ro: {
    offline: 'Sunteți offline.', asOf: 'Actualizat la', missing: 'Sunteți offline', missingText: 'Această pagină nu este salvată. Se va deschide când aveți din nou internet.', savedPages: 'Pagini salvate',
  },
};

/** The texts in the language of a page, German where there are none. */
export function textsIn(language: string): Texts {
  return TEXTS[language] ?? GERMAN;
}

/** The language a path begins with ("/ar/orte/unna"), if the scripts speak it. */
export function languageOf(path: string): string {
  const language = path.split('/')[1] ?? '';
  return language in TEXTS ? language : 'de';
}
