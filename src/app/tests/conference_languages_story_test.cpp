// The conference in the languages of those who read of it: what is translated, what is not, and what is older
// than its source; on pages, in letters and in calendars.

#include "app/tests/invitation_story.hpp"
#include "app/tests/registration_story.hpp"
#include "platform/content/translation_store.hpp"

#include <cctype>
#include <map>
#include <string>
#include <string_view>

namespace kommin::app {
namespace {

using content::Origin;
using i18n::Language;
using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr std::string_view arabic_title = "الجلسة السادسة";
constexpr std::string_view arabic_name = "مؤتمر الاندماج";

Language language(std::string_view tag)
{
    return Language::find(tag).value();
}

std::string in_span(std::string_view tag, std::string_view direction, std::string_view text)
{
    return "<span lang=\"" + std::string(tag) + "\" dir=\"" + std::string(direction) + "\">"
        + std::string(text) + "</span>";
}

// What a reader sees of a letter: without the escapes of quoted-printable.
std::string read(std::string const& letter)
{
    std::string text;
    for (std::size_t i = 0; i < letter.size(); ++i) {
        bool const is_escape = letter[i] == '=' && i + 2 < letter.size()
            && std::isxdigit(static_cast<unsigned char>(letter[i + 1])) != 0
            && std::isxdigit(static_cast<unsigned char>(letter[i + 2])) != 0;
        text += is_escape ? static_cast<char>(std::stoi(letter.substr(i + 1, 2), nullptr, 16)) : letter[i];
        i += is_escape ? 2 : 0;
    }
    return text;
}

template<class Base>
class Translated : public Base {
protected:
    static std::int64_t number_of(std::string const& address)
    {
        return std::stoll(address.substr(address.rfind('/') + 1));
    }
    // As the translators' desk stores it; nobody sees it yet.
    static void store(
        Work& work, content::SubjectKind kind, std::int64_t id, std::string_view field, std::string_view tag,
        std::string_view text, std::string_view source, Origin origin = Origin::person)
    {
        content::store_translation(
            work.db(), work.tenant(), kind, id, field,
            {language(tag), std::string(text), origin, content::source_hash(source)}, work.now());
    }
    void translate(
        content::SubjectKind kind, std::int64_t id, std::string_view field, std::string_view tag,
        std::string_view text, std::string_view source, Origin origin = Origin::person)
    {
        Base::commit_and_show(Base::tenant_, [&](Work& work) {
            store(work, kind, id, field, tag, text, source, origin);
            work.publish(meetings::published_as);
        });
    }
    std::string shown(std::string const& path)
    {
        Base::product_.publications.refresh(Base::connection());
        return std::string(Base::get(path).body_text());
    }
};

class ConferenceLanguages : public Translated<MeetingsStory> {
protected:
    void SetUp() override
    {
        MeetingsStory::SetUp();
        office_.emplace(browser_of("conference_office"));
        conference_ = panel(
            *office_,
            "kind=conference&body=&visible=ja&name=Integrationskonferenz&mandate=Ein+Forum.%0D%0AMit+"
            "Zielen.");
        field_ = panel(
            *office_, "kind=field_of_action&body=&visible=ja&parent=" + conference_ + "&name=Arbeitswelt");
        session_ = meeting(
            *office_,
            "panel=" + conference_
                + "&childcare=offered&visible=ja&agenda=ja&title=6.+Tagung&day=17.4.2027&begins=10&ends=16"
                  "&place=Stadthalle&accessibility=Aufzug&purpose=Worum+es+geht.");
    }
    void translate_session(std::string_view field, std::string_view text, std::string_view source)
    {
        translate(meetings::meeting_subject, number_of(session_), field, "ar", text, source);
    }
    void translate_panel(
        std::string const& number, std::string_view field, std::string_view text, std::string_view source)
    {
        translate(meetings::panel_subject, std::stoll(number), field, "ar", text, source);
    }
    void add_item(std::string const& entries)
    {
        EXPECT_EQ(
            office_->post(session_ + "/neuer-punkt", "kind=discussion&" + entries).status(),
            http::Status::see_other);
    }
    std::int64_t newest(std::string const& table)
    {
        return connection().load<std::int64_t>("SELECT MAX(id) FROM " + table);
    }

