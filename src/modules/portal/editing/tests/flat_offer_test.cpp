#include "modules/portal/editing/offer_form.hpp"
#include "modules/portal/exchange/flat_offer.hpp"

#include <gmock/gmock.h>

namespace kommin::portal {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

ImportContext context()
{
    return {.municipalities = {"aalfeld"}, .today = *parse_date("2026-11-23")};
}

Offer offer_with(std::string_view field, std::string_view text)
{
    auto flat = read_flat_offer(
        [&](std::string_view name) { return name == field ? text : std::string_view{}; }, context());
    EXPECT_THAT(flat.problems, IsEmpty()) << field << ": " << text;
    return std::move(flat.offer);
}

bool is_refused(std::string_view field, std::string_view text)
{
    auto const flat = read_flat_offer(
        [&](std::string_view name) { return name == field ? text : std::string_view{}; }, context());
    return flat.problems.size() == 1 && flat.problems.front().field == field;
}

TEST(FlatOffer, times_are_read_as_people_write_them)
{
    for (auto const* text :
         {"08:00-12:00", "8-12", "8 - 12 Uhr", "8.00 bis 12.00 Uhr", "8–12", " 08.00–12 Uhr "}) {
        auto const rules = offer_with("monday", text).hours.weekly;
        ASSERT_EQ(rules.size(), 1U) << text;
        EXPECT_EQ(rules.front().weekday, 1);
        EXPECT_EQ(rules.front().from, TimeOfDay::at(8)) << text;
        EXPECT_EQ(rules.front().to, TimeOfDay::at(12)) << text;
    }
    EXPECT_EQ(offer_with("sunday", "8-12, 14-16:30; 18-24").hours.weekly.size(), 3U);
    for (auto const* text :
         {"vormittags", "8", "8-", "8-25", "8:60-12", "8-12 ab 31.02.2026", "8.5-12", "8-12 (x"})
        EXPECT_TRUE(is_refused("monday", text)) << text;
}

TEST(FlatOffer, what_a_rule_says_beside_its_times_comes_back)
{
    WeeklyRule rule{
        .weekday = 3,
        .from = TimeOfDay::at(9),
        .to = TimeOfDay::at(11, 30),
        .valid_from = parse_date("2026-09-01"),
        .valid_to = parse_date("2027-06-30"),
        .by_appointment = true,
        .note = {"Anbau, 2. Stock (links)", {}}};
    OpeningHours hours;
    hours.weekly = {rule};
    auto const text = flat_times(hours, 3);
    EXPECT_EQ(text, "09:00-11:30 nach Vereinbarung ab 01.09.2026 bis 30.06.2027 (Anbau, 2. Stock (links))");
    auto const again = offer_with("wednesday", text).hours.weekly;
    ASSERT_EQ(again.size(), 1U);
    EXPECT_EQ(again.front().from, rule.from);
    EXPECT_EQ(again.front().to, rule.to);
    EXPECT_EQ(again.front().valid_from, rule.valid_from);
    EXPECT_EQ(again.front().valid_to, rule.valid_to);
    EXPECT_TRUE(again.front().by_appointment);
    EXPECT_EQ(again.front().note.source, rule.note.source);
    EXPECT_EQ(flat_times(hours, 4), "");
}

TEST(FlatOffer, exceptions_and_telephones_stand_in_lines)
{
    auto const days
        = offer_with("exceptions", "24.12.2026 geschlossen\n2026-12-31 9-12 (Silvester)").hours.exceptions;
    ASSERT_EQ(days.size(), 2U);
    EXPECT_TRUE(days[0].is_closed);
    EXPECT_EQ(flat_exception(days[0]), "24.12.2026 geschlossen");
    EXPECT_EQ(flat_exception(days[1]), "31.12.2026 09:00-12:00 (Silvester)");
    auto const phones = offer_with("phones", "02303 27-0 (Zentrale)\n(02303) 27-5\n\n110").phones;
    ASSERT_EQ(phones.size(), 3U);
    EXPECT_EQ(phones[0].note.source, "Zentrale");
    EXPECT_EQ(phones[0].international, "+492303270");
    EXPECT_EQ(phones[1].printed, "(02303) 27-5");
    EXPECT_EQ(phones[1].international, "+492303275");
    EXPECT_EQ(phones[2].international, "");
}

TEST(FlatOffer, a_number_says_what_answers_and_in_which_languages)
{
    auto const phones = offer_with(
                            "phones",
                            "02303 27-0 (Zentrale) [Mobil, Arabisch, tr]\n02303 27-9 [fax]\n02303 5 "
                            "[SMS]\n02303 6 [Schreibtelefon]\n"
                            "02303 7 [Serbisch (lateinisch)]|02303 8 [pl]")
                            .phones;
    ASSERT_EQ(phones.size(), 6U);
    EXPECT_EQ(phones[0].printed, "02303 27-0");
    EXPECT_EQ(phones[0].note.source, "Zentrale");
    EXPECT_EQ(phones[0].kind, PhoneKind::mobile);
    EXPECT_THAT(phones[0].languages, ElementsAre("ar", "tr"));
    EXPECT_EQ(flat_phone(phones[0]), "02303 27-0 (Zentrale) [Mobil, Arabisch, Türkisch]");
    EXPECT_EQ(phones[1].kind, PhoneKind::fax);
    EXPECT_EQ(phones[2].kind, PhoneKind::text);
    EXPECT_EQ(phones[3].kind, PhoneKind::textphone);
    EXPECT_EQ(flat_phone({"02303 1 [alt]", {}, {}}), R"(02303 1 \[alt\])") << "no detail";
    EXPECT_EQ(number_of_flat_phone("02303 27-0 (Zentrale) [Fax]"), "02303 27-0");
    for (auto const* text : {"02303 1 [Büro]", "02303 1 [Fax, ]", "02303 1 [neu]", "02303 1 []"})
        EXPECT_TRUE(is_refused("phones", text)) << text;
}

TEST(FlatOffer, contacts_have_four_parts_at_most)
{
    auto const contacts
        = offer_with(
              "contacts", "Sozialberatung; Frau Kaya; 02303 27-5; kaya@aalfeld.example\nEmpfang|;Herr Öz")
              .contacts;
    ASSERT_EQ(contacts.size(), 3U);
    EXPECT_EQ(contacts[0].function.source, "Sozialberatung");
    EXPECT_EQ(contacts[0].email, "kaya@aalfeld.example");
    EXPECT_EQ(flat_contact(contacts[0]), "Sozialberatung; Frau Kaya; 02303 27-5; kaya@aalfeld.example");
    EXPECT_EQ(flat_contact(contacts[1]), "Empfang");
    EXPECT_EQ(contacts[2].name, "Herr Öz");
    EXPECT_EQ(flat_contact({{"Rat; und Tat", {}}, "", "1", ""}), R"(Rat\; und Tat; ; 1)");
    EXPECT_TRUE(is_refused("contacts", "a; b; c; d; e"));
}

TEST(FlatOffer, prices_say_how_much_for_whom_and_how_long)
{
    auto const prices
        = offer_with(
              "prices",
              "12,50 Euro\n8 €; ermäßigt mit Kreis-Pass; ab 01.09.2026; bis 2027-06-30\n; nach Einkommen")
              .prices;
    ASSERT_EQ(prices.size(), 3U);
    EXPECT_EQ(prices[0].amount, Money{1250});
    EXPECT_EQ(flat_price(prices[0]), "12,50");
    EXPECT_EQ(flat_price(prices[1]), "8,00; ermäßigt mit Kreis-Pass; ab 01.09.2026; bis 30.06.2027");
    EXPECT_FALSE(prices[2].amount);
    EXPECT_TRUE(prices[1].has_ended(*parse_date("2027-07-01")));
    EXPECT_FALSE(prices[1].has_ended(*parse_date("2027-06-30")));
    for (auto const* text :
         {"viel", "8 ermäßigt", "-8", "8; x; irgendwann", "8; x; bis 31.02.2027",
          "8; x; bis 30.06.2027; bis 01.07.2027"})
        EXPECT_TRUE(is_refused("prices", text)) << text;
}

TEST(FlatOffer, a_backslash_takes_its_meaning_from_a_sign)
{
    auto const documents = [](std::string_view text) {
        std::vector<std::string> sources;
        for (auto const& document : offer_with("documents", text).required_documents)
            sources.push_back(document.source);
        return sources;
    };
    EXPECT_THAT(documents(R"(Ausweis \| Pass | Foto)"), ElementsAre("Ausweis | Pass", "Foto"));
    EXPECT_EQ(flat_document("Ausweis | Pass"), R"(Ausweis \| Pass)");
    EXPECT_THAT(documents("Ausweis\\\r\nim Original\nFoto"), ElementsAre("Ausweis\nim Original", "Foto"));
    EXPECT_THAT(documents(R"(C:\neu\\|x)"), ElementsAre(R"(C:\neu\)", "x")) << "any other backslash is one";
    EXPECT_EQ(flat_document(R"(C:\neu\)"), R"(C:\neu\\)");
    EXPECT_EQ(flat_document("Pass (gültig)"), "Pass (gültig)") << "brackets divide no documents";

    EXPECT_EQ(flat_phone({"02303 27 (0)", {}, {"Zentrale :)", {}}}), R"(02303 27 \(0\) (Zentrale :\)))");
    auto const again = offer_with("phones", R"(02303 27 \(0\) (Zentrale :\)))").phones;
    ASSERT_EQ(again.size(), 1U);
    EXPECT_EQ(again[0].printed, "02303 27 (0)");
    EXPECT_EQ(again[0].note.source, "Zentrale :)");
    EXPECT_EQ(offer_with("phones", "02303 1 (Büro (2. Stock))").phones.at(0).note.source, "Büro (2. Stock)");
    EXPECT_EQ(unescaped(R"(a \| b \(c\))"), "a | b (c)");
}

TEST(FlatOffer, what_is_wrong_is_told_as_it_was_typed)
{
    auto const flat = read_flat_offer(
        [](std::string_view name) { return std::string_view(name == "monday" ? R"(8 \| 9)" : ""); },
        context());
    ASSERT_EQ(flat.problems.size(), 1U);
    EXPECT_EQ(flat.problems.front().arguments.at(0).second, R"(8 \| 9)");
}

TEST(FlatOffer, an_international_number_needs_an_area_code)
{
    for (auto const* text :
         {"02303 27-0", "+49 2303 270", "+49 (0)2303 27 0", "0049 2303/270", "0049 (0) 2303 270"})
        EXPECT_EQ(international_number(text), "+492303270") << text;
    for (auto const* text : {"", "110", "27-0", "0", "+49", "keine"})
        EXPECT_EQ(international_number(text), "") << text;
}

TEST(OfferForm, an_offer_comes_back_from_its_form)
{
    Offer before;
    before.key = before.slug = "chor";
    before.public_id = "11111111-1111-8111-8111-111111111111";
    before.title.source = "Chor";
    before.title.translations
        = {{*Language::find("tr"), "Koro", content::Origin::person, content::source_hash("Chor")}};
    before.summary.source = "Singen | und lachen";
    before.municipality = "aalfeld";
    before.coverage = {"aalfeld"};
    before.situations = {Situation::language, Situation::everyday_life};
    before.target_groups = {TargetGroup::women};
    before.languages = {"de", "ar"}; // the order of the source says what is spoken most
    before.address = {"Markt 1", "59423", "Aalfeld", {"hinten", {}}, 51.5386, 7.6891234};
    before.phones = {{"02303 27-0", "+49230327099", {"Durchwahl (neu)", {}}}};
    before.email = "chor@aalfeld.example";
    before.website = "https://aalfeld.example/chor";
    before.hours.weekly = {{1, TimeOfDay::at(9), TimeOfDay::at(11), {}, {}, false, {}}};
    before.hours.as_of = PartialDate::parse("2026-01");
    before.hours.exceptions = {{*parse_date("2026-12-24"), true, {}, {}, {}}};
    before.cost = Cost::fee;
    before.cost_amount = Money{1250};
    before.required_documents = {{"Ausweis", {}}, {"Noten", {}}};
    before.course = {"general", "A1", "B1", parse_date("2027-01-11"), 7};
    before.sources = {{"Internetseite", "aalfeld.example", PartialDate::parse("2026-01")}};
    before.unsure_fields = {{"address", "verify"}};
    before.remark = "anrufen";
    complete_hours(before);

    auto const again = read_form(form_of(before), before, context());
    EXPECT_THAT(again.problems, IsEmpty());
    EXPECT_EQ(content_hash(again.offer), content_hash(before)) << "nothing was typed, nothing changes";
    EXPECT_EQ(again.offer.phones.front().international, "+49230327099");
    EXPECT_EQ(form_of(again.offer), form_of(before));

    auto changed = form_of(before);
    changed.set("street", "Markt 2");
    changed.set("title", "Frauenchor");
    auto const entered = read_form(changed, before, context());
    EXPECT_THAT(entered.offer.unsure_fields, IsEmpty());
    ASSERT_EQ(entered.offer.title.translations.size(), 1U) << "kept, and shown as older than its source";
    EXPECT_EQ(entered.offer.hours.as_of, before.hours.as_of);
    changed.set("monday", "10-12");
    EXPECT_EQ(
        read_form(changed, before, context()).offer.hours.as_of, PartialDate(*parse_date("2026-11-23")));
}

TEST(OfferForm, contacts_and_prices_are_refused_with_a_reason)
{
    auto const problems = [](std::string const& field, std::string const& text, Cost cost = Cost::unknown) {
        Offer before;
        before.title.source = "Chor";
        before.key = before.slug = "chor";
        before.municipality = "aalfeld";
        before.cost = cost;
        auto fields = form_of(before);
        fields.set(field, text);
        std::vector<std::pair<std::string, MessageKey>> found;
        for (auto const& problem : read_form(fields, before, context()).problems)
            found.emplace_back(problem.field, problem.message);
        return found;
    };
    using ::testing::Pair;
    EXPECT_THAT(problems("contacts", "Beratung; Frau Kaya; 02303 1; k@a.example"), IsEmpty());
    EXPECT_THAT(
        problems("contacts", ";; 02303 1"),
        ElementsAre(Pair("contacts", "import.problem.contact_nobody"_msg)));
    EXPECT_THAT(
        problems("contacts", "Beratung;; nie"), ElementsAre(Pair("contacts", "import.problem.phone"_msg)));
    EXPECT_THAT(
        problems("contacts", "Beratung;;; kaya"), ElementsAre(Pair("contacts", "import.problem.email"_msg)));
    EXPECT_THAT(
        problems("contacts", "1\n2\n3\n4\n5\n6"),
        ElementsAre(Pair("contacts", "import.problem.too_many"_msg)));
    EXPECT_THAT(problems("prices", "8; ermäßigt"), IsEmpty());
    EXPECT_THAT(problems("prices", ";"), ElementsAre(Pair("prices", "import.problem.price_empty"_msg)));
    EXPECT_THAT(
        problems("prices", "8; x; ab 02.01.2027; bis 01.01.2027"),
        ElementsAre(Pair("prices", "import.problem.period"_msg)));
    EXPECT_THAT(
        problems("prices", "8; x", Cost::free), ElementsAre(Pair("prices", "import.problem.free"_msg)));
    EXPECT_THAT(problems("prices", "8; x; ab 01.01.2027", Cost::free), IsEmpty()) << "free until then";
}

TEST(OfferForm, hours_stand_in_the_order_of_the_record)
{
    Fields fields;
    fields.set("monday", "14-16, 8-12");
    fields.set("exceptions", "31.12.2026 9-12\n24.12.2026 geschlossen");
    auto const again = form_of(read_form(fields, Offer{}, context()).offer);
    EXPECT_EQ(again.value("monday"), "08:00-12:00, 14:00-16:00");
    EXPECT_EQ(again.value("exceptions"), "24.12.2026 geschlossen\n31.12.2026 09:00-12:00");
}

TEST(OfferForm, knows_only_its_own_fields)
{
    http::Form posted;
    posted.add("title", "  Chor\r\n ");
    posted.add("languages", "de");
    posted.add("languages", "ar");
    posted.add("key", "gekapert");
    posted.add("fassung", "1");
    auto const fields = posted_form(posted);
    EXPECT_EQ(fields.value("title"), "Chor");
    EXPECT_THAT(fields.values("languages"), ElementsAre("ar", "de"));
    EXPECT_EQ(fields.all().size(), 2U);
}

}
} // namespace kommin::portal
