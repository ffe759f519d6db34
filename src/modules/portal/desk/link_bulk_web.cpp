// Many links at once: asked about again, muted for a while, or no longer muted.

#include "modules/portal/desk/link_care.hpp"
#include "modules/portal/desk/link_desk.hpp"
#include "modules/portal/desk/link_pages.hpp"
#include "platform/base/text.hpp"
#include "platform/web/bulk_list.hpp"
#include "platform/web/staff_form.hpp"
#include "platform/web/staff_frame.hpp"

#include <string>
#include <utility>
#include <vector>

namespace kommin::portal {

namespace {

constexpr std::string_view muting_page = "auswahl/stumm";

std::vector<web::FoundRecord> found_links(std::vector<LinkLine> const& lines)
{
    std::vector<web::FoundRecord> records;
    records.reserve(lines.size());
    for (auto const& line : lines)
        records.push_back(
            {.record = {line.link.id.value, version_of(line.link)},
             .link = {line.link.target.text, link_url(line.link.id)}});
    return records;
}

web::BulkList links_to_change(web::Call const& call)
{
    return {
        .list = link_list,
        .first =
            [&call](db::Connection& db, http::Form const& query, int most) {
                std::vector<LinkLine> lines;
                export_links_for_staff(
                    db, call.site.tenant, call.local_now().date, call.actor(), LinkFilter::parse(query),
                    [&](std::vector<LinkLine> const& more) {
                        lines.insert(lines.end(), more.begin(), more.end());
                        return std::ssize(lines) < most;
                    });
                return found_links(lines);
            },
        .these =
            [&call](db::Connection& db, std::vector<std::int64_t> const& ids) {
                return found_links(list_chosen_links(
                    db, call.site.tenant, call.local_now().date, call.actor(), {ids.begin(), ids.end()}));
            }};
}

http::Response ask_until_when(
    web::Call const& call, web::BulkList const& list, web::Chosen const& chosen, std::string_view until = {},
    std::string_view reason = {}, std::vector<Problem> problems = {})
{
    auto const& texts = web::staff_texts(call);
    web::BulkQuestion question{
        .page = muting_page,
        .title = "links.bulk.mute.question"_msg,
        .text = "links.bulk.mute.text"_msg,
        .yes = "links.bulk.mute.yes"_msg,
        .no = "list.bulk.back"_msg,
        .problems = std::move(problems)};
    question.fields = [&](html::Writer& w) {
        w("{}{}",
          web::DateField{
              .texts = texts,
              .name = "bis",
              .label = "links.mute.until"_msg,
              .value = until,
              .problems = question.problems,
              .hint = "links.mute.hint"_msg},
          web::TextField{
              .texts = texts,
              .name = "grund",
              .label = "links.mute.reason"_msg,
              .value = reason,
              .problems = question.problems});
    };
    return web::bulk_question_page(call, list, chosen, question);
}

constexpr web::BulkWords words_of_checking{
    "links.bulk.check.title"_msg, "links.bulk.check.made"_msg, "links.bulk.check.already"_msg};
constexpr web::BulkWords words_of_muting{
    "links.bulk.mute.title"_msg, "links.bulk.mute.made"_msg, "links.bulk.mute.already"_msg};
constexpr web::BulkWords words_of_unmuting{
    "links.bulk.unmute.title"_msg, "links.bulk.unmute.made"_msg, "links.bulk.unmute.already"_msg};

}

http::Response change_chosen_links(web::Call& call)
{
    auto const list = links_to_change(call);
    return web::with_chosen(call, list, [&](web::Chosen const& chosen, http::Form const& form) {
        auto const action = form.value("aktion");
        if (action == mute_links_action.word)
            return ask_until_when(call, list, chosen);
        if (action == unmute_links_action.word)
            return web::change_chosen(
                call, list, chosen,
                {.action = unmute_links_action,
                 .words = words_of_unmuting,
                 .use_case = [](Work& work, web::Ticked record) {
                     return unmute_one_of_many(work, LinkId{record.id}, record.version);
                 }});
        if (action != check_links_action.word)
            return web::staff_not_found(call);
        return web::change_chosen(
            call, list, chosen,
            {.action = check_links_action,
             .words = words_of_checking,
             .use_case
             = [](Work& work, web::Ticked record) { return check_one_of_many(work, LinkId{record.id}); }});
    });
}

http::Response mute_chosen_links(web::Call& call)
{
    auto const list = links_to_change(call);
    return web::with_chosen(call, list, [&](web::Chosen const& chosen, http::Form const& form) {
        auto const reason = std::string(form.value("grund"));
        records::Fields typed;
        typed.set("bis", std::string(form.value("bis")));
        typed.set("grund", reason);
        if (auto problems = problems_of_silence(typed, call.local_now().date); !problems.empty())
            return ask_until_when(call, list, chosen, form.value("bis"), reason, std::move(problems));
        return web::change_chosen(
            call, list, chosen,
            {.action = mute_links_action,
             .words = words_of_muting,
             .use_case =
                 [&](Work& work, web::Ticked record) {
                     return mute_one_of_many(work, LinkId{record.id}, record.version, typed);
                 },
             .page = muting_page,
             .kept = {{"bis", std::string(form.value("bis"))}, {"grund", reason}}});
    });
}

} // namespace kommin::portal
