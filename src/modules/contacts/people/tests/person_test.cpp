#include "modules/contacts/people/person_editing.hpp"
#include "modules/contacts/people/person_ending_store.hpp"
#include "modules/contacts/people/spelling.hpp"
#include "modules/tenants/testing.hpp"
#include "platform/db/testing.hpp"
#include "platform/work/use_case.hpp"

#include <gmock/gmock.h>

namespace kommin::contacts {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

std::vector<std::string> values_of(std::vector<Address> const& addresses)
{
    std::vector<std::string> values;
    for (auto const& address : addresses)
        values.push_back(address.value);
    return values;
}

TEST(Addresses, of_a_kind_stand_line_by_line)
{
    auto const mails = read_addresses(
        AddressKind::mail, " kaya@verein.example \n\nKAYA@verein.example\nayse@demo.example [PRIVAT]");
    EXPECT_THAT(values_of(mails), ElementsAre("kaya@verein.example", "ayse@demo.example"));
    EXPECT_EQ(mails.at(0).use, AddressUse::work);
    EXPECT_EQ(mails.at(1).use, AddressUse::home);
    EXPECT_EQ(lines_of(mails, AddressKind::mail), "kaya@verein.example\nayse@demo.example [privat]");
    EXPECT_EQ(lines_of(mails, AddressKind::phone), "");
    EXPECT_THAT(read_addresses(AddressKind::mail, "[privat]\n \n"), IsEmpty());
    EXPECT_THAT(
        values_of(read_addresses(AddressKind::phone, "02303 27-0\n+49 2303 270\nText")),
        ElementsAre("02303 27-0", "Text"))
        << "one number in two spellings";
}

TEST(Addresses, are_the_same_however_they_are_typed)
{
    EXPECT_EQ(normal_of(AddressKind::mail, "Kaya@Verein.example"), "kaya@verein.example");
    EXPECT_EQ(normal_of(AddressKind::phone, "02303 27-0"), normal_of(AddressKind::phone, "0049 2303 270"));
    EXPECT_EQ(normal_of(AddressKind::phone, "27-0"), "270") << "also one that nobody can dial";
    EXPECT_EQ(
        normal_of(AddressKind::post, "Musterweg 3, 59999 Musterau"),
        normal_of(AddressKind::post, "musterweg 3 59999 MUSTERAU"));
}

TEST(Addresses, what_is_none_is_said)
{
    EXPECT_FALSE(doubt_about({AddressKind::mail, AddressUse::work, "kaya@verein.example"}));
    EXPECT_EQ(doubt_about({AddressKind::mail, AddressUse::work, "kaya@verein"}), "people.problem.mail"_msg);
    EXPECT_FALSE(doubt_about({AddressKind::phone, AddressUse::work, "+90 212 555 0000"}));
    EXPECT_EQ(
        doubt_about({AddressKind::phone, AddressUse::work, "270"}), "people.problem.phone.no_area_code"_msg);
    EXPECT_EQ(
        doubt_about({AddressKind::phone, AddressUse::work, "abends"}), "people.problem.phone.unknown"_msg);
    EXPECT_EQ(
        doubt_about({AddressKind::post, AddressUse::work, std::string(201, 'x')}),
        "people.problem.address.too_long"_msg);
    EXPECT_FALSE(doubt_about({AddressKind::post, AddressUse::work, "Musterweg 3"}));
}

TEST(People, are_called_by_what_is_known_of_them)
{
    Person person;
    person.title = "Dr.";
    person.given_name = "Ayşe";
    EXPECT_EQ(person.name(), "Dr. Ayşe");
    EXPECT_EQ(person.list_name(), "Dr. Ayşe");
    person.family_name = "Kaya";
    EXPECT_EQ(person.name(), "Dr. Ayşe Kaya");
    EXPECT_EQ(person.list_name(), "Kaya, Dr. Ayşe");
    EXPECT_EQ(list_text_of(person), "kaya ayse");
}

class PersonStore : public db::DatabaseTest {
protected:
    void SetUp() override
    {
        db::DatabaseTest::SetUp();
        tenant_ = tenants::found_district(connection(), clock_.now());
    }
    PersonId inserted(std::string given, std::string family, std::vector<Address> addresses = {})
    {
        PersonRecord record{.person = {}, .addresses = std::move(addresses), .languages = {"ar", "de"}};
        record.person.given_name = std::move(given);
        record.person.family_name = std::move(family);
        return run_use_case(
                   {connection(), tenant_, Actor::system(), clock_, i18n::Zone::berlin(), no_signals},
                   [&](Work& work) -> Result<PersonId> {
                       return insert_person(
                           work.db(), work.tenant(), record, std::to_string(++marks_), work.now());
                   })
            .value();
    }
    std::vector<PersonId> listed(PersonQuery const& query)
    {
        std::vector<PersonId> ids;
        for (auto const& one : list_persons(connection(), tenant_, query, 10))
            ids.push_back(one.id);
        return ids;
    }
    static PersonQuery everybody() { return {.scopes = {Scope::whole_tenant()}}; }

