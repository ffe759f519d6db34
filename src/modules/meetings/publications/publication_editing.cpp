#include "modules/meetings/publications/publication_editing.hpp"

#include "modules/meetings/meetings/meeting_editing.hpp"
#include "modules/meetings/meetings/meeting_store.hpp"
#include "modules/meetings/panels/field_check.hpp"
#include "modules/meetings/panels/panel_store.hpp"
#include "modules/meetings/panels/permissions.hpp"
#include "modules/meetings/panels/publication.hpp"
#include "platform/base/number.hpp"
#include "platform/base/text.hpp"
#include "platform/crypto/hash.hpp"
#include "platform/records/typed.hpp"

#include <algorithm>
#include <cstddef>
#include <string>
#include <utility>

namespace kommin::meetings {

using records::Fields;
using records::one_line;
using records::read_typed_date;
using records::spelled_date;

namespace {

constexpr std::size_t longest_title = 300; // code points
constexpr std::size_t longest_line = 200;
constexpr std::size_t longest_text = 2000;
constexpr int most_sessions = 500;

Publication publication_from(Fields const& fields)
{
    auto const line = [&](std::string_view name) { return one_line(fields.value(name)); };
    Publication one;
    one.kind = enum_from<PublicationKind>(fields.value(publication_field::kind)).value_or(one.kind);
    one.title = line(publication_field::title);
    one.publisher = line(publication_field::publisher);
    one.issue = line(publication_field::issue);
    one.day = read_typed_date(line(publication_field::day));
    one.subject = records::several_lines(fields.value(publication_field::subject));
    one.link = line(publication_field::link);
    if (auto const number = parse_number(line(publication_field::meeting)); number && *number > 0)
        one.meeting = MeetingId{*number};
    one.is_public = fields.value(publication_field::visible) == visible_value;
    one.is_uncertain = fields.value(publication_field::uncertain) == uncertain_value;
    one.remark = line(publication_field::remark);
    return one;
}

Result<void> check_meeting(Work& work, Fields const& fields)
{
    auto const typed = one_line(fields.value(publication_field::meeting));
    if (typed.empty())
        return {};
    auto const sessions = list_sessions(work.db(), work.tenant());
    auto const wanted = publication_from(fields).meeting;
    if (!wanted || std::ranges::find(sessions, *wanted, &Meeting::id) == sessions.end())
        return Problem::invalid(std::string(publication_field::meeting), "publication.problem.meeting"_msg);
    return {};
}

Result<void> check_all(Work& work, Fields const& fields)
{
    if (auto problems = problems_of_publication(fields); !problems.empty())
        return std::move(problems.front());
    return check_meeting(work, fields);
}

}

std::vector<Meeting> list_sessions(db::Connection& db, TenantId tenant)
{
    MeetingQuery query{.panels = {}, .descending = true};
    for (auto const& panel : list_panels(db, tenant)) {
        if (panel.kind == PanelKind::conference && !panel.body)
            query.panels.push_back(panel.id);
    }
    return list_meetings(db, tenant, query, most_sessions);
}

Fields form_of(Publication const& one)
{
    Fields fields;
    auto const set = [&](std::string_view name, std::string value) { fields.set(name, std::move(value)); };
    set(publication_field::kind, std::string(to_text(one.kind)));
    set(publication_field::title, one.title);
    set(publication_field::publisher, one.publisher);
    set(publication_field::issue, one.issue);
    set(publication_field::day, spelled_date(one.day));
    set(publication_field::subject, one.subject);
    set(publication_field::link, one.link);
    set(publication_field::meeting, one.meeting ? std::to_string(one.meeting->value) : std::string{});
    set(publication_field::visible, one.is_public ? std::string(visible_value) : std::string{});
    set(publication_field::uncertain, one.is_uncertain ? std::string(uncertain_value) : std::string{});
    set(publication_field::remark, one.remark);
    return fields;
}

Fields spelled_publication(Fields const& typed)
{
    return form_of(publication_from(typed));
}

std::vector<Problem> problems_of_publication(Fields const& fields)
{
    FieldCheck check(fields);
    if (!enum_from<PublicationKind>(fields.value(publication_field::kind)))
        check.refuse(publication_field::kind, "publication.problem.kind"_msg);
    if (one_line(fields.value(publication_field::title)).empty())
        check.refuse(publication_field::title, "publication.problem.title"_msg);
    check.check_length(publication_field::title, longest_title);
    check.check_length(publication_field::publisher, longest_line);
    check.check_length(publication_field::issue, longest_line);
    check.check_length(publication_field::subject, longest_text);
    if (auto const typed = one_line(fields.value(publication_field::day));
        !typed.empty() && !read_typed_date(typed))
        check.refuse(publication_field::day, "form.problem.date"_msg, {{"value", typed}});
    check.check_public_page(publication_field::link);
    check.check_doubt();
    return check.take();
}

Result<void> save_publication(Work& work, PublicationVersion const& seen, Fields const& typed)
{
    auto const editing = TRY(records::Editing::begin(
        work, edited_publications, seen.id.value, seen.version, edit_publications,
        "publication.problem.unknown"_msg));
    TRY(check_all(work, typed));
    auto const before = form_of(load_publication(work.db(), work.tenant(), seen.id).value());
    auto wanted = publication_from(typed);
    auto const after = form_of(wanted);
    if (before == after)
        return {};
    wanted.id = seen.id;
    update_publication(work.db(), work.tenant(), wanted, work.now());
    editing.keep_changed(before, after, "changed");
    work.publish(published_as);
    return {};
}

Result<PublicationId> add_publication(Work& work, Fields const& typed, std::string_view form_key)
{
    if (!work.actor().may(edit_publications, Scope::whole_tenant()))
        return Problem::not_found("publication.problem.unknown"_msg);
    auto const wanted = publication_from(typed);
    auto const fields = form_of(wanted);
    auto const mark
        = crypto::sha256_hex(work.actor().code() + ' ' + std::string(form_key) + ' ' + fields.to_json());
    if (auto const added = find_publication_by_mark(work.db(), work.tenant(), mark))
        return *added;
    TRY(check_all(work, typed));
    auto const id = insert_publication(work.db(), work.tenant(), wanted, mark, work.now());
    records::keep_created(work, edited_publications, id.value, Scope::whole_tenant(), fields);
    work.publish(published_as);
    return id;
}

} // namespace kommin::meetings
