// What everybody reads of goals and measures: the list by field of action, and each goal with its measures.

#include "modules/goals/goals/goal_store.hpp"
#include "modules/goals/goals/resolution_store.hpp"
#include "modules/goals/site/goals_site.hpp"
#include "modules/goals/site/public_course.hpp"
#include "modules/goals/site/public_parts.hpp"
#include "modules/goals/site/public_words.hpp"
#include "platform/base/number.hpp"
#include "platform/web/write.hpp"

#include <algorithm>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace kommin::goals {

using html::each;
using html::Url;
using html::when;
using html::Writer;
using web::Visit;

namespace {

constexpr std::size_t entries_per_page = 40;
constexpr std::size_t measures_per_page = 10;
constexpr std::size_t most_goals_around = 40; // below one, or that serve it

void write_standing(Writer& w, PublicReader const& reader, PublicGoal const& one)
{
    auto const& texts = reader.visit.texts;
    if (!one.adoption)
        return;
    auto const standing = standing_of(one.goal, &*one.adoption, reader.today);
    write_words_row(
        w, reader.visit, "goals.public.resolved"_msg,
        resolved_in_words(reader, *one.adoption)
            + (standing == GoalStanding::changed_since
                   ? ' ' + std::string(texts("goals.public.changed_since"_msg))
                   : std::string{}));
}

void write_goal_facts(Writer& w, PublicReader const& reader, PublicGoal const& one)
{
    auto const& visit = reader.visit;
    auto const& goal = one.goal;
    std::vector<std::string> units;
    for (auto const unit : one.units)
        units.push_back(reader.goals.unit_name(unit, reader.today));
    auto const responsible = joined_names(visit, std::move(units));
    auto const* parent = reader.goals.find(goal.parent);
    auto const* served = reader.goals.find(goal.serves);
    auto const link = [&](Writer& row, MessageKey label, PublicGoal const* other) {
        if (other != nullptr)
            write_public_row(row, visit, label, [&](Writer& inner) {
                inner(
                    R"(<a href="{}">{}</a>)", public_url(visit, other->goal),
                    public_name(visit, other->goal));
            });
    };
    w(
        R"(<dl class="km-facts">{}{}{}{}{}{}{}{}</dl>)",
        [&](Writer& row) {
            write_public_row(row, visit, "goals.public.field"_msg, [&](Writer& inner) {
                write_public_panel(inner, reader, goal.panel);
            });
        },
        [&](Writer& row) {
            write_german_row(row, visit, "goals.public.owner"_msg, reader.goals.owner_name(goal.body));
        },
        [&](Writer& row) {
            if (responsible.empty())
                write_words_row(
                    row, visit, "goals.public.in_charge"_msg, visit.texts("goals.public.unknown"_msg));
            else
                write_german_row(row, visit, "goals.public.in_charge"_msg, responsible);
        },
        [&](Writer& row) { link(row, "goals.public.parent"_msg, parent); },
        [&](Writer& row) { link(row, "goals.public.serves"_msg, served); },
        [&](Writer& row) { write_standing(row, reader, one); },
        [&](Writer& row) {
            if (goal.valid_to)
                write_words_row(
                    row, visit, "goals.public.until"_msg, visit.texts.partial_date(*goal.valid_to));
        },
        [&](Writer& row) { write_recommendations(row, reader, one.origins); });
}

void write_wording_of(Writer& w, Visit const& visit, Goal const& goal)
{
    auto const& texts = visit.texts;
    w(R"({}<section class="km-stack km-stack--s" aria-labelledby="wortlaut"><h2 id="wortlaut">{}</h2><div class="km-prose">{}</div></section>)",
      when(
          !goal.plain_text.empty(),
          [&](Writer& inner) {
              inner(
                  R"(<div class="km-prose km-lead">{}</div>)",
                  web::ShownParagraphs{visit, told(visit, goal, "plain_text", goal.plain_text)});
          }),
      texts("goals.public.text"_msg), [&](Writer& inner) {
          if (goal.text.empty())
              inner("<p>{}</p>", texts("goals.public.text_missing"_msg));
          else
              inner("{}", web::ShownParagraphs{visit, told(visit, goal, "text", goal.text)});
      });
}

// One page of the measures of a goal, and how many there are that nobody outside reads.
struct MeasuresShown {
    std::size_t page = 1;
    std::size_t pages = 1;
    std::span<PublicMeasure const* const> measures;
};
MeasuresShown measures_on(PublicGoal const& one, std::size_t page)
{
    auto const all = std::span<PublicMeasure const* const>(one.measures);
    auto const pages = std::max<std::size_t>((all.size() + measures_per_page - 1) / measures_per_page, 1);
    auto const begin = std::min((page - 1) * measures_per_page, all.size());
    return {page, pages, all.subspan(begin, std::min(measures_per_page, all.size() - begin))};
}

void write_measures(Writer& w, PublicReader const& reader, PublicGoal const& one, MeasuresShown const& shown)
{
    auto const& texts = reader.visit.texts;
    auto const progress = progress_in_words(texts, reader.goals.progress_of(one, reader.today));
    w(R"(<section class="km-stack" aria-labelledby="massnahmen"><h2 id="massnahmen">{}</h2><p>{}</p>{}{}{}</section>)",
      texts("goals.public.measures"_msg), going_in_words(texts, going_of(one, reader.today)),
      when(!progress.empty(), [&](Writer& inner) { inner("<p>{}</p>", progress); }),
      when(
          !shown.measures.empty(),
          [&](Writer& inner) {
              inner(
                  R"(<ul class="km-stack" role="list">{}</ul>)",
                  each(shown.measures, [&](Writer& item, PublicMeasure const* measure) {
                      write_measure_card(item, reader, *measure);
                  }));
          }),
      when(one.hidden_measures > 0, [&](Writer& inner) {
          inner(
              R"(<p class="km-hint">{}</p>)",
              texts("goals.public.hidden_measures"_msg, {{"count", one.hidden_measures}}));
      }));
}

// Whose it is, where it is not the district's.
void write_owner_beside(Writer& w, PublicReader const& reader, std::optional<tenants::BodyId> body)
{
    if (body)
        w(" · {}", in_german(reader.visit, reader.goals.place_name(*body)));
}

// Where it leads, without a link: the whole card is one already. `here`: the goal on whose page it stands.
void write_where_it_leads(
    Writer& w, PublicReader const& reader, PublicGoal const& one, PublicGoal const* here)
{
    auto const& visit = reader.visit;
    auto const write = [&](MessageKey label, PublicGoal const* above) {
        if (above != nullptr && above != here)
            w(R"(<p class="km-small">{}: {}</p>)", visit.texts(label), public_name(visit, above->goal));
    };
    write("goals.public.parent"_msg, reader.goals.find(one.goal.parent));
    write("goals.public.serves"_msg, reader.goals.find(one.goal.serves));
}

void write_goal_card(
    Writer& w, PublicReader const& reader, PublicGoal const& one, PublicGoal const* here = nullptr)
{
    auto const& visit = reader.visit;
    auto const& goal = one.goal;
    w(
        R"(<li class="km-card"><div class="km-stack km-stack--s"><h3><a href="{}">{}</a></h3><p class="km-card__kind">{}{}</p>{}<p>{}</p></div></li>)",
        public_url(visit, goal), public_name(visit, goal), visit.texts(public_label_of(goal.kind)),
        [&](Writer& inner) { write_owner_beside(inner, reader, goal.body); },
        [&](Writer& inner) { write_where_it_leads(inner, reader, one, here); },
        going_in_words(visit.texts, going_of(one, reader.today)));
}

// Those that lead to the goal of this page, as far as they fit on it; the others stand in the list of all.
void write_goals_around(
    Writer& w, PublicReader const& reader, PublicGoal const& here, std::string_view anchor, MessageKey title,
    std::vector<PublicGoal const*> const& goals)
{
    if (goals.empty())
        return;
    auto const& visit = reader.visit;
    auto const shown = std::span(goals).first(std::min(goals.size(), most_goals_around));
    auto const others = goals.size() - shown.size();
    w(R"(<section class="km-stack" aria-labelledby="{}"><h2 id="{}">{}</h2><ul class="km-cards" role="list">{}</ul>{}</section>)",
      anchor, anchor, visit.texts(title),
      each(shown, [&](Writer& item, PublicGoal const* one) { write_goal_card(item, reader, *one, &here); }),
      when(others > 0, [&](Writer& inner) {
          inner(
              R"(<p><a href="{}">{}</a></p>)", public_goals_url(visit),
              visit.texts("goals.public.below.more"_msg, {{"count", others}}));
      }));
}

void write_goal(Writer& w, PublicReader const& reader, PublicGoal const& one, MeasuresShown const& shown)
{
    auto const& visit = reader.visit;
    w(
        R"({}{}<section class="km-stack km-stack--s" aria-labelledby="angaben"><h2 id="angaben">{}</h2>{}</section>{}{}{}{}{})",
        [&](Writer& inner) { write_doubt(inner, visit, one.goal); },
        [&](Writer& inner) { write_wording_of(inner, visit, one.goal); },
        visit.texts("goals.public.facts"_msg), [&](Writer& inner) { write_goal_facts(inner, reader, one); },
        [&](Writer& inner) { write_measures(inner, reader, one, shown); },
        when(!shown.measures.empty(), [&](Writer& inner) { write_light_rule(inner, visit); }),
        [&](Writer& inner) {
            write_goals_around(inner, reader, one, "darunter", "goals.public.below"_msg, list_all_below(one));
        },
        [&](Writer& inner) {
            write_goals_around(
                inner, reader, one, "gemeinden", "goals.public.serving"_msg, list_all_serving(one));
        },
        [&](Writer& inner) { write_public_course(inner, reader, one, shown.measures); });
}

// ── The list

// One entry of it: a goal, or a measure that serves none of those that are shown.
struct Entry {
    std::optional<meetings::PanelId> panel;
    PublicGoal const* goal = nullptr;
    PublicMeasure const* measure = nullptr;
};
std::vector<Entry> list_entries(PublicGoals const& goals)
{
    std::vector<Entry> entries;
    for (auto const& one : goals.goals())
        entries.push_back({.panel = one.goal.panel, .goal = &one});
    for (auto const* one : goals.measures_alone())
        entries.push_back({.panel = one->measure.panel, .measure = one});
    std::ranges::stable_sort(entries, {}, [&](Entry const& one) { return goals.place_of_panel(one.panel); });
    return entries;
}

void write_entry(Writer& w, PublicReader const& reader, Entry const& entry)
{
    auto const& visit = reader.visit;
    auto const& texts = visit.texts;
    if (entry.goal != nullptr) {
        write_goal_card(w, reader, *entry.goal);
        return;
    }
    auto const& one = entry.measure->measure;
    auto const light = entry.measure->standing(reader.today).light;
    w(
        R"(<li class="km-card"><div class="km-stack km-stack--s"><h3><a href="{}">{}</a></h3><p class="km-card__kind">{}{}</p><p>{} {}</p></div></li>)",
        public_url(visit, one), public_name(visit, one), texts("goals.public.kind.measure"_msg),
        [&](Writer& inner) { write_owner_beside(inner, reader, one.body); },
        texts(public_label_of(one.state)),
        when(light && one.state != MeasureState::dropped, [&](Writer& inner) {
            inner("{}", PublicLight{texts, *light});
        }));
}

void write_fields(Writer& w, PublicReader const& reader, std::span<Entry const> shown)
{
    std::size_t number = 0;
    for (auto begin = shown.begin(); begin != shown.end();) {
        auto const end
            = std::find_if(begin, shown.end(), [&](Entry const& one) { return one.panel != begin->panel; });
        ++number;
        w(
            R"(<section class="km-stack km-stack--s" aria-labelledby="feld{}"><h2 id="feld{}">{}</h2><ul class="km-cards" role="list">{}</ul></section>)",
            number, number, [&](Writer& inner) { write_public_panel(inner, reader, begin->panel); },
            each(std::span(begin, end), [&](Writer& item, Entry const& one) {
                write_entry(item, reader, one);
            }));
        begin = end;
    }
}

// What everybody may not read is said as a number.
std::string hidden_in_words(PublicReader const& reader)
{
    auto const& texts = reader.visit.texts;
    std::string words;
    if (reader.goals.hidden_goals() > 0)
        words = texts("goals.public.hidden_goals"_msg, {{"count", reader.goals.hidden_goals()}});
    if (reader.goals.hidden_measures() > 0) {
        words += words.empty() ? "" : " ";
        words
            += texts("goals.public.hidden_measures_of_all"_msg, {{"count", reader.goals.hidden_measures()}});
    }
    return words;
}

std::size_t page_asked(web::Call const& call)
{
    return std::max<std::size_t>(
        parse_number<std::size_t>(call.request.query().value("seite")).value_or(1), 1);
}

web::PreviousNext pages_beside(Visit const& visit, Url const& url, std::size_t page, std::size_t pages)
{
    auto const at = [&](std::size_t number) {
        return std::optional(number > 1 ? url.with_query({{"seite", std::to_string(number)}}) : url);
    };
    return {
        .texts = visit.texts,
        .previous = page > 1 ? at(page - 1) : std::nullopt,
        .next = page < pages ? at(page + 1) : std::nullopt};
}

std::string query_of_page(std::size_t page)
{
    return page > 1 ? "?seite=" + std::to_string(page) : std::string{};
}

}

