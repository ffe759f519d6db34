#pragma once
// Editing programmes and their calls: a change counts at once. The Kreis keeps them for all.

#include "modules/funding/programmes/programme_store.hpp"
#include "platform/base/problem.hpp"
#include "platform/base/result.hpp"
#include "platform/records/editing.hpp"
#include "platform/records/fields.hpp"
#include "platform/web/form_fields.hpp"
#include "platform/work/work.hpp"

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

namespace kommin::funding {

namespace programme_field {
inline constexpr std::string_view title = "title";
inline constexpr std::string_view authority = "authority";
inline constexpr std::string_view aims = "aims"; // a line for each
inline constexpr std::string_view text = "text";
inline constexpr std::string_view products = "products"; // several: see product_value()
inline constexpr std::string_view from = web::common_field::from;
inline constexpr std::string_view to = web::common_field::to;
inline constexpr std::string_view amount = "amount";
inline constexpr std::string_view approximate = "approximate";
inline constexpr std::string_view keep_years = "keep_years";
inline constexpr std::string_view link = "link";
inline constexpr std::string_view uncertain = web::common_field::uncertain;
inline constexpr std::string_view remark = web::common_field::remark;
inline constexpr std::string_view source = web::common_field::source;
} // namespace programme_field
inline constexpr std::string_view approximate_value = "ja";
// In the order of the form.
inline constexpr std::array all_programme_fields{
    web::FormField{programme_field::title, "funding_programme.field.title"_msg},
    web::FormField{programme_field::authority, "funding_programme.field.authority"_msg},
    web::FormField{programme_field::aims, "funding_programme.field.aims"_msg},
    web::FormField{programme_field::text, "funding_programme.field.text"_msg},
    web::FormField{programme_field::products, "funding_programme.field.products"_msg},
    web::FormField{programme_field::from, "form.from"_msg},
    web::FormField{programme_field::to, "form.to"_msg},
    web::FormField{programme_field::amount, "funding_programme.field.amount"_msg},
    web::FormField{programme_field::approximate, "funding.field.approximate"_msg},
    web::FormField{programme_field::keep_years, "funding_programme.field.keep_years"_msg},
    web::FormField{programme_field::link, "funding.field.link"_msg},
    web::FormField{programme_field::uncertain, "form.uncertain"_msg},
    web::FormField{programme_field::remark, "form.remark"_msg},
    web::FormField{programme_field::source, "form.source"_msg}};

inline constexpr std::array<std::string_view, 5> harmless_programme_fields{
    programme_field::from, programme_field::to, programme_field::amount, programme_field::approximate,
    programme_field::keep_years};
inline constexpr records::EditedKind edited_programmes{
    .kind = programme_subject,
    .table = programme_table,
    .owner = "0",
    .was_public = "FALSE",
    .actions = "funding.programme",
    .harmless_fields = harmless_programme_fields,
    .has_drafts = false};

records::Fields form_of(Programme const& programme);
records::Fields spelled_programme(records::Fields const& typed);
// Everything that stands in the way of saving.
std::vector<Problem> problems_of_programme(records::Fields const& fields);

// Which one, as this person last saw it.
struct ProgrammeVersion {
    ProgrammeId id;
    std::int64_t version;
};
// Problems: not_found without the right; what problems_of_programme() finds; the unit of a product that the
// district does not have, unless it was there before; a conflict where somebody has changed it meanwhile.
Result<void> save_funding_programme(Work& work, ProgrammeVersion const& seen, records::Fields const& typed);
// `form_key`: of the form that was sent; a second time with the same entries it makes no second one. Problems
// as of save_funding_programme().
Result<ProgrammeId> add_funding_programme(
    Work& work, records::Fields const& typed, std::string_view form_key);

namespace call_field {
inline constexpr std::string_view title = "title";
inline constexpr std::string_view opens = "opens";
inline constexpr std::string_view deadline = "deadline";
inline constexpr std::string_view deadline_text = "deadline_text";
inline constexpr std::string_view kind = "kind"; // of financing, "" where it is not known
inline constexpr std::string_view share = "share";
inline constexpr std::string_view fixed = "fixed";
inline constexpr std::string_view most = "most";
inline constexpr std::string_view least = "least";
inline constexpr std::string_view own_share = "own_share";
inline constexpr std::string_view cost_kinds = "cost_kinds"; // several
inline constexpr std::string_view eligible_text = "eligible_text";
inline constexpr std::string_view rules = "rules";
inline constexpr std::string_view link = "link";
inline constexpr std::string_view remark = web::common_field::remark;
inline constexpr std::string_view source = web::common_field::source;
} // namespace call_field
// In the order of the form.
inline constexpr std::array all_call_fields{
    web::FormField{call_field::title, "funding_call.field.title"_msg},
    web::FormField{call_field::opens, "funding_call.field.opens"_msg},
    web::FormField{call_field::deadline, "funding_call.field.deadline"_msg},
    web::FormField{call_field::deadline_text, "funding_call.field.deadline_text"_msg},
    web::FormField{call_field::kind, "funding.field.kind"_msg},
    web::FormField{call_field::share, "funding.field.share"_msg},
    web::FormField{call_field::fixed, "funding_call.field.fixed"_msg},
    web::FormField{call_field::most, "funding_call.field.most"_msg},
    web::FormField{call_field::least, "funding_call.field.least"_msg},
    web::FormField{call_field::own_share, "funding_call.field.own_share"_msg},
    web::FormField{call_field::cost_kinds, "funding_call.field.cost_kinds"_msg},
    web::FormField{call_field::eligible_text, "funding_call.field.eligible_text"_msg},
    web::FormField{call_field::rules, "funding_call.field.rules"_msg},
    web::FormField{call_field::link, "funding.field.link"_msg},
    web::FormField{call_field::remark, "form.remark"_msg},
    web::FormField{call_field::source, "form.source"_msg}};

inline constexpr std::array<std::string_view, 9> harmless_call_fields{
    call_field::opens, call_field::deadline, call_field::kind,      call_field::share,     call_field::fixed,
    call_field::most,  call_field::least,    call_field::own_share, call_field::cost_kinds};
inline constexpr records::EditedKind edited_calls{
    .kind = call_subject,
    .table = call_table,
    .owner = "0",
    .was_public = "FALSE",
    .actions = "funding.call",
    .harmless_fields = harmless_call_fields,
    .has_drafts = false};

records::Fields form_of(FundingCall const& call);
records::Fields spelled_call(records::Fields const& typed);
std::vector<Problem> problems_of_call(records::Fields const& fields);

struct CallVersion {
    FundingCallId id;
    std::int64_t version;
};
// Problems as of save_funding_programme() and add_funding_programme(); not_found without that programme.
Result<void> save_funding_call(Work& work, CallVersion const& seen, records::Fields const& typed);
Result<FundingCallId> add_funding_call(
    Work& work, ProgrammeId programme, records::Fields const& typed, std::string_view form_key);

} // namespace kommin::funding
