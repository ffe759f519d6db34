// The balance of panels: page and file.

#include "modules/meetings/members/balance.hpp"
#include "modules/meetings/members/membership_desk.hpp"
#include "modules/meetings/members/membership_pages.hpp"
#include "modules/meetings/panels/permissions.hpp"
#include "platform/i18n/collator.hpp"
#include "platform/web/staff_export.hpp"
#include "platform/web/staff_form.hpp"
#include "platform/web/staff_list.hpp"
#include "platform/web/write.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

namespace kommin::meetings {

using html::each;
using html::when;
using html::Writer;
using i18n::Texts;
using web::staff_url;

namespace {

struct Counted {
    Date day;
    Balance balance;
};
struct Report {
    BalanceFilter filter;
    Panels panels;
    Counted main;
    std::optional<Counted> compared;
};

Balance counted_on(
    db::Connection& db, TenantId tenant, Panels const& panels, std::optional<PanelId> below, Date day,
    i18n::Language language)
{
    auto const all = load_seats(db, tenant, panels, below, day);
    MemberFilter filter;
    filter.panel = below;
    filter.view = MemberView::all; // of the memberships of that day, and the vacant seats
    auto const lines = lines_of(
        panels_in_order(all.panels, filter, day, language), all.seats, all.memberships, filter, day);
    std::vector<contacts::PersonId> ids;
    for (auto const& line : lines) {
        if (line.membership != nullptr)
            ids.push_back(line.membership->person);
    }
    std::ranges::sort(ids);
    ids.erase(std::ranges::unique(ids).begin(), ids.end());
    std::unordered_map<contacts::PersonId, contacts::Told> told;
    for (auto const& one : contacts::list_told(db, tenant, ids))
        told.emplace(one.id, one);
    return balance_of(lines, told);
}

Report report_for(web::Call const& call)
{
    auto const filter = BalanceFilter::read(call.request.query());
    auto const language = web::staff_texts(call).language();
    auto const day = filter.day.on(call.local_now().date);
    return web::read(call, [&](db::Connection& db) {
        auto const tenant = call.site.tenant;
        auto panels = list_seen_panels(db, tenant, call.actor(), see_balance);
        Counted main{day, counted_on(db, tenant, panels, filter.panel, day, language)};
        std::optional<Counted> compared;
        if (filter.compared.day)
            compared = Counted{
                *filter.compared.day,
                counted_on(db, tenant, panels, filter.panel, *filter.compared.day, language)};
        return Report{filter, std::move(panels), std::move(main), std::move(compared)};
    });
}

// One kind of groups: what it is called, and its groups in a balance.
struct Aspect {
    MessageKey title;
    std::vector<BalanceGroup> Balance::* groups;
    bool is_of_person; // what somebody has said of themselves
};
constexpr std::array aspects{
    Aspect{"balance.municipality"_msg, &Balance::municipalities, true},
    Aspect{"people.field.field_of_work"_msg, &Balance::fields_of_work, true},
    Aspect{"panel.field.role"_msg, &Balance::roles, false},
    Aspect{"membership.field.as"_msg, &Balance::capacities, false},
    Aspect{"balance.sender"_msg, &Balance::senders, false}};

std::string word_of_group(
    Aspect const& aspect, std::string const& key, Panels const& panels, Texts const& texts)
{
    if (aspect.groups == &Balance::fields_of_work)
        return std::string(texts(
            contacts::label_of(enum_from<contacts::FieldOfWork>(key).value_or(contacts::FieldOfWork{}))));
    if (aspect.groups == &Balance::roles)
        return std::string(texts(label_of(enum_from<SeatRole>(key).value_or(SeatRole{}))));
    if (aspect.groups == &Balance::capacities)
        return std::string(texts(label_of(enum_from<Capacity>(key).value_or(Capacity{}))));
    if (aspect.groups == &Balance::senders)
        return std::string(texts(contacts::label_of(
            enum_from<contacts::OrganisationKind>(key).value_or(contacts::OrganisationKind{}))));
    auto const body = std::ranges::find_if(
        panels.bodies, [&](tenants::Body const& one) { return std::to_string(one.id.value) == key; });
    return body == panels.bodies.end() ? std::string(texts("people.unknown"_msg)) : body->name;
}

// A group as a line: counts of the day and of the other day, genders where they are told.
struct BalanceLine {
    std::string aspect;
    std::string word;
    std::optional<std::int64_t> count; // nothing: not told
    std::optional<std::int64_t> compared;
    std::optional<GenderCounts> genders = {};
};

std::optional<std::int64_t> count_in(Balance const& balance, Aspect const& aspect, std::string const& key)
{
    if (aspect.is_of_person && !balance.is_told())
        return std::nullopt;
    auto const& groups = balance.*aspect.groups;
    auto const found = std::ranges::find(groups, key, &BalanceGroup::key);
    return found == groups.end() ? 0 : found->total;
}

// Both days together know these groups, by their words.
std::vector<std::string> keys_of(Report const& report, Aspect const& aspect)
{
    std::vector<std::string> keys;
    auto const add = [&](Balance const& balance) {
        if (aspect.is_of_person && !balance.is_told())
            return;
        for (auto const& group : balance.*aspect.groups) {
            if (std::ranges::find(keys, group.key) == keys.end())
                keys.push_back(group.key);
        }
    };
    add(report.main.balance);
    if (report.compared)
        add(report.compared->balance);
    return keys;
}

std::vector<BalanceLine> lines_of_aspect(Report const& report, Aspect const& aspect, Texts const& texts)
{
    std::vector<BalanceLine> lines;
    auto const& balance = report.main.balance;
    for (auto const& key : keys_of(report, aspect)) {
        BalanceLine line{
            .aspect = std::string(texts(aspect.title)),
            .word = word_of_group(aspect, key, report.panels, texts),
            .count = count_in(balance, aspect, key),
            .compared = report.compared ? count_in(report.compared->balance, aspect, key) : std::nullopt};
        auto const& groups = balance.*aspect.groups;
        auto const group = std::ranges::find(groups, key, &BalanceGroup::key);
        if (balance.is_told() && group != groups.end() && !group->is_withheld)
            line.genders = group->genders;
        lines.push_back(std::move(line));
    }
    auto const& collator = i18n::Collator::of(texts.language());
    std::ranges::stable_sort(
        lines, {}, [&](BalanceLine const& line) { return collator.sort_key(line.word); });
    return lines;
}

std::vector<BalanceLine> gender_lines(Report const& report, Texts const& texts)
{
    std::vector<BalanceLine> lines;
    auto const count = [](Balance const& balance, std::size_t gender) {
        return balance.is_told() ? std::optional(balance.genders.at(gender)) : std::nullopt;
    };
    for (std::size_t gender = 0; gender < contacts::all_genders.size(); ++gender) {
        BalanceLine line{
            .aspect = std::string(texts("people.field.gender"_msg)),
            .word = std::string(texts(contacts::label_of(contacts::all_genders.at(gender)))),
            .count = count(report.main.balance, gender),
            .compared = report.compared ? count(report.compared->balance, gender) : std::nullopt};
        if (line.count.value_or(0) > 0 || line.compared.value_or(0) > 0)
            lines.push_back(std::move(line));
    }
    return lines;
}

std::string number_or_dash(std::optional<std::int64_t> const& number)
{
    return number ? std::to_string(*number) : "–";
}

std::string column_of(Texts const& texts, Date day)
{
    return texts.date(day, i18n::DateStyle::short_numeric);
}

void write_gender_heads(Writer& w, Texts const& texts)
{
    for (auto const gender : contacts::all_genders)
        w(R"(<th scope="col" class="num">{}</th>)", texts(contacts::label_of(gender)));
}

void write_gender_cells(Writer& w, std::optional<GenderCounts> const& genders)
{
    for (std::size_t gender = 0; gender < contacts::all_genders.size(); ++gender)
        w(R"(<td class="num">{}</td>)",
          number_or_dash(genders ? std::optional(genders->at(gender)) : std::nullopt));
}

// `has_genders`: columns for them.
void write_balance_table(
    Writer& w, Texts const& texts, Report const& report, MessageKey title,
    std::vector<BalanceLine> const& lines, bool has_genders)
{
    if (lines.empty())
        return;
    w(R"(<section class="stack"><h2>{}</h2><div class="scroll" role="region" aria-label="{}" tabindex="0"><table class="tbl"><thead><tr><th scope="col">{}</th><th scope="col" class="num">{}</th>{}{}</tr></thead><tbody>{}</tbody></table></div></section>)",
      texts(title), texts(title), texts(title), column_of(texts, report.main.day),
      when(
          report.compared.has_value(),
          [&](Writer& head) {
              head(R"(<th scope="col" class="num">{}</th>)", column_of(texts, report.compared->day));
          }),
      when(has_genders, [&](Writer& heads) { write_gender_heads(heads, texts); }),
      each(lines, [&](Writer& row, BalanceLine const& line) {
          row(R"(<tr><th scope="row">{}</th><td class="num">{}</td>{}{}</tr>)", line.word,
              number_or_dash(line.count),
              when(
                  report.compared.has_value(),
                  [&](Writer& cell) { cell(R"(<td class="num">{}</td>)", number_or_dash(line.compared)); }),
              when(has_genders, [&](Writer& cells) { write_gender_cells(cells, line.genders); }));
      }));
}

void write_filter(Writer& w, Texts const& texts, Report const& report)
{
    auto const& filter = report.filter;
    std::vector<web::Choice> panels;
    for (auto const& panel : report.panels.all)
        panels.push_back({std::to_string(panel.id.value), panel.name});
    auto const problems = filter.problems();
    w("{}",
      web::FilterForm{
          .texts = texts,
          .list = staff_url({balance_path}),
          .fields =
              [&](Writer& field) {
                  field(
                      "{}{}{}",
                      web::FilterChoice{
                          texts, "gremium", "membership.column.panel"_msg, panels,
                          filter.panel ? std::to_string(filter.panel->value) : std::string{}},
                      web::DateFilter{texts, "tag", "member.filter.day"_msg, filter.day.field(), problems},
                      web::DateFilter{
                          texts, "vergleich", "balance.filter.compared"_msg, filter.compared.field(),
                          problems});
              },
          .whole = filter.fields().empty() ? std::nullopt : std::optional(balance_url({}))});
}

std::string sum_of(Texts const& texts, Counted const& counted)
{
    return texts(
        "balance.sum"_msg,
        {{"day", texts.date(counted.day, i18n::DateStyle::long_)},
         {"people", texts("balance.people"_msg, {{"count", counted.balance.people}})},
         {"vacant", texts("balance.vacant"_msg, {{"count", counted.balance.vacant}})}});
}

}

http::Response show_balance(web::Call& call)
{
    auto const report = report_for(call);
    auto const& texts = web::staff_texts(call);
    auto const* panel = report.panels.find(report.filter.panel);
    return web::staff_page(
        {.call = call,
         .title = std::string(texts("balance.title"_msg)),
         .section = std::string(balance_path),
         .state_line = panel == nullptr ? std::string(texts("balance.all"_msg))
                                        : texts("balance.below"_msg, {{"panel", panel->name}}),
         .problems = report.filter.problems(),
         .is_wide = true},
        [&](Writer& w) {
            write_filter(w, texts, report);
            w(R"(<p class="measure">{}</p><p>{}</p>{}{})", texts("balance.intro"_msg),
              sum_of(texts, report.main),
              when(
                  report.compared.has_value(),
                  [&](Writer& inner) { inner("<p>{}</p>", sum_of(texts, *report.compared)); }),
              when(!report.main.balance.is_told(), [&](Writer& inner) {
                  inner(
                      R"(<div class="note"><p>{}</p></div>)",
                      texts("balance.too_few"_msg, {{"count", smallest_group}}));
              }));
            write_balance_table(
                w, texts, report, "people.field.gender"_msg, gender_lines(report, texts), false);
            for (auto const& aspect : aspects)
                write_balance_table(
                    w, texts, report, aspect.title, lines_of_aspect(report, aspect, texts),
                    report.main.balance.is_told());
            w(R"(<p class="mute small measure">{}</p>{})",
              texts("balance.withheld"_msg, {{"count", smallest_group}}),
              web::ExportLinks{
                  texts, [&](std::string_view file) { return balance_url(report.filter, file); }});
        },
        http::Status::ok);
}

http::Response export_balance(web::Call& call)
{
    auto const report = report_for(call);
    auto const& texts = web::staff_texts(call);
    using table::Cell;
    auto const number
        = [](std::optional<std::int64_t> const& count) { return count ? Cell(*count) : Cell(); };
    std::vector<web::ExportColumn<BalanceLine>> columns{
        {"balance.column.aspect"_msg, 24, [](BalanceLine const& line) { return Cell(line.aspect); }},
        {"balance.column.group"_msg, 30, [](BalanceLine const& line) { return Cell(line.word); }},
        {"balance.column.people"_msg, 12, [&](BalanceLine const& line) { return number(line.count); }},
        {"balance.column.compared"_msg, 18, [&](BalanceLine const& line) { return number(line.compared); }}};
    for (std::size_t gender = 0; gender < contacts::all_genders.size(); ++gender)
        columns.push_back(
            {contacts::label_of(contacts::all_genders.at(gender)), 16, [gender](BalanceLine const& line) {
                 return line.genders ? Cell(line.genders->at(gender)) : Cell();
             }});
    web::ListExport<BalanceLine> file(
        call, web::export_format(call.request), balance_path, "balance.title"_msg, std::move(columns));
    auto const add_all = [&](std::vector<BalanceLine> const& lines) {
        for (auto const& line : lines)
            file.add(line);
    };
    auto const day = [&](MessageKey label, Date of, std::int64_t people) {
        file.add(
            {.aspect = std::string(texts(label)),
             .word = texts.date(of, i18n::DateStyle::short_numeric),
             .count = people,
             .compared = std::nullopt});
    };
    day("balance.column.people"_msg, report.main.day, report.main.balance.people);
    if (report.compared)
        day("balance.column.compared"_msg, report.compared->day, report.compared->balance.people);
    add_all(gender_lines(report, texts));
    for (auto const& aspect : aspects)
        add_all(lines_of_aspect(report, aspect, texts));
    return file.answer();
}

} // namespace kommin::meetings
