#pragma once
// The use cases of people and their consents, each with the right that it asks for.

#include "app/tests/use_case_attempt.hpp"
#include "modules/contacts/testing.hpp"
#include "platform/records/fields.hpp"

#include <algorithm>
#include <vector>

namespace kommin::app {

// `do_work`: does something as whoever may everything.
template<class DoWork>
void add_people_attempts(std::vector<Attempt>& all, DoWork const& do_work)
{
    using namespace contacts;
    records::Fields somebody;
    somebody.set("body", "aalfeld");
    somebody.set("family", "Kaya");
    somebody.set("field_of_work", "unknown");
    somebody.set("gender", "unknown");
    somebody.set("letters_language", "de");
    auto const person = *do_work([&](Work& work) { return add_person(work, somebody, "eins"); });
    all.push_back({"save_person", edit_people, [person, somebody](Work& work) {
                       return save_person(work, {person, 1}, somebody);
                   }});
    auto other = somebody;
    other.set("family", "Kara");
    auto const second = *do_work([&](Work& work) { return add_person(work, other, "drei"); });
    all.push_back({"merge_people", edit_people, [person, second](Work& work) {
                       return merge_people(work, {person, 1}, {second, 1}, {{"family", Side::into}}, {});
                   }});
    all.push_back({"tell_people_apart", edit_people, [person, second](Work& work) {
                       return tell_people_apart(work, person, second);
                   }});
    all.push_back({"propose_people_again", edit_people, [person, second](Work& work) {
                       return propose_people_again(work, person, second);
                   }});
    all.push_back(
        {"erase_person", erase_people, [person](Work& work) { return erase_person(work, {person, 1}, {}); }});
    records::Fields consent;
    consent.set("purpose", "news");
    consent.set("language", "de");
    consent.set("how", "in_writing");
    consent.set("given_on", "01.02.2026");
    all.push_back({"record_consent", edit_people, [person, consent](Work& work) {
                       return record_consent(work, person, consent);
                   }});
    consent.set("purpose", "photos");
    auto const photos = do_work([&](Work& work) -> Result<ConsentId> {
        TRY(record_consent(work, person, consent));
        return list_consents(work.db(), work.tenant(), person).front().id;
    });
    all.push_back(
        {"withdraw_consent", edit_people, [photos](Work& work) { return withdraw_consent(work, *photos); }});
    records::Fields text;
    text.set("text-de", "Ich bin einverstanden.");
    all.push_back({"write_consent_text", edit_consent_texts, [text](Work& work) {
                       return write_consent_text(work, Purpose::news, 1, text);
                   }});
    somebody.set("family", "Öz");
    all.push_back(
        {"add_person", edit_people,
         [somebody](Work& work) { return without_value(add_person(work, somebody, "zwei")); }, "body"});
    all.push_back(
        {"add_named_person", edit_people,
         [](Work& work) {
             auto const bodies = tenants::list_bodies(work.db(), work.tenant());
             auto const aalfeld = std::ranges::find(bodies, "aalfeld", &tenants::Body::slug);
             return without_value(
                 add_named_person(work, {.body = aalfeld->id, .given = "", .family = "Ok"}, "vier"));
         },
         "body"});
}

} // namespace kommin::app
