// The list of members: page, file and print.

#include "modules/meetings/members/member_list.hpp"
#include "modules/meetings/members/membership_desk.hpp"
#include "modules/meetings/members/membership_pages.hpp"
#include "modules/meetings/panels/permissions.hpp"
#include "platform/web/staff_export.hpp"
#include "platform/web/staff_form.hpp"
#include "platform/web/staff_list.hpp"
#include "platform/web/write.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <iterator>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace kommin::meetings {

using html::each;
using html::when;
using html::Writer;
using i18n::Texts;
using web::staff_url;

namespace {

constexpr int lines_per_page = 50;
constexpr int lines_at_once = 1'000; // of a file
constexpr int most_printed = 1'000; // lines; a longer list is for a file

// A list as somebody asked for it, and some of its lines with the names on them.
struct Listed {
    MemberFilter filter;
    Date day;
    MemberIndex index;
    MemberPart part = {};
    contacts::NamedPeople people = {};
};

Listed counted(web::Call const& call, db::Connection& db, MemberFilter const& filter)
{
    auto const tenant = call.site.tenant;
    auto const today = call.local_now().date;
    return {
        .filter = filter,
        .day = filter.day.on(today),
        .index = count_lines(
            db, tenant, list_seen_panels(db, tenant, call.actor(), see_panels), filter, today,
            web::staff_texts(call).language())};
}

void load_part(web::Call const& call, db::Connection& db, Listed& found, Stretch stretch)
{
    auto const tenant = call.site.tenant;
    found.part
        = load_lines(db, tenant, call.actor(), found.index, found.filter, call.local_now().date, stretch);
    std::vector<contacts::PersonId> ids;
    for (auto const& line : found.part.lines) {
        if (line.membership != nullptr)
            ids.push_back(line.membership->person);
    }
    std::ranges::sort(ids);
    ids.erase(std::ranges::unique(ids).begin(), ids.end());
    found.people = contacts::list_named_people(db, tenant, call.actor(), ids);
}

Listed listed(web::Call const& call, MemberFilter const& filter, Stretch stretch)
{
    return web::read(call, [&](db::Connection& db) {
        auto found = counted(call, db, filter);
        load_part(call, db, found, stretch);
        return found;
    });
}

void note_listed(web::Call const& call, std::int64_t shown, std::string_view action)
{
    if (shown > 0)
        web::note_reading(call, action, "tenant", call.site.tenant, {{"shown", shown}});
}

std::string standing_word(MemberLine const& line, Date day, Texts const& texts)
{
    return std::string(
        line.membership == nullptr ? texts("membership.vacant"_msg)
                                   : texts(label_of(line.membership->standing(day))));
}

std::string_view shape_of(MemberLine const& line, Date day)
{
    if (line.membership == nullptr)
        return "st st--warn";
    switch (line.membership->standing(day)) {
    case Standing::present:
        return "st st--ok";
    case Standing::coming:
        return "st st--info";
    case Standing::past:
    case Standing::never:
        break;
    }
    return "st st--none";
}

void write_person(Writer& w, Texts const& texts, Listed const& found, MemberLine const& line)
{
    if (line.membership == nullptr) {
        w(R"(<span class="mute">{}</span>)", texts("membership.vacant"_msg));
        return;
    }
    auto const id = line.membership->person;
    auto const person = found.people.find(id);
    if (person == found.people.end())
        w("{}", texts("membership.taken"_msg));
    else
        w(R"(<a href="{}">{}</a>)", contacts::person_url(id), person->second.list_name);
}

void write_line(Writer& w, Texts const& texts, Listed const& found, MemberLine const& line)
{
    auto const* one = line.membership;
    auto const span = one == nullptr ? std::string{} : span_of(one->valid_from, one->ends(), texts);
    w(
        R"(<tr><th scope="row">{}{}</th><td data-l="{}">{}{}</td><td data-l="{}"><a href="{}">{}</a></td><td class="rest" data-l="{}">{}</td><td class="rest" data-l="{}">{}</td><td data-l="{}"><span class="{}">{}</span></td></tr>)",
        [&](Writer& inner) { write_person(inner, texts, found, line); },
        web::RowFold{texts, line.seat->function}, texts("panel.field.function"_msg), line.seat->function,
        when(
            !line.seat->sender().empty(),
            [&](Writer& inner) {
                inner(
                    R"(<br><span class="mute small">{}</span>)",
                    texts("panel.sent_by"_msg, {{"name", line.seat->sender()}}));
            }),
        texts("membership.column.panel"_msg), panel_url(line.panel->id), line.panel->name,
        texts("membership.field.as"_msg),
        one == nullptr ? std::string("–") : std::string(texts(label_of(one->capacity))),
        texts("panel.column.span"_msg), span.empty() ? std::string("–") : span, texts("staff.state"_msg),
        shape_of(line, found.day), standing_word(line, found.day, texts));
}

void write_table(Writer& w, Texts const& texts, Listed const& found)
{
    auto const head = [&](MessageKey label, MemberOrder order) {
        return web::sort_head(texts, found.filter, label, order, [](MemberFilter const& wanted) {
            return members_url(wanted);
        });
    };
    w(R"(<div class="scroll" role="region" aria-label="{}" tabindex="0"><table class="tbl tbl--stack"><caption class="vh">{}</caption><thead><tr>{}<th scope="col">{}</th>{}<th scope="col">{}</th>{}<th scope="col">{}</th></tr></thead><tbody>{}</tbody></table></div>)",
      texts("member.title"_msg), texts("member.title"_msg),
      head("membership.column.person"_msg, MemberOrder::name), texts("panel.field.function"_msg),
      head("membership.column.panel"_msg, MemberOrder::panel), texts("membership.field.as"_msg),
      head("panel.column.span"_msg, MemberOrder::end), texts("staff.state"_msg),
      each(found.part.lines, [&](Writer& row, MemberLine const& line) {
          write_line(row, texts, found, line);
      }));
}

std::vector<web::ListView> views_of(web::Call const& call, Texts const& texts, Listed const& found)
{
    auto shown = found.filter;
    shown.order = MemberOrder::panel;
    shown.descending = false;
    std::vector<web::ListView> views;
    for (auto const view : all_member_views) {
        MemberFilter wanted;
        wanted.view = view;
        views.push_back(
            {std::string(texts(label_of(view))), members_url(wanted), shown.fields() == wanted.fields()});
    }
    web::add_saved_views(views, web::saved_views(call, member_list, found.filter.fields()));
    return views;
}

void write_filter(Writer& w, Texts const& texts, Listed const& found)
{
    auto const& filter = found.filter;
    std::vector<web::Choice> panels;
    for (auto const& panel : found.index.panels.all)
        panels.push_back({std::to_string(panel.id.value), panel.name});
    auto const problems = filter.problems();
    std::array const orders{
        web::SortChoice::Option{word_of(MemberOrder::panel), "membership.column.panel"_msg},
        web::SortChoice::Option{word_of(MemberOrder::name), "membership.column.person"_msg},
        web::SortChoice::Option{word_of(MemberOrder::end), "member.order.end"_msg}};
    MemberFilter whole;
    whole.view = filter.view;
    w("{}",
      web::FilterForm{
          .texts = texts,
          .list = staff_url({members_path}),
          .fields =
              [&](Writer& field) {
                  field(
                      "{}{}{}{}{}",
                      web::FilterChoice{
                          texts, "gremium", "membership.column.panel"_msg, panels,
                          filter.panel ? std::to_string(filter.panel->value) : std::string{}},
                      web::DateFilter{texts, "tag", "member.filter.day"_msg, filter.day.field(), problems},
                      web::FilterChoice{
                          texts, "als", "membership.field.as"_msg,
                          choices_among<Capacity>(all_capacities, texts),
                          filter.capacity ? to_text(*filter.capacity) : std::string_view{}},
                      web::FilterKept{"zustand", word_of(filter.view)},
                      web::SortChoice{texts, orders, word_of(filter.order), filter.descending});
              },
          .whole = filter.narrows() ? std::optional(members_url(whole)) : std::nullopt});
}

// "Integrationskonferenz und alles darunter, am 27. November 2026"
std::string asked_for(Texts const& texts, Listed const& found)
{
    auto const* panel = found.index.panels.find(found.filter.panel);
    auto const day = texts.date(found.day, i18n::DateStyle::long_);
    auto const count = texts("member.count"_msg, {{"count", found.index.count()}});
    if (panel == nullptr)
        return texts("member.state_line"_msg, {{"count", count}, {"day", day}});
    return texts("member.state_line.panel"_msg, {{"count", count}, {"panel", panel->name}, {"day", day}});
}

web::ExportColumn<MemberLine> column(
    MessageKey label, int width, std::function<std::string(MemberLine const&)> value)
{
    return {label, width, [value = std::move(value)](MemberLine const& line) {
                return table::Cell(value(line));
            }};
}

// Of a line with a membership.
web::ExportColumn<MemberLine> member_column(
    MessageKey label, int width, std::function<std::string(Membership const&)> const& value)
{
    return column(label, width, [value](MemberLine const& line) {
        return line.membership == nullptr ? std::string{} : value(*line.membership);
    });
}

std::vector<web::ExportColumn<MemberLine>> member_columns(Texts const& texts, Listed const& found)
{
    auto const day
        = [](std::optional<PartialDate> const& date) { return date ? date->to_iso() : std::string{}; };
    return {
        column("membership.column.panel"_msg, 40, [](auto const& line) { return line.panel->name; }),
        column("panel.field.function"_msg, 40, [](auto const& line) { return line.seat->function; }),
        column("panel.field.sent_by"_msg, 30, [](auto const& line) { return line.seat->sender(); }),
        column(
            "panel.field.role"_msg, 18,
            [&texts](auto const& line) { return std::string(texts(label_of(line.seat->role))); }),
        member_column(
            "membership.column.person"_msg, 30,
            [&texts, &found](auto const& one) {
                auto const person = found.people.find(one.person);
                return person == found.people.end() ? std::string(texts("membership.taken"_msg))
                                                    : person->second.list_name;
            }),
        member_column(
            "membership.field.as"_msg, 16,
            [&texts](auto const& one) { return std::string(texts(label_of(one.capacity))); }),
        member_column("form.from"_msg, 12, [day](auto const& one) { return day(one.valid_from); }),
        member_column("form.to"_msg, 12, [day](auto const& one) { return day(one.ends()); }),
        member_column(
            "membership.field.reason"_msg, 20,
            [&texts](auto const& one) {
                return one.ended_for == EndReason::unknown ? std::string{}
                                                           : std::string(texts(label_of(one.ended_for)));
            }),
        column("staff.state"_msg, 16, [&texts, &found](auto const& line) {
            return standing_word(line, found.day, texts);
        })};
}

// The lines of one panel, to print.
void write_sheet(Writer& w, Texts const& texts, Listed const& found, std::span<MemberLine const> part)
{
    w(R"(<section class="stack"><h2>{}</h2><div class="scroll" role="region" aria-label="{}" tabindex="0"><table class="tbl"><thead><tr><th scope="col">{}</th><th scope="col">{}</th><th scope="col">{}</th><th scope="col">{}</th></tr></thead><tbody>{}</tbody></table></div></section>)",
      part.front().panel->name, part.front().panel->name, texts("panel.field.function"_msg),
      texts("membership.column.person"_msg), texts("membership.field.as"_msg), texts("panel.column.span"_msg),
      each(part, [&](Writer& row, MemberLine const& line) {
          auto const* one = line.membership;
          row(
              R"(<tr><th scope="row">{}</th><td>{}</td><td>{}</td><td>{}</td></tr>)", line.seat->function,
              [&](Writer& cell) { write_person(cell, texts, found, line); },
              one == nullptr ? std::string_view{} : texts(label_of(one->capacity)),
              one == nullptr ? std::string{} : span_of(one->valid_from, one->ends(), texts));
      }));
}

}

