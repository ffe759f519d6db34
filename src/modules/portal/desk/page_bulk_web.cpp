// Many information pages at once: published as handed in, or archived.

#include "modules/portal/desk/page_desk.hpp"
#include "modules/portal/desk/page_desk_pages.hpp"
#include "modules/portal/directory/permissions.hpp"
#include "modules/portal/editing/page_editing.hpp"
#include "modules/portal/editing/page_overview.hpp"
#include "platform/web/bulk_list.hpp"
#include "platform/web/staff_frame.hpp"

#include <algorithm>
#include <cstddef>
#include <set>
#include <utility>
#include <vector>

namespace kommin::portal {

namespace {

constexpr std::string_view archiving_pages_page = "auswahl/archivieren";

std::vector<web::FoundRecord> found_pages(web::Call const& call, std::vector<PageLine> const& lines)
{
    std::vector<web::FoundRecord> records;
    records.reserve(lines.size());
    for (auto const& line : lines)
        records.push_back(
            {.record = {line.page.id.value, line.state.version},
             .link = {title_of_page(form_of(line.page), web::staff_texts(call)), page_desk_url(line.page.id)},
             .has_draft = line.state.draft_state != records::DraftState::none});
    return records;
}

web::BulkList pages_to_change(web::Call const& call)
{
    return {
        .list = page_list,
        .first =
            [&call](db::Connection& db, http::Form const& query, int most) {
                auto lines
                    = list_pages_for_staff(db, call.site.tenant, call.actor(), StaffPageFilter::parse(query));
                if (lines.size() > static_cast<std::size_t>(most))
                    lines.erase(lines.begin() + most, lines.end());
                return found_pages(call, lines);
            },
        .these =
            [&call](db::Connection& db, std::vector<std::int64_t> const& ids) {
                std::set<std::int64_t> const wanted(ids.begin(), ids.end());
                auto lines = list_pages_for_staff(db, call.site.tenant, call.actor(), {});
                std::erase_if(
                    lines, [&](PageLine const& line) { return !wanted.contains(line.page.id.value); });
                return found_pages(call, lines);
            }};
}

constexpr web::BulkWords words_of_published_pages{
    "page.bulk.publish.title"_msg, "desk.bulk.publish.made"_msg, "page.bulk.publish.already"_msg};
constexpr web::BulkWords words_of_archived_pages{
    "page.bulk.archive.title"_msg, "page.bulk.archive.made"_msg, "page.bulk.archive.already"_msg};

}

http::Response change_chosen_pages(web::Call& call)
{
    auto const list = pages_to_change(call);
    return web::with_chosen(call, list, [&](web::Chosen const& chosen, http::Form const& form) {
        auto const action = form.value("aktion");
        if (action == archive_pages_action.word)
            return web::bulk_question_page(
                call, list, chosen,
                {.page = archiving_pages_page,
                 .title = "page.bulk.archive.question"_msg,
                 .text = "page.bulk.archive.text"_msg,
                 .yes = "desk.bulk.archive.yes"_msg,
                 .no = "desk.bulk.archive.no"_msg,
                 .is_grave = true,
                 .drafts = "desk.bulk.archive.drafts"_msg});
        if (action != publish_pages_action.word)
            return web::staff_not_found(call);
        return web::change_chosen(
            call, list, chosen,
            {.action = publish_pages_action,
             .words = words_of_published_pages,
             .use_case = [](Work& work, web::Ticked record) {
                 return publish_one_page_of_many(work, {record.id, record.version});
             }});
    });
}

http::Response archive_chosen_pages(web::Call& call)
{
    auto const list = pages_to_change(call);
    return web::with_chosen(call, list, [&](web::Chosen const& chosen, http::Form const& /*form*/) {
        return web::change_chosen(
            call, list, chosen,
            {.action = archive_pages_action,
             .words = words_of_archived_pages,
             .use_case
             = [](Work& work,
                  web::Ticked record) { return archive_one_page_of_many(work, {record.id, record.version}); },
             .page = archiving_pages_page});
    });
}

} // namespace kommin::portal
