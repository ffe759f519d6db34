#include "modules/funding/grants/request_link.hpp"

#include "modules/funding/grants/grant_fields.hpp"
#include "modules/funding/grants/passed_on_link.hpp"
#include "modules/funding/grants/request_editing.hpp"
#include "platform/base/text.hpp"
#include "platform/records/typed.hpp"

#include <tuple>
#include <utility>

namespace kommin::funding {

using records::Fields;
using records::one_line;

namespace {

PassedOn with_request(PassedOn one, Fields const& typed)
{
    one.title = one_line(typed.value(request_form_field::title));
    one.purpose = records::several_lines(typed.value(request_form_field::purpose));
    one.wished = money_in(typed, request_form_field::amount);
    one.starts = records::read_typed_date(one_line(typed.value(request_form_field::from)));
    one.ends = records::read_typed_date(one_line(typed.value(request_form_field::to)));
    one.contact = one_line(typed.value(request_form_field::contact));
    return one;
}

bool asks_the_same(PassedOn const& left, PassedOn const& right)
{
    auto const said = [](PassedOn const& one) {
        return std::tie(one.title, one.purpose, one.wished, one.starts, one.ends, one.contact);
    };
    return said(left) == said(right);
}

Problem ended()
{
    return {ProblemKind::gone, {}, "request_form.problem.gone"_msg, {}};
}

}

std::optional<OpenRequest> find_open_request(
    db::Connection& db, TenantId tenant, std::string_view token, Date today)
{
    auto one = find_linked(db, tenant, token, LinkPurpose::request, today);
    if (!one || !one->is_asked_for())
        return std::nullopt;
    auto giver = giver_of(db, tenant, load_grant(db, tenant, one->grant).value());
    return OpenRequest{*std::move(one), std::move(giver)};
}

Fields request_form_of(PassedOn const& one)
{
    Fields fields;
    fields.set(request_form_field::title, one.title);
    fields.set(request_form_field::purpose, one.purpose);
    fields.set(request_form_field::amount, spelled(one.wished));
    fields.set(request_form_field::from, records::spelled_date(one.starts));
    fields.set(request_form_field::to, records::spelled_date(one.ends));
    fields.set(request_form_field::contact, one.contact);
    return fields;
}

std::vector<Problem> problems_of_request(Fields const& fields, bool is_sent)
{
    std::vector<Problem> problems;
    auto const refuse = [&](std::string_view field, MessageKey message, MessageArguments arguments = {}) {
        problems.push_back(Problem::invalid(std::string(field), message, std::move(arguments)));
    };
    auto const check_text = [&](std::string_view field, std::string const& text, std::size_t limit) {
        // The contract has a name while it is written, too.
        if (text.empty() && (is_sent || field == request_form_field::title))
            refuse(field, "proof_form.problem.empty"_msg);
        else if (count_code_points(text) > limit)
            refuse(field, "proof_form.problem.long"_msg, {{"limit", std::to_string(limit)}});
    };
    check_text(
        request_form_field::title, one_line(fields.value(request_form_field::title)), longest_grant_line);
    check_text(
        request_form_field::purpose, records::several_lines(fields.value(request_form_field::purpose)),
        longest_grant_text);
    auto const amount = money_in(fields, request_form_field::amount);
    bool const has_amount = !one_line(fields.value(request_form_field::amount)).empty();
    if ((has_amount && !amount) || (is_sent && amount.value_or(Money{}) == Money{}))
        refuse(request_form_field::amount, "proof_form.problem.amount"_msg);
    auto const day_of
        = [&](std::string_view name) { return records::read_typed_date(one_line(fields.value(name))); };
    for (auto const name : {request_form_field::from, request_form_field::to}) {
        auto const day = day_of(name);
        auto const year = day ? static_cast<int>(day->year()) : 0;
        bool const is_our_time = year >= first_year_of_money && year <= last_year_of_money;
        if (one_line(fields.value(name)).empty() ? is_sent : !is_our_time)
            refuse(name, "request_form.problem.day"_msg);
    }
    if (records::ends_too_early(day_of(request_form_field::from), day_of(request_form_field::to)))
        refuse(request_form_field::to, "request_form.problem.order"_msg);
    check_text(
        request_form_field::contact, one_line(fields.value(request_form_field::contact)), longest_grant_line);
    return problems;
}

Result<void> save_request_by_link(
    Work& work, std::string_view token, Fields const& typed, std::int64_t seen, bool is_sent,
    LetterOfStep letter)
{
    auto const open = find_open_request(work.db(), work.tenant(), token, work.today());
    if (!open)
        return ended();
    auto after = with_request(open->one, typed);
    // Before anything else: what is so already is no conflict.
    if (is_sent && !open->is_open() && asks_the_same(open->one, after))
        return {};
    if (!open->is_open())
        return ended();
    if (auto problems = problems_of_request(typed, is_sent); !problems.empty())
        return std::move(problems.front());
    if (open->one.version != seen)
        return Problem::conflict({}, "proof_form.problem.moved"_msg);
    if (is_sent) {
        after.request = RequestState::received;
        after.requested_on = work.today();
        after.question = {};
    } else if (asks_the_same(open->one, after)) {
        return {};
    }
    auto const editing = records::Editing::begin_unasked(work, edited_passed_on, after.id.value).value();
    update_passed_on(work.db(), work.tenant(), after, work.now());
    editing.keep_changed(form_of(open->one), form_of(after), is_sent ? "requested" : "request_kept");
    if (is_sent && letter == LetterOfStep::ordered)
        order_request_letter(work, after.id, RequestLetter::received);
    return {};
}

} // namespace kommin::funding