http::Response list_members_at_desk(web::Call& call)
{
    auto const filter = MemberFilter::read(call.request.query());
    auto const found = listed(
        call, filter, {.first = std::int64_t{filter.page - 1} * lines_per_page, .limit = lines_per_page});
    auto const count = found.index.count();
    if (auto last = web::way_to_last_page(call, filter.page, lines_per_page, count, count))
        return *std::move(last);
    note_listed(call, std::ssize(found.people), "meetings.membership.list_read");
    auto const& texts = web::staff_texts(call);
    return web::staff_page(
        {.call = call,
         .title = std::string(texts("member.title"_msg)),
         .section = std::string(members_path),
         .state_line = asked_for(texts, found),
         .problems = filter.problems(),
         .is_wide = true},
        [&](Writer& w) {
            w("{}",
              web::ListViews{
                  texts, views_of(call, texts, found), web::save_view_url(member_list, filter.fields())});
            write_filter(w, texts, found);
            if (count == 0) {
                w(R"(<div class="empty"><h2>{}</h2><p>{}</p></div>)", texts("member.none"_msg),
                  texts("member.none.text"_msg));
                return;
            }
            write_table(w, texts, found);
            w(R"({}{}<p class="small"><a href="{}">{}</a></p>)",
              web::Pager{
                  .texts = texts,
                  .page = filter.page,
                  .per_page = lines_per_page,
                  .count = count,
                  .most_counted = count,
                  .url_of =
                      [&](int page) {
                          return members_url(filter).with_query({{"seite", std::to_string(page)}});
                      }},
              web::ExportLinks{
                  texts,
                  [&](std::string_view file) { return web::list_url(member_list, filter.fields(), file); }},
              web::list_url(member_list, filter.fields(), "drucken"), texts("member.print"_msg));
        },
        http::Status::ok);
}