    FixedClock clock_{*parse_instant("2026-11-23T09:00:00Z")};
    TenantId tenant_;
    int marks_ = 0;
};
KOMMIN_ON_BOTH_ENGINES(PersonStore);

TEST_P(PersonStore, keeps_what_belongs_to_somebody_in_order)
{
    auto const id = inserted(
        "Ayşe", "Kaya",
        {{AddressKind::mail, AddressUse::work, "b@verein.example"},
         {AddressKind::mail, AddressUse::home, "a@verein.example"},
         {AddressKind::phone, AddressUse::work, "02303 27-0"}});
    auto record = find_person_record(connection(), tenant_, id).value();
    EXPECT_THAT(
        values_of(record.addresses), ElementsAre("b@verein.example", "a@verein.example", "02303 27-0"));
    EXPECT_EQ(record.preferred(AddressKind::mail)->value, "b@verein.example");
    EXPECT_EQ(record.preferred(AddressKind::post), nullptr);
    EXPECT_THAT(record.languages, ElementsAre("ar", "de"));
    record.addresses.pop_back();
    record.languages = {"tr"};
    record.person.note = "neu";
    update_person(connection(), tenant_, record, clock_.now());
    auto const again = find_person_record(connection(), tenant_, id).value();
    EXPECT_THAT(again.addresses, SizeIs(2));
    EXPECT_THAT(again.languages, ElementsAre("tr"));
    EXPECT_EQ(again.person.note, "neu");
    EXPECT_EQ(again.person.version, 2);
    EXPECT_FALSE(find_person_record(connection(), TenantId{tenant_.value + 1}, id));
}

TEST_P(PersonStore, lists_go_on_behind_a_place_in_both_directions)
{
    auto const cem = inserted("Cem", "Kaya");
    auto const ali = inserted("Ali", "Kaya");
    auto const zoe = inserted("Zoe", "Öz");
    EXPECT_THAT(listed(everybody()), ElementsAre(ali, cem, zoe));
    auto query = everybody();
    query.after = find_place(connection(), tenant_, everybody(), ali);
    EXPECT_THAT(listed(query), ElementsAre(cem, zoe));
    query.after = find_place(connection(), tenant_, everybody(), zoe);
    query.descending = true;
    EXPECT_THAT(listed(query), ElementsAre(cem, ali));
    EXPECT_FALSE(find_place(connection(), tenant_, everybody(), PersonId{999}));
    EXPECT_FALSE(find_place(connection(), tenant_, {.scopes = {}}, ali))
        << "where others stand tells their names";
    EXPECT_THAT(listed({.scopes = {}}), IsEmpty()) << "nobody's";
    EXPECT_EQ(count_persons(connection(), tenant_, everybody(), 2), 2) << "no further than asked";
}

TEST_P(PersonStore, the_night_spells_anew_what_the_rules_say_otherwise)
{
    auto const kaya = inserted("Ayşe", "Kaya");
    auto const gone = inserted("Cem", "Öz");
    empty_person_row(connection(), tenant_, gone, clock_.now());
    auto const before = find_person(connection(), tenant_, kaya).value();
    auto const spelled = list_spelled_persons(connection(), tenant_, {}, 10);
    ASSERT_THAT(spelled, SizeIs(1)) << "of whom is erased nothing comes back";
    connection().execute(
        "UPDATE persons SET list_text = 'falsch', likeness = 'fls', works_for_key = 'x' WHERE id = ?", kaya);
    WorkContext const context{connection(),         tenant_,   Actor::system(), clock_,
                              i18n::Zone::berlin(), no_signals};
    EXPECT_EQ(spell_some_people(context, 0).value(), std::nullopt);
    auto const after = list_spelled_persons(connection(), tenant_, {}, 10);
    ASSERT_THAT(after, SizeIs(1));
    EXPECT_EQ(after.front().spelling, spelled.front().spelling);
    EXPECT_EQ(after.front().spelling.list_text, "kaya ayse");
    EXPECT_EQ(after.front().spelling.likeness, "as k");
    auto const person = find_person(connection(), tenant_, kaya).value();
    EXPECT_EQ(person.version, before.version) << "nobody has changed anything";
    EXPECT_EQ(person.changed_at, before.changed_at);

    auto stale = after.front(); // somebody renames her while the night reckons
    stale.spelling.list_text = "veraltet";
    PersonRecord renamed{.person = person};
    renamed.person.family_name = "Demir";
    update_person(connection(), tenant_, renamed, clock_.now());
    update_spelling(connection(), tenant_, stale);
    EXPECT_EQ(list_spelled_persons(connection(), tenant_, {}, 10).front().spelling.list_text, "demir ayse");
}

}
} // namespace kommin::contacts
