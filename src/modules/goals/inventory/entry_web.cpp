// Routes of the desk for answers: entries of a unit, that it has nothing to report, what holds on.

#include "modules/goals/goals/permissions.hpp"
#include "modules/goals/goals/typed_id.hpp"
#include "modules/goals/inventory/inventory_desk.hpp"
#include "modules/goals/inventory/inventory_shown.hpp"
#include "modules/goals/inventory/posted_fields.hpp"
#include "modules/goals/measures/measure_pages.hpp"
#include "platform/base/number.hpp"
#include "platform/base/text.hpp"
#include "platform/crypto/crypto.hpp"
#include "platform/records/drafting.hpp"
#include "platform/web/record_desk.hpp"
#include "platform/web/write.hpp"

#include <algorithm>
#include <utility>

namespace kommin::goals {

using records::Fields;

namespace {

// Whether this person can change what the unit has said: the office always, others as long as it may answer.
bool may_change(web::Call const& call, AnsweredRequest const& of)
{
    auto const& inventory = of.whole.inventory;
    auto const actor = call.actor();
    return actor.may(edit_inventories, inventory.owner())
        || (actor.may(answer_inventories, inventory.owner())
            && may_still_answer(inventory, of.request, call.local_now().date, *call.site.zone));
}

bool may_answer_today(web::Call const& call, AnsweredRequest const& of)
{
    return may_still_answer(of.whole.inventory, of.request, call.local_now().date, *call.site.zone);
}

// That is there and that this person reads, but does not answer.
bool is_of_others(web::Call const& call)
{
    return request_in_path(call, see_goals) && !request_in_path(call, answer_inventories);
}

Problem answer_is_over()
{
    return Problem::conflict({}, "inventory.problem.no_answer_any_more"_msg);
}

// One entry at the desk.
class EntryDesk : public web::RecordDesk {
public:
    explicit EntryDesk(web::Call const& call)
        : RecordDesk(call)
    { }

    bool load() override
    {
        auto seen = entry_in_path(call(), answer_inventories);
        if (!seen) {
            found_.reset();
            return false;
        }
        auto state = records::undrafted(seen->entry.version, seen->entry.changed_at);
        state.owner = seen->of.whole.inventory.owner();
        auto authors = web::read(
            call(), [&](db::Connection& db) { return web::list_authors(db, call().site.tenant); });
        found_.emplace(
            Found{*std::move(seen), std::move(state), std::move(authors), names_of_inventories(call())});
        return true;
    }
    [[nodiscard]] InventoryEntry const& entry() const { return found_->seen.entry; }
    [[nodiscard]] AnsweredRequest const& of() const { return found_->seen.of; }

