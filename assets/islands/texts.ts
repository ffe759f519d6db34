// The labels of the buttons that exist only where the scripts run.

export type Texts = { share: string; copied: string };

const GERMAN: Texts = { share: 'Seite teilen', copied: 'Link kopiert' };

const TEXTS: Record<string, Texts> = {
  de: GERMAN,
  'de-simple': { share: 'Seite weiter-geben', copied: 'Der Link ist kopiert' },
  en: { share: 'Share this page', copied: 'Link copied' },
  tr: { share: 'Sayfayı paylaş', copied: 'Bağlantı kopyalandı' },
  ar: { share: 'مشاركة الصفحة', copied: 'تم نسخ الرابط' },
  uk: { share: 'Поділитися сторінкою', copied: 'Посилання скопійовано' },
  ro: { share: 'Distribuiți pagina', copied: 'Linkul a fost copiat' },
};

/** The texts in the language of a page, German where there are none. */
export function textsIn(language: string): Texts {
  return TEXTS[language] ?? GERMAN;
}
