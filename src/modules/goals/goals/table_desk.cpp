#include "modules/goals/goals/table_desk.hpp"

#include "modules/goals/goals/goal_desk.hpp"
#include "modules/goals/goals/goal_list.hpp"
#include "modules/goals/goals/goal_pages.hpp"
#include "modules/goals/goals/table_pages.hpp"
#include "platform/crypto/random.hpp"
#include "platform/web/long_work.hpp"
#include "platform/web/record_desk.hpp"
#include "platform/web/write.hpp"

#include <optional>
#include <string>
#include <utility>

namespace kommin::goals {

namespace {

TableDesk const& goal_table_desk()
{
    static TableDesk const desk{
        .list = goals_path,
        .title = "table.goals.title"_msg,
        .list_title = "goal.title"_msg,
        .advice = "table.goals.advice"_msg,
        .columns = goal_table_columns,
        .reckoned = reckoned_goal_columns,
        .take = &take_goal_table,
        .url_of = &goal_record_url};
    return desk;
}

TableRun run_of(web::Call const& call, std::string_view form_key)
{
    return {.texts = web::staff_texts(call), .form_key = form_key, .go_on = [&call] { web::go_on(call); }};
}

// What would become of it, and the page that says so; after `problems`, which say why it is shown again.
http::Response looked_at(
    web::Call const& call, TableDesk const& desk, std::string_view bytes, std::vector<Problem> problems = {})
{
    auto const sent = read_sent_table(bytes, desk.columns, desk.reckoned);
    if (!sent.problems.empty())
        return table_page(call, {.desk = desk, .problems = sent.problems});
    auto const key = crypto::random_token();
    web::go_on(call);
    auto const taken = try_use_case(
        web::context_of(call), [&](Work& work) { return desk.take(work, sent, run_of(call, key)); });
    web::go_on(call); // for the page that tells of it
    if (!taken)
        return web::staff_not_found(call);
    return table_page(
        call,
        {.desk = desk, .taken = &*taken, .bytes = bytes, .form_key = key, .problems = std::move(problems)});
}

}

http::Response show_table(web::Call& call, TableDesk const& desk)
{
    return table_page(call, {.desk = desk});
}

http::Response try_table(web::Call& call, TableDesk const& desk)
{
    auto const body = call.request.multipart();
    auto const* const file = body ? body->file(table_field::file) : nullptr;
    if (file == nullptr || file->content.empty())
        return table_page(
            call,
            {.desk = desk,
             .problems = {Problem::invalid(std::string(table_field::file), "table.problem.no_file"_msg)}});
    return looked_at(call, desk, file->content);
}

http::Response take_table(web::Call& call, TableDesk const& desk)
{
    auto const form = call.request.form();
    auto const bytes = form ? crypto::from_base64url(form->value("tabelle")) : std::nullopt;
    if (!bytes || bytes->empty())
        return table_page(
            call,
            {.desk = desk,
             .problems = {Problem::invalid(std::string(table_field::file), "table.problem.no_file"_msg)}});
    auto const sent = read_sent_table(*bytes, desk.columns, desk.reckoned);
    if (!sent.problems.empty())
        return table_page(call, {.desk = desk, .problems = sent.problems});
    auto const key = web::key_of_form(*form);
    auto const seen = form->value("stand");
    auto const moved = Problem::conflict({}, "table.problem.moved"_msg);
    web::go_on(call);
    auto const stored = web::write(call, [&](Work& work) -> Result<void> {
        auto const taken = TRY(desk.take(work, sent, run_of(call, key)));
        // All of it is there already: the same page was sent twice.
        if (!taken.is_wrong() && !taken.changes_something())
            return {};
        if (taken.is_wrong() || taken.fingerprint() != seen)
            return moved;
        return {};
    });
    if (stored) {
        call.done_word = "tabelle-uebernommen";
        return http::Response::redirect(http::Status::see_other, web::staff_url({desk.list}).text());
    }
    if (stored.problem().kind == ProblemKind::not_found)
        return web::staff_not_found(call);
    return looked_at(call, desk, *bytes, {stored.problem()});
}

http::Response show_goal_table(web::Call& call)
{
    return show_table(call, goal_table_desk());
}

http::Response try_goal_table(web::Call& call)
{
    return try_table(call, goal_table_desk());
}

http::Response take_goal_table_at_desk(web::Call& call)
{
    return take_table(call, goal_table_desk());
}

} // namespace kommin::goals