http::Response export_members(web::Call& call)
{
    auto const& texts = web::staff_texts(call);
    auto const filter = MemberFilter::read(call.request.query());
    std::set<contacts::PersonId> people; // who has several seats is one of them
    auto answer = web::read(call, [&](db::Connection& db) {
        auto found = counted(call, db, filter);
        web::ListExport<MemberLine> file(
            call, web::export_format(call.request), members_path, "member.title"_msg,
            member_columns(texts, found));
        bool goes_on = true;
        for (std::int64_t first = 0; goes_on && first < found.index.count(); first += lines_at_once) {
            load_part(call, db, found, {.first = first, .limit = lines_at_once});
            for (auto const& [id, person] : found.people)
                people.insert(id);
            goes_on = std::ranges::all_of(
                found.part.lines, [&](MemberLine const& line) { return file.add(line); });
        }
        return file.answer();
    });
    note_listed(call, std::ssize(people), "meetings.membership.exported");
    return answer;
}

http::Response print_members(web::Call& call)
{
    auto filter = MemberFilter::read(call.request.query());
    filter.order = MemberOrder::panel; // each of its sheets is a panel
    auto const found = listed(call, filter, {.first = 0, .limit = most_printed});
    note_listed(call, std::ssize(found.people), "meetings.membership.list_read");
    auto const& texts = web::staff_texts(call);
    web::StaffFrame const frame{
        .call = call,
        .title = std::string(texts("member.print.title"_msg)),
        .section = std::string(members_path),
        .crumbs = {{members_url(found.filter), std::string(texts("member.title"_msg))}},
        .state_line = asked_for(texts, found)};
    return web::staff_page(frame, [&](Writer& w) {
        if (std::ssize(found.part.lines) < found.index.count())
            w(R"(<p>{}</p>)", texts("member.print.cut"_msg, {{"count", most_printed}}));
        // Panel by panel: each is a sheet that may be handed on alone.
        for (auto rest = std::span(found.part.lines); !rest.empty();) {
            auto const* panel = rest.front().panel;
            auto const next
                = std::ranges::find_if(rest, [&](MemberLine const& line) { return line.panel != panel; });
            auto const part = rest.first(static_cast<std::size_t>(next - rest.begin()));
            write_sheet(w, texts, found, part);
            rest = rest.subspan(part.size());
        }
    });
}

} // namespace kommin::meetings
