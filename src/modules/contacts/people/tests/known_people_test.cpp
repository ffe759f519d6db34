#include "modules/contacts/people/api.hpp"
#include "modules/contacts/people/likeness.hpp"
#include "modules/contacts/people/person_store.hpp"
#include "modules/tenants/testing.hpp"
#include "platform/db/testing.hpp"

#include <gmock/gmock.h>

#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace kommin::contacts {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

TEST(OfPeople, says_all_that_becomes_of_somebody)
{
    OfPeople const whole{
        .ground = [](TenantId, Date) { return db::Query("SELECT 0"); },
        .report = [](web::Call const&, PersonId, std::vector<ReportPart>&) {},
        .show = [](web::Call const&, PersonId) { return OnPersonPage{}; },
        .merge = [](Work&, PersonId, PersonId) {},
        .erase = [](Work&, PersonId) {},
        .lost_by_erasing = [](web::Call const&, PersonId) { return std::vector<std::string>{}; },
        .left_by_erasing = &nothing_left};
    EXPECT_NO_THROW(check_is_whole(whole));
    auto without = whole;
    without.left_by_erasing = nullptr;
    EXPECT_THROW(check_is_whole(without), std::logic_error);
    without = whole;
    without.merge = nullptr;
    EXPECT_THROW(check_is_whole(without), std::logic_error);
}

TEST(KnownPerson, has_addresses_however_they_are_written)
{
    KnownPerson const kaya{{}, "Ayşe Kaya", "", {"a@verein.example", "b@verein.example"}};
    EXPECT_TRUE(kaya.has_mail(" B@Verein.example "));
    EXPECT_FALSE(kaya.has_mail("c@verein.example"));
    EXPECT_TRUE(kaya.is_reached_at("A@verein.example")) << "letters go to the first";
    EXPECT_FALSE(kaya.is_reached_at("b@verein.example"));
    KnownPerson const nowhere{{}, "Ayşe Kaya", "", {}};
    EXPECT_FALSE(nowhere.has_mail(""));
    EXPECT_FALSE(nowhere.is_reached_at(""));
}

TEST(KnownPerson, is_called_so_where_it_sounds_the_same_and_whatever_else_stands_there)
{
    KnownPerson const kaya{{}, "Ayşe Kaya", "Dr.", {}};
    for (auto const* called : {"Ayse Kaya", "Kaya, Ayşe", "Dr. Ayşe Kaya", "Ayşe Nur Kaya", "Ayse Kaja"})
        EXPECT_TRUE(kaya.is_called(called)) << called;
    for (auto const* called : {"Kaya", "Ayşe", "Ayşe Kara", "", "–"})
        EXPECT_FALSE(kaya.is_called(called)) << called;
    KnownPerson const arabic{{}, "محمد خالد", "", {}};
    EXPECT_TRUE(arabic.is_called("خالد محمد"));
    EXPECT_FALSE(arabic.is_called("Mohammed Khaled")) << "which vowels, no letter says";
    KnownPerson const one_name{{}, " Mohammed", "", {}};
    EXPECT_TRUE(one_name.is_called("Mohamed"));
    EXPECT_FALSE(one_name.is_called("Mohammed Khaled")) << "one of many who are called so";
    KnownPerson const nobody{{}, " ", "", {}};
    EXPECT_FALSE(nobody.is_called(""));
}

// Whoever shares an address and a family name has often such a name. Without vowels they are alike.
TEST(KnownPerson, is_not_the_child_or_the_spouse_who_is_alike_without_vowels)
{
    using Pair = std::pair<std::string, std::string>;
    for (auto const& [one, other] :
         {Pair{"Ali", "Ela"}, Pair{"Hassan", "Hussain"}, Pair{"Omar", "Emre"}, Pair{"Emine", "Amina"},
          Pair{"Daniel", "Daniela"}, Pair{"Jan", "Jana"}}) {
        ASSERT_EQ(likeness_of_person(one + " Kaya"), likeness_of_person(other + " Kaya")) << one;
        KnownPerson const known{{}, one + " Kaya", "", {}};
        EXPECT_TRUE(known.is_called(one + " Kaya"));
        EXPECT_FALSE(known.is_called(other + " Kaya")) << one << ' ' << other;
        EXPECT_FALSE(known.is_named_in("Frau " + other + " Kaya")) << one << ' ' << other;
        KnownPerson const reversed{{}, other + " Kaya", "", {}};
        EXPECT_FALSE(reversed.is_called(one + " Kaya")) << other << ' ' << one;
    }
}

TEST(KnownPerson, is_named_in_a_text_where_the_words_stand_side_by_side)
{
    KnownPerson const kaya{{}, "Ayşe Kaya", "", {}};
    for (auto const* text : {"Frau Ayse Kaya und Herr Berg", "Berg, Jan; Kaja, Ayşe", "Ayşe Kaya"})
        EXPECT_TRUE(kaya.is_named_in(text)) << text;
    for (auto const* text : {"Frau Kaya", "Ayşe Berg, Jan Kaya", "", "Kaya"})
        EXPECT_FALSE(kaya.is_named_in(text)) << text;
    KnownPerson const one_name{{}, " Mohammed", "", {}};
    EXPECT_FALSE(one_name.is_named_in("Mohammed")) << "says too little";
}

class KnownPeople : public db::DatabaseTest {
protected:
    void SetUp() override
    {
        db::DatabaseTest::SetUp();
        tenant_ = tenants::found_district(connection(), now_);
    }
    PersonId inserted(std::string given, std::vector<Address> addresses)
    {
        PersonRecord record{.person = {}, .addresses = std::move(addresses)};
        record.person.given_name = std::move(given);
        record.person.family_name = "Kaya";
        db::Transaction transaction(connection(), db::Transaction::Kind::write);
        auto const id = insert_person(connection(), tenant_, record, "m" + record.person.given_name, now_);
        transaction.commit();
        return id;
    }
    Instant now_ = *parse_instant("2026-11-23T09:00:00Z");
    TenantId tenant_;
};
KOMMIN_ON_BOTH_ENGINES(KnownPeople);

TEST_P(KnownPeople, are_found_by_each_of_their_addresses)
{
    auto const mail
        = [](std::string value) { return Address{AddressKind::mail, AddressUse::work, std::move(value)}; };
    auto const ayse = inserted("Ayşe", {mail("Ayse@verein.example"), mail("post@verein.example")});
    inserted("Cem", {mail("post@verein.example")});
    inserted("Ali", {{AddressKind::post, AddressUse::work, "post@verein.example"}});
    auto const shared = list_known_people_at(connection(), tenant_, " POST@verein.example");
    ASSERT_THAT(shared, SizeIs(2));
    EXPECT_EQ(shared[0].id, ayse);
    EXPECT_EQ(shared[0].name, "Ayşe Kaya");
    EXPECT_THAT(shared[0].mails, ElementsAre("ayse@verein.example", "post@verein.example"));
    EXPECT_FALSE(shared[0].is_reached_at("post@verein.example"));
    EXPECT_TRUE(shared[1].is_reached_at("post@verein.example"));
    EXPECT_THAT(list_known_people_at(connection(), tenant_, " "), IsEmpty());
    EXPECT_THAT(
        list_known_people_at(connection(), TenantId{tenant_.value + 1}, "post@verein.example"), IsEmpty());
}

}
} // namespace kommin::contacts