    [[nodiscard]] records::EditState const& state() const override { return found_->state; }
    [[nodiscard]] Fields record() const override { return form_of(entry()); }
    [[nodiscard]] Fields fields() const override { return record(); }
    [[nodiscard]] web::RecordForm form() const override
    {
        return entry_record_form(web::staff_texts(call()), found_->names);
    }
    [[nodiscard]] Fields posted(http::Form const& posted) const override
    {
        return posted_fields(posted, all_entry_fields);
    }
    [[nodiscard]] std::vector<Problem> problems_of(Fields const& fields) const override
    {
        return problems_of_entry(fields, of().whole, &entry());
    }
    [[nodiscard]] Fields spelled_fields(Fields const& fields) const override
    {
        return records::with_wrong_as_typed(fields, spelled_entry(fields), problems_of(fields));
    }
    [[nodiscard]] std::optional<records::Subject> subject() const override
    {
        return records::Subject{inventory_entry_subject, entry().id.value};
    }
    [[nodiscard]] web::Authors const& authors() const override { return found_->authors; }
    [[nodiscard]] html::Url url() const override { return entry_url(entry()); }
    [[nodiscard]] bool has_form() const override { return may_change(call(), of()); }
    [[nodiscard]] web::StaffFrame frame_below(std::string title) const override
    {
        auto frame = frame_below_request(
            call(), of().whole.inventory, of().request, found_->names, std::move(title));
        frame.crumbs.push_back({url(), entry().title, true});
        return frame;
    }
    [[nodiscard]] std::string title_of(Fields const& fields) const override
    {
        return std::string(fields.value(entry_field::title));
    }
    [[nodiscard]] http::Response show_form(web::ShownForm form) const override
    {
        return show_form_with(form.fields, std::move(form.problems), form.version);
    }
    [[nodiscard]] http::Response show_form_with(
        Fields const& fields, std::vector<Problem> problems, std::optional<std::int64_t> version = {}) const
    {
        auto const owner = of().whole.inventory.owner();
        return entry_form_page(
            call(),
            {.of = of(),
             .names = found_->names,
             .entry = &entry(),
             .fields = fields,
             .may_erase = call().actor().may(edit_inventories, owner)
                 || (!entry().measure && may_answer_today(call(), of())),
             .may_make_measure
             = call().actor().may(edit_inventories, owner) && call().actor().may(edit_measures, owner),
             .problems = std::move(problems),
             .shown_version = version});
    }

private:
    struct Found {
        SeenEntry seen;
        records::EditState state;
        web::Authors authors;
        MeasureNames names;
    };
    std::optional<Found> found_;
};

http::Response new_entry_page(
    web::Call const& call, AnsweredRequest const& of, Fields const& fields, std::string const& key,
    std::vector<Problem> problems = {})
{
    auto const names = names_of_inventories(call);
    return entry_form_page(
        call,
        {.of = of,
         .names = names,
         .entry = nullptr,
         .fields = fields,
         .form_key = key,
         .problems = std::move(problems)});
}

http::Response to_request(InventoryRequest const& request)
{
    return http::Response::redirect(http::Status::see_other, request_url(request).text());
}

// What it is by now, with what was typed for an answer that cannot be given any more.
http::Response refused_answer(
    web::Call const& call, Problem const& problem, std::string word, std::vector<std::string> not_stored = {})
{
    auto const now = request_in_path(call, see_goals);
    if (!now) { // removed meanwhile
        if (!word.empty())
            not_stored.push_back(std::move(word));
        return not_stored.empty() ? web::staff_not_found(call)
                                  : show_inventory_with(call, {problem}, std::move(not_stored));
    }
    bool const has_form = now->request.answer != InventoryAnswer::entries && may_answer_today(call, *now);
    if (!has_form && !word.empty())
        not_stored.push_back(word);
    return show_request_with(call, *now, {problem}, has_form ? std::move(word) : "", std::move(not_stored));
}

}

http::Response show_request(web::Call& call)
{
    auto const found = request_in_path(call, see_goals);
    return found ? show_request_with(call, *found, {}) : web::staff_not_found(call);
}

http::Response report_nothing_at_desk(web::Call& call)
{
    auto const form = call.request.form();
    auto const found = request_in_path(call, answer_inventories);
    if (!form || !inventory_in_path(call, answer_inventories))
        return web::staff_not_found(call);
    auto word = std::string(trim(form->value("word")));
    if (!found)
        return is_of_others(call)
            ? web::staff_not_found(call)
            : refused_answer(call, Problem::not_found("inventory.problem.unknown"_msg), std::move(word));
    auto const done = web::write(call, [&](Work& work) -> Result<bool> {
        return report_nothing(work, TRY(begin_answer(work, found->request.id)), word);
    });
    if (!done)
        return refused_answer(call, done.problem(), std::move(word));
    call.nothing_was_done = !*done;
    return to_request(found->request);
}

http::Response continue_entry_at_desk(web::Call& call)
{
    auto const form = call.request.form();
    auto const found = request_in_path(call, answer_inventories);
    auto const former = form ? typed_id<InventoryEntryId>(form->value("eintrag")) : std::nullopt;
    if (!found)
        return web::staff_not_found(call);
    if (!former) // sent by no form of ours
        return show_request_with(call, *found, {Problem::invalid({}, "inventory.problem.unknown_entry"_msg)});
    auto const done = web::write(call, [&](Work& work) -> Result<InventoryEntryId> {
        return continue_entry(work, TRY(begin_answer(work, found->request.id)), *former);
    });
    if (!done)
        return done.problem().kind == ProblemKind::not_found ? web::staff_not_found(call)
                                                             : refused_answer(call, done.problem(), {});
    return to_request(found->request);
}

http::Response show_new_entry(web::Call& call)
{
    auto const found = request_in_path(call, answer_inventories);
    if (!found)
        return web::staff_not_found(call);
    if (!may_answer_today(call, *found))
        return show_request_with(call, *found, {answer_is_over()});
    Fields fields;
    if (found->whole.fields.size() == 1)
        fields.set(entry_field::panel, std::to_string(found->whole.fields.front().value));
    return new_entry_page(call, *found, fields, crypto::random_token());
}

http::Response add_entry_at_desk(web::Call& call)
{
    auto const form = call.request.form();
    if (!form || !inventory_in_path(call, answer_inventories))
        return web::staff_not_found(call);
    auto const fields = posted_fields(*form, all_entry_fields);
    auto const found = request_in_path(call, answer_inventories);
    if (!found)
        return is_of_others(call)
            ? web::staff_not_found(call)
            : refused_answer(
                  call, Problem::not_found("inventory.problem.unknown"_msg), {}, words_of_entry(fields));
    auto const key = web::key_of_form(*form);
    auto const added = web::write(call, [&](Work& work) -> Result<InventoryEntryId> {
        return add_entry(work, TRY(begin_answer(work, found->request.id)), fields, key);
    });
    if (added)
        return to_request(found->request);
    if (added.problem().kind != ProblemKind::invalid)
        return refused_answer(call, added.problem(), {}, words_of_entry(fields));
    auto problems = problems_of_entry(fields, found->whole, nullptr);
    if (problems.empty())
        problems.push_back(added.problem());
    return new_entry_page(call, *found, fields, key, std::move(problems));
}

http::Response show_entry_form(web::Call& call)
{
    EntryDesk desk(call);
    if (desk.load() && !desk.has_form())
        return show_request_with(call, desk.of(), {answer_is_over()});
    return web::show_record(call, desk);
}

http::Response save_entry_form(web::Call& call)
{
    auto const form = call.request.form();
    EntryDesk desk(call);
    if (form && desk.load() && !desk.has_form())
        return show_request_with(
            call, desk.of(), {answer_is_over()}, {}, words_of_entry(posted_fields(*form, all_entry_fields)));
    auto answer = web::press(
        call, desk, web::Asks::everything,
        [&](Work& work, web::Seen seen, Fields const& fields) -> Result<void> {
            auto const id = desk.entry().id;
            if (work.actor().may(edit_inventories, desk.of().whole.inventory.owner()))
                return correct_entry(work, id, seen.version, fields);
            return change_entry(
                work, TRY(begin_answer(work, desk.of().request.id)), id, seen.version, fields);
        });
    if (answer.status() != http::Status::not_found || !form)
        return answer;
    // Erased meanwhile, unless it is there and of others.
    auto words = words_of_entry(posted_fields(*form, all_entry_fields));
    return words.empty() || entry_in_path(call, see_goals) || !inventory_in_path(call, answer_inventories)
        ? std::move(answer)
        : show_inventory_with(
              call, {Problem::not_found("inventory.problem.unknown_entry"_msg)}, std::move(words));
}

http::Response show_entry_history(web::Call& call)
{
    EntryDesk desk(call);
    return web::show_history(call, desk);
}

http::Response erase_entry_at_desk(web::Call& call)
{
    auto const form = call.request.form();
    EntryDesk desk(call);
    if (!form || !desk.load())
        return web::staff_not_found(call);
    auto const request = desk.of().request;
    auto const seen = parse_number(form->value("fassung")).value_or(0);
    auto const done = web::write(call, [&](Work& work) -> Result<bool> {
        auto const id = desk.entry().id;
        if (!work.actor().may(edit_inventories, desk.of().whole.inventory.owner()))
            return erase_entry(work, TRY(begin_answer(work, request.id)), id, seen);
        TRY(erase_entry_by_office(work, id, seen));
        return true;
    });
    if (!done && (done.problem().kind == ProblemKind::not_found || !desk.load()))
        return web::staff_not_found(call);
    if (!done)
        return show_request_with(call, desk.of(), {done.problem()});
    call.nothing_was_done = !*done;
    return to_request(request);
}

http::Response make_measure_at_desk(web::Call& call)
{
    auto const form = call.request.form();
    EntryDesk desk(call);
    if (!form || !entry_in_path(call, edit_inventories) || !desk.load())
        return web::staff_not_found(call);
    auto const seen = parse_number(form->value("fassung")).value_or(0);
    auto const made = web::write(call, [&](Work& work) { return make_measure(work, desk.entry().id, seen); });
    if (made)
        return http::Response::redirect(http::Status::see_other, measure_url(*made).text());
    if (made.problem().kind == ProblemKind::not_found || !desk.load())
        return web::staff_not_found(call);
    return desk.show_form_with(desk.fields(), {made.problem()});
}

} // namespace kommin::goals
