#include "modules/staff/audit_query.hpp"

#include "platform/base/number.hpp"
#include "platform/base/text.hpp"

namespace kommin::staff {

namespace {

constexpr std::size_t longest_word = 100;

std::string word(http::Form const& query, std::string_view name)
{
    return std::string(truncate_utf8(trim(query.value(name)), longest_word));
}

}

AuditQuery AuditQuery::parse(http::Form const& query)
{
    auto const unread = [&](std::string_view name) {
        auto text = word(query, name);
        return parse_typed_date(text) ? std::string{} : text;
    };
    return {
        .actor = word(query, "wer"),
        .action = word(query, "was"),
        .subject_kind = word(query, "art"),
        .subject_id = parse_number(trim(query.value("nr"))),
        .first_day = parse_typed_date(query.value("von")),
        .last_day = parse_typed_date(query.value("bis")),
        .unread_first = unread("von"),
        .unread_last = unread("bis")};
}

std::vector<Problem> AuditQuery::problems() const
{
    std::vector<Problem> problems;
    if (!unread_first.empty())
        problems.push_back(Problem::invalid("von", "form.not_date"_msg));
    if (!unread_last.empty())
        problems.push_back(Problem::invalid("bis", "form.not_date"_msg));
    return problems;
}

web::ListFields AuditQuery::fields() const
{
    web::ListFields fields;
    auto const add = [&](std::string_view name, std::string value) {
        if (!value.empty())
            fields.emplace_back(name, std::move(value));
    };
    add("wer", actor);
    add("was", action);
    add("art", subject_kind);
    add("nr", subject_id ? std::to_string(*subject_id) : std::string{});
    add("von", first_day ? to_iso(*first_day) : std::string{});
    add("bis", last_day ? to_iso(*last_day) : std::string{});
    return fields;
}

audit::EntryFilter AuditQuery::filter(i18n::Zone const& zone) const
{
    auto const begin_of = [&](Date day) { return zone.to_instant({day, i18n::TimeOfDay::at(0)}); };
    audit::EntryFilter filter{
        .actor = actor, .action = action, .subject_kind = subject_kind, .subject_id = subject_id};
    if (first_day)
        filter.from = begin_of(*first_day);
    if (last_day)
        filter.until = begin_of(*last_day + std::chrono::days{1});
    return filter;
}

} // namespace kommin::staff
