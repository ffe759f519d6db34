// Routes of the desk for the papers of agenda items.

#include "modules/meetings/agenda/agenda_shown.hpp"
#include "modules/meetings/agenda/paper_desk.hpp"
#include "modules/meetings/agenda/paper_pages.hpp"
#include "modules/meetings/panels/permissions.hpp"
#include "platform/base/number.hpp"
#include "platform/base/text.hpp"
#include "platform/crypto/crypto.hpp"
#include "platform/web/long_work.hpp"
#include "platform/web/record_desk.hpp"
#include "platform/web/write.hpp"

#include <chrono>
#include <optional>
#include <utility>

namespace kommin::meetings {

namespace {

constexpr std::chrono::seconds for_the_answer{2};

std::optional<SeenPaper> paper_in_path(web::Call const& call)
{
    auto const id = paper_numbered(call.path["unterlage"]);
    return !id ? std::nullopt : web::read(call, [&](db::Connection& db) {
        return find_seen_paper(db, call.site.tenant, *id, call.actor(), edit_meetings);
    });
}

PaperEntry posted_paper(http::Form const& posted)
{
    return {
        std::string(trim(posted.value(paper_field::title))),
        std::string(trim(posted.value(paper_field::link))),
        posted.value(paper_field::visible) == visible_value};
}

PaperEntry entry_of(Paper const& paper)
{
    return {paper.title, paper.link, paper.is_public};
}

PaperVersion seen_version(SeenPaper const& seen, http::Form const& posted)
{
    return {seen.paper.id, parse_number(posted.value("fassung")).value_or(0)};
}

http::Response go_to(html::Url const& url)
{
    return http::Response::redirect(http::Status::see_other, url.text());
}

// What is wrong before anybody looks into the file.
std::vector<Problem> problems_before(PaperEntry const& entry, http::Part const* file)
{
    auto problems = problems_of_paper(entry, file != nullptr);
    if (file != nullptr && file->content.size() > pdf::largest_document)
        problems.push_back(
            {ProblemKind::too_large,
             std::string(paper_field::file),
             "pdf.problem.too_large"_msg,
             {{"limit", std::to_string(pdf::largest_document >> 20U)}}});
    return problems;
}

// The bytes as they may be kept, on disk before the row that names them.
Result<std::optional<StoredFile>> take_file(
    web::Call& call, PaperCare const& care, ItemId item, http::Part const* file)
{
    if (file == nullptr)
        return std::optional<StoredFile>{};
    // Asked before the work, and once more with it.
    TRY(web::read(
        call, [&](db::Connection& db) { return check_paper_quota(db, call.site.tenant, item, care.quota); }));
    auto made = care.cleaner->clean(file->content, call.request.deadline() - for_the_answer);
    web::go_on(call);
    if (!made) {
        made.problem().field = paper_field::file;
        return std::move(made).problem();
    }
    return std::optional(keep_file(care.files->of(call.site.tenant), *made));
}

}

http::Response show_new_paper(web::Call& call)
{
    auto const at = item_in_path(call, edit_meetings);
    return at ? new_paper_page(call, *at, {}, crypto::random_token()) : web::staff_not_found(call);
}

http::Response add_paper_at_desk(web::Call& call, PaperCare const& care)
{
    auto const at = item_in_path(call, edit_meetings);
    auto const body = call.request.multipart();
    auto const posted = body ? body->form() : Result<http::Form>(body.problem());
    if (!at)
        return web::staff_not_found(call);
    if (!posted)
        return new_paper_page(
            call, *at, {}, crypto::random_token(),
            {Problem::invalid(std::string(paper_field::file), "paper.problem.neither"_msg)});
    auto const entry = posted_paper(*posted);
    auto const key = web::key_of_form(*posted);
    auto const* file = body->file(paper_field::file);
    if (file != nullptr && file->content.empty()) // no file was chosen
        file = nullptr;
    if (auto const problems = problems_before(entry, file); !problems.empty())
        return new_paper_page(call, *at, entry, key, problems);
    auto const stored = take_file(call, care, at->item.id, file);
    auto const added = !stored ? Result<PaperId>(stored.problem()) : web::write(call, [&](Work& work) {
        return add_paper(work, at->item.id, entry, *stored, key, care.quota);
    });
    if (added)
        return go_to(item_url(at->item.id));
    if (added.problem().kind == ProblemKind::not_found)
        return web::staff_not_found(call);
    auto page = new_paper_page(call, *at, entry, key, {added.problem()});
    if (added.problem().kind == ProblemKind::unavailable)
        page.header("Retry-After", "60"); // as the sentence says
    return page;
}

http::Response show_paper(web::Call& call)
{
    auto const seen = paper_in_path(call);
    return seen ? paper_page(call, *seen, entry_of(seen->paper)) : web::staff_not_found(call);
}

http::Response save_paper_at_desk(web::Call& call)
{
    auto const seen = paper_in_path(call);
    auto const posted = call.request.form();
    if (!seen || !posted)
        return web::staff_not_found(call);
    auto const entry = posted_paper(*posted);
    if (auto const problems = problems_of_paper(entry, seen->paper.is_file()); !problems.empty())
        return paper_page(call, *seen, entry, problems);
    auto const saved
        = web::write(call, [&](Work& work) { return save_paper(work, seen_version(*seen, *posted), entry); });
    if (saved)
        return go_to(item_url(seen->paper.item));
    if (saved.problem().kind == ProblemKind::not_found)
        return web::staff_not_found(call);
    // What is there now stands in the form, what was typed beside it: nobody overwrites what they have not
    // read.
    auto const now = paper_in_path(call);
    return now ? paper_page(call, *now, entry_of(now->paper), {saved.problem()}, {entry.title, entry.link})
               : web::staff_not_found(call);
}

http::Response send_paper_at_desk(web::Call& call, PaperCare const& care)
{
    auto const id = paper_numbered(call.path["unterlage"]);
    auto const paper = !id ? std::nullopt : web::read(call, [&](db::Connection& db) {
        return find_readable_paper(db, call.site.tenant, *id, call.actor());
    });
    auto file = paper ? send_paper(care, call.site.tenant, *paper) : std::nullopt;
    return file ? *std::move(file) : web::staff_not_found(call);
}

http::Response ask_before_removing_paper(web::Call& call)
{
    auto const seen = paper_in_path(call);
    return seen ? paper_removal_question(call, *seen) : web::staff_not_found(call);
}

http::Response remove_paper_at_desk(web::Call& call)
{
    auto const seen = paper_in_path(call);
    auto const posted = call.request.form();
    if (!seen || !posted)
        return web::staff_not_found(call);
    auto const removed
        = web::write(call, [&](Work& work) { return remove_paper(work, seen_version(*seen, *posted)); });
    if (removed)
        return go_to(item_url(seen->paper.item));
    return removed.problem().kind == ProblemKind::not_found
        ? web::staff_not_found(call)
        : paper_removal_question(call, *seen, {removed.problem()});
}

} // namespace kommin::meetings
