// Links at the desk: the list, one target, and what is done about it.

#include "modules/portal/desk/link_desk.hpp"

#include "modules/portal/desk/link_care.hpp"
#include "modules/portal/desk/link_pages.hpp"
#include "modules/portal/desk/link_replacing.hpp"
#include "modules/portal/directory/permissions.hpp"
#include "modules/portal/exchange/flat_offer.hpp"
#include "platform/base/number.hpp"
#include "platform/base/text.hpp"
#include "platform/records/versions.hpp"
#include "platform/web/staff_bulk.hpp"
#include "platform/web/staff_export.hpp"
#include "platform/web/write.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

namespace kommin::portal {

using web::staff_url;

namespace {

std::vector<web::ExportColumn<LinkLine>> link_columns(web::Call const& call, i18n::Texts const& texts)
{
    using table::Cell;
    auto const& zone = *call.site.zone;
    return {
        {"links.column.target"_msg, 60, [](LinkLine const& line) { return Cell(line.link.target.text); }},
        {"links.column.kind"_msg, 16,
         [&texts](LinkLine const& line) {
             return Cell(std::string(texts(label_of(line.link.target.kind))));
         }},
        {"staff.state"_msg, 28,
         [&texts](LinkLine const& line) { return Cell(link_state_word(line.link, texts).text); }},
        {"links.fact.reason"_msg, 40,
         [&texts](LinkLine const& line) { return Cell(link_reason(line.link, texts)); }},
        {"links.fact.moved_to"_msg, 60, [](LinkLine const& line) { return Cell(line.link.moved_to); }},
        {"links.column.checked"_msg, 12,
         [&zone](LinkLine const& line) {
             return line.link.checked_at ? Cell(zone.to_local(*line.link.checked_at).date) : Cell();
         }},
        {"links.column.records"_msg, 12,
         [](LinkLine const& line) { return Cell(static_cast<std::int64_t>(line.records)); }}};
}

}

web::StaffList const link_list{
    .code = "portal.links",
    .path = "verweise",
    .title = "links.title"_msg,
    .read = [](http::Form const& query) { return LinkFilter::parse(query).fields(); }};

std::optional<LinkDetail> link_of_call(web::Call const& call, std::string_view after)
{
    auto const id = parse_number(call.path["verweis"]);
    if (!id)
        return std::nullopt;
    return web::read(call, [&](db::Connection& db) {
        return find_link_detail(
            db, call.site.tenant, call.local_now().date, call.actor(), LinkId{*id}, after);
    });
}

http::Response link_page_of(web::Call const& call, LinkDetail const& detail, LinkEntries const& entries)
{
    struct Found {
        web::Authors authors;
        std::int64_t version;
    };
    auto const found = web::read(call, [&](db::Connection& db) {
        return Found{
            web::list_authors(db, call.site.tenant),
            records::newest_version(db, call.site.tenant, {link_subject, detail.link.id.value})};
    });
    return link_page(
        call,
        {.detail = detail,
         .authors = found.authors,
         .mute_version = found.version,
         .entries = entries,
         .is_being_asked = entries.problems.empty() && detail.link.due_at.has_value()});
}

http::Response list_links_at_desk(web::Call& call)
{
    auto const filter = LinkFilter::parse(call.request.query());
    struct Found {
        LinkOverview overview;
        std::vector<web::ListView> views;
    };
    auto const found = web::read(call, [&](db::Connection& db) {
        return Found{
            list_links_for_staff(db, call.site.tenant, call.local_now().date, call.actor(), filter),
            web::saved_views(call, link_list, filter.fields())};
    });
    return link_list_page(call, filter, found.overview, found.views);
}

http::Response export_links(web::Call& call)
{
    auto const& texts = web::staff_texts(call);
    web::ListExport<LinkLine> file(
        call, web::export_format(call.request), "verweise", "links.title"_msg, link_columns(call, texts));
    web::read(call, [&](db::Connection& db) {
        export_links_for_staff(
            db, call.site.tenant, call.local_now().date, call.actor(),
            LinkFilter::parse(call.request.query()), [&](std::vector<LinkLine> const& lines) {
                file.go_on();
                return std::ranges::all_of(lines, [&](LinkLine const& line) { return file.add(line); });
            });
        return 0;
    });
    return file.answer();
}

http::Response ask_before_replacing(web::Call& call)
{
    auto const detail = link_of_call(call);
    if (!detail)
        return web::staff_not_found(call);
    auto const query = call.request.query();
    if (!query.has("neu"))
        return show_link(call);
    auto const after = trim(query.value("neu"));
    if (auto problem = problem_of_new_target(detail->link.target, after))
        return link_page_of(call, *detail, {.new_target = after, .problems = {std::move(*problem)}});
    // Once more, now that it is known what is to stand there.
    auto const planned = link_of_call(call, after);
    return planned ? replace_question_page(call, *planned, after) : web::staff_not_found(call);
}

http::Response replace_everywhere(web::Call& call)
{
    auto const detail = link_of_call(call);
    auto const form = call.request.form();
    if (!detail || !form)
        return web::staff_not_found(call);
    auto const before = detail->link.target;
    std::string const after(trim(form->value("aktion"))); // also of the form that goes on with the rest
    if (auto problem = problem_of_new_target(before, after))
        return link_page_of(call, *detail, {.new_target = after, .problems = {std::move(*problem)}});
    auto const selection = web::read_selection(link_list, *form);
    if (auto refusal = web::refuse_selection(call, link_list, selection))
        return std::move(*refusal);
    auto const outcome
        = web::change_each(call, selection.ticked, [&](Work& work, web::Ticked record) -> Result<Change> {
              LinkReplacement const wish{before, after};
              auto const id = id_of(record);
              switch (kind_of(record)) {
              case LinkedKind::page:
                  return replace_link(work, records::Seen{id, record.version}, wish);
              case LinkedKind::organisation:
                  return replace_link(work, SeenOrganisation{OrganisationId{id}, record.version}, wish);
              case LinkedKind::place:
                  return replace_link(work, SeenPlace{BodyId{id}, record.version}, wish);
              case LinkedKind::offer:
                  break;
              }
              return replace_link(work, SeenOffer{OfferId{id}, record.version}, wish);
          });
    return web::bulk_result_page(
        call, link_list, selection, outcome,
        {"links.replace.title"_msg, "links.replace.made"_msg, "links.replace.already"_msg},
        {link_url(detail->link.id, "ersetzen"), after},
        [&](web::Ticked ticked) -> std::optional<web::RecordLink> {
            auto const found = std::ranges::find_if(
                detail->records, [&](LinkRecord const& record) { return ticked_of(record).id == ticked.id; });
            if (found == detail->records.end())
                return std::nullopt;
            return web::RecordLink{found->title, record_url(*found)};
        });
}

http::Response check_link_at_desk(web::Call& call)
{
    auto const detail = link_of_call(call);
    if (!detail)
        return web::staff_not_found(call);
    auto const asked = web::write(call, [&](Work& work) { return check_link_now(work, detail->link.id); });
    if (asked)
        return http::Response::redirect(http::Status::see_other, link_url(detail->link.id).text());
    if (asked.problem().kind == ProblemKind::not_found)
        return web::staff_not_found(call);
    return link_page_of(call, *detail, {.problems = {asked.problem()}});
}

std::int64_t count_links_waiting(web::Call const& call)
{
    if (!call.actor().may_somewhere(edit_offers))
        return 0;
    return count_broken_links(call.db(), call.site.tenant, call.local_now().date, call.actor());
}

void add_links_of_today(web::Call const& call, std::vector<web::TodayItem>& items)
{
    auto const count = count_links_waiting(call);
    if (count == 0)
        return;
    auto const& texts = web::staff_texts(call);
    LinkFilter broken;
    broken.view = LinkView::broken;
    items.push_back(
        {.area = "links.title"_msg,
         .title = texts("links.today.title"_msg, {{"count", count}}),
         .url = web::list_url(link_list, broken.fields()),
         .reason = std::string(texts("links.today.reason"_msg)),
         .due = std::nullopt,
         .action = "links.today.action"_msg});
}

} // namespace kommin::portal
