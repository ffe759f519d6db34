// Routes for the report to somebody and for erasing them.

#include "modules/contacts/people/grounds.hpp"
#include "modules/contacts/people/person_desk.hpp"
#include "modules/contacts/people/person_ending_pages.hpp"
#include "modules/contacts/people/person_pages.hpp"
#include "platform/base/number.hpp"
#include "platform/web/write.hpp"

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace kommin::contacts {

namespace {

struct Erasable {
    Person person;
    Erasure erasure;
};
std::optional<Erasable> erasable(web::Call const& call)
{
    auto const id = person_in_path(call);
    return !id ? std::nullopt : web::read(call, [&](db::Connection& db) -> std::optional<Erasable> {
        auto person = find_erasable_person(db, call.site.tenant, call.actor(), *id);
        if (!person)
            return std::nullopt;
        return Erasable{std::move(*person), count_erasure(db, call.site.tenant, *id)};
    });
}

std::vector<std::string> lost_elsewhere(web::Call const& call, PersonId id, OtherModules const& others)
{
    std::vector<std::string> lost;
    for (auto const& other : others) {
        for (auto& sentence : other.lost_by_erasing(call, id))
            lost.push_back(std::move(sentence));
    }
    return lost;
}

std::vector<LeftByErasing> left_elsewhere(web::Call const& call, PersonId id, OtherModules const& others)
{
    std::vector<LeftByErasing> left;
    for (auto const& other : others) {
        for (auto& one : other.left_by_erasing(call, id))
            left.push_back(std::move(one));
    }
    return left;
}

http::Response show_erasure(
    web::Call const& call, Erasable const& found, OtherModules const& others,
    std::vector<Problem> problems = {})
{
    auto const id = found.person.id;
    web::note_reading(call, "contacts.person.read", person_subject.word(), id);
    return erasure_page(
        call,
        {found.person, found.erasure, lost_elsewhere(call, id, others), left_elsewhere(call, id, others),
         std::move(problems)});
}

http::Response to_people()
{
    return http::Response::redirect(http::Status::see_other, people_url().text());
}

}

http::Response show_report(web::Call& call, OtherModules const& others)
{
    auto const id = person_in_path(call);
    auto const report = id ? report_about(call, *id, others) : std::nullopt;
    if (!report)
        return web::staff_not_found(call);
    web::note_reading(call, "contacts.person.report_read", person_subject.word(), *id);
    return report_page(call, *report);
}

http::Response export_report(web::Call& call, OtherModules const& others)
{
    auto const id = person_in_path(call);
    auto const report = id ? report_about(call, *id, others) : std::nullopt;
    if (!report)
        return web::staff_not_found(call);
    web::note_reading(call, "contacts.person.report_exported", person_subject.word(), *id);
    // The name of the file says nothing: it ends in folders of downloads.
    return http::Response(http::Status::ok)
        .body(to_json(*report, call.clock.now()), "application/json")
        .attachment("auskunft-" + std::to_string(id->value) + ".json");
}

http::Response ask_before_erasing_person(web::Call& call, OtherModules const& others)
{
    auto const found = erasable(call);
    if (!found || found->person.erased_at)
        return web::staff_not_found(call);
    return show_erasure(call, *found, others);
}

http::Response erase_person_now(web::Call& call, OtherModules const& others)
{
    auto const form = call.request.form();
    auto const found = form ? erasable(call) : std::nullopt;
    if (!found)
        return web::staff_not_found(call);
    SeenPerson const seen{found->person.id, parse_number(form->value("fassung")).value_or(0)};
    auto const done = web::write(call, [&](Work& work) { return erase_person(work, seen, others); });
    if (done)
        return to_people();
    if (done.problem().kind == ProblemKind::not_found)
        return web::staff_not_found(call);
    return show_erasure(call, *found, others, {done.problem()});
}

void add_people_of_today(web::Call const& call, std::vector<web::TodayItem>& items)
{
    auto const scopes = call.actor().where(edit_people);
    auto const found = count_without_ground(call.db(), call.site.tenant, scopes);
    if (found.count == 0)
        return;
    auto const& texts = web::staff_texts(call);
    PersonFilter filter;
    filter.view = PersonView::without_ground;
    items.push_back(
        {.area = "people.title"_msg,
         .title = texts("people.today.title"_msg, {{"count", found.count}}),
         .url = people_url(filter),
         .reason = std::string(texts("people.today.reason"_msg)),
         .due = call.site.zone->to_local(emptied_at(*found.since)).date,
         .action = "people.today.action"_msg});
}

} // namespace kommin::contacts