http::Response list_public_goals(web::Call& call)
{
    Visit const visit(call);
    auto const& texts = visit.texts;
    auto const reader = public_reader_of(visit);
    auto const entries = list_entries(reader.goals);
    auto const page = page_asked(call);
    auto const pages = (entries.size() + entries_per_page - 1) / entries_per_page;
    if (page > 1 && page > pages)
        return web::not_found(visit);
    auto const begin = (page - 1) * entries_per_page;
    auto const shown = std::span(entries).subspan(begin, std::min(entries_per_page, entries.size() - begin));
    auto frame = visit.frame(std::string(texts("goals.public.title"_msg)), "ziele", "mitgestalten");
    frame.description = texts("goals.public.lead"_msg);
    frame.query = query_of_page(page);
    return visit.page(frame, [&](Writer& w) {
        auto const list = web::written([&](Writer& inner) {
            if (shown.empty())
                inner("<p>{}</p>", texts("goals.public.none"_msg));
            else
                write_fields(inner, reader, shown);
        });
        auto const hidden = hidden_in_words(reader);
        w(R"(<div class="km-wrap km-main km-stack km-stack--l"><div class="km-stack km-stack--s"><h1>{}</h1><p class="km-lead">{}</p>{}</div>{}{}{}{}<p class="km-small">{} <a href="{}">CSV</a>, <a href="{}">JSON</a></p></div>)",
          texts("goals.public.title"_msg), texts("goals.public.lead"_msg), web::NoteOfPage{visit}, list,
          pages_beside(visit, public_goals_url(visit), page, pages),
          when(!hidden.empty(), [&](Writer& inner) { inner("<p>{}</p>", hidden); }),
          when(!shown.empty(), [&](Writer& inner) { write_light_rule(inner, visit); }),
          texts("goals.public.files"_msg), visit.url({"ziele.csv"}), visit.url({"ziele.json"}));
    });
}

