#include "modules/steering/priorities/priority_pages.hpp"

#include "platform/html/attributes.hpp"
#include "platform/web/form_parts.hpp"
#include "platform/web/page_parts.hpp"
#include "platform/web/staff_export.hpp"

#include <algorithm>
#include <limits>
#include <map>
#include <utility>

namespace kommin::steering {

using html::each;
using html::Url;
using html::when;
using html::Writer;
using i18n::Texts;
using web::staff_url;

namespace {

constexpr std::string_view priorities_page = "prioritaeten";
constexpr std::array<std::string_view, 2> addresses_of_kinds{"ziele", "massnahmen"}; // as all_weighed_kinds

std::string number_or_dash(std::optional<int> number)
{
    return number ? std::to_string(*number) : std::string("–");
}

std::string score_text(Texts const& texts, Rank const& rank, Weights const& weights)
{
    return rank.score ? texts("year.score"_msg, {{"score", *rank.score}, {"most", highest_score(weights)}})
                      : std::string("–");
}

// The group's rank, or the reckoned one; with a word where several share it.
std::string rank_text(Texts const& texts, RankedRow const& row)
{
    auto rank = number_or_dash(row.rank.shown);
    return row.is_tied ? texts("priority.tied"_msg, {{"rank", rank}}) : rank;
}

Url desk_url_of(Weighed const& one)
{
    return one.goal ? goals::goal_desk_url(*one.goal) : goals::measure_url(one.measure.value());
}

std::optional<int> mark_of_row(Weighed const& one, Criterion criterion)
{
    return one.priority ? one.priority->marks.at(static_cast<std::size_t>(criterion)) : std::nullopt;
}

void write_overruled(Writer& w, web::Call const& call, PriorityListPage const& page, Priority const& one)
{
    auto const& texts = web::staff_texts(call);
    w(R"(<br><strong>{}</strong> <span {}>{}</span>{})", texts("priority.overruled"_msg),
      html::Attributes{web::content_lang(texts)}, one.rank_reason,
      when(one.rank_set_by.has_value() && one.rank_set_at.has_value(), [&](Writer& inner) {
          inner(
              R"( <span class="small mute">{}</span>)",
              texts(
                  "priority.overruled.by"_msg,
                  {{"name", web::name_of(page.names.accounts, *one.rank_set_by, texts)},
                   {"day",
                    texts.date(call.site.zone->to_local(*one.rank_set_at).date, i18n::DateStyle::long_)}}));
      }));
}

void write_ranked_row(Writer& w, web::Call const& call, PriorityListPage const& page, RankedRow const& row)
{
    auto const& texts = web::staff_texts(call);
    auto const& of = *row.of;
    html::Attributes const content{web::content_lang(texts)};
    w(
        R"(<tr><th scope="row"><a href="{}" {}>{}</a></th><td class="num" data-l="{}">{}</td><td class="num" data-l="{}">{}</td><td class="num" data-l="{}">{}</td>{}<td data-l="{}">{}</td>{}</tr>)",
        desk_url_of(of), content, of.title, texts("year.column.rank"_msg), rank_text(texts, row),
        texts("year.column.reckoned"_msg), number_or_dash(row.rank.reckoned), texts("year.column.score"_msg),
        score_text(texts, row.rank, page.year.weights()),
        each(
            all_criteria,
            [&](Writer& cell, Criterion criterion) {
                cell(
                    R"(<td class="num" data-l="{}">{}</td>)", texts(label_of(criterion)),
                    number_or_dash(mark_of_row(of, criterion)));
            }),
        texts("year.column.why"_msg),
        [&](Writer& inner) {
            if (!of.priority) {
                inner(R"(<span class="mute">{}</span>)", texts("priority.unanswered"_msg));
                return;
            }
            auto const& one = *of.priority;
            inner(
                R"(<span {}>{}</span>{}{})", content, one.reason,
                when(
                    !one.source.empty(),
                    [&](Writer& source) {
                        source(R"( <span class="small mute" {}>{}</span>)", content, one.source);
                    }),
                when(one.rank_by_group.has_value(), [&](Writer& rank) {
                    write_overruled(rank, call, page, one);
                }));
        },
        when(page.may_set, [&](Writer& inner) {
            inner("<td>{}</td>", [&](Writer& link) {
                if (of.priority)
                    link(
                        R"(<a href="{}">{}<span class="vh">: {}</span></a>)",
                        priority_url(page.year.id, of.priority->id, "bearbeiten"), texts("panel.change"_msg),
                        of.title);
            });
        }));
}

std::ptrdiff_t count_scored(std::vector<RankedRow> const& rows)
{
    return std::ranges::count_if(rows, [](RankedRow const& row) { return row.rank.score.has_value(); });
}

void write_kind(Writer& w, web::Call const& call, PriorityListPage const& page, WeighedKind kind)
{
    auto const& texts = web::staff_texts(call);
    auto const rows = ranked_rows(page.weighed, kind, page.year.weights());
    auto const id = address_of(kind);
    w(R"(<section class="stack"><h2 id="{}">{}</h2><p>{}</p>{}{}</section>)", id, texts(label_of(kind)),
      texts("priority.count"_msg, {{"done", count_scored(rows)}, {"all", std::ssize(rows)}}),
      when(
          page.may_set && !rows.empty(),
          [&](Writer& inner) {
              inner(
                  R"(<p><a class="kern-btn kern-btn--secondary" href="{}"><span class="kern-label">{}</span></a></p>)",
                  scoring_url(page.year.id, kind, 1),
                  texts(
                      kind == WeighedKind::goals ? "priority.action.score.goals"_msg
                                                 : "priority.action.score.measures"_msg));
          }),
      [&](Writer& inner) {
          if (rows.empty()) {
              inner(
                  R"(<p class="mute">{}</p>)",
                  texts(
                      kind == WeighedKind::goals ? "priority.none.goals"_msg
                                                 : "measure_evaluation.no_measures"_msg));
              return;
          }
          inner(
              R"(<div class="scroll" role="region" aria-labelledby="{}" tabindex="0"><table class="tbl tbl--stack"><caption class="vh">{}</caption><thead><tr><th scope="col">{}</th><th scope="col" class="num">{}</th><th scope="col" class="num">{}</th><th scope="col" class="num">{}</th>{}<th scope="col">{}</th>{}</tr></thead><tbody>{}</tbody></table></div>)",
              id, texts(label_of(kind)), texts("year.column.what"_msg), texts("year.column.rank"_msg),
              texts("year.column.reckoned"_msg), texts("year.column.score"_msg),
              each(
                  all_criteria,
                  [&](Writer& head, Criterion criterion) {
                      head(R"(<th scope="col" class="num">{}</th>)", texts(label_of(criterion)));
                  }),
              texts("year.column.why"_msg),
              when(
                  page.may_set,
                  [&](Writer& head) {
                      head(R"(<th scope="col"><span class="vh">{}</span></th>)", texts("panel.change"_msg));
                  }),
              each(rows, [&](Writer& body, RankedRow const& row) {
                  write_ranked_row(body, call, page, row);
              }));
      });
}

void write_recommended(Writer& w, Texts const& texts, RankedRow const& row, Weights const& weights)
{
    auto const& of = *row.of;
    auto const& one = *of.priority;
    html::Attributes const content{web::content_lang(texts)};
    w(R"(<li><p><strong>{}</strong> <strong {}>{}</strong></p><p>{}</p><ul class="plain small">{}</ul>{}{}</li>)",
      texts("priority.rank"_msg, {{"rank", rank_text(texts, row)}}), content, of.title,
      score_text(texts, row.rank, weights),
      each(
          all_criteria,
          [&](Writer& item, Criterion criterion) {
              auto const mark = mark_of_row(of, criterion);
              item(
                  "<li>{}: {}</li>", texts(label_of(criterion)),
                  mark ? mark_word(texts, criterion, *mark) : std::string("–"));
          }),
      when(
          !one.reason.empty(),
          [&](Writer& inner) {
              inner("<div {}>{}</div>", content, [&](Writer& lines) { web::write_lines(lines, one.reason); });
          }),
      when(one.rank_by_group.has_value(), [&](Writer& inner) {
          inner(
              R"(<p>{} <span {}>{}</span></p>)",
              texts("priority.overruled.from"_msg, {{"reckoned", number_or_dash(row.rank.reckoned)}}),
              content, one.rank_reason);
      }));
}

}

std::string_view address_of(WeighedKind kind)
{
    return addresses_of_kinds.at(static_cast<std::size_t>(kind));
}

std::optional<WeighedKind> weighed_kind_at(std::string_view address)
{
    for (auto const kind : all_weighed_kinds) {
        if (address_of(kind) == address)
            return kind;
    }
    return std::nullopt;
}

bool is_of(WeighedKind kind, Weighed const& one)
{
    return one.goal.has_value() == (kind == WeighedKind::goals);
}

MessageKey label_of(WeighedKind kind)
{
    return kind == WeighedKind::goals ? "priority.kind.goals"_msg : "priority.kind.measures"_msg;
}

Url priorities_url(YearId year)
{
    return year_url(year, priorities_page);
}

Url priorities_url(YearId year, std::string_view page)
{
    return staff_url({"steuerung", "jahre", std::to_string(year.value), priorities_page, page});
}

Url weights_url(YearId year)
{
    return priorities_url(year, "gewichte");
}

Url weights_history_url(YearId year)
{
    return staff_url(
        {"steuerung", "jahre", std::to_string(year.value), priorities_page, "gewichte", "verlauf"});
}

Url scoring_url(YearId year, WeighedKind kind, int page)
{
    return staff_url(
        {"steuerung", "jahre", std::to_string(year.value), priorities_page, "bepunkten", address_of(kind),
         std::to_string(page)});
}

Url priority_url(YearId year, PriorityId id, std::string_view page)
{
    return staff_url(
        {"steuerung", "jahre", std::to_string(year.value), priorities_page, std::to_string(id.value), page});
}

std::string mark_word(Texts const& texts, Criterion criterion, int mark)
{
    return texts(
        "priority.mark"_msg,
        {{"mark", mark},
         {"word",
          texts(
              i18n::key("priority.mark." + std::string(to_text(criterion)) + '.' + std::to_string(mark)))}});
}

std::string weights_text(Texts const& texts, Weights const& weights)
{
    return texts(
        "priority.weights"_msg,
        {{"need", weight_of(weights, Criterion::need)},
         {"influence", weight_of(weights, Criterion::influence)},
         {"cost", weight_of(weights, Criterion::cost)},
         {"resolution", weight_of(weights, Criterion::resolution)},
         {"most", highest_score(weights)}});
}

std::vector<RankedRow> ranked_rows(
    std::vector<Weighed> const& weighed, WeighedKind kind, Weights const& weights)
{
    std::vector<Priority> priorities;
    std::vector<RankedRow> rows;
    for (auto const& one : weighed) {
        if (!is_of(kind, one))
            continue;
        rows.push_back({.of = &one, .rank = {}});
        if (one.priority)
            priorities.push_back(*one.priority);
    }
    auto const ranks = ranks_of(priorities, weights);
    std::map<int, int> sharing; // reckoned rank → how many
    for (auto& row : rows) {
        if (row.of->priority)
            row.rank = ranks.at(row.of->priority->id);
        if (row.rank.reckoned)
            ++sharing[*row.rank.reckoned];
    }
    for (auto& row : rows)
        row.is_tied
            = row.rank.reckoned && !row.of->priority->rank_by_group && sharing.at(*row.rank.reckoned) > 1;
    std::ranges::stable_sort(rows, {}, [](RankedRow const& row) {
        bool const is_by_group = row.of->priority && row.of->priority->rank_by_group;
        return std::pair(row.rank.shown.value_or(std::numeric_limits<int>::max()), !is_by_group);
    });
    return rows;
}

web::StaffFrame frame_below_priorities(
    web::Call const& call, SteeringYear const& year, YearNames const& names, std::string title)
{
    auto frame = frame_below_year(call, year, names, std::move(title));
    frame.crumbs.push_back(
        {priorities_url(year.id), std::string(web::staff_texts(call)("priority.title"_msg))});
    return frame;
}

http::Response priority_list_page(web::Call const& call, PriorityListPage const& page)
{
    auto const& texts = web::staff_texts(call);
    auto frame = frame_below_year(
        call, page.year, page.names, texts("priority.page"_msg, {{"year", std::to_string(page.year.year)}}));
    frame.is_wide = true;
    frame.problems = page.problems;
    frame.actions = [&](Writer& w) {
        w(R"(<a class="kern-btn kern-btn--secondary" href="{}"><span class="kern-label">{}</span></a>)",
          priorities_url(page.year.id, "empfehlung"), texts("priority.action.recommendation"_msg));
    };
    return web::staff_page(frame, [&](Writer& w) {
        web::write_not_stored(w, texts, page.not_stored);
        if (page.year.is_closed)
            w(R"(<div class="note"><p>{}</p></div>)", texts("year.closed.note"_msg));
        w(R"(<p class="measure">{}</p>{}<div class="stack">{}</div>{})",
          weights_text(texts, page.year.weights()),
          when(
              page.may_set,
              [&](Writer& inner) {
                  inner(
                      R"(<p><a href="{}">{}</a></p>)", weights_url(page.year.id),
                      texts("weights.action"_msg));
              }),
          each(
              all_weighed_kinds,
              [&](Writer& inner, WeighedKind kind) { write_kind(inner, call, page, kind); }),
          web::ExportLinks{texts, [&](std::string_view file) {
                               return year_url(
                                   page.year.id,
                                   std::string(priorities_page) + std::string(file.substr(file.find('.'))));
                           }});
    });
}

http::Response recommendation_page(web::Call const& call, PriorityListPage const& page)
{
    auto const& texts = web::staff_texts(call);
    auto frame = frame_below_priorities(
        call, page.year, page.names,
        texts("priority.recommendation"_msg, {{"year", std::to_string(page.year.year)}}));
    frame.state_line = texts(
        "priority.recommendation.state"_msg,
        {{"day", texts.date(call.local_now().date, i18n::DateStyle::long_)}});
    return web::staff_page(frame, [&](Writer& w) {
        w(R"(<p class="measure">{}</p><p class="measure">{}</p><div class="stack">{}</div>)",
          texts("priority.recommendation.text"_msg), weights_text(texts, page.year.weights()),
          each(all_weighed_kinds, [&](Writer& part, WeighedKind kind) {
              auto const rows = ranked_rows(page.weighed, kind, page.year.weights());
              auto const has_rank = [](RankedRow const& row) { return row.rank.shown.has_value(); };
              std::vector<RankedRow> recommended;
              std::ranges::copy_if(rows, std::back_inserter(recommended), has_rank);
              auto const open = std::ssize(rows) - std::ssize(recommended);
              part(
                  R"(<section class="stack" aria-labelledby="{}"><h2 id="{}">{}</h2>{}{}</section>)",
                  address_of(kind), address_of(kind), texts(label_of(kind)),
                  [&](Writer& inner) {
                      if (recommended.empty())
                          inner(R"(<p class="mute">{}</p>)", texts("priority.recommendation.none"_msg));
                      else
                          inner(
                              R"(<ul class="plain stack">{}</ul>)",
                              each(recommended, [&](Writer& item, RankedRow const& row) {
                                  write_recommended(item, texts, row, page.year.weights());
                              }));
                  },
                  when(open > 0, [&](Writer& inner) {
                      inner(
                          R"(<p class="mute">{}</p>)",
                          texts("priority.recommendation.open"_msg, {{"count", open}}));
                  }));
          }));
    });
}

web::RecordForm priority_record_form(Texts const& texts)
{
    auto form = web::record_form(all_priority_fields, texts);
    form.shown = [&texts](records::Fields const& fields, std::string_view name) {
        auto const value = fields.value(name);
        Criterion criterion{};
        bool const is_mark = value.size() == 1 && value.front() >= '1' && value.front() <= '5';
        if (from_text(name, criterion) && is_mark)
            return mark_word(texts, criterion, value.front() - '0');
        return std::string(value);
    };
    return form;
}

} // namespace kommin::steering