    std::optional<Browser> office_;
    std::string conference_, field_, session_;
};
KOMMIN_ON_BOTH_ENGINES(ConferenceLanguages);

TEST_P(ConferenceLanguages, the_page_of_the_conference_mixes_what_is_translated_with_what_is_not)
{
    auto const before = shown("/ar/konferenz");
    EXPECT_THAT(
        before,
        AllOf(
            HasSubstr("<h1>" + in_span("de", "ltr", "Integrationskonferenz") + "</h1>"),
            HasSubstr("لم يُترجم هذا النص بعد")));
    translate_panel(conference_, "name", arabic_name, "Integrationskonferenz");
    translate_panel(conference_, "mandate", "منتدى.\nله أهداف.", "Ein Forum.\nMit Zielen.");
    translate_session("title", arabic_title, "6. Tagung");
    auto const mixed = shown("/ar/konferenz");
    EXPECT_THAT(
        mixed,
        AllOf(
            HasSubstr("<h1>" + std::string(arabic_name) + "</h1>"),
            HasSubstr("<p>منتدى.</p><p>له أهداف.</p>"),
            HasSubstr("/ar/konferenz/2027\">" + std::string(arabic_title) + "</a>"),
            HasSubstr("<h3>" + in_span("de", "ltr", "Arbeitswelt") + "</h3>"),
            HasSubstr("لم يُترجم هذا النص بعد")));
    EXPECT_EQ(mixed.find("km-langnote"), mixed.rfind("km-langnote")) << "one note for the whole page";
    translate_panel(field_, "name", "عالم العمل", "Arbeitswelt");
    translate_session("purpose", "موضوع الجلسة.", "Worum es geht.");
    auto const whole = shown("/ar/konferenz");
    EXPECT_THAT(whole, AllOf(HasSubstr("<h3>عالم العمل</h3>"), Not(HasSubstr("km-langnote"))));
    EXPECT_THAT(
        shown("/de/konferenz"),
        AllOf(HasSubstr("<h1>Integrationskonferenz</h1>"), Not(HasSubstr("km-langnote"))));
    EXPECT_THAT(
        shown("/tr/konferenz"), HasSubstr("<h1>" + in_span("de", "ltr", "Integrationskonferenz") + "</h1>"));
}

TEST_P(ConferenceLanguages, the_page_of_a_session_with_its_agenda)
{
    add_item("title=Begr%C3%BC%C3%9Fung&schluessel=a");
    translate(meetings::item_subject, newest("agenda_items"), "title", "ar", "كلمة ترحيب", "Begrüßung");
    add_item("title=Ausblick&schluessel=b&text=Was+noch+kommt.");
    add_item("title=Gruppen&schluessel=c&text=In+vier+R%C3%A4umen.%0D%0AMit+Pause.");
    translate(
        meetings::item_subject, newest("agenda_items"), "text", "ar", "في أربع غرف.\nمع استراحة.",
        "In vier Räumen.\nMit Pause.");
    translate_session("title", arabic_title, "6. Tagung");
    translate_session("accessibility", "مصعد", "Aufzug");
    translate_panel(conference_, "name", arabic_name, "Integrationskonferenz");
    auto const page = shown("/ar/konferenz/2027");
    EXPECT_THAT(
        page,
        AllOf(
            HasSubstr("<h1>" + std::string(arabic_title) + "</h1>"),
            HasSubstr("<title>" + std::string(arabic_title)), HasSubstr("<strong>كلمة ترحيب</strong>"),
            HasSubstr("<strong>" + in_span("de", "ltr", "Ausblick") + "</strong>"),
            HasSubstr("<p>" + in_span("de", "ltr", "Was noch kommt.") + "</p>"),
            HasSubstr("<p>في أربع غرف.</p><p>مع استراحة.</p>"), Not(HasSubstr("In vier Räumen.")),
            HasSubstr("<p>" + in_span("de", "ltr", "Worum es geht.") + "</p>"), HasSubstr("<dd>مصعد</dd>"),
            HasSubstr("<dd>" + std::string(arabic_name) + "</dd>"),
            HasSubstr(in_span("de", "ltr", "Stadthalle"))));
    EXPECT_EQ(page.find("km-langnote"), page.rfind("km-langnote"));
    EXPECT_THAT(
        shown("/de/konferenz/2027"),
        AllOf(
            HasSubstr("<h1>6. Tagung</h1>"), HasSubstr("<dd>Aufzug</dd>"),
            HasSubstr("<p>In vier Räumen.</p><p>Mit Pause.</p>")));
}

TEST_P(ConferenceLanguages, an_older_translation_stays_and_says_so_and_one_of_a_machine_too)
{
    translate_session("title", arabic_title, "6. Tagung");
    translate_session("purpose", "موضوع الجلسة.", "Worum es geht.");
    translate_session("accessibility", "مصعد", "Aufzug");
    translate_panel(conference_, "name", arabic_name, "Integrationskonferenz");
    EXPECT_THAT(shown("/ar/konferenz/2027"), Not(HasSubstr("km-langnote")));
    EXPECT_EQ(
        changed(
            *office_, session_ + "/aendern",
            "title=6.+Tagung+in+Kamen&day=17.4.2027&begins=10&ends=16&place=Stadthalle&accessibility=Aufzug"
            "&purpose=Worum+es+geht.&visible=ja&agenda=ja&state=planned&childcare=offered")
            .status(),
        http::Status::see_other);
    EXPECT_THAT(
        shown("/ar/konferenz/2027"),
        AllOf(
            HasSubstr("<h1>" + std::string(arabic_title) + "</h1>"),
            HasSubstr("النص الألماني أحدث من هذه الترجمة"), Not(HasSubstr("لم يُترجم هذا النص بعد"))));
    translate(
        meetings::meeting_subject, number_of(session_), "title", "ar", "من آلة", "6. Tagung in Kamen",
        Origin::machine);
    EXPECT_THAT(
        shown("/ar/konferenz/2027"),
        AllOf(
            HasSubstr("<h1>من آلة</h1>"), HasSubstr("تُرجم هذا النص آلياً"),
            Not(HasSubstr("النص الألماني أحدث من هذه الترجمة"))));
}

TEST_P(ConferenceLanguages, a_page_that_waits_in_the_cache_is_made_anew_with_its_translation)
{
    EXPECT_THAT(shown("/ar/konferenz/archiv"), HasSubstr(in_span("de", "ltr", "6. Tagung")));
    commit_version(tenant_, [&](Work& work) {
        store(work, meetings::meeting_subject, number_of(session_), "title", "ar", arabic_title, "6. Tagung");
        work.publish(meetings::published_as);
    });
    EXPECT_THAT(
        std::string(get("/ar/konferenz/archiv").body_text()), HasSubstr(in_span("de", "ltr", "6. Tagung")))
        << "the page of the version before waits in the cache";
    EXPECT_THAT(
        shown("/ar/konferenz/archiv"),
        AllOf(HasSubstr(">" + std::string(arabic_title) + "</a>"), Not(HasSubstr("6. Tagung"))));
}

TEST_P(ConferenceLanguages, a_recommendation_with_its_reasons_and_its_answer)
{
    auto const added = office_->post(
        "/verwaltung/empfehlungen/neu",
        "addressees=administration&panel=" + field_
            + "&number=E-1&title=Dolmetschen&text=Auch+abends.&reasons=Viele+arbeiten.&schluessel=r");
    ASSERT_EQ(added.status(), http::Status::see_other) << added.body_text();
    auto const address = std::string(added.header("Location"));
    auto const take = [&](std::string const& entries) {
        auto const version = connection().load<std::int64_t>("SELECT version FROM recommendations");
        auto const answer
            = office_->post(address + "/schritt", "fassung=" + std::to_string(version) + "&stand=" + entries);
        ASSERT_EQ(answer.status(), http::Status::see_other) << answer.body_text();
    };
    take("adopted&day=1.10.2026");
    take("submitted&day=2.10.2026");
    take("taken_up&taken_up_as=measure&day=3.10.2026&note=Wird+gemacht.");
    take("answered&day=4.10.2026&note=Es+wird+gemacht.");
    auto const id = number_of(address);
    auto const kind = meetings::recommendation_subject;
    translate(kind, id, "title", "ar", "الترجمة الشفوية", "Dolmetschen");
    translate(kind, id, "text", "ar", "مساءً أيضًا.", "Auch abends.");
    translate(kind, id, "answer", "ar", "سيُنفَّذ ذلك.", "Es wird gemacht.");
    translate_panel(field_, "name", "عالم العمل", "Arbeitswelt");
    auto const path = "/konferenz/empfehlungen/" + std::to_string(id);
    EXPECT_THAT(
        shown("/ar" + path),
        AllOf(
            HasSubstr("<h1>E-1 الترجمة الشفوية</h1>"), HasSubstr("<p>مساءً أيضًا.</p>"),
            HasSubstr("<p>سيُنفَّذ ذلك.</p>"), HasSubstr("<dd>عالم العمل</dd>"),
            HasSubstr("<p>" + in_span("de", "ltr", "Viele arbeiten.") + "</p>"),
            HasSubstr("لم يُترجم هذا النص بعد")));
    EXPECT_THAT(
        shown("/ar/konferenz/empfehlungen"),
        AllOf(HasSubstr("\">E-1 الترجمة الشفوية</a>"), Not(HasSubstr("km-langnote"))));
    EXPECT_THAT(
        shown("/de" + path),
        AllOf(HasSubstr("<h1>E-1 Dolmetschen</h1>"), HasSubstr("<p>Es wird gemacht.</p>")));
    // Below a text of a feed nothing can be said: what nobody has read stays German.
    EXPECT_THAT(
        shown("/ar/konferenz/empfehlungen.atom"),
        HasSubstr("<title xml:lang=\"ar\">E-1 الترجمة الشفوية</title>"));
    translate(kind, id, "title", "ar", "من آلة", "Dolmetschen", Origin::machine);
    EXPECT_THAT(
        shown("/ar/konferenz/empfehlungen.atom"),
        HasSubstr("<title xml:lang=\"de\">E-1 Dolmetschen</title>"));
}

// A title is public where somebody has said so (docs/adr/0077): a step of a recommendation is no way around.
TEST_P(ConferenceLanguages, a_step_calls_a_meeting_by_its_title_only_where_everybody_may_read_of_it)
{
    std::string const held = "&day=1.10.2026&state=held&childcare=unknown";
    auto const closed = meeting(*office_, "panel=" + field_ + "&title=Klausur" + held);
    auto const hidden = panel(*office_, "kind=working_group&body=&name=Verborgene+Runde");
    auto const inner = meeting(*office_, "panel=" + hidden + "&title=Vorabrede" + held);
    auto const added = office_->post(
        "/verwaltung/empfehlungen/neu",
        "addressees=administration&panel=" + field_ + "&title=Dolmetschen&text=Auch+abends.&schluessel=r");
    ASSERT_EQ(added.status(), http::Status::see_other) << added.body_text();
    auto const address = std::string(added.header("Location"));
    auto const take = [&](std::string const& entries, std::string const& where) {
        auto const version = connection().load<std::int64_t>("SELECT version FROM recommendations");
        auto const answer = office_->post(
            address + "/schritt",
            "fassung=" + std::to_string(version) + "&stand=" + entries
                + "&meeting=" + std::to_string(number_of(where)));
        ASSERT_EQ(answer.status(), http::Status::see_other) << answer.body_text();
    };
    take("adopted&day=1.10.2026", closed);
    take("submitted&day=2.10.2026", inner);
    translate_panel(field_, "name", "عالم العمل", "Arbeitswelt");
    auto const path = "/konferenz/empfehlungen/" + std::to_string(number_of(address));
    auto const says_neither_title
        = AllOf(Not(HasSubstr("Klausur")), Not(HasSubstr("Vorabrede")), Not(HasSubstr("Verborgene")));
    EXPECT_THAT(
        shown("/de" + path),
        AllOf(HasSubstr("1. Oktober 2026"), HasSubstr(" · Arbeitswelt"), says_neither_title));
    EXPECT_THAT(shown("/ar" + path), AllOf(HasSubstr(" · عالم العمل"), says_neither_title));
    EXPECT_THAT(shown("/de/konferenz/empfehlungen"), says_neither_title);
    EXPECT_THAT(shown("/de/konferenz/empfehlungen.atom"), says_neither_title);

    EXPECT_EQ(
        changed(*office_, closed + "/aendern", "title=Klausur&visible=ja" + held).status(),
        http::Status::see_other);
    translate(meetings::meeting_subject, number_of(closed), "title", "ar", arabic_title, "Klausur");
    EXPECT_THAT(
        shown("/de" + path),
        AllOf(HasSubstr(" · Klausur"), Not(HasSubstr(" · Arbeitswelt")), Not(HasSubstr("Vorabrede"))));
    EXPECT_THAT(
        shown("/ar" + path), AllOf(HasSubstr(" · " + std::string(arabic_title)), Not(HasSubstr("Klausur"))));
}

TEST_P(ConferenceLanguages, a_date_for_calendars_is_in_the_language_of_its_address)
{
    translate_session("title", arabic_title, "6. Tagung");
    translate_session("accessibility", "مصعد", "Aufzug");
    EXPECT_THAT(
        shown("/ar/konferenz/2027/termin.ics"),
        AllOf(HasSubstr("SUMMARY:" + std::string(arabic_title)), HasSubstr("مصعد")));
    EXPECT_THAT(shown("/ar/konferenz/termine.ics"), HasSubstr("SUMMARY:" + std::string(arabic_title)));
    EXPECT_THAT(shown("/tr/konferenz/termine.ics"), HasSubstr("SUMMARY:6. Tagung"));
    translate_session("title", arabic_title, "5. Tagung");
    EXPECT_THAT(shown("/ar/konferenz/2027/termin.ics"), HasSubstr("SUMMARY:6. Tagung")) << "it is older";
}

class InvitationLanguages : public Translated<InvitationBase> { };
KOMMIN_ON_BOTH_ENGINES(InvitationLanguages);

TEST_P(InvitationLanguages, a_letter_and_its_page_are_in_the_language_of_whoever_is_asked)
{
    auto const id = number_of(meeting_);
    translate(meetings::meeting_subject, id, "title", "tr", "Bahar toplantısı", "Frühjahrssitzung");
    translate(
        meetings::panel_subject, std::stoll(panel_), "name", "tr", "Yönlendirme grubu", "Lenkungsgruppe");
    EXPECT_EQ(add_guest(person("Leyla", "leyla@verein.example", "tr")).status(), http::Status::see_other);
    EXPECT_EQ(add_guest(person("Ada", "ada@verein.example", "de")).status(), http::Status::see_other);
    EXPECT_EQ(send().status(), http::Status::see_other);
    auto const all = letters();
    auto const turkish = all.find("To: leyla@verein.example");
    auto const german = all.find("To: ada@verein.example");
    ASSERT_NE(turkish, std::string::npos);
    ASSERT_NE(german, std::string::npos);
    auto const of_leyla = all.substr(turkish, german > turkish ? german - turkish : std::string::npos);
    auto const of_ada = all.substr(german, turkish > german ? turkish - german : std::string::npos);
    EXPECT_THAT(
        read(of_leyla),
        AllOf(
            HasSubstr("Bahar toplantısı"), HasSubstr("Yönlendirme grubu"),
            Not(HasSubstr("Frühjahrssitzung"))));
    EXPECT_THAT(calendar_in(of_leyla), HasSubstr("SUMMARY:Bahar toplantısı"));
    EXPECT_THAT(read(of_ada), AllOf(HasSubstr("Frühjahrssitzung"), HasSubstr("Lenkungsgruppe")));
    auto const link = link_in(all, "/tr/einladung/");
    ASSERT_NE(link, "");
    EXPECT_THAT(
        std::string(anybody().get(link).body_text()),
        AllOf(
            HasSubstr("Bahar toplantısı"), HasSubstr("<dd>Yönlendirme grubu</dd>"),
            HasSubstr(in_span("de", "ltr", "Kreishaus")), Not(HasSubstr("km-langnote"))));
    EXPECT_THAT(
        std::string(anybody().get(link + "/termin.ics").body_text()), HasSubstr("SUMMARY:Bahar toplantısı"));
}

class RegistrationLanguages : public Translated<RegistrationBase> {
protected:
    // Fills in the form of this language, and gives the page that it leads to.
    std::string registered_in(std::string const& tag)
    {
        auto guest = anybody();
        auto const path = '/' + tag + "/konferenz/2027/anmeldung";
        auto const key = key_in(std::string(guest.get(path).body_text()));
        auto const answer = guest.post(
            path, "schluessel=" + key + "&website=&personen=1" + line(1, "Leyla", "Schule") + contact(),
            false);
        EXPECT_EQ(answer.status(), http::Status::see_other) << answer.body_text();
        auto location = std::string(answer.header("Location"));
        return location.substr(location.find('/' + tag + '/'));
    }
};
KOMMIN_ON_BOTH_ENGINES(RegistrationLanguages);

TEST_P(RegistrationLanguages, form_page_and_letters_are_in_the_language_of_the_form)
{
    open();
    auto const id = number_of(meeting_);
    translate(meetings::meeting_subject, id, "title", "ar", arabic_title, "Frühjahrstagung");
    translate(
        meetings::programme_part_subject, std::stoll(part("Schule")), "name", "ar", "المدرسة", "Schule");
    auto const form_page = shown("/ar/konferenz/2027/anmeldung");
    EXPECT_THAT(
        form_page,
        AllOf(
            HasSubstr(std::string(arabic_title)), Not(HasSubstr("Frühjahrstagung")), HasSubstr("المدرسة"),
            HasSubstr("\u2068Arbeit\u2069"), Not(HasSubstr("\u2068المدرسة")),
            HasSubstr("لم يُترجم هذا النص بعد")))
        << "a part that nobody has translated is German and keeps its direction";
    auto const link = registered_in("ar");
    EXPECT_THAT(
        shown(link),
        AllOf(
            HasSubstr(std::string(arabic_title)), HasSubstr("<span class=\"km-muted\">المدرسة</span>"),
            Not(HasSubstr("km-langnote"))));
    auto const letter = letters();
    EXPECT_THAT(read(letter), AllOf(HasSubstr(std::string(arabic_title)), Not(HasSubstr("Frühjahrstagung"))));
    EXPECT_THAT(letter, HasSubstr("Content-Language: ar"));
    EXPECT_THAT(shown(link + "/termin.ics"), HasSubstr("SUMMARY:" + std::string(arabic_title)));
    // Nothing beside a letter can say that its title is older.
    translate(meetings::meeting_subject, id, "title", "ar", "قديم", "Wintertagung");
    registered_in("ar");
    EXPECT_THAT(read(letters()), AllOf(HasSubstr("Frühjahrstagung"), Not(HasSubstr("قديم"))));
}

TEST_P(RegistrationLanguages, what_is_full_is_called_as_on_the_form)
{
    open(10, 1, 5);
    auto const school = part("Schule");
    translate(meetings::programme_part_subject, std::stoll(school), "name", "tr", "Okul", "Schule");
    registered_in("de");
    auto const full = [&](std::string const& language) {
        auto guest = anybody();
        auto const answer = guest.post(
            '/' + language + "/konferenz/2027/anmeldung",
            "schluessel=k" + language + "&website=&personen=2" + line(1, "Ada", "Arbeit")
                + line(2, "Grace", "Schule") + contact("ada@verein.example"),
            false);
        EXPECT_EQ(answer.status(), http::Status::conflict) << language;
        return std::string(answer.body_text());
    };
    EXPECT_THAT(
        full("tr"), AllOf(HasSubstr("“Okul” bölümünde bu kadar yer kalmadı"), Not(HasSubstr("Schule"))));
    EXPECT_THAT(full("de"), HasSubstr("„Schule“ hat nicht mehr so viele Plätze"));
    EXPECT_THAT(full("ar"), HasSubstr("Schule")) << "nobody has translated it";
}

// The demonstration says all of the conference in each of its languages, and that a machine made it.
TEST_P(PortalStory, the_conference_of_the_demonstration_is_there_in_all_its_languages)
{
    std::map<std::string, std::string> const words{
        {"de-simple", "6. Treffen der Integrations-Konferenz (ausgedacht)"},
        {"en", "6th session of the Integration Conference (invented)"},
        {"tr", "Entegrasyon Konferansının 6. toplantısı (kurgusal)"},
        {"ar", "الجلسة السادسة لمؤتمر الاندماج (مثال خيالي)"},
        {"uk", "6-те засідання Конференції з інтеграції (вигадано)"},
        {"ro", "Sesiunea a 6-a a Conferinței pentru integrare (inventată)"}};
    auto const slug = world().db().load<std::string>(
        "SELECT slug FROM meetings WHERE title = '6. Tagung der Integrationskonferenz (erfunden)'");
    auto const recommendation = std::to_string(
        world().db().load<std::int64_t>("SELECT id FROM recommendations WHERE number = 'E-1'"));
    auto const minutes = std::to_string(
        world().db().load<std::int64_t>("SELECT meeting_id FROM minutes WHERE published_edition > 0"));
    for (auto const& [tag, title] : words) {
        auto const missing = std::string(i18n::Texts::of(language(tag))(
            "note.missing"_msg,
            {{"language", i18n::Texts::of(language(tag)).language_name(Language::german())}}));
        for (std::string const path : {"konferenz", "konferenz/archiv", "konferenz/empfehlungen"}) {
            auto const shown = page('/' + tag + '/' + path);
            EXPECT_THAT(shown, AllOf(HasSubstr("km-langnote"), Not(HasSubstr(missing)))) << tag << path;
            EXPECT_EQ(shown.find("km-langnote"), shown.rfind("km-langnote")) << tag << path;
        }
        EXPECT_THAT(
            page('/' + tag + "/konferenz/" + slug),
            AllOf(HasSubstr("<h1>" + title + "</h1>"), Not(HasSubstr(missing))));
        EXPECT_THAT(page('/' + tag + "/konferenz/empfehlungen/" + recommendation), Not(HasSubstr(missing)));
        EXPECT_THAT(
            page('/' + tag + "/protokolle/" + minutes),
            AllOf(
                HasSubstr("<div class=\"km-prose measure\" lang=\"" + tag + '"'), HasSubstr("km-langnote"),
                Not(HasSubstr(missing)), Not(HasSubstr("probiert aus"))));
    }
}

} // namespace
} // namespace kommin::app
