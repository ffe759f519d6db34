#include "modules/goals/inventory/inventory_site.hpp"

#include "modules/goals/goals/typed_id.hpp"
#include "modules/goals/inventory/inventory_site_pages.hpp"
#include "modules/goals/inventory/posted_fields.hpp"
#include "platform/base/number.hpp"
#include "platform/base/text.hpp"
#include "platform/web/public_form.hpp"
#include "platform/web/write.hpp"

#include <algorithm>
#include <functional>
#include <optional>
#include <utility>

namespace kommin::goals {

using records::Fields;
using web::Visit;

namespace {

std::optional<LinkedRequest> load_linked(Visit const& visit)
{
    return web::read(visit.call, [&](db::Connection& db) -> std::optional<LinkedRequest> {
        auto const tenant = visit.call.site.tenant;
        auto of = find_linked_request(db, tenant, visit.call.path["token"], visit.now.date);
        if (!of)
            return std::nullopt;
        auto const& request = of->request;
        auto entries = list_entries_of_request(db, tenant, request.id);
        auto former = list_former_entries(db, tenant, request);
        bool const may_answer
            = may_still_answer(of->whole.inventory, request, visit.now.date, *visit.call.site.zone);
        return LinkedRequest{
            *std::move(of), std::move(entries), std::move(former),
            load_measure_names(db, tenant, visit.now.date), may_answer};
    });
}

// The link has ended since the form was opened.
http::Response ended_with_words(Visit const& visit)
{
    auto const posted = visit.call.request.form();
    auto lost
        = posted ? words_of_entry(posted_fields(*posted, all_entry_fields)) : std::vector<std::string>{};
    if (auto word = posted ? std::string(trim(posted->value("word"))) : std::string{}; !word.empty())
        lost.push_back(std::move(word));
    return ended_link_page(visit, lost);
}

// The sentence of the desk is German.
std::vector<Problem> told_to_visitors(std::vector<Problem> problems)
{
    for (auto& problem : problems) {
        if (problem.message == "record.problem.changed_meanwhile"_msg)
            problem.message = "inventory.site.changed"_msg;
    }
    return problems;
}

bool is_overtaken(std::vector<Problem> const& problems)
{
    return std::ranges::find(problems, "record.problem.changed_meanwhile"_msg, &Problem::message)
        != problems.end();
}

// The page as it is by now, with what was typed where no form is left for it.
http::Response show_linked_again(
    Visit const& visit, http::Status status, std::vector<Problem> problems, std::string const& key,
    std::string word = {}, std::vector<std::string> lost = {})
{
    auto const now = load_linked(visit);
    if (!now) {
        if (!word.empty())
            lost.push_back(std::move(word));
        return ended_link_page(visit, lost);
    }
    bool const has_form = now->may_answer && now->entries.empty();
    if (!has_form && !word.empty())
        lost.push_back(word);
    return linked_request_page(
        visit, status,
        {.found = *now,
         .key = key,
         .word = has_form ? std::move(word) : "",
         .problems = told_to_visitors(std::move(problems)),
         .lost = std::move(lost)});
}

InventoryEntry const* entry_of_link(LinkedRequest const& found, Visit const& visit)
{
    auto const id = typed_id<InventoryEntryId>(visit.call.path["meldung"]);
    auto const at = id ? std::ranges::find(found.entries, *id, &InventoryEntry::id) : found.entries.end();
    return at == found.entries.end() ? nullptr : &*at;
}

// A button behind the link that names an entry.
using LinkedPress = std::function<Result<void>(
    Work&, AnsweredRequest const&, InventoryEntryId entry, std::int64_t version)>;
http::Response send_linked_press(Visit& visit, web::VisitorGate& gate, LinkedPress const& press)
{
    if (!load_linked(visit))
        return ended_link_page(visit);
    return web::receive_form(visit, gate, [&](http::Form const& posted, std::string const& key) {
        auto const entry = typed_id<InventoryEntryId>(posted.value("eintrag")).value_or(InventoryEntryId{});
        auto const version = parse_number(posted.value("fassung")).value_or(0);
        auto const back = linked_url(visit);
        return web::PublicForm{
            .check = [] { return std::vector<Problem>{}; },
            .receive = [&visit, &press, entry, version, back](Work& work) -> Result<html::Url> {
                auto const to = TRY(begin_linked_answer(work, visit.call.path["token"]));
                TRY(press(work, to, entry, version));
                return back;
            },
            .show =
                [&visit, key](http::Status status, std::vector<Problem> const& problems) {
                    return show_linked_again(visit, status, problems, key);
                },
            .thanks = back};
    });
}

}

http::Response show_linked_request(Visit& visit)
{
    auto const found = load_linked(visit);
    if (!found)
        return ended_link_page(visit);
    return linked_request_page(visit, http::Status::ok, {.found = *found, .key = web::new_form_key(visit)});
}

http::Response show_linked_new_entry(Visit& visit)
{
    auto const found = load_linked(visit);
    if (!found)
        return ended_link_page(visit);
    if (!found->may_answer)
        return linked_request_page(
            visit, http::Status::conflict, {.found = *found, .key = web::new_form_key(visit)});
    Fields fields;
    if (found->of.whole.fields.size() == 1)
        fields.set(entry_field::panel, std::to_string(found->of.whole.fields.front().value));
    return linked_entry_page(
        visit, http::Status::ok,
        {.found = *found, .entry = nullptr, .fields = fields, .key = web::new_form_key(visit)});
}

http::Response send_linked_new_entry(Visit& visit, web::VisitorGate& gate)
{
    auto const found = load_linked(visit);
    if (!found)
        return ended_with_words(visit);
    return web::receive_form(visit, gate, [&](http::Form const& posted, std::string const& key) {
        auto const fields = posted_fields(posted, all_entry_fields);
        auto const back = linked_url(visit);
        return web::PublicForm{
            .check = [&found, fields] { return problems_of_entry(fields, found->of.whole, nullptr); },
            .receive = [&visit, fields, key, back](Work& work) -> Result<html::Url> {
                auto const to = TRY(begin_linked_answer(work, visit.call.path["token"]));
                TRY(add_entry(work, to, fields, key));
                return back;
            },
            .show =
                [&visit, &found, fields, key](http::Status status, std::vector<Problem> const& problems) {
                    if (status == http::Status::gone || status == http::Status::conflict)
                        return show_linked_again(visit, status, problems, key, {}, words_of_entry(fields));
                    return linked_entry_page(
                        visit, status,
                        {.found = *found,
                         .entry = nullptr,
                         .fields = fields,
                         .key = key,
                         .problems = told_to_visitors(problems)});
                },
            .thanks = back};
    });
}

http::Response show_linked_entry(Visit& visit)
{
    auto const found = load_linked(visit);
    if (!found)
        return ended_link_page(visit);
    auto const* entry = entry_of_link(*found, visit);
    if (entry == nullptr)
        return web::not_found(visit);
    if (!found->may_answer)
        return linked_request_page(
            visit, http::Status::conflict, {.found = *found, .key = web::new_form_key(visit)});
    auto const fields = form_of(*entry);
    return linked_entry_page(
        visit, http::Status::ok,
        {.found = *found,
         .entry = entry,
         .fields = fields,
         .key = web::new_form_key(visit),
         .version = entry->version});
}

http::Response send_linked_entry(Visit& visit, web::VisitorGate& gate)
{
    auto const found = load_linked(visit);
    if (!found)
        return ended_with_words(visit);
    auto const id = typed_id<InventoryEntryId>(visit.call.path["meldung"]).value_or(InventoryEntryId{});
    return web::receive_form(visit, gate, [&](http::Form const& posted, std::string const& key) {
        auto const fields = posted_fields(posted, all_entry_fields);
        auto const version = parse_number(posted.value("fassung")).value_or(0);
        auto const back = linked_url(visit);
        return web::PublicForm{
            .check
            = [&visit, &found,
               fields] { return problems_of_entry(fields, found->of.whole, entry_of_link(*found, visit)); },
            .receive = [&visit, id, version, fields, back](Work& work) -> Result<html::Url> {
                auto const to = TRY(begin_linked_answer(work, visit.call.path["token"]));
                TRY(change_entry(work, to, id, version, fields));
                return back;
            },
            .show =
                [&visit, fields, key, version](http::Status status, std::vector<Problem> const& problems) {
                    auto const now = load_linked(visit);
                    auto const* entry = now ? entry_of_link(*now, visit) : nullptr;
                    bool const is_new = is_overtaken(problems);
                    if (!now || entry == nullptr || !now->may_answer
                        || (status == http::Status::conflict && !is_new))
                        return show_linked_again(visit, status, problems, key, {}, words_of_entry(fields));
                    return linked_entry_page(
                        visit, status,
                        {.found = *now,
                         .entry = entry,
                         .fields = fields,
                         .key = key,
                         .version = is_new ? entry->version : version, // seen on this page
                         .problems = told_to_visitors(problems),
                         .is_overtaken = is_new});
                },
            .thanks = back};
    });
}

http::Response send_linked_erasure(Visit& visit, web::VisitorGate& gate)
{
    return send_linked_press(
        visit, gate,
        [](Work& work, AnsweredRequest const& to, InventoryEntryId entry,
           std::int64_t version) -> Result<void> {
            TRY(erase_entry(work, to, entry, version));
            return {};
        });
}

http::Response send_linked_former(Visit& visit, web::VisitorGate& gate)
{
    return send_linked_press(
        visit, gate,
        [](Work& work, AnsweredRequest const& to, InventoryEntryId entry,
           std::int64_t /*version*/) -> Result<void> {
            TRY(continue_entry(work, to, entry));
            return {};
        });
}

http::Response send_linked_nothing(Visit& visit, web::VisitorGate& gate)
{
    if (!load_linked(visit))
        return ended_with_words(visit);
    return web::receive_form(visit, gate, [&](http::Form const& posted, std::string const& key) {
        auto const word = std::string(trim(posted.value("word")));
        auto const back = linked_url(visit);
        return web::PublicForm{
            .check = [word] { return problems_of_nothing(word); },
            .receive = [&visit, word, back](Work& work) -> Result<html::Url> {
                auto const to = TRY(begin_linked_answer(work, visit.call.path["token"]));
                TRY(report_nothing(work, to, word));
                return back;
            },
            .show =
                [&visit, word, key](http::Status status, std::vector<Problem> const& problems) {
                    return show_linked_again(visit, status, problems, key, word);
                },
            .thanks = back};
    });
}

} // namespace kommin::goals
