#include "modules/funding/programmes/programme_editing.hpp"

#include "modules/funding/programmes/money_fields.hpp"
#include "modules/funding/programmes/permissions.hpp"
#include "modules/funding/programmes/programme_products.hpp"
#include "platform/base/number.hpp"
#include "platform/base/text.hpp"
#include "platform/crypto/hash.hpp"
#include "platform/records/typed.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <utility>

namespace kommin::funding {

using records::Fields;
using records::one_line;
using records::read_typed_date;
using records::spelled_date;

namespace {

constexpr std::size_t longest_programme_line = 200; // code points
constexpr std::size_t longest_programme_text = 5000;

std::vector<std::string> lines_of(std::string_view typed)
{
    std::vector<std::string> lines;
    for (auto const line : split(typed, '\n')) {
        if (auto text = one_line(line); !text.empty())
            lines.push_back(std::move(text));
    }
    return lines;
}

// Left empty, it is the usual time.
std::optional<int> keep_years_in(Fields const& fields)
{
    auto const typed = one_line(fields.value(programme_field::keep_years));
    if (typed.empty())
        return default_keep_years;
    auto const years = parse_number<int>(typed);
    return years && *years >= least_keep_years && *years <= most_keep_years ? years : std::nullopt;
}

Programme programme_from(Fields const& fields)
{
    auto const line = [&](std::string_view name) { return one_line(fields.value(name)); };
    Programme one;
    one.title = line(programme_field::title);
    one.authority = line(programme_field::authority);
    one.aims = lines_of(fields.value(programme_field::aims));
    one.text = records::several_lines(fields.value(programme_field::text));
    one.products = products_in(fields.values(programme_field::products));
    one.starts = read_typed_date(line(programme_field::from));
    one.ends = read_typed_date(line(programme_field::to));
    one.amount = money_in(fields, programme_field::amount);
    one.is_approximate = fields.value(programme_field::approximate) == approximate_value;
    one.keep_years = keep_years_in(fields).value_or(default_keep_years);
    one.link = line(programme_field::link);
    one.is_uncertain = fields.value(programme_field::uncertain) == web::uncertain_value;
    one.remark = line(programme_field::remark);
    one.source = line(programme_field::source);
    return one;
}

FundingCall call_from(Fields const& fields)
{
    auto const line = [&](std::string_view name) { return one_line(fields.value(name)); };
    FundingCall one;
    one.title = line(call_field::title);
    one.opens = read_typed_date(line(call_field::opens));
    one.deadline = parse_typed_date(line(call_field::deadline));
    one.deadline_text = line(call_field::deadline_text);
    one.terms
        = {.kind = enum_from<Financing>(fields.value(call_field::kind)),
           .share = part_in(fields, call_field::share),
           .fixed = money_in(fields, call_field::fixed),
           .most = money_in(fields, call_field::most),
           .least = money_in(fields, call_field::least),
           .own_share = part_in(fields, call_field::own_share)};
    for (auto const kind : all_cost_kinds) { // in this order, each once
        for (auto const& value : fields.values(call_field::cost_kinds)) {
            if (value == to_text(kind) && (one.cost_kinds.empty() || one.cost_kinds.back() != kind))
                one.cost_kinds.push_back(kind);
        }
    }
    one.eligible_text = line(call_field::eligible_text);
    one.rules = records::several_lines(fields.value(call_field::rules));
    one.link = line(call_field::link);
    one.remark = line(call_field::remark);
    one.source = line(call_field::source);
    return one;
}

void check_call_days(web::FieldCheck& check)
{
    check_date(check, call_field::opens);
    auto const typed = one_line(check.value(call_field::deadline));
    auto const deadline = parse_typed_date(typed);
    if (!typed.empty() && !deadline)
        check.refuse(call_field::deadline, "funding.problem.whole_day"_msg, {{"value", typed}});
    else if (deadline)
        check_year_of(check, call_field::deadline, PartialDate(*deadline));
    auto const opens = read_typed_date(one_line(check.value(call_field::opens)));
    if (deadline && opens && opens->first_possible_day() > *deadline)
        check.refuse(call_field::deadline, "funding_call.problem.order"_msg);
}

// What belongs to the kind of financing is asked for it, and nothing else.
void check_terms(web::FieldCheck& check)
{
    for (auto const name : {call_field::fixed, call_field::most, call_field::least})
        check_money(check, name);
    check_part(check, call_field::share);
    check_part(check, call_field::own_share);
    auto const typed = check.value(call_field::kind);
    auto const kind = enum_from<Financing>(typed);
    if (!typed.empty() && !kind)
        check.refuse(call_field::kind, "form.not_chosen"_msg);
    auto const is_empty = [&](std::string_view name) { return one_line(check.value(name)).empty(); };
    if (!is_empty(call_field::share) && kind != Financing::share)
        check.refuse(call_field::share, "funding_call.problem.share"_msg);
    if (!is_empty(call_field::fixed) && kind != Financing::fixed)
        check.refuse(call_field::fixed, "funding_call.problem.fixed"_msg);
    auto const most = read_typed_money(one_line(check.value(call_field::most)));
    auto const least = read_typed_money(one_line(check.value(call_field::least)));
    if (most && least && *least > *most)
        check.refuse(call_field::least, "funding_call.problem.least"_msg);
}

bool may_keep(Work& work)
{
    return work.actor().may(edit_programmes, Scope::whole_tenant());
}

std::string mark_of_form(Work& work, std::string_view form_key, std::string const& of, Fields const& fields)
{
    return crypto::sha256_hex(
        work.actor().code() + ' ' + std::string(form_key) + ' ' + of + ' ' + fields.to_json());
}

}

Fields form_of(Programme const& one)
{
    Fields fields;
    auto const set = [&](std::string_view name, std::string value) { fields.set(name, std::move(value)); };
    std::string aims;
    for (auto const& aim : one.aims)
        aims += (aims.empty() ? "" : "\n") + aim;
    set(programme_field::title, one.title);
    set(programme_field::authority, one.authority);
    set(programme_field::aims, aims);
    set(programme_field::text, one.text);
    fields.set(programme_field::products, values_of(one.products));
    set(programme_field::from, spelled_date(one.starts));
    set(programme_field::to, spelled_date(one.ends));
    set(programme_field::amount, spelled(one.amount));
    set(programme_field::approximate, one.is_approximate ? std::string(approximate_value) : std::string{});
    set(programme_field::keep_years, std::to_string(one.keep_years));
    set(programme_field::link, one.link);
    set(programme_field::uncertain, one.is_uncertain ? std::string(web::uncertain_value) : std::string{});
    set(programme_field::remark, one.remark);
    set(programme_field::source, one.source);
    return fields;
}

Fields spelled_programme(Fields const& typed)
{
    return form_of(programme_from(typed));
}

std::vector<Problem> problems_of_programme(Fields const& fields)
{
    web::FieldCheck check(fields);
    if (one_line(fields.value(programme_field::title)).empty())
        check.refuse(programme_field::title, "funding.problem.title"_msg);
    check.check_length(programme_field::title, longest_programme_line);
    check.check_length(programme_field::authority, longest_programme_line);
    check.check_length(programme_field::source, longest_programme_line);
    check.check_length(programme_field::aims, longest_programme_text);
    check.check_length(programme_field::text, longest_programme_text);
    check_products(check, fields, programme_field::products);
    check.check_span();
    check_money(check, programme_field::amount);
    if (!keep_years_in(fields))
        check.refuse(
            programme_field::keep_years, "funding_programme.problem.keep_years"_msg,
            {{"least", std::to_string(least_keep_years)}, {"most", std::to_string(most_keep_years)}});
    check.check_public_page(programme_field::link);
    check.check_doubt();
    return check.take();
}

Result<void> save_funding_programme(Work& work, ProgrammeVersion const& seen, Fields const& typed)
{
    auto const editing = TRY(records::Editing::begin(
        work, edited_programmes, seen.id.value, seen.version, edit_programmes,
        "funding_programme.problem.unknown"_msg));
    if (auto problems = problems_of_programme(typed); !problems.empty())
        return std::move(problems.front());
    auto wanted = programme_from(typed);
    wanted.id = seen.id;
    auto const stored = load_programme(work.db(), work.tenant(), seen.id).value();
    TRY(check_units_of(work, wanted.products, stored.products));
    auto const before = form_of(stored);
    auto const after = form_of(wanted);
    if (before == after)
        return {};
    update_programme(work.db(), work.tenant(), wanted, work.now());
    editing.keep_changed(before, after, "changed");
    return {};
}

Result<ProgrammeId> add_funding_programme(Work& work, Fields const& typed, std::string_view form_key)
{
    if (!may_keep(work))
        return Problem::not_found("funding_programme.problem.unknown"_msg);
    auto const wanted = programme_from(typed);
    auto const fields = form_of(wanted);
    auto const mark = mark_of_form(work, form_key, {}, fields);
    if (auto const added = find_programme_by_mark(work.db(), work.tenant(), mark))
        return *added;
    if (auto problems = problems_of_programme(typed); !problems.empty())
        return std::move(problems.front());
    TRY(check_units_of(work, wanted.products, {}));
    auto const id = insert_programme(work.db(), work.tenant(), wanted, mark, work.now());
    records::keep_created(work, edited_programmes, id.value, Scope::whole_tenant(), fields);
    return id;
}

Fields form_of(FundingCall const& one)
{
    Fields fields;
    auto const set = [&](std::string_view name, std::string value) { fields.set(name, std::move(value)); };
    set(call_field::title, one.title);
    set(call_field::opens, spelled_date(one.opens));
    set(call_field::deadline, one.deadline ? typed_spelling(*one.deadline) : std::string{});
    set(call_field::deadline_text, one.deadline_text);
    set(call_field::kind, one.terms.kind ? std::string(to_text(*one.terms.kind)) : std::string{});
    set(call_field::share, spelled(one.terms.share));
    set(call_field::fixed, spelled(one.terms.fixed));
    set(call_field::most, spelled(one.terms.most));
    set(call_field::least, spelled(one.terms.least));
    set(call_field::own_share, spelled(one.terms.own_share));
    Fields::Values kinds;
    for (auto const kind : one.cost_kinds)
        kinds.emplace_back(to_text(kind));
    fields.set(call_field::cost_kinds, std::move(kinds));
    set(call_field::eligible_text, one.eligible_text);
    set(call_field::rules, one.rules);
    set(call_field::link, one.link);
    set(call_field::remark, one.remark);
    set(call_field::source, one.source);
    return fields;
}

Fields spelled_call(Fields const& typed)
{
    return form_of(call_from(typed));
}

std::vector<Problem> problems_of_call(Fields const& fields)
{
    web::FieldCheck check(fields);
    if (one_line(fields.value(call_field::title)).empty())
        check.refuse(call_field::title, "funding.problem.title"_msg);
    for (auto const name : {call_field::title, call_field::deadline_text, call_field::source})
        check.check_length(name, longest_programme_line);
    for (auto const name : {call_field::eligible_text, call_field::rules, call_field::remark})
        check.check_length(name, longest_programme_text);
    check_call_days(check);
    check_terms(check);
    for (auto const& value : fields.values(call_field::cost_kinds)) {
        if (!enum_from<CostKind>(value)) {
            check.refuse(call_field::cost_kinds, "form.not_chosen"_msg);
            break;
        }
    }
    check.check_public_page(call_field::link);
    return check.take();
}

Result<void> save_funding_call(Work& work, CallVersion const& seen, Fields const& typed)
{
    auto const editing = TRY(records::Editing::begin(
        work, edited_calls, seen.id.value, seen.version, edit_programmes,
        "funding_call.problem.unknown"_msg));
    if (auto problems = problems_of_call(typed); !problems.empty())
        return std::move(problems.front());
    auto wanted = call_from(typed);
    wanted.id = seen.id;
    auto const before = form_of(load_call(work.db(), work.tenant(), seen.id).value());
    auto const after = form_of(wanted);
    if (before == after)
        return {};
    update_call(work.db(), work.tenant(), wanted, work.now());
    editing.keep_changed(before, after, "changed");
    return {};
}

Result<FundingCallId> add_funding_call(
    Work& work, ProgrammeId programme, Fields const& typed, std::string_view form_key)
{
    if (!may_keep(work) || !load_programme(work.db(), work.tenant(), programme))
        return Problem::not_found("funding_programme.problem.unknown"_msg);
    auto wanted = call_from(typed);
    wanted.programme = programme;
    auto const fields = form_of(wanted);
    auto const mark = mark_of_form(work, form_key, std::to_string(programme.value), fields);
    if (auto const added = find_call_by_mark(work.db(), work.tenant(), mark))
        return *added;
    if (auto problems = problems_of_call(typed); !problems.empty())
        return std::move(problems.front());
    auto const id = insert_call(work.db(), work.tenant(), wanted, mark, work.now());
    records::keep_created(work, edited_calls, id.value, Scope::whole_tenant(), fields);
    return id;
}

} // namespace kommin::funding
