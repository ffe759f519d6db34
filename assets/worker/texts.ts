// What the worker says when a page was not saved. It has no server to ask, so these few sentences travel with it.

type Texts = { title: string; body: string; saved: string };

const TEXTS: Record<string, Texts> = {
  de: { title: 'Sie sind offline', body: 'Diese Seite ist nicht gespeichert. Sie öffnet sich, sobald Sie wieder Internet haben.', saved: 'Gespeicherte Seiten' },
  'de-simple': { title: 'Sie haben kein Internet', body: 'Diese Seite ist nicht auf Ihrem Gerät. Versuchen Sie es später noch einmal.', saved: 'Diese Seiten können Sie lesen' },
  en: { title: 'You are offline', body: 'This page has not been saved. It will open as soon as you are connected again.', saved: 'Saved pages' },
  tr: { title: 'Çevrim dışısınız', body: 'Bu sayfa kaydedilmedi. İnternet bağlantınız geri geldiğinde açılır.', saved: 'Kaydedilen sayfalar' },
  ar: { title: 'أنت غير متصل بالإنترنت', body: 'هذه الصفحة غير محفوظة. ستُفتح عند عودة الاتصال بالإنترنت.', saved: 'الصفحات المحفوظة' },
  uk: { title: 'Немає з’єднання з інтернетом', body: 'Цю сторінку не збережено. Вона відкриється, щойно з’явиться інтернет.', saved: 'Збережені сторінки' },
  ro: { title: 'Sunteți offline', body: 'Această pagină nu este salvată. Se va deschide când aveți din nou internet.', saved: 'Pagini salvate' },
};

const GERMAN: Texts = TEXTS['de'] as Texts;

/** The texts of the language that begins the path ("/ar/orte/unna"), German where there are none. */
export function textsFor(path: string): Texts & { language: string; direction: 'ltr' | 'rtl' } {
  const language = path.split('/')[1] ?? '';
  const texts = TEXTS[language];
  return texts === undefined ? { ...GERMAN, language: 'de', direction: 'ltr' } : { ...texts, language, direction: language === 'ar' ? 'rtl' : 'ltr' };
}
