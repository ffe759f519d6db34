// Files for translators' tools: what is downloaded, what comes back, and that coming back twice is safe.

#include "app/tests/translation_story.hpp"
#include "platform/content/translation_store.hpp"
#include "platform/xliff/xliff.hpp"

namespace kommin::app {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

class TranslationFiles : public TranslationStory {
protected:
    static constexpr std::string_view address = "/verwaltung/uebersetzungen/tr/xliff";

    static xliff::Document downloaded(Browser& browser, std::string const& query = {})
    {
        return read(file_of(browser.get(std::string(address) + query)));
    }
    static xliff::Document read(std::string const& text)
    {
        auto document = xliff::read(text);
        if (auto const* error = std::get_if<xliff::Error>(&document)) {
            ADD_FAILURE() << "line " << error->line << '\n' << text;
            return {};
        }
        return std::get<xliff::Document>(std::move(document));
    }
    static xliff::Unit& unit(xliff::Document& document, std::string const& id)
    {
        for (auto& file : document.files) {
            for (auto& unit : file.units) {
                if (unit.id == id)
                    return unit;
            }
        }
        throw std::out_of_range(id);
    }
    static std::vector<std::string> ids(xliff::Document const& document)
    {
        std::vector<std::string> all;
        for (auto const& file : document.files) {
            for (auto const& unit : file.units)
                all.push_back(unit.id);
        }
        return all;
    }
    static void translate(
        xliff::Document& document, std::string const& id, std::string text,
        xliff::State state = xliff::State::translated)
    {
        auto& changed = unit(document, id);
        changed.target = std::move(text);
        changed.state = state;
    }
    // As a browser sends a file.
    http::Response upload(
        Browser& browser, std::string const& bytes, std::string const& token,
        std::string const& to = std::string(address))
    {
        auto const body = "--grenze\r\nContent-Disposition: form-data; name=\"formular\"\r\n\r\n" + token
            + "\r\n--grenze\r\nContent-Disposition: form-data; name=\"datei\"; filename=\"tr.xlf\"\r\n"
              "Content-Type: application/xliff+xml\r\n\r\n"
            + bytes + "\r\n--grenze--\r\n";
        return browser.send(
            http::Method::post, to, {{"Content-Type", "multipart/form-data; boundary=grenze"}}, body);
    }
    std::string upload(Browser& browser, xliff::Document const& document)
    {
        auto const answer = upload(browser, xliff::print(document), browser.token);
        EXPECT_EQ(answer.status(), http::Status::ok);
        return std::string(answer.body_text());
    }
    std::optional<content::Translation> stored(
        std::string const& offer, std::string const& field, std::string_view language = "tr")
    {
        auto shelf = content::TranslationShelf::load(
            connection(), tenant_, portal::offer_subject, std::stoll(offer));
        for (auto& translation : shelf.take(std::stoll(offer), field)) {
            if (translation.language.tag() == language)
                return std::move(translation);
        }
        return std::nullopt;
    }
    void store_by_machine(std::string const& offer, std::string const& field, std::string const& source)
    {
        ASSERT_TRUE(work([&](Work& work) -> Result<void> {
            content::store_translation(
                work.db(), work.tenant(), portal::offer_subject, std::stoll(offer), field,
                {*i18n::Language::find("tr"), "makine", content::Origin::machine,
                 content::source_hash(source)},
                work.now());
            auto const stored
                = portal::find_offer(work.db(), work.tenant(), portal::OfferId{std::stoll(offer)});
            portal::ProgressKeeper(work).note(*stored, portal::OfferId{std::stoll(offer)});
            return {};
        }));
    }
    std::int64_t entries() { return audit::head(connection(), tenant_).sequence; }
};
KOMMIN_ON_BOTH_ENGINES(TranslationFiles);

TEST_P(TranslationFiles, life_situations_of_the_district_go_out_and_come_back)
{
    for (auto const* press : {"neu", "situation-own_1/veroeffentlichen"})
        editor_->post(
            std::string("/verwaltung/kategorien/") + press,
            "fassung=1&grundlage=1&name-de=Frauen&hint-de=Treffpunkte&icon=heart");
    auto const id = "category."
        + std::to_string(connection().load<std::int64_t>(
            "SELECT id FROM categories WHERE word = 'eigen-frauen'"));
    for (auto const* query : {"", "?umfang=alles"}) {
        auto document = downloaded(*translator_, query);
        EXPECT_THAT(ids(document), AllOf(Contains(id + ".name"), Contains(id + ".hint"))) << query;
    }
    auto document = downloaded(*translator_);
    translate(document, id + ".name", "Kadınlar");
    translate(document, id + ".hint", "İş\nve  buluşma");
    EXPECT_THAT(upload(*translator_, document), HasSubstr("2 Texte wurden übernommen."));
    product_.publications.refresh(connection());
    EXPECT_THAT(get("/tr/").body_text(), HasSubstr("<b>Kadınlar</b><small>İş ve buluşma</small>"));
    translate(document, id + ".name", "İş");
    EXPECT_THAT(upload(*translator_, document), HasSubstr("seit die Datei heruntergeladen wurde"));
    auto second = downloaded(*translator_, "?umfang=alles");
    translate(second, id + ".name", "İş");
    EXPECT_THAT(upload(*translator_, second), HasSubstr("eine andere Kategorie heißt schon so"));
    product_.publications.refresh(connection());
    EXPECT_THAT(get("/tr/").body_text(), HasSubstr("<b>Kadınlar</b>"));
}

TEST_P(TranslationFiles, a_file_goes_out_and_comes_back)
{
    auto const id = published("Chor", "Wir+singen");
    auto const text = file_of(translator_->get(std::string(address)));
    EXPECT_THAT(
        text, AllOf(HasSubstr(R"(srcLang="de" trgLang="tr")"), HasSubstr(R"(kommin:district="musterau")")));
    auto document = read(text);
    EXPECT_THAT(ids(document), ElementsAre("offer." + id + ".title", "offer." + id + ".summary"));
    EXPECT_THAT(document.files.at(0).notes, ElementsAre("Angebot: Chor"));
    auto& title = unit(document, "offer." + id + ".title");
    EXPECT_EQ(title.source, "Chor");
    EXPECT_EQ(title.target, std::nullopt);
    EXPECT_EQ(title.state, xliff::State::initial);

    translate(document, title.id, " Koro\n");
    EXPECT_THAT(
        upload(*translator_, document),
        AllOf(HasSubstr("Ein Text wurde übernommen"), HasSubstr("Ein Text ist unverändert")));
    EXPECT_THAT(public_page("tr", "chor"), HasSubstr("Koro"));
    auto const kept = stored(id, "title");
    ASSERT_TRUE(kept);
    EXPECT_EQ(kept->text, "Koro") << "without what tools leave around it";
    EXPECT_EQ(kept->origin, content::Origin::person);
    EXPECT_THAT(audit_actions(), Contains("portal.translation.saved"));
    EXPECT_THAT(ids(downloaded(*translator_)), ElementsAre("offer." + id + ".summary")) << "what is open";
    auto everything = downloaded(*translator_, "?umfang=alles");
    EXPECT_EQ(unit(everything, title.id).state, xliff::State::final);
    EXPECT_EQ(unit(everything, title.id).target, "Koro");
}

TEST_P(TranslationFiles, the_same_file_a_second_time_changes_nothing)
{
    auto const id = published("Chor", "Wir+singen");
    auto document = downloaded(*translator_);
    translate(document, "offer." + id + ".title", "Koro");
    translate(document, "offer." + id + ".summary", "Şarkı", xliff::State::final);
    EXPECT_THAT(upload(*translator_, document), HasSubstr("2 Texte wurden übernommen"));
    auto const before = entries();
    for (int i = 0; i < 2; ++i)
        EXPECT_THAT(
            upload(*translator_, document),
            AllOf(HasSubstr("Kein Text wurde übernommen"), HasSubstr("2 Texte sind unverändert")));
    EXPECT_EQ(entries(), before);
    // Nor does one that comes back as it went, whatever its states.
    auto untouched = downloaded(*translator_, "?umfang=alles");
    EXPECT_THAT(upload(*translator_, untouched), HasSubstr("2 Texte sind unverändert"));
    EXPECT_EQ(entries(), before);
}

TEST_P(TranslationFiles, one_entry_for_each_record_says_what_was_stored)
{
    auto const first = published("Chor", "Wir+singen");
    auto const second = published("Theater", "Wir+spielen");
    auto document = downloaded(*translator_);
    for (auto const& id : {first, second}) {
        translate(document, "offer." + id + ".title", "T" + id);
        translate(document, "offer." + id + ".summary", "S" + id);
    }
    auto const before = entries();
    EXPECT_THAT(upload(*translator_, document), HasSubstr("4 Texte wurden übernommen"));
    EXPECT_EQ(entries(), before + 2);
}

TEST_P(TranslationFiles, a_changed_source_makes_what_comes_back_outdated)
{
    auto const id = published("Chor", "Alt");
    auto document = downloaded(*translator_);
    translate(document, "offer." + id + ".summary", "Eski");
    publish_again("/verwaltung/angebote/" + id, "Chor", "Neu");
    EXPECT_THAT(
        upload(*translator_, document),
        AllOf(HasSubstr("Kein Text wurde übernommen"), HasSubstr("gilt als veraltet")));
    EXPECT_EQ(stored(id, "summary")->source_hash, content::source_hash("Alt"));
    EXPECT_THAT(upload(*translator_, document), HasSubstr("2 Texte sind unverändert"));

    // The next file says so, and a person's word makes it current.
    auto next = downloaded(*translator_);
    auto const summary = unit(next, "offer." + id + ".summary");
    EXPECT_EQ(summary.sub_state, "kommin:outdated");
    EXPECT_EQ(summary.state, xliff::State::initial);
    EXPECT_EQ(summary.target, "Eski");
    EXPECT_THAT(upload(*translator_, next), HasSubstr("2 Texte sind unverändert"))
        << "nobody has said anything";
    translate(next, summary.id, "Eski", xliff::State::reviewed);
    EXPECT_THAT(upload(*translator_, next), HasSubstr("Ein Text wurde übernommen"));
    EXPECT_EQ(stored(id, "summary")->source_hash, content::source_hash("Neu"));
    // The first file, once more, does not make it old again.
    EXPECT_THAT(upload(*translator_, document), HasSubstr("2 Texte sind unverändert"));
    EXPECT_EQ(stored(id, "summary")->source_hash, content::source_hash("Neu"));
}

TEST_P(TranslationFiles, what_somebody_else_has_translated_meanwhile_stays)
{
    auto const id = published("Chor", "Wir+singen");
    auto document = downloaded(*translator_);
    auto const page = translator_->get(desk(id, "tr")).body_text();
    EXPECT_EQ(
        translator_->post(desk(id, "tr"), "x=1" + entry(page, "title", "Koro")).status(),
        http::Status::see_other);
    translate(document, "offer." + id + ".title", "Topluluk");
    translate(document, "offer." + id + ".summary", "Şarkı");
    auto const answer = upload(*translator_, document);
    EXPECT_THAT(
        answer,
        AllOf(
            HasSubstr("Ein Text wurde übernommen"), HasSubstr("Ein Text wurde nicht übernommen"),
            HasSubstr("seit die Datei heruntergeladen wurde"),
            HasSubstr("href=\"" + desk(id, "tr") + "?alle=1\"")));
    EXPECT_EQ(stored(id, "title")->text, "Koro");
    EXPECT_EQ(stored(id, "summary")->text, "Şarkı") << "the others do not suffer for it";

    // A text that came back as it went is no claim on what others have done since.
    auto all = downloaded(*translator_, "?umfang=alles");
    auto const now = translator_->get(desk(id, "tr") + "?alle=1").body_text();
    EXPECT_EQ(
        translator_->post(desk(id, "tr"), "x=1" + entry(now, "title", "Grup")).status(),
        http::Status::see_other);
    EXPECT_THAT(upload(*translator_, all), HasSubstr("2 Texte sind unverändert"));
    EXPECT_EQ(stored(id, "title")->text, "Grup");
}

TEST_P(TranslationFiles, machine_text_is_marked_until_a_person_says_that_it_is_right)
{
    auto const id = published("Chor", "Wir+singen");
    store_by_machine(id, "title", "Chor");
    auto document = downloaded(*translator_);
    auto const title = unit(document, "offer." + id + ".title");
    EXPECT_EQ(title.sub_state, "kommin:machine");
    EXPECT_EQ(title.state, xliff::State::initial);
    upload(*translator_, document);
    EXPECT_EQ(stored(id, "title")->origin, content::Origin::machine) << "sending it back is no confirmation";

    // Proposals of a tool are proposals here.
    translate(document, "offer." + id + ".summary", "öneri", xliff::State::initial);
    EXPECT_THAT(upload(*translator_, document), HasSubstr("gilt als maschinell"));
    EXPECT_EQ(stored(id, "summary")->origin, content::Origin::machine);

    translate(document, title.id, "makine");
    EXPECT_THAT(upload(*translator_, document), HasSubstr("Ein Text wurde übernommen"));
    EXPECT_EQ(stored(id, "title")->origin, content::Origin::person);
    // No longer does a proposal replace it.
    translate(document, title.id, "başka", xliff::State::initial);
    EXPECT_THAT(upload(*translator_, document), HasSubstr("Ein Mensch hat diesen Text schon übersetzt"));
    EXPECT_EQ(stored(id, "title")->text, "makine");
}

TEST_P(TranslationFiles, an_empty_target_erases_nothing)
{
    auto const id = published("Chor", "Wir+singen");
    auto document = downloaded(*translator_);
    translate(document, "offer." + id + ".title", "Koro");
    upload(*translator_, document);
    auto all = downloaded(*translator_, "?umfang=alles");
    translate(all, "offer." + id + ".title", "  ", xliff::State::final);
    EXPECT_THAT(upload(*translator_, all), HasSubstr("2 Texte sind unverändert"));
    EXPECT_EQ(stored(id, "title")->text, "Koro");
}

TEST_P(TranslationFiles, texts_that_cannot_be_stored_are_told_of)
{
    auto const id = published("Chor", "Wir+singen");
    auto document = downloaded(*translator_);
    translate(document, "offer." + id + ".title", "Ko\x01ro");
    translate(document, "offer." + id + ".summary", std::string(60'000, 'x'));
    document.files.front().units.push_back(
        {.id = "offer." + id + ".hours_text", .source = "x", .target = "y", .state = xliff::State::final});
    auto& another_spelling = document.files.front().units.emplace_back(document.files.front().units.front());
    another_spelling.id = "offer.0" + id + ".title";
    another_spelling.target = "y";
    document.files.push_back(
        {.id = "other",
         .units = {{.id = "anything", .source = "x", .target = "y", .state = xliff::State::final}}});
    EXPECT_THAT(
        upload(*translator_, document),
        AllOf(
            HasSubstr("5 Texte wurden nicht übernommen"), HasSubstr("Steuerzeichen"), HasSubstr("zu lang"),
            HasSubstr("Diesen Text gibt es nicht"), HasSubstr("anything")));
    EXPECT_FALSE(stored(id, "title"));
    EXPECT_FALSE(stored(id, "summary"));
}

TEST_P(TranslationFiles, whoever_translates_for_one_town_gets_and_gives_that_town)
{
    auto const own = published("Chor", "Wir+singen");
    auto const foreign = published("Theater", "Wir+spielen", "bergau");
    auto const elsewhere = work(
        [&](Work& work) -> Result<portal::OfferId> {
            return insert(work, offer_called("fremd", "Fremdes", "chemheim"));
        },
        other_tenant_);
    auto town = logged_in(account("ort@kreis.example", {{"translator", aalfeld_}}));
    for (auto const* query : {"", "?umfang=alles"}) {
        auto const text = file_of(town.get(std::string(address) + query));
        EXPECT_THAT(text, AllOf(HasSubstr("Chor"), Not(HasSubstr("Theater")), Not(HasSubstr("Fremdes"))))
            << query;
    }
    // The file of somebody who may do more, sent by somebody who may do less.
    auto document = downloaded(*translator_);
    ASSERT_THAT(ids(document), Contains("offer." + foreign + ".title"));
    translate(document, "offer." + own + ".title", "Koro");
    translate(document, "offer." + foreign + ".title", "Tiyatro");
    document.files.push_back(
        {.id = "f",
         .units
         = {{.id = "offer." + std::to_string(elsewhere->value) + ".title",
             .source = "Fremdes",
             .target = "y",
             .state = xliff::State::final},
            {.id = "offer.999999.title", .source = "x", .target = "y", .state = xliff::State::final}}});
    auto const before = audit::head(connection(), other_tenant_).sequence;
    auto const answer = upload(town, document);
    EXPECT_THAT(
        answer,
        AllOf(
            HasSubstr("Ein Text wurde übernommen"), HasSubstr("4 Texte wurden nicht übernommen"),
            Not(HasSubstr("Theater")), Not(HasSubstr("Fremdes"))));
    auto const words = [&](std::string const& name) {
        auto const place = answer.find("<li>" + name);
        return place == std::string::npos
            ? "no such line: " + name
            : answer.substr(place + 4 + name.size(), answer.find("</li>", place) - place - 4 - name.size());
    };
    auto const unknown = words("offer.999999.title");
    EXPECT_EQ(words("offer." + foreign + ".title"), unknown) << "the same words, whether or not it is there";
    EXPECT_EQ(words("offer." + std::to_string(elsewhere->value) + ".title"), unknown);
    EXPECT_EQ(stored(own, "title")->text, "Koro");
    EXPECT_FALSE(stored(foreign, "title"));
    EXPECT_EQ(audit::head(connection(), other_tenant_).sequence, before);
}

TEST_P(TranslationFiles, a_file_of_another_district_or_language_is_refused_as_a_whole)
{
    auto const id = published("Chor", "Wir+singen");
    auto document = downloaded(*translator_);
    translate(document, "offer." + id + ".title", "Koro");
    auto const refusal = [&](xliff::Document const& sent) {
        auto const answer = upload(*translator_, xliff::print(sent), translator_->token);
        EXPECT_EQ(answer.status(), http::Status::unprocessable);
        return std::string(answer.body_text());
    };
    auto changed = document;
    changed.heading.marks = {{"district", "beispielhain"}};
    EXPECT_THAT(refusal(changed), HasSubstr("nicht aus diesem Portal"));
    changed.heading.marks.clear();
    EXPECT_THAT(refusal(changed), HasSubstr("nicht aus diesem Portal"));
    changed = document;
    changed.heading.target_language = "ar";
    EXPECT_THAT(refusal(changed), HasSubstr("andere Sprache"));
    changed = document;
    changed.heading.source_language = "en";
    EXPECT_THAT(refusal(changed), HasSubstr("andere Sprache"));
    EXPECT_FALSE(stored(id, "title"));
}

TEST_P(TranslationFiles, a_broken_file_stores_nothing_and_says_where)
{
    auto const id = published("Chor", "Wir+singen");
    auto document = downloaded(*translator_);
    translate(document, "offer." + id + ".title", "Koro");
    auto const good = xliff::print(document);
    auto const refusal = [&](std::string const& bytes) {
        auto const answer = upload(*translator_, bytes, translator_->token);
        EXPECT_NE(answer.status(), http::Status::ok);
        return std::string(answer.body_text());
    };
    EXPECT_THAT(refusal(good.substr(0, good.size() / 2)), HasSubstr("kein gültiges XML (Zeile "));
    EXPECT_THAT(refusal("<!DOCTYPE x>" + good), HasSubstr("DOCTYPE"));
    EXPECT_THAT(refusal("PK\x03\x04"), HasSubstr("kein gültiges XML"));
    EXPECT_THAT(refusal("<html/>"), HasSubstr("keine XLIFF-Datei"));
    EXPECT_THAT(
        refusal("<xliff version=\"1.2\" xmlns=\"urn:oasis:names:tc:xliff:document:1.2\"/>"),
        HasSubstr("kein XLIFF 2.0"));
    EXPECT_THAT(
        refusal(std::regex_replace(good, std::regex("Koro"), "K<ph id=\"1\"/>")),
        AllOf(HasSubstr("Formatierungen"), HasSubstr("offer." + id + ".title")));
    EXPECT_THAT(refusal(std::string((std::size_t{16} << 20U) + 1, ' ')), HasSubstr("zu groß"));
    EXPECT_THAT(refusal(""), HasSubstr("kein gültiges XML")) << "a name without content";
    auto twice = document;
    twice.files.push_back({.id = "again", .units = {unit(document, "offer." + id + ".title")}});
    EXPECT_THAT(refusal(xliff::print(twice)), HasSubstr("Ein Text steht zweimal in der Datei"));
    EXPECT_FALSE(stored(id, "title"));
    EXPECT_THAT(
        std::string(translator_->post(std::string(address), "x=1").body_text()),
        HasSubstr("Wählen Sie eine Datei aus"));
    EXPECT_THAT(upload(*translator_, document), HasSubstr("Ein Text wurde übernommen"))
        << "and the good one is";
}

TEST_P(TranslationFiles, a_form_from_elsewhere_stores_nothing)
{
    auto const id = published("Chor", "Wir+singen");
    auto document = downloaded(*translator_);
    translate(document, "offer." + id + ".title", "Koro");
    auto const bytes = xliff::print(document);
    EXPECT_EQ(upload(*translator_, bytes, "").status(), http::Status::forbidden);
    EXPECT_EQ(
        upload(*translator_, bytes, std::string(translator_->token.size(), '0')).status(),
        http::Status::forbidden);
    EXPECT_EQ(upload(*translator_, bytes, editor_->token).status(), http::Status::forbidden);
    EXPECT_FALSE(stored(id, "title"));
    auto reader = logged_in(account("lesen@kreis.example", {{"reader", Scope::whole_tenant()}}));
    EXPECT_EQ(upload(reader, bytes, reader.token).status(), http::Status::not_found);
    EXPECT_EQ(
        upload(*translator_, bytes, translator_->token, "/verwaltung/uebersetzungen/xx/xliff").status(),
        http::Status::not_found);
    EXPECT_EQ(translator_->get("/verwaltung/uebersetzungen/de/xliff").status(), http::Status::not_found);
}

TEST_P(TranslationFiles, nothing_open_is_said_and_not_written)
{
    EXPECT_THAT(
        std::string(translator_->get(std::string(address)).body_text()),
        HasSubstr("also gibt es keine Datei"));
    auto const page = std::string(translator_->get("/verwaltung/uebersetzungen/tr").body_text());
    EXPECT_THAT(
        page,
        AllOf(
            HasSubstr("enctype=\"multipart/form-data\""), HasSubstr("umfang=alles"),
            Not(HasSubstr("was offen ist"))));
}

TEST_P(TranslationFiles, markdown_with_everything_in_it_comes_back_the_same)
{
    std::string const content
        = "# Titel & <b>\n\n* [Seite](https://a.example/?x=1&y=2)\n\n  zwei  Leerzeichen\t\"x\"";
    auto const id = work([&](Work& work) -> Result<portal::OfferId> {
        auto offer = offer_called("chor", "Chor", "aalfeld");
        offer.description.source = content;
        return insert(work, offer);
    });
    auto document = downloaded(*translator_, "?umfang=alles");
    auto const unit_id = "offer." + std::to_string(id->value) + ".description";
    EXPECT_EQ(unit(document, unit_id).source, content);
    EXPECT_THAT(unit(document, unit_id).notes, Contains(HasSubstr("Markdown")));
    translate(document, unit_id, content);
    EXPECT_THAT(upload(*translator_, document), HasSubstr("Ein Text wurde übernommen"));
    EXPECT_EQ(stored(std::to_string(id->value), "description")->text, content);
}

}
} // namespace kommin::app
