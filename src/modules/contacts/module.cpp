// The module's only registration point.

#include "modules/contacts/module.hpp"

#include "modules/contacts/people/consent_pages.hpp"
#include "modules/contacts/people/grounds.hpp"
#include "modules/contacts/people/permissions.hpp"
#include "modules/contacts/people/person_demo.hpp"
#include "modules/contacts/people/person_desk.hpp"
#include "modules/contacts/people/person_pages.hpp"
#include "modules/contacts/people/spelling.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace kommin::contacts {

namespace {

// The longest note and ten addresses of each kind in a script of which a form makes nine bytes of each
// letter, twice: whoever compares two versions sends both.
constexpr std::size_t largest_person_form = std::size_t{256} << 10U;
constexpr std::size_t largest_consent_form = std::size_t{16} << 10U;
constexpr std::size_t largest_text_form = std::size_t{256} << 10U; // a text in each language
constexpr std::size_t largest_view_form = std::size_t{16} << 10U;

constexpr std::string_view grounds_kind = "contacts.people.ground";
constexpr std::string_view spelling_kind = "contacts.people.spell";

std::vector<web::Route> routes(OtherModules const& others)
{
    using enum http::Method;
    using web::needs;
    return {
        {get, "/verwaltung/personen", needs(see_people), &list_people_at_desk},
        {get, "/verwaltung/personen/liste.csv", needs(see_people), &export_people},
        {get, "/verwaltung/personen/liste.xlsx", needs(see_people), &export_people},
        {get, "/verwaltung/personen/ansichten", needs(see_people),
         web::of_list(person_list, &web::show_saved_views)},
        {post, "/verwaltung/personen/ansichten", needs(see_people),
         web::of_list(person_list, &web::save_list_view), largest_view_form},
        {post, "/verwaltung/personen/ansichten/loeschen", needs(see_people),
         web::of_list(person_list, &web::erase_list_view), largest_view_form},
        {get, "/verwaltung/personen/doppelte", needs(see_people), &list_alike_people},
        {get, "/verwaltung/personen/neu", needs(edit_people), &show_new_person},
        {post, "/verwaltung/personen/neu", needs(edit_people), &add_person_at_desk, largest_person_form},
        {get, "/verwaltung/personen/{person}", needs(see_people),
         [others](web::Call& call) { return show_person(call, others); }},
        {get, "/verwaltung/personen/{person}/aendern", needs(edit_people), &show_person_form},
        {post, "/verwaltung/personen/{person}/aendern", needs(edit_people), &save_person_form,
         largest_person_form},
        {get, "/verwaltung/personen/{person}/aendern/verlauf", needs(edit_people), &show_person_history},
        {get, "/verwaltung/personen/{person}/zusammenfuehren", needs(edit_people),
         &ask_before_merging_people},
        {post, "/verwaltung/personen/{person}/zusammenfuehren", needs(edit_people),
         [others](web::Call& call) { return merge_people_at_desk(call, others); }},
        {post, "/verwaltung/personen/{person}/verschieden", needs(edit_people), &tell_people_apart_at_desk},
        {post, "/verwaltung/personen/{person}/wieder-vorschlagen", needs(edit_people),
         &propose_people_again_at_desk},
        {get, "/verwaltung/personen/{person}/auskunft", needs(see_people),
         [others](web::Call& call) { return show_report(call, others); }},
        {get, "/verwaltung/personen/{person}/auskunft.json", needs(see_people),
         [others](web::Call& call) { return export_report(call, others); }},
        {get, "/verwaltung/personen/{person}/loeschen", needs(erase_people),
         [others](web::Call& call) { return ask_before_erasing_person(call, others); }},
        {post, "/verwaltung/personen/{person}/loeschen", needs(erase_people),
         [others](web::Call& call) { return erase_person_now(call, others); }},
        {get, "/verwaltung/personen/{person}/einwilligung", needs(edit_people), &show_new_consent},
        {post, "/verwaltung/personen/{person}/einwilligung", needs(edit_people), &record_consent_at_desk,
         largest_consent_form},
        {get, "/verwaltung/einwilligungen/{einwilligung}/widerrufen", needs(edit_people),
         &ask_before_withdrawing},
        {post, "/verwaltung/einwilligungen/{einwilligung}/widerrufen", needs(edit_people),
         &withdraw_consent_at_desk},
        {get, "/verwaltung/einwilligungstexte", needs(edit_consent_texts), &list_consent_texts_at_desk},
        {get, "/verwaltung/einwilligungstexte/{zweck}", needs(edit_consent_texts), &show_consent_text},
        {post, "/verwaltung/einwilligungstexte/{zweck}", needs(edit_consent_texts),
         &write_consent_text_at_desk, largest_text_form},
    };
}

// Where an entry of the audit trail leads.
std::vector<web::StaffRecord> shown_records()
{
    return {
        {.kind = person_subject.word(),
         .permission = see_people,
         .url = [](web::Call const& call, std::int64_t id) -> std::optional<html::Url> {
             if (!find_seen_person(call.db(), call.site.tenant, call.actor(), see_people, PersonId{id}))
                 return std::nullopt;
             return person_url(PersonId{id});
         }}};
}

}

web::Module contacts_module(OtherModules others)
{
    std::ranges::for_each(others, &check_is_whole);
    return {
        .name = "contacts",
        .routes = routes(others),
        .jobs
        = {round_job(grounds_kind, grounds_batch(std::move(others)), "job.contacts.people.ground"_msg),
           round_job(spelling_kind, &spell_some_people, "job.contacts.people.spell"_msg)},
        .recurring
        = {daily_round(
               "contacts.people.night", i18n::TimeOfDay::at(3, 5), grounds_kind,
               "job.contacts.people.night"_msg),
           daily_round(
               "contacts.people.spelled", i18n::TimeOfDay::at(2, 35), spelling_kind,
               "job.contacts.people.spelled"_msg)},
        .subjects = {person_subject},
        .load_demo = &load_people,
        .demo_files = {"people.json"},
        .permissions = permission_rules(),
        .staff_links
        = {{.area = web::StaffArea::participation,
            .rank = 40,
            .label = "people.title"_msg,
            .path = std::string(people_path),
            .permission = see_people,
            .purpose = "people.purpose"_msg},
           {.area = web::StaffArea::participation,
            .rank = 41,
            .label = "consent.texts.title"_msg,
            .path = std::string(consent_texts_path),
            .permission = edit_consent_texts,
            .purpose = "consent.texts.purpose"_msg}},
        .news = {{"people.new.short"_msg, std::string(people_path), edit_people}},
        .searchers = {{"people.title"_msg, "people.search"_msg, see_people, &find_people_at_desk}},
        .records = shown_records(),
        .forms = noted_people(),
        .recents = recent_people(),
        .words
        = {{"people.title"_msg,
            see_people,
            {{"st st--ok", "consent.in_force"_msg, "help.word.consent.in_force"_msg},
             {"st st--none", "consent.none"_msg, "help.word.consent.none"_msg}}}},
        .topics = {{"people.title"_msg, "help.topic.people"_msg, see_people}},
        .today = &add_people_of_today,
    };
}

} // namespace kommin::contacts
