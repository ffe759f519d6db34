// What the log of advice has of people of the contacts: names in words, that nothing but themselves says
// whose they are.

#include "modules/meetings/advice/advice_desk.hpp"
#include "modules/meetings/advice/advice_editing.hpp"
#include "modules/meetings/advice/advice_pages.hpp"
#include "modules/meetings/panels/form_parts.hpp"
#include "modules/meetings/panels/permissions.hpp"
#include "platform/web/staff_frame.hpp"
#include "platform/web/write.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace kommin::meetings {

using i18n::Texts;

namespace {

constexpr std::size_t most_named = 20; // sentences before somebody is erased
constexpr int compared_at_once = 500;

struct NamedIn {
    Advice advice;
    std::vector<MessageKey> places; // in which the name stands
};
struct FoundByName {
    std::vector<tenants::Body> bodies;
    std::vector<NamedIn> entries;
};

std::vector<MessageKey> places_naming(
    Advice const& one, std::vector<Task> const& steps, contacts::KnownPerson const& person)
{
    struct Words {
        std::string_view field;
        std::string_view text;
    };
    std::array const all{
        Words{advice_field::organisation, one.organisation},
        Words{advice_field::attendees, one.attendees},
        Words{advice_field::advisers, one.advisers},
        Words{advice_field::topic, one.topic},
        Words{advice_field::said, one.said},
        Words{advice_field::outcome, one.outcome},
        Words{advice_field::remark, one.remark}};
    std::vector<MessageKey> places;
    for (auto const& [field, text] : all) {
        if (person.is_named_in(text))
            places.push_back(label_in(all_advice_fields, field));
    }
    auto const names = [&](Task const& step) {
        return person.is_named_in(step.who) || person.is_named_in(step.text) || person.is_named_in(step.word);
    };
    if (std::ranges::any_of(steps, names))
        places.push_back("advice.steps"_msg);
    return places;
}

// The whole log, part by part, the newest first: no condition of a database knows which spellings sound the
// same.
FoundByName find_by_name(db::Connection& db, TenantId tenant, contacts::PersonId id)
{
    FoundByName found;
    auto const known = contacts::list_known_people(db, tenant, {id});
    if (known.empty())
        return found;
    AdviceQuery part;
    std::vector<Advice> entries;
    do {
        entries = list_advice(db, tenant, part, compared_at_once);
        auto steps = steps_of(db, tenant, entries);
        for (auto& one : entries) {
            part.after = one.id;
            auto places = places_naming(one, steps[one.id], known.front());
            if (!places.empty())
                found.entries.push_back({std::move(one), std::move(places)});
        }
    } while (std::ssize(entries) == compared_at_once);
    if (!found.entries.empty())
        found.bodies = tenants::list_bodies(db, tenant);
    return found;
}

// A record may be made of anybody, under any name: whoever may not read the log learns nothing of it.
bool may_read_log(Actor const& actor)
{
    return may_see_advice(actor) || contacts::may_erase_people(actor);
}

FoundByName found_by_name(web::Call const& call, contacts::PersonId person)
{
    if (!may_read_log(call.actor()))
        return {};
    return web::read(call, [&](db::Connection& db) { return find_by_name(db, call.site.tenant, person); });
}

// As where it is read in the log.
void note_log_read(web::Call const& call, FoundByName const& found)
{
    if (!found.entries.empty())
        web::note_reading(
            call, "meetings.advice.read", "tenant", call.site.tenant,
            {{"shown", std::int64_t{std::ssize(found.entries)}}});
}

// "Lünen, 17.04.2027"; without those who came, who are others.
std::string entry_of(Advice const& one, std::vector<tenants::Body> const& bodies, Texts const& texts)
{
    auto title = party_of(one, bodies);
    if (title.empty())
        title = texts("advice.nameless"_msg);
    return one.day ? title + ", " + texts.partial_date(*one.day) : title;
}

void report_advice(web::Call const& call, contacts::PersonId person, std::vector<contacts::ReportPart>& parts)
{
    auto const& texts = web::staff_texts(call);
    contacts::ReportPart part{std::string(texts("advice.title"_msg)), {}};
    if (!may_read_log(call.actor())) {
        part.lines.push_back(
            {std::string(texts("people.report.elsewhere"_msg)),
             std::string(texts("advice.report.elsewhere"_msg))});
        parts.push_back(std::move(part));
        return;
    }
    auto const found = found_by_name(call, person);
    if (found.entries.empty())
        return;
    note_log_read(call, found);
    part.lines.push_back(
        {std::string(texts("people.report.found"_msg)), std::string(texts("advice.report.found"_msg))});
    for (auto const& [one, places] : found.entries) {
        part.lines.push_back(
            {std::string(texts("advice.one"_msg)), entry_of(one, found.bodies, texts), true});
        std::string where;
        for (auto const place : places) {
            where += where.empty() ? "" : ", ";
            where += texts(place);
        }
        part.lines.push_back({std::string(texts("advice.report.where"_msg)), std::move(where)});
        if (one.channel)
            part.lines.push_back(
                {std::string(texts("advice.field.channel"_msg)), std::string(texts(label_of(*one.channel)))});
        std::string topics;
        for (auto const topic : topics_of(one)) {
            topics += topics.empty() ? "" : ", ";
            topics += texts(label_of(topic));
        }
        if (!topics.empty())
            part.lines.push_back({std::string(texts("advice.field.topics"_msg)), std::move(topics)});
    }
    parts.push_back(std::move(part));
}

std::vector<contacts::LeftByErasing> left_in_advice(web::Call const& call, contacts::PersonId person)
{
    auto const found = found_by_name(call, person);
    auto const& texts = web::staff_texts(call);
    bool const may_open = may_see_advice(call.actor());
    std::vector<contacts::LeftByErasing> left;
    for (auto const& [one, places] : found.entries) {
        if (left.size() == most_named) {
            left.push_back(
                {texts(
                     "advice.left.more"_msg,
                     {{"count", std::ssize(found.entries) - static_cast<std::ptrdiff_t>(most_named)}}),
                 {}});
            break;
        }
        left.push_back(
            {texts("advice.left"_msg, {{"entry", entry_of(one, found.bodies, texts)}}),
             may_open ? std::optional(advice_url(one.id)) : std::nullopt});
    }
    note_log_read(call, found);
    return left;
}

}

// The office notes whom it has advised for itself: that keeps nobody, and names go after five years, whoever
// they are of.
contacts::OfPeople advice_of_people()
{
    return {
        .ground = &contacts::no_ground,
        .report = &report_advice,
        .show = &contacts::nothing_shown,
        .merge = &contacts::nothing_merged, // words stay as they were written
        .erase = &contacts::nothing_erased, // whoever erases is asked: others may be called so
        .lost_by_erasing = &contacts::nothing_lost,
        .left_by_erasing = &left_in_advice};
}

} // namespace kommin::meetings
