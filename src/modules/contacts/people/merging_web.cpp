// Routes for people who may be one.

#include "modules/contacts/people/consent_store.hpp"
#include "modules/contacts/people/merging_pages.hpp"
#include "modules/contacts/people/person_desk.hpp"
#include "modules/contacts/people/person_pages.hpp"
#include "modules/contacts/people/person_store.hpp"
#include "platform/base/number.hpp"
#include "platform/web/authors.hpp"
#include "platform/web/staff_list.hpp"
#include "platform/web/write.hpp"

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace kommin::contacts {

namespace {

std::optional<PersonRecord> person_of(web::Call const& call, std::string_view number)
{
    auto const id = person_numbered(number);
    return !id ? std::nullopt : web::read(call, [&](db::Connection& db) {
        return find_seen_person(db, call.site.tenant, call.actor(), edit_people, *id);
    });
}

// Those who are alike, or those that the words find; without this person, and only whom one may edit.
std::vector<PersonRecord> candidates_for(web::Call const& call, PersonId into, std::string_view words)
{
    auto const scopes = call.actor().where(edit_people);
    auto found = web::read(call, [&](db::Connection& db) -> std::vector<PersonRecord> {
        auto const tenant = call.site.tenant;
        if (!words.empty()) {
            PersonFilter filter;
            filter.words = words;
            return list_people_for(db, tenant, call.actor(), person_choices(db, tenant), filter).lines;
        }
        auto const people = list_alike_to(db, tenant, scopes, into);
        std::vector<PersonId> ids;
        for (auto const& one : people)
            ids.push_back(one.person.id);
        std::vector<PersonRecord> alike;
        for (auto const& group : groups_of(people, list_distinct_among(db, tenant, ids))) {
            auto const is_into = [&](PersonRecord const* one) { return one->person.id == into; };
            if (std::ranges::any_of(group.people, is_into))
                std::ranges::transform(
                    group.people, std::back_inserter(alike), [](PersonRecord const* one) { return *one; });
        }
        return alike;
    });
    std::erase_if(found, [&](PersonRecord const& one) {
        return one.person.id == into || !call.actor().may(edit_people, one.person.owner());
    });
    return found;
}

// The page shows all of both, also when it comes back with a problem.
void note_both_read(web::Call const& call, PersonRecord const& into, PersonRecord const& from)
{
    for (auto const id : {into.person.id, from.person.id})
        web::note_reading(call, "contacts.person.read", person_subject.word(), id);
}

// From whom this person was told apart: whom one may edit.
std::vector<PersonRecord> told_apart_from(web::Call const& call, PersonId person)
{
    return web::read(call, [&](db::Connection& db) {
        auto const tenant = call.site.tenant;
        std::vector<PersonId> ids;
        for (auto const& one : list_told_apart(db, tenant, person))
            ids.push_back(one.other);
        auto people = list_person_records(db, tenant, ids);
        std::erase_if(people, [&](PersonRecord const& one) {
            return !call.actor().may(edit_people, one.person.owner());
        });
        return people;
    });
}

http::Response choose_with_whom(web::Call const& call, Person const& into)
{
    auto const words = web::words_of_filter(call.request.query());
    auto const told_apart = told_apart_from(call, into.id);
    auto candidates = candidates_for(call, into.id, words);
    std::erase_if(candidates, [&](PersonRecord const& one) {
        return std::ranges::any_of(
            told_apart, [&](PersonRecord const& other) { return other.person.id == one.person.id; });
    });
    web::note_reading(
        call, "contacts.people.found", "tenant", call.site.tenant,
        {{"shown", std::int64_t{std::ssize(candidates) + std::ssize(told_apart)}}});
    return merge_choice_page(
        call, {.into = into, .candidates = candidates, .told_apart = told_apart, .words = words});
}

// What the question shows beside both.
struct Compared {
    PersonChoices choices;
    std::vector<Consent> of_into, of_from;
    std::string told_apart;
};
// "Ayşe Kaya hat am 3. Mai 2026 festgehalten, dass …"; "" where nobody has.
std::string told_apart_by(web::Call const& call, db::Connection& db, PersonId one, PersonId other)
{
    auto const tenant = call.site.tenant;
    auto const told = find_told_apart(db, tenant, one, other);
    if (!told)
        return {};
    auto const& texts = web::staff_texts(call);
    return texts(
        "people.apart.told"_msg,
        {{"name", web::name_of(web::list_authors(db, tenant), told->decided_by)},
         {"date", texts.date(call.site.zone->to_local(told->decided_at).date, i18n::DateStyle::long_)}});
}

http::Response ask_about(
    web::Call const& call, PersonRecord const& into, PersonRecord const& from, MergeChoices chosen = {},
    std::vector<Problem> problems = {})
{
    auto const found = web::read(call, [&](db::Connection& db) {
        auto const tenant = call.site.tenant;
        return Compared{
            person_choices(db, tenant), list_consents(db, tenant, into.person.id),
            list_consents(db, tenant, from.person.id),
            told_apart_by(call, db, into.person.id, from.person.id)};
    });
    return merge_page(
        call,
        {.choices = found.choices,
         .into = into,
         .from = from,
         .of_into = found.of_into,
         .of_from = found.of_from,
         .told_apart = found.told_apart,
         .chosen = std::move(chosen),
         .problems = std::move(problems)});
}

// Says something of the person in the path and of the one in the form, and goes on there.
http::Response press_of_both(
    web::Call& call, Result<void> (*said)(Work&, PersonId, PersonId), html::Url (*next)(PersonId))
{
    auto const form = call.request.form();
    auto const one = person_in_path(call);
    auto const other = form ? person_numbered(form->value("mit")) : std::nullopt;
    if (one && !other && person_of(call, call.path["person"])) // nobody was named: the page asks for somebody
        return http::Response::redirect(http::Status::see_other, person_url(*one, "zusammenfuehren").text());
    if (!one || !other)
        return web::staff_not_found(call);
    auto const done = web::write(call, [&](Work& work) { return said(work, *one, *other); });
    return done ? http::Response::redirect(http::Status::see_other, next(*one).text())
                : web::staff_not_found(call);
}

MergeChoices posted_choices(http::Form const& posted)
{
    MergeChoices chosen;
    for (auto const field : all_person_fields) {
        auto const value = posted.value("wahl-" + std::string(field));
        if (value == "m" || value == "s")
            chosen.emplace(field, value == "m" ? Side::into : Side::from);
    }
    return chosen;
}

}

http::Response list_alike_people(web::Call& call)
{
    constexpr std::int64_t most_pages = 1'000;
    auto const page = static_cast<int>(std::clamp<std::int64_t>(
        parse_number(call.request.query().value("seite")).value_or(1), 1, most_pages));
    struct Found {
        AlikePage alike;
        PersonChoices choices;
    };
    auto const found = web::read(call, [&](db::Connection& db) {
        return Found{
            list_alike(
                db, call.site.tenant, call.actor().where(see_people), std::int64_t{page - 1} * most_alike,
                most_alike),
            person_choices(db, call.site.tenant)};
    });
    auto const count = found.alike.count;
    if (auto last = web::way_to_last_page(call, page, most_alike, count, count))
        return *std::move(last);
    web::note_reading(
        call, "contacts.people.read", "tenant", call.site.tenant,
        {{"shown", std::int64_t{std::ssize(found.alike.people)}}});
    return alike_people_page(call, found.alike, page, found.choices);
}

http::Response ask_before_merging_people(web::Call& call)
{
    auto const into = person_of(call, call.path["person"]);
    if (!into)
        return web::staff_not_found(call);
    auto const query = call.request.query();
    if (!query.has("mit"))
        return choose_with_whom(call, into->person);
    auto const from = person_of(call, query.value("mit"));
    if (!from || from->person.id == into->person.id)
        return web::staff_not_found(call);
    note_both_read(call, *into, *from);
    return ask_about(call, *into, *from);
}

http::Response merge_people_at_desk(web::Call& call, OtherModules const& others)
{
    auto const form = call.request.form();
    auto const into = form ? person_of(call, call.path["person"]) : std::nullopt;
    if (!into)
        return web::staff_not_found(call);
    if (!form->has("mit"))
        return choose_with_whom(call, into->person);
    auto const with = person_numbered(form->value("mit"));
    if (!with)
        return web::staff_not_found(call);
    SeenPerson const seen_into{into->person.id, parse_number(form->value("fassung")).value_or(0)};
    SeenPerson const seen_from{*with, parse_number(form->value("fassung-mit")).value_or(0)};
    auto const chosen = posted_choices(*form);
    auto const merged = web::write(
        call, [&](Work& work) { return merge_people(work, seen_into, seen_from, chosen, others); });
    if (merged)
        return http::Response::redirect(http::Status::see_other, person_url(seen_into.id).text());
    auto const from = person_of(call, form->value("mit"));
    if (merged.problem().kind == ProblemKind::not_found || !from)
        return web::staff_not_found(call);
    note_both_read(call, *into, *from);
    return ask_about(call, *into, *from, chosen, {merged.problem()});
}

http::Response tell_people_apart_at_desk(web::Call& call)
{
    return press_of_both(call, &tell_people_apart, [](PersonId) { return alike_url(); });
}

http::Response propose_people_again_at_desk(web::Call& call)
{
    return press_of_both(
        call, &propose_people_again, [](PersonId one) { return person_url(one, "zusammenfuehren"); });
}

} // namespace kommin::contacts
