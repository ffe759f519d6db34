// Whatever an offer says, its form gives it back: opened and saved without a touch it is the same, and a
// touch changes what was touched.

#include "modules/portal/editing/offer_form.hpp"
#include "modules/portal/exchange/flat_offer.hpp"
#include "platform/base/text.hpp"

#include <gmock/gmock.h>

#include <algorithm>
#include <array>
#include <random>
#include <string>
#include <utility>
#include <vector>

namespace kommin::portal {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr unsigned tried_offers = 200;

ImportContext two_towns()
{
    return {.municipalities = {"aalfeld", "bergau"}, .today = *parse_date("2026-11-23")};
}

class RandomOffer {
public:
    explicit RandomOffer(unsigned seed)
        : random_(seed)
    { }
    Offer make()
    {
        Offer offer;
        offer.id = OfferId{7};
        offer.public_id = "11111111-1111-8111-8111-111111111111";
        offer.key = "k";
        offer.slug = "chor";
        offer.subkind = "office";
        offer.kind = any_of<OfferKind>(offer_kind_names);
        offer.status = any_of<OfferStatus>(offer_status_names);
        offer.title = named();
        offer.summary = localised();
        offer.description = localised();
        offer.target_group = localised();
        offer.organisation = text();
        offer.municipality = one_of({"aalfeld", "bergau"});
        offer.coverage = some_of({"bergau", "aalfeld"});
        offer.situations = {Situation::work, Situation::language};
        offer.target_groups = {any_of<TargetGroup>(target_group_names)};
        offer.languages = some_of({"tr", "de", "ar"});
        offer.interpreters = some_of({"uk", "ro"});
        offer.address = {text(), "59423", text(), localised(), {}, {}};
        if (chance()) {
            offer.address.latitude = 51.5 + static_cast<double>(number(1'000'000)) / 7e6;
            offer.address.longitude = -7.25;
        }
        for (int i = number(4); i > 0; --i)
            offer.phones.push_back(
                {"1" + word(), chance() ? "+49230327" : "", localised(), any_of<PhoneKind>(phone_kind_names),
                 some_of({"ar", "tr", "sr-Latn", "pl"})});
        for (int i = number(4); i > 0; --i) // of the same text nobody could tell them apart
            offer.contacts.push_back(
                {localised(std::to_string(i) + word()), chance() ? text() : "", chance() ? "1" + word() : "",
                 chance() ? "kaya@aalfeld.example" : ""});
        offer.email = chance() ? "chor@aalfeld.example" : "";
        offer.website = chance() ? "https://aalfeld.example/?a=(1)|2" : "";
        add_hours(offer);
        offer.appointment = any_of<Appointment>(appointment_names);
        offer.cost_note = localised();
        offer.alert = localised();
        offer.application = localised();
        offer.interpretation_note = localised();
        offer.accessibility_note = localised();
        if (chance())
            offer.ages = {number(60), 60 + number(60)};
        if (chance())
            offer.cost_amount = Money{number(9'999) + 1};
        for (int i = number(4); i > 0; --i)
            add_price(offer, localised(std::to_string(i) + word()));
        offer.cost = offer.cost_amount || !offer.prices.empty() ? Cost::fee : any_of<Cost>(cost_names);
        offer.childcare = any_of<Provided>(provided_names);
        offer.wheelchair = any_of<Provided>(provided_names);
        for (int i = number(4); i > 0; --i)
            add_document(offer, named());
        offer.course = {one_of({"", "general"}), one_of({"", "A1"}), one_of({"", "B2"}), {}, {}};
        if (chance()) {
            offer.course.next_start = day();
            offer.course.free_places = number(30);
        }
        offer.as_of = PartialDate::parse("2025");
        offer.confirmed_on = day();
        offer.unsure_fields = {{"hours", "verify"}, {"required_documents", "verify"}};
        offer.sources = {{text(), text(), {}}};
        offer.remark = text();
        offer.was_public = chance();
        sort_hours(offer.hours);
        complete_hours(offer);
        each_localised_field(offer, [](std::string_view, LocalisedText&) { }); // one note, one translation
        return offer;
    }
    int number(int below) { return std::uniform_int_distribution<int>(0, below - 1)(random_); }
    bool chance() { return number(2) == 0; }
    // With all that may mean something to whoever reads it, at its ends, too.
    std::string text()
    {
        static constexpr std::array<std::string_view, 30> pieces{
            "a",
            "Ö",
            " ",
            "|",
            "(",
            ")",
            "[",
            "]",
            "\\",
            "\n",
            "\"",
            "'",
            ",",
            ";",
            "<b>",
            "&amp;",
            "\t",
            "-",
            "–",
            " bis ",
            "8:00-9:00",
            " ab 01.09.2026",
            "nach Vereinbarung",
            "geschlossen",
            "\\|",
            "\\n",
            "\r\n",
            "\r",
            "\u00a0",
            "."};
        std::string result;
        for (int i = number(9); i > 0; --i)
            result += pieces.at(static_cast<std::size_t>(number(static_cast<int>(pieces.size()))));
        return result;
    }

private:
    std::string word() { return text() + 'x' + text(); } // not only of blanks
    LocalisedText localised(std::string source)
    {
        LocalisedText result{std::move(source), {}};
        if (!result.source.empty() && chance())
            result.translations
                = {{*Language::find("tr"), text() + 't', content::Origin::person,
                    content::source_hash(chance() ? result.source : "older")}};
        return result;
    }
    LocalisedText localised() { return localised(text()); }
    LocalisedText named() { return localised(word()); }
    // Nobody can tell two of the same text apart.
    static void add_document(Offer& offer, LocalisedText document)
    {
        auto const same
            = std::ranges::find(offer.required_documents, document.source, &LocalisedText::source);
        if (same != offer.required_documents.end())
            document.translations = same->translations;
        offer.required_documents.push_back(std::move(document));
    }
    void add_price(Offer& offer, LocalisedText option)
    {
        Price price{{}, std::move(option), {}, {}};
        if (chance())
            price.amount = Money{number(9'999)};
        if (chance())
            price.valid_from = parse_date("2026-09-01");
        if (chance())
            price.valid_to = day();
        offer.prices.push_back(std::move(price));
    }
    template<class Enum, class Names>
    Enum any_of(Names const& names)
    {
        return static_cast<Enum>(number(static_cast<int>(names.size())));
    }
    std::string one_of(std::vector<std::string> const& words)
    {
        return words.at(static_cast<std::size_t>(number(static_cast<int>(words.size()))));
    }
    std::vector<std::string> some_of(std::vector<std::string> words)
    {
        std::erase_if(words, [&](std::string const&) { return chance(); });
        return words;
    }
    Date day() { return *parse_date("2026-12-0" + std::to_string(number(9) + 1)); }
    void add_hours(Offer& offer)
    {
        offer.hours_text = localised();
        offer.hours.always_open = number(9) == 0;
        offer.hours.as_of = PartialDate::parse("2024-05");
        for (int weekday = 1; weekday <= 7; ++weekday) {
            for (int i = number(3); i > 0; --i) {
                WeeklyRule rule{
                    .weekday = weekday,
                    .from = TimeOfDay::at(8, number(60)),
                    .to = TimeOfDay::at(24),
                    .valid_from = {},
                    .valid_to = {},
                    .by_appointment = chance(),
                    .note = localised()};
                if (chance())
                    rule.valid_from = parse_date("2026-09-01");
                if (chance())
                    rule.valid_to = day();
                offer.hours.weekly.push_back(rule);
            }
        }
        for (int i = number(4); i > 0; --i) {
            if (chance())
                offer.hours.exceptions.push_back({day(), true, {}, {}, localised()});
            else
                offer.hours.exceptions.push_back(
                    {day(), false, TimeOfDay::at(9), TimeOfDay::at(11, 30), localised()});
        }
    }

    std::mt19937 random_;
};

// As a browser sends what stood in the form.
Fields sent(Fields const& fields)
{
    http::Form posted;
    for (auto const& [name, values] : fields.all()) {
        for (auto const& value : values) {
            std::string text;
            for (char const c : value)
                text += c == '\n' ? std::string("\r\n") : std::string(1, c);
            posted.add(std::string(name), text);
        }
    }
    return posted_form(posted);
}

void expect_same(Offer const& again, Offer const& before, std::string const& what)
{
    EXPECT_EQ(content_hash(again), content_hash(before)) << what << form_of(before).to_json();
    EXPECT_EQ(again.id, before.id);
    EXPECT_EQ(again.public_id, before.public_id);
    EXPECT_EQ(again.was_public, before.was_public);
    EXPECT_EQ(again.address.latitude, before.address.latitude) << "to the last digit";
    EXPECT_EQ(again.hours.text, before.hours.text);
    EXPECT_EQ(again.hours.is_unsure, before.hours.is_unsure);
    EXPECT_EQ(again.hours.confirmed_on, before.hours.confirmed_on);
    EXPECT_EQ(again.hours.appointment_required, before.hours.appointment_required);
}

TEST(OfferRoundTrip, an_untouched_form_changes_nothing)
{
    for (unsigned seed = 0; seed < tried_offers && !::testing::Test::HasFailure(); ++seed) {
        auto const before = RandomOffer(seed).make();
        auto const form = form_of(before);
        EXPECT_EQ(sent(form), form) << "seed " << seed;
        auto const again = read_form(sent(form), before, two_towns());
        EXPECT_THAT(again.problems, IsEmpty()) << "seed " << seed << form.to_json();
        expect_same(again.offer, before, "seed " + std::to_string(seed));
    }
}

TEST(OfferRoundTrip, a_touch_changes_what_was_touched)
{
    for (unsigned seed = 0; seed < tried_offers && !::testing::Test::HasFailure(); ++seed) {
        RandomOffer random(seed);
        auto before = random.make();
        before.unsure_fields.clear(); // what is touched is no longer unsure
        complete_hours(before);
        auto const what = "seed " + std::to_string(seed) + ' ';

        auto form = form_of(before);
        form.set("city", "Anderswo");
        auto wanted = before;
        wanted.address.city = "Anderswo";
        expect_same(read_form(sent(form), before, two_towns()).offer, wanted, what);

        // One more entry, in front of all others.
        auto const put_first = [&](std::string const& field, std::string const& entry) {
            auto changed = form_of(before);
            auto const rest = std::string(changed.value(field));
            changed.set(field, rest.empty() ? entry : entry + '\n' + rest);
            return read_form(sent(changed), before, two_towns()).offer;
        };
        wanted = before;
        wanted.required_documents.insert(wanted.required_documents.begin(), LocalisedText{"Neues", {}});
        expect_same(put_first("documents", "Neues"), wanted, what + "documents ");
        wanted = before;
        wanted.phones.insert(wanted.phones.begin(), {"02303 1", "+4923031", {"neu", {}}});
        expect_same(put_first("phones", "02303 1 (neu)"), wanted, what + "phones ");
        wanted = before;
        wanted.contacts.insert(wanted.contacts.begin(), {{"Neu", {}}, "", "02303 9", ""});
        expect_same(put_first("contacts", "Neu;; 02303 9"), wanted, what + "contacts ");
        wanted = before;
        wanted.prices.insert(wanted.prices.begin(), {Money{800}, {"Neu", {}}, {}, parse_date("2027-06-30")});
        expect_same(put_first("prices", "8 Euro; Neu; bis 30.06.2027"), wanted, what + "prices ");
        wanted = before;
        wanted.hours.as_of = PartialDate(two_towns().today);
        auto& exceptions = wanted.hours.exceptions;
        exceptions.insert(exceptions.begin(), {*parse_date("2026-12-24"), true, {}, {}, {"neu", {}}});
        sort_hours(wanted.hours);
        expect_same(put_first("exceptions", "24.12.2026 geschlossen (neu)"), wanted, what + "exceptions ");

        auto days = form_of(before);
        days.set("wednesday", "8-12");
        wanted = before;
        wanted.hours.as_of = PartialDate(two_towns().today);
        auto& rules = wanted.hours.weekly;
        std::erase_if(rules, [](WeeklyRule const& rule) { return rule.weekday == 3; });
        auto const place
            = std::ranges::find_if(rules, [](WeeklyRule const& rule) { return rule.weekday > 3; });
        rules.insert(place, {3, TimeOfDay::at(8), TimeOfDay::at(12), {}, {}, false, {}});
        expect_same(read_form(sent(days), before, two_towns()).offer, wanted, what + "days ");
    }
}

// What a text with entries says does not depend on the offer that stood there before.
TEST(OfferRoundTrip, the_entries_say_all_that_they_show)
{
    auto const clean = [](std::string text, char line_end) {
        std::erase(text, '\r');
        text = std::string(trim(text));
        std::ranges::replace(text, '\n', line_end);
        return text;
    };
    for (unsigned seed = 0; seed < tried_offers && !::testing::Test::HasFailure(); ++seed) {
        auto const written = RandomOffer(seed).make();
        auto const form = form_of(written);
        auto const read = read_form(sent(form), Offer{}, two_towns()).offer;
        SCOPED_TRACE("seed " + std::to_string(seed) + form.to_json());
        ASSERT_EQ(read.required_documents.size(), written.required_documents.size());
        for (std::size_t i = 0; i < read.required_documents.size(); ++i)
            EXPECT_EQ(read.required_documents[i].source, clean(written.required_documents[i].source, '\n'));
        ASSERT_EQ(read.phones.size(), written.phones.size());
        for (std::size_t i = 0; i < read.phones.size(); ++i) {
            EXPECT_EQ(read.phones[i].printed, clean(written.phones[i].printed, '\n'));
            EXPECT_EQ(read.phones[i].note.source, clean(written.phones[i].note.source, '\n'));
            EXPECT_EQ(read.phones[i].kind, written.phones[i].kind);
            EXPECT_EQ(read.phones[i].languages, written.phones[i].languages);
        }
        ASSERT_EQ(read.contacts.size(), written.contacts.size());
        for (std::size_t i = 0; i < read.contacts.size(); ++i) {
            auto const& contact = read.contacts[i];
            EXPECT_EQ(contact.function.source, clean(written.contacts[i].function.source, '\n'));
            EXPECT_EQ(contact.name, clean(written.contacts[i].name, '\n'));
            EXPECT_EQ(contact.phone, clean(written.contacts[i].phone, '\n'));
            EXPECT_EQ(contact.email, written.contacts[i].email);
        }
        ASSERT_EQ(read.prices.size(), written.prices.size());
        for (std::size_t i = 0; i < read.prices.size(); ++i) {
            EXPECT_EQ(read.prices[i].amount, written.prices[i].amount);
            EXPECT_EQ(read.prices[i].option.source, clean(written.prices[i].option.source, '\n'));
            EXPECT_EQ(read.prices[i].valid_from, written.prices[i].valid_from);
            EXPECT_EQ(read.prices[i].valid_to, written.prices[i].valid_to);
        }
        ASSERT_EQ(read.hours.weekly.size(), written.hours.weekly.size());
        for (std::size_t i = 0; i < read.hours.weekly.size(); ++i) {
            auto const& rule = read.hours.weekly[i];
            auto const& other = written.hours.weekly[i];
            EXPECT_EQ(rule.weekday, other.weekday);
            EXPECT_EQ(rule.from, other.from);
            EXPECT_EQ(rule.to, other.to);
            EXPECT_EQ(rule.valid_from, other.valid_from);
            EXPECT_EQ(rule.valid_to, other.valid_to);
            EXPECT_EQ(rule.by_appointment, other.by_appointment);
            EXPECT_EQ(rule.note.source, clean(other.note.source, ' '));
        }
        ASSERT_EQ(read.hours.exceptions.size(), written.hours.exceptions.size());
        for (std::size_t i = 0; i < read.hours.exceptions.size(); ++i) {
            auto const& exception = read.hours.exceptions[i];
            auto const& other = written.hours.exceptions[i];
            EXPECT_EQ(exception.day, other.day);
            EXPECT_EQ(exception.is_closed, other.is_closed);
            EXPECT_EQ(exception.from, other.from);
            EXPECT_EQ(exception.to, other.to);
            EXPECT_EQ(exception.note.source, clean(other.note.source, '\n'));
        }
        EXPECT_EQ(
            form_of(read_form(sent(form), Offer{}, two_towns()).offer).value("documents"),
            form.value("documents"));
    }
}

TEST(OfferRoundTrip, translations_go_with_their_documents)
{
    auto const document = [](char const* source, char const* translation) {
        return LocalisedText{
            source,
            {{*Language::find("tr"), translation, content::Origin::person, content::source_hash(source)}}};
    };
    Offer before;
    before.title.source = "Chor";
    before.key = before.slug = "chor";
    before.municipality = "aalfeld";
    before.required_documents = {document("Pass | Ausweis", "eins"), document("Foto", "zwei")};
    auto form = form_of(before);
    form.set("documents", "Foto\nNeu\n" + flat_document("Pass | Ausweis"));
    auto const moved = read_form(form, before, two_towns()).offer.required_documents;
    ASSERT_EQ(moved.size(), 3U);
    EXPECT_EQ(moved[0].translations.at(0).text, "zwei");
    EXPECT_THAT(moved[1].translations, IsEmpty());
    EXPECT_EQ(moved[2].translations.at(0).text, "eins");

    form.set("documents", flat_document("Pass | Ausweis") + "\nPassfoto");
    auto const renamed = read_form(form, before, two_towns()).offer.required_documents;
    EXPECT_EQ(renamed.at(1).translations.at(0).text, "zwei") << "shown as older than its source";

    form.set("documents", "Foto\nNeu");
    auto const other = read_form(form, before, two_towns()).offer.required_documents;
    EXPECT_THAT(other.at(1).translations, IsEmpty()) << "that of the photograph has gone with it";
}

TEST(OfferRoundTrip, translations_go_with_functions_and_prices)
{
    auto const text = [](char const* source, char const* translation) {
        return LocalisedText{
            source,
            {{*Language::find("tr"), translation, content::Origin::person, content::source_hash(source)}}};
    };
    Offer before;
    before.title.source = "Chor";
    before.key = before.slug = "chor";
    before.municipality = "aalfeld";
    before.contacts = {
        {text("Leitung", "yönetim"), "Frau Kaya", "02303 1", ""}, {text("Empfang", "danışma"), "", "", ""}};
    before.prices = {{Money{800}, text("ermäßigt", "indirimli"), {}, {}}};
    auto form = form_of(before);
    form.set("contacts", "Empfang\nLeitung; Herr Öz; 02303 2");
    form.set("prices", "9; ermäßigt");
    auto const after = read_form(form, before, two_towns()).offer;
    ASSERT_EQ(after.contacts.size(), 2U);
    EXPECT_EQ(after.contacts[0].function.translations.at(0).text, "danışma");
    EXPECT_EQ(after.contacts[1].function.translations.at(0).text, "yönetim")
        << "another person, the same function";
    EXPECT_EQ(after.prices.at(0).option.translations.at(0).text, "indirimli");
    std::vector<std::string> names;
    each_localised_field(std::as_const(before), [&](std::string_view name, LocalisedText const& field) {
        if (!field.empty())
            names.emplace_back(name);
    });
    EXPECT_THAT(names, ElementsAre("title", "contact.0", "contact.1", "price.0"))
        << "and no name of a person";
}

TEST(OfferRoundTrip, translations_go_with_their_notes)
{
    auto const note = [](char const* source, char const* translation) {
        return LocalisedText{
            source,
            {{*Language::find("tr"), translation, content::Origin::person, content::source_hash(source)}}};
    };
    auto const turkish = [](LocalisedText const& text) {
        return text.translations.empty() ? std::string{} : text.translations.front().text;
    };
    Offer before;
    before.title.source = "Chor";
    before.key = before.slug = "chor";
    before.municipality = "aalfeld";
    before.address = {"Markt 1", "59423", "Aalfeld", note("Eingang B", "B girişi"), {}, {}};
    before.phones = {{"02303 1", "+4923031", note("Zentrale", "santral")}, {"02303 2", "+4923032", {}}};
    for (int const weekday : {1, 3})
        before.hours.weekly.push_back(
            {weekday, TimeOfDay::at(8), TimeOfDay::at(12), {}, {}, false, note("ohne Termin", "randevusuz")});
    before.hours.exceptions
        = {{*parse_date("2026-12-24"), true, {}, {}, note("Ferien", "tatil")},
           {*parse_date("2026-12-28"), true, {}, {}, note("Ferien", "tatil")}};

    std::vector<std::string> names;
    each_localised_field(std::as_const(before), [&](std::string_view name, LocalisedText const& text) {
        if (!text.empty())
            names.emplace_back(name);
    });
    EXPECT_THAT(
        names, ElementsAre("title", "address.note", "phone.0.note", "hours.0.note", "exception.0.note"))
        << "a note that stands in two rows is translated once";

    auto form = form_of(before);
    form.set("address_note", "Eingang C");
    form.set("phones", "02303 9\n02303 1 (Zentrale)");
    form.set("monday", "9-12 (nur Abholung)");
    form.set("tuesday", "9-12 (ohne Termin)");
    form.set("exceptions", "24.12.2026 geschlossen (Ferien)\n27.12.2026 geschlossen (Ferien)");
    auto const after = read_form(form, before, two_towns()).offer;
    EXPECT_EQ(turkish(after.address.note), "B girişi") << "shown as older than its source";
    EXPECT_EQ(turkish(after.phones.at(0).note), "");
    EXPECT_EQ(turkish(after.phones.at(1).note), "santral");
    ASSERT_EQ(after.hours.weekly.size(), 3U);
    EXPECT_EQ(turkish(after.hours.weekly[0].note), "") << "another note";
    EXPECT_EQ(turkish(after.hours.weekly[1].note), "randevusuz") << "the same note on another day";
    EXPECT_EQ(turkish(after.hours.weekly[2].note), "randevusuz");
    EXPECT_EQ(turkish(after.hours.exceptions.at(1).note), "tatil");

    form = form_of(before);
    form.set("phones", "02303 1 (Empfang)\n02303 2");
    EXPECT_EQ(turkish(read_form(form, before, two_towns()).offer.phones.at(0).note), "santral")
        << "shown as older than its source";
}

TEST(OfferForm, translations_stay_with_the_picture_or_with_what_is_said_of_it)
{
    auto before = RandomOffer(1).make();
    auto context = two_towns();
    for (auto const* public_id : {"chor-bild", "anderes-bild"}) {
        Image image;
        image.public_id = public_id;
        context.images.push_back(image);
    }
    auto const turkish = *Language::find("tr");
    before.images
        = {{.image = context.images.front(),
            .alt = {"Ein Chor singt", {{turkish, "Koro", content::Origin::person, "hash"}}},
            .credit = {}}};
    auto const with = [&](std::string const& public_id, std::string const& alt) {
        auto fields = form_of(before);
        fields.set("image", public_id);
        fields.set("image_alt", alt);
        return read_form(fields, before, context).offer.images.at(0).alt.translations.size();
    };
    EXPECT_EQ(with("chor-bild", "Ein Chor singt"), 1U);
    EXPECT_EQ(with("chor-bild", "Ein Chor singt laut"), 1U) << "older than its source, as it is shown";
    EXPECT_EQ(with("anderes-bild", "Ein Chor singt"), 1U);
    EXPECT_EQ(with("anderes-bild", "Eine Frau liest"), 0U) << "nobody reads of a choir there";
}

TEST(OfferForm, only_choices_from_lists_may_stand_in_the_audit_chain)
{
    for (auto const name : harmless_offer_fields) {
        auto const* const field = find_offer_field(name);
        ASSERT_NE(field, nullptr) << name;
        EXPECT_TRUE(field->kind != FieldKind::text && field->kind != FieldKind::long_text) << name;
    }
}

}
} // namespace kommin::portal