http::Response show_public_goal(web::Call& call)
{
    Visit const visit(call);
    auto const reader = public_reader_of(visit);
    auto const* one = reader.goals.find_goal(call.path["ziel"]);
    auto const page = page_asked(call);
    auto const shown = one == nullptr ? MeasuresShown{} : measures_on(*one, page);
    if (one == nullptr || page > shown.pages)
        return web::not_found(visit);
    auto const& goal = one->goal;
    auto const title = told(visit, goal, "title", goal.title);
    auto frame
        = visit.frame(meetings::numbered(goal.number, title.text), "ziele/" + goal.slug, "mitgestalten");
    frame.description = going_in_words(visit.texts, going_of(*one, reader.today));
    frame.query = query_of_page(page);
    frame.crumbs.push_back(
        {public_goals_url(visit), std::string(visit.texts("goals.public.title"_msg)), visit.language()});
    return visit.page(frame, [&](Writer& w) {
        auto const name = web::written(public_name(visit, goal));
        auto const content = web::written([&](Writer& inner) { write_goal(inner, reader, *one, shown); });
        w(R"(<div class="km-wrap km-main km-stack km-stack--l"><div class="km-stack km-stack--s"><h1>{}</h1><p>{}</p>{}</div>{}{}<p><a href="{}">{}</a></p></div>)",
          name, visit.texts(public_label_of(goal.kind)), web::NoteOfPage{visit}, content,
          pages_beside(visit, public_url(visit, goal), page, shown.pages), public_goals_url(visit),
          visit.texts("goals.public.back"_msg));
    });
}

web::Body preview_of_goal(web::Call& call, GoalId id)
{
    auto const previewed = std::make_shared<PreviewedGoals>(PreviewedGoals{
        web::read(call, [&](db::Connection& db) { return PublicGoals::preview(db, call.site.tenant, id); }),
        Visit(call)});
    return [previewed, id](Writer& w) {
        auto const reader = previewed->reader();
        if (auto const* one = reader.goals.find(std::optional(id)))
            w(R"(<h3>{}</h3>{})", public_name(reader.visit, one->goal),
              [&](Writer& inner) { write_goal(inner, reader, *one, measures_on(*one, 1)); });
    };
}

} // namespace kommin::goals
