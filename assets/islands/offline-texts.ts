// The words with which the page of a place offers to keep it on the device.

export type Texts = {
  save: string; all: string; few: string;                          // few: where the reader saves data
  saving: string; stop: string; kept: string; further: string; whole: string;
  more: string; again: string; forget: string; retry: string;
  network: string; server: string; full: string;                   // why it ended before its time
};

const GERMAN: Texts = {
  save: 'Für unterwegs speichern', all: 'Alle Sprachen (etwa {n} MB)', few: 'Nur Deutsch (etwa {n} MB)',
  saving: 'Wird gespeichert …', stop: 'Anhalten', kept: 'Gespeichert', further: 'Weitere Sprachen: {n} von {m}.', whole: 'In allen Sprachen.',
  more: 'Weiter speichern', again: 'Aktualisieren', forget: 'Löschen', retry: 'Noch einmal versuchen',
  network: 'Die Verbindung ist unterbrochen.', server: 'Das hat nicht geklappt.', full: 'Auf dem Gerät ist zu wenig Platz.',
};

const TEXTS: Record<string, Texts> = {
  de: GERMAN,
  'de-simple': {
    save: 'Ohne Internet lesen', all: 'Alle Sprachen: etwa {n} Mega-Byte', few: 'Leichte Sprache und Deutsch: etwa {n} Mega-Byte',
    saving: 'Bitte warten …', stop: 'Stopp', kept: 'Gespeichert', further: 'Andere Sprachen: {n} von {m}.', whole: 'Alle Sprachen.',
    more: 'Weiter speichern', again: 'Neu speichern', forget: 'Löschen', retry: 'Noch einmal versuchen',
    network: 'Das Internet ist weg.', server: 'Es gab einen Fehler.', full: 'Der Speicher ist voll.',
  },
  en: {
    save: 'Save for offline use', all: 'All languages (about {n} MB)', few: 'English and German (about {n} MB)',
    saving: 'Saving …', stop: 'Stop', kept: 'Saved', further: 'Further languages: {n} of {m}.', whole: 'In all languages.',
    more: 'Continue saving', again: 'Update', forget: 'Delete', retry: 'Try again',
    network: 'The connection was lost.', server: 'That did not work.', full: 'There is not enough space on the device.',
  },
  tr: {
    save: 'Çevrim dışı kullanım için kaydet', all: 'Tüm diller (yaklaşık {n} MB)', few: 'Türkçe ve Almanca (yaklaşık {n} MB)',
    saving: 'Kaydediliyor …', stop: 'Durdur', kept: 'Kaydedildi', further: 'Diğer diller: {n} / {m}.', whole: 'Tüm dillerde.',
    more: 'Kaydetmeye devam et', again: 'Güncelle', forget: 'Sil', retry: 'Tekrar dene',
    network: 'Bağlantı kesildi.', server: 'Kaydedilemedi.', full: 'Cihazda yeterli yer yok.',
  },
  ar: {
    save: 'حفظ للاستخدام دون إنترنت', all: 'جميع اللغات (حوالي {n} ميغابايت)', few: 'العربية والألمانية (حوالي {n} ميغابايت)',
    saving: 'جارٍ الحفظ …', stop: 'إيقاف', kept: 'تم الحفظ', further: 'اللغات الأخرى: {n} من {m}.', whole: 'بجميع اللغات.',
    more: 'متابعة الحفظ', again: 'تحديث', forget: 'حذف', retry: 'حاولوا مرة أخرى',
    network: 'انقطع الاتصال.', server: 'لم ينجح ذلك.', full: 'لا توجد مساحة كافية على الجهاز.',
  },
  uk: {
    save: 'Зберегти для читання офлайн', all: 'Усі мови (приблизно {n} МБ)', few: 'Українська й німецька (приблизно {n} МБ)',
    saving: 'Зберігається …', stop: 'Зупинити', kept: 'Збережено', further: 'Інші мови: {n} із {m}.', whole: 'Усіма мовами.',
    more: 'Зберігати далі', again: 'Оновити', forget: 'Видалити', retry: 'Спробувати ще раз',
    network: 'З’єднання перервано.', server: 'Не вдалося зберегти.', full: 'На пристрої замало місця.',
  },
  ro: {
    save: 'Salvați pentru citire offline', all: 'Toate limbile (circa {n} MB)', few: 'Română și germană (circa {n} MB)',
    saving: 'Se salvează …', stop: 'Opriți', kept: 'Salvat', further: 'Alte limbi: {n} din {m}.', whole: 'În toate limbile.',
    more: 'Continuați salvarea', again: 'Actualizați', forget: 'Ștergeți', retry: 'Încercați din nou',
    network: 'Conexiunea s-a întrerupt.', server: 'Nu a reușit.', full: 'Nu este destul spațiu pe dispozitiv.',
  },
};

/** The texts in the language of a page, German where there are none. */
export function textsIn(language: string): Texts {
  return TEXTS[language] ?? GERMAN;
}
