// The labels of the buttons that exist only where the scripts run.

export type Texts = {
  share: string; copied: string;
  save: string; saving: string; saved: string; failed: string;
};

const GERMAN: Texts = {
  share: 'Seite teilen', copied: 'Link kopiert',
  save: 'Für unterwegs speichern', saving: 'Wird gespeichert …', saved: 'Gespeichert. Wieder löschen', failed: 'Das hat nicht geklappt. Noch einmal versuchen',
};

const TEXTS: Record<string, Texts> = {
  de: GERMAN,
  'de-simple': {
    share: 'Seite weiter-geben', copied: 'Der Link ist kopiert',
    save: 'Ohne Internet lesen', saving: 'Bitte warten …', saved: 'Gespeichert. Wieder löschen', failed: 'Es gab einen Fehler. Drücken Sie noch einmal',
  },
  en: {
    share: 'Share this page', copied: 'Link copied',
    save: 'Save for offline use', saving: 'Saving …', saved: 'Saved. Delete again', failed: 'That did not work. Try again',
  },
  tr: {
    share: 'Sayfayı paylaş', copied: 'Bağlantı kopyalandı',
    save: 'Çevrim dışı kullanım için kaydet', saving: 'Kaydediliyor …', saved: 'Kaydedildi. Sil', failed: 'Olmadı. Tekrar deneyin',
  },
  ar: {
    share: 'مشاركة الصفحة', copied: 'تم نسخ الرابط',
    save: 'حفظ للاستخدام دون إنترنت', saving: 'جارٍ الحفظ …', saved: 'تم الحفظ. حذف المحفوظ', failed: 'لم ينجح ذلك. حاولوا مرة أخرى',
  },
  uk: {
    share: 'Поділитися сторінкою', copied: 'Посилання скопійовано',
    save: 'Зберегти для читання офлайн', saving: 'Зберігається …', saved: 'Збережено. Видалити', failed: 'Не вдалося. Спробуйте ще раз',
  },
  ro: {
    share: 'Distribuiți pagina', copied: 'Linkul a fost copiat',
    save: 'Salvați pentru citire offline', saving: 'Se salvează …', saved: 'Salvat. Ștergeți', failed: 'Nu a reușit. Încercați din nou',
  },
};

/** The texts in the language of a page, German where there are none. */
export function textsIn(language: string): Texts {
  return TEXTS[language] ?? GERMAN;
}
