#include "modules/contacts/people/duplicates.hpp"
#include "modules/contacts/people/person_merging.hpp"

#include <gmock/gmock.h>

namespace kommin::contacts {
namespace {

using records::Fields;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

PersonRecord called(
    std::int64_t id, std::string given, std::string family, std::vector<Address> addresses = {})
{
    PersonRecord record{.person = {}, .addresses = std::move(addresses)};
    record.person.id = PersonId{id};
    record.person.given_name = std::move(given);
    record.person.family_name = std::move(family);
    return record;
}

Address mail(std::string value)
{
    return {AddressKind::mail, AddressUse::work, std::move(value)};
}

std::vector<std::int64_t> numbers_of(DuplicateGroup const& group)
{
    std::vector<std::int64_t> numbers;
    for (auto const* one : group.people)
        numbers.push_back(one->person.id.value);
    return numbers;
}

TEST(Duplicates, stand_together_with_why)
{
    std::vector const people{
        called(1, "Mohammed", "Kaya"), called(2, "Jonas", "Erst", {mail("a@verein.example")}),
        called(3, "محمد", "كايا"), called(4, "Lena", "Zweit", {mail("A@Verein.example")}),
        called(5, "Lena", "Allein")};
    auto const groups = groups_of(people);
    ASSERT_THAT(groups, SizeIs(2));
    EXPECT_THAT(numbers_of(groups[0]), ElementsAre(1, 3));
    EXPECT_THAT(groups[0].reasons, ElementsAre(Alike::name));
    EXPECT_THAT(numbers_of(groups[1]), ElementsAre(2, 4));
    EXPECT_THAT(groups[1].reasons, ElementsAre(Alike::mail));
}

TEST(Duplicates, who_is_alike_through_others_is_in_one_group)
{
    Address const number{AddressKind::phone, AddressUse::home, "02303 27-0"};
    std::vector const people{
        called(1, "Ayşe", "Kaya"), called(2, "Kaya", "Ayse", {number}),
        called(3, "Öz", "Cem", {{AddressKind::phone, AddressUse::work, "+49 2303 270"}})};
    auto const groups = groups_of(people);
    ASSERT_THAT(groups, SizeIs(1));
    EXPECT_THAT(numbers_of(groups[0]), ElementsAre(1, 2, 3));
    EXPECT_THAT(groups[0].reasons, ElementsAre(Alike::phone, Alike::name));
}

TEST(Duplicates, two_who_were_told_apart_are_together_only_through_others)
{
    std::vector people{called(1, "Ayşe", "Kaya"), called(2, "Ayse", "Kaja"), called(3, "Kaya", "Ayse")};
    auto const pair = [](std::int64_t one, std::int64_t other) {
        return DistinctPairs{{PersonId{one}, PersonId{other}}, {PersonId{other}, PersonId{one}}};
    };
    auto apart = pair(1, 2);
    ASSERT_THAT(groups_of(people, apart), SizeIs(1));
    EXPECT_THAT(numbers_of(groups_of(people, apart)[0]), ElementsAre(1, 2, 3)) << "both are like the third";
    apart.merge(pair(2, 3));
    ASSERT_THAT(groups_of(people, apart), SizeIs(1));
    EXPECT_THAT(numbers_of(groups_of(people, apart)[0]), ElementsAre(1, 3));
    people.pop_back();
    EXPECT_THAT(groups_of(people, pair(1, 2)), IsEmpty());
}

TEST(Duplicates, one_name_or_one_door_is_not_enough)
{
    Address const door{AddressKind::post, AddressUse::home, "Musterweg 3, 59999 Musterau"};
    std::vector const people{
        called(1, "Ali", ""), called(2, "Ali", ""), called(3, "Anna", "Kaya", {door}),
        called(4, "Ben", "Kaya", {door})};
    EXPECT_THAT(groups_of(people), IsEmpty());
    EXPECT_THAT(groups_of({}), IsEmpty());
    std::vector const twice{called(1, "Ali", "Öz", {mail("a@b.example"), mail("a@b.example")})};
    EXPECT_THAT(groups_of(twice), IsEmpty()) << "nobody is their own double";
}

Fields fields(std::initializer_list<std::pair<std::string_view, std::string>> const& values)
{
    Fields fields;
    fields.set("gender", "unknown");
    fields.set("field_of_work", "unknown");
    for (auto const& [name, value] : values)
        fields.set(name, value);
    return fields;
}

TEST(MergedFields, what_one_knows_is_known_and_what_differs_is_chosen)
{
    auto const into
        = fields({{"given", "Julia"}, {"family", "Muster"}, {"gender", "female"}, {"position", "Vorsitz"}});
    auto const from
        = fields({{"given", "Юлія"}, {"family", "Muster"}, {"field_of_work", "welfare"}, {"title", "Dr."}});
    EXPECT_THAT(fields_to_choose(into, from), ElementsAre("given"));
    EXPECT_FALSE(merged_fields(into, from, {})) << "nobody chooses for the office";
    auto const merged = merged_fields(into, from, {{"given", Side::from}}).value();
    EXPECT_EQ(merged.value("given"), "Юлія");
    EXPECT_EQ(merged.value("family"), "Muster");
    EXPECT_EQ(merged.value("title"), "Dr.");
    EXPECT_EQ(merged.value("gender"), "female");
    EXPECT_EQ(merged.value("field_of_work"), "welfare");
    EXPECT_EQ(merged_fields(into, from, {{"given", Side::into}})->value("given"), "Julia");
}

TEST(MergedFields, addresses_languages_and_notes_are_those_of_both)
{
    auto into = fields({{"family", "Kaya"}, {"mails", "a@b.example [privat]"}, {"note", "Eins"}});
    auto from = fields({{"family", "Kaya"}, {"mails", "A@B.example\nc@b.example"}, {"note", "Zwei"}});
    into.set("languages", Fields::Values{"de", "uk"});
    from.set("languages", Fields::Values{"ru", "uk"});
    EXPECT_THAT(fields_to_choose(into, from), IsEmpty());
    auto const merged = merged_fields(into, from, {}).value();
    EXPECT_EQ(merged.value("mails"), "a@b.example [privat]\nc@b.example");
    EXPECT_EQ(merged.value("note"), "Eins\nZwei");
    EXPECT_THAT(merged.values("languages"), ElementsAre("de", "ru", "uk"));
    EXPECT_EQ(merged.value("gender"), "unknown");
}

}
} // namespace kommin::contacts
