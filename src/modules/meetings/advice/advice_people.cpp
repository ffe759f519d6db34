// What the log of advice has of people of the contacts: names in words, that nothing but themselves says
// whose they are.

#include "modules/meetings/advice/advice_desk.hpp"
#include "modules/meetings/advice/advice_editing.hpp"
#include "modules/meetings/advice/advice_pages.hpp"
#include "modules/meetings/panels/form_parts.hpp"
#include "modules/meetings/panels/permissions.hpp"
#include "platform/search/fold.hpp"
#include "platform/web/staff_frame.hpp"
#include "platform/web/write.hpp"

#include <array>
#include <cstddef>
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

struct NamedIn {
    Advice advice;
    std::vector<std::string_view> fields; // in which the name stands
};
struct FoundByName {
    std::vector<tenants::Body> bodies;
    std::vector<NamedIn> entries;
};

std::vector<std::string_view> fields_naming(Advice const& one, contacts::KnownPerson const& person)
{
    struct Words {
        std::string_view field;
        std::string_view text;
    };
    std::array const all{
        Words{advice_field::attendees, one.attendees}, Words{advice_field::advisers, one.advisers},
        Words{advice_field::topic, one.topic},         Words{advice_field::said, one.said},
        Words{advice_field::outcome, one.outcome},     Words{advice_field::remark, one.remark}};
    std::vector<std::string_view> fields;
    for (auto const& [field, text] : all) {
        if (person.is_named_in(text))
            fields.push_back(field);
    }
    return fields;
}

FoundByName find_by_name(db::Connection& db, TenantId tenant, contacts::PersonId id)
{
    FoundByName found;
    auto const known = contacts::list_known_people(db, tenant, {id});
    if (known.empty())
        return found;
    auto const& person = known.front();
    for (auto& one : list_advice_with_names(db, tenant, search::folded_text(person.name))) {
        auto fields = fields_naming(one, person);
        if (!fields.empty())
            found.entries.push_back({std::move(one), std::move(fields)});
    }
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
    part.lines.push_back(
        {std::string(texts("people.report.found"_msg)), std::string(texts("advice.report.found"_msg))});
    for (auto const& [one, fields] : found.entries) {
        part.lines.push_back(
            {std::string(texts("advice.one"_msg)), entry_of(one, found.bodies, texts), true});
        std::string where;
        for (auto const field : fields) {
            where += where.empty() ? "" : ", ";
            where += texts(label_in(all_advice_fields, field));
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
    for (auto const& [one, fields] : found.entries) {
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
    return left;
}

// The office notes whom it has advised for itself: names go after five years, whoever they are of.
db::Query no_ground_by_advice(TenantId tenant, Date /*today*/)
{
    return db::Query("SELECT adviser_id FROM advice WHERE tenant_id = ? AND FALSE", tenant);
}

}

contacts::OfPeople advice_of_people()
{
    return {
        .ground = &no_ground_by_advice,
        .report = &report_advice,
        .show = [](web::Call const&, contacts::PersonId) { return contacts::OnPersonPage{}; },
        .merge = [](Work&, contacts::PersonId, contacts::PersonId) {}, // words stay as they were written
        .erase = [](Work&, contacts::PersonId) {}, // whoever erases is asked: others may be called so
        .lost_by_erasing = [](web::Call const&, contacts::PersonId) { return std::vector<std::string>{}; },
        .left_by_erasing = &left_in_advice};
}

} // namespace kommin::meetings
