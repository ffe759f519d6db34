// The list of the log of advice and its totals.

#include "modules/meetings/advice/advice_pages.hpp"
#include "platform/html/attributes.hpp"
#include "platform/web/staff_export.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <set>
#include <utility>

namespace kommin::meetings {

using html::each;
using html::Url;
using html::when;
using html::Writer;
using i18n::Texts;
using web::staff_url;

namespace {

std::vector<web::ListView> views_of(Texts const& texts, AdviceListPage const& page)
{
    auto shown = page.filter;
    shown.order = AdviceOrder::day;
    shown.reversed = false;
    std::vector<web::ListView> views;
    for (auto const steps : all_steps_of) {
        AdviceFilter wanted;
        wanted.steps = steps;
        views.push_back(
            {std::string(texts(label_of(steps))), advice_list_url(wanted),
             shown.fields() == wanted.fields()});
    }
    web::add_saved_views(views, page.views);
    return views;
}

// Nothing is there, or nothing of what was asked for.
void write_nothing(Writer& w, Texts const& texts, bool is_narrowed)
{
    if (is_narrowed)
        w(R"(<p class="mute">{}</p>)", texts("meeting.none.filter"_msg));
    else
        w(R"(<div class="empty"><h2>{}</h2><p>{}</p></div>)", texts("advice.none.title"_msg),
          texts("advice.none.text"_msg));
}

web::FilterForm filter_form(Texts const& texts, AdviceListPage const& page)
{
    std::optional<Url> whole;
    if (page.filter.narrows()) {
        AdviceFilter all;
        all.steps = page.filter.steps;
        whole = advice_list_url(all);
    }
    return {
        texts, staff_url({advice_path}),
        [&texts, &page](Writer& w) {
            auto const& filter = page.filter;
            std::array const orders{
                web::SortChoice::Option{word_of(AdviceOrder::day), "advice.field.day"_msg},
                web::SortChoice::Option{word_of(AdviceOrder::party), "advice.column.who"_msg}};
            std::vector<web::Choice> places, topics, years, advisers;
            for (auto const& body : page.bodies) {
                if (body.kind == tenants::BodyKind::municipality)
                    places.push_back({body.slug, body.name});
            }
            for (auto const topic : all_advice_topics)
                topics.push_back({std::string(to_text(topic)), std::string(texts(label_of(topic)))});
            for (auto const year : page.years)
                years.push_back({std::to_string(year), std::to_string(year)});
            for (auto const& adviser : page.advisers)
                advisers.push_back({std::to_string(adviser.account), adviser.name});
            auto const number
                = [](auto const& value) { return value ? std::to_string(*value) : std::string{}; };
            auto const year = number(filter.year);
            auto const adviser = number(filter.adviser);
            w("{}{}{}{}{}{}{}{}", web::FilterWords{texts, "advice.filter.words"_msg, filter.words},
              web::FilterChoice{
                  texts, "gemeinde", "advice.field.municipality"_msg, std::move(places), filter.municipality},
              web::FilterWords{texts, "advice.field.organisation"_msg, filter.organisation, "einrichtung"},
              web::FilterChoice{
                  texts, "thema", "advice.field.topics"_msg, std::move(topics),
                  filter.topic ? to_text(*filter.topic) : std::string_view{}},
              web::FilterChoice{texts, "jahr", "advice.filter.year"_msg, std::move(years), year},
              web::FilterChoice{texts, "von", "advice.field.adviser"_msg, std::move(advisers), adviser},
              web::FilterKept{"schritt", word_of(filter.steps)},
              web::SortChoice{texts, orders, word_of(filter.order), filter.reversed});
        },
        std::move(whole)};
}

void write_line(Writer& w, web::Call const& call, AdviceListPage const& page, Advice const& one)
{
    auto const& texts = web::staff_texts(call);
    html::Attributes const content{web::content_lang(texts)};
    auto const found = page.steps.find(one.id);
    auto const steps = found == page.steps.end() ? std::vector<Task>{} : found->second;
    auto const* const next = next_of(steps);
    auto const mark = mark_of_steps(steps, call.local_now().date, texts);
    auto const title = title_of(one, page.bodies, texts);
    w(R"(<tr><th scope="row"><a href="{}" {}>{}</a>{}</th><td data-l="{}">{}</td><td class="rest" data-l="{}">{}</td><td class="rest" data-l="{}" {}>{}</td><td data-l="{}">{}<span class="{}">{}</span></td></tr>)",
      advice_url(one.id), content, title, web::RowFold{texts, title}, texts("advice.field.day"_msg),
      one.day ? texts.partial_date(*one.day) : std::string(texts("advice.no_day"_msg)),
      texts("advice.field.topics"_msg), topics_text(one, texts), texts("advice.column.advisers"_msg), content,
      advisers_text(one, page.owners.accounts), texts("advice.step"_msg),
      when(next != nullptr, [&](Writer& cell) { cell("<span {}>{}</span><br>", content, next->text); }),
      mark.shape, mark.text);
}

void write_table(Writer& w, web::Call const& call, AdviceListPage const& page)
{
    auto const& texts = web::staff_texts(call);
    auto const head = [&](MessageKey label, AdviceOrder order) {
        auto filter = page.filter;
        filter.after.reset();
        filter.before.reset();
        return web::sort_head(
            texts, filter, label, order, [](AdviceFilter const& wanted) { return advice_list_url(wanted); });
    };
    w(R"(<div class="scroll" role="region" aria-label="{}" tabindex="0"><table class="tbl tbl--stack"><caption class="vh">{}</caption><thead><tr>{}{}<th scope="col">{}</th><th scope="col">{}</th><th scope="col">{}</th></tr></thead><tbody>{}</tbody></table></div>)",
      texts("advice.title"_msg), texts("advice.title"_msg), head("advice.column.who"_msg, AdviceOrder::party),
      head("advice.field.day"_msg, AdviceOrder::day), texts("advice.field.topics"_msg),
      texts("advice.column.advisers"_msg), texts("advice.step"_msg),
      each(page.list.lines, [&](Writer& row, Advice const& one) { write_line(row, call, page, one); }));
}

// Of one municipality or organisation: what is to be done there.
void write_open_steps(Writer& w, web::Call const& call, AdviceListPage const& page)
{
    if (page.open_steps.empty())
        return;
    w(R"(<section class="stack" aria-labelledby="offen"><h2 id="offen">{}</h2>{}</section>)",
      web::staff_texts(call)("advice.steps.open"_msg),
      [&](Writer& inner) { write_tasks(inner, call, page.open_steps, page.owners); });
}

std::string last_day_text(SilentMunicipality const& one, Texts const& texts)
{
    return one.last ? texts("advice.silent.last"_msg, {{"day", texts.partial_date(*one.last)}})
                    : std::string(texts("advice.silent.no_day"_msg));
}

// In words: those that were advised long ago one by one, those that never were in one sentence.
void write_silent(Writer& w, Texts const& texts, AdviceListPage const& page)
{
    std::vector<SilentMunicipality> advised;
    std::string never;
    for (auto const& one : page.silent) {
        if (one.was_advised)
            advised.push_back(one);
        else
            never += (never.empty() ? "" : ", ") + one.body.name;
    }
    if (page.silent.empty())
        return;
    w(R"(<section class="stack" aria-labelledby="still"><h2 id="still">{}</h2>{}{}</section>)",
      texts("advice.silent"_msg),
      when(
          !advised.empty(),
          [&](Writer& inner) {
              inner(R"(<ul class="bullets">{}</ul>)", each(advised, [&](Writer& item, auto const& one) {
                        AdviceFilter of;
                        of.municipality = one.body.slug;
                        item(
                            R"(<li><a href="{}">{}</a>: {}</li>)", advice_list_url(of), one.body.name,
                            last_day_text(one, texts));
                    }));
          }),
      when(!never.empty(), [&](Writer& inner) {
          inner(R"(<p class="measure">{}</p>)", texts("advice.silent.never"_msg, {{"places", never}}));
      }));
}

std::string count_text(Texts const& texts, AdviceList const& list)
{
    return list.count > AdviceList::most_counted
        ? texts("advice.count.more"_msg, {{"count", AdviceList::most_counted}})
        : texts("advice.count"_msg, {{"count", list.count}});
}

}

Url advice_list_url(AdviceFilter const& filter)
{
    return web::list_url(advice_list, filter.fields());
}

http::Response advice_list_page(web::Call const& call, AdviceListPage const& page)
{
    auto const& texts = web::staff_texts(call);
    auto const page_url = [](std::optional<AdviceFilter> const& of) {
        return of ? std::optional(web::list_url(advice_list, of->fields_with_page())) : std::nullopt;
    };
    return web::staff_page(
        {.call = call,
         .title = std::string(texts("advice.title"_msg)),
         .section = std::string(advice_path),
         .state_line = count_text(texts, page.list),
         .actions =
             [&](Writer& w) {
                 w(R"(<a class="kern-btn kern-btn--tertiary" href="{}"><span class="kern-label">{}</span></a>)",
                   staff_url({advice_path, "summen"}), texts("advice.totals"_msg));
                 if (page.may_edit)
                     w(R"(<a class="kern-btn kern-btn--primary" href="{}"><span class="kern-label">{}</span></a>)",
                       staff_url({advice_path, "neu"}), texts("advice.new"_msg));
             },
         .is_wide = true},
        [&](Writer& w) {
            w("{}{}",
              web::ListViews{
                  texts, views_of(texts, page), web::save_view_url(advice_list, page.filter.fields())},
              filter_form(texts, page));
            write_open_steps(w, call, page);
            if (page.list.lines.empty())
                write_nothing(w, texts, page.filter.narrows() || page.filter.steps != StepsOf::any);
            else
                write_table(w, call, page);
            w("{}",
              web::KeyPager{
                  .texts = texts,
                  .first = advice_list_url(page.filter),
                  .previous = page_url(page.list.previous),
                  .next = page_url(page.list.next)});
            w(R"(<div class="stack">{}{}</div>)",
              when(
                  !page.list.lines.empty(),
                  [&](Writer& inner) {
                      inner("{}", web::ExportLinks{texts, [&](std::string_view file) {
                                                       return web::list_url(
                                                           advice_list, page.filter.fields(), file);
                                                   }});
                  }),
              [&](Writer& inner) { write_silent(inner, texts, page); });
        });
}

namespace {

// Whoever was advised, year by year.
class Totals {
public:
    explicit Totals(std::vector<AdviceCount> const& counts)
    {
        for (auto const& one : counts) {
            years_.insert(one.year);
            counts_[{one.municipality, one.year}] += one.count;
            by_year_[one.year] += one.count;
            by_place_[one.municipality] += one.count;
            all_ += one.count;
        }
    }
    // Ascending; "" for no year first.
    [[nodiscard]] std::set<std::string> const& years() const { return years_; }
    [[nodiscard]] std::int64_t of(std::optional<tenants::BodyId> place, std::string const& year) const
    {
        auto const found = counts_.find({place, year});
        return found == counts_.end() ? 0 : found->second;
    }
    [[nodiscard]] std::int64_t of_year(std::string const& year) const { return by_year_.at(year); }
    [[nodiscard]] std::int64_t of_place(std::optional<tenants::BodyId> place) const
    {
        auto const found = by_place_.find(place);
        return found == by_place_.end() ? 0 : found->second;
    }
    [[nodiscard]] std::int64_t all() const { return all_; }

private:
    std::set<std::string> years_;
    std::map<std::pair<std::optional<tenants::BodyId>, std::string>, std::int64_t> counts_;
    std::map<std::string, std::int64_t> by_year_;
    std::map<std::optional<tenants::BodyId>, std::int64_t> by_place_;
    std::int64_t all_ = 0;
};

void write_total_row(
    Writer& w, Totals const& totals, std::string_view name, std::optional<tenants::BodyId> place)
{
    w(R"(<tr><th scope="row">{}</th>{}<td class="num"><strong>{}</strong></td></tr>)", name,
      each(
          totals.years(),
          [&](Writer& cell, std::string const& year) {
              cell(R"(<td class="num">{}</td>)", totals.of(place, year));
          }),
      totals.of_place(place));
}

void write_totals(Writer& w, Texts const& texts, AdviceTotalsPage const& page)
{
    Totals const totals(page.counts);
    w(
        R"(<p class="measure">{}</p><div class="scroll" role="region" aria-labelledby="summen" tabindex="0"><table class="tbl"><caption class="vh" id="summen">{}</caption><thead><tr><th scope="col">{}</th>{}<th scope="col" class="num">{}</th></tr></thead><tbody>{}{}</tbody><tfoot><tr><th scope="row">{}</th>{}<td class="num"><strong>{}</strong></td></tr></tfoot></table></div>)",
        texts("advice.totals.lead"_msg), texts("advice.totals"_msg), texts("advice.field.municipality"_msg),
        each(
            totals.years(),
            [&](Writer& head, std::string const& year) {
                head(
                    R"(<th scope="col" class="num">{}</th>)",
                    year.empty() ? texts("advice.totals.no_year"_msg) : std::string_view(year));
            }),
        texts("advice.totals.sum"_msg),
        each(
            page.bodies,
            [&](Writer& row, tenants::Body const& body) {
                if (body.kind == tenants::BodyKind::municipality)
                    write_total_row(row, totals, body.name, body.id);
            }),
        [&](Writer& row) {
            if (totals.of_place({}) > 0)
                write_total_row(row, totals, texts("advice.totals.no_place"_msg), {});
        },
        texts("advice.totals.sum"_msg),
        each(
            totals.years(),
            [&](Writer& cell, std::string const& year) {
                cell(R"(<td class="num"><strong>{}</strong></td>)", totals.of_year(year));
            }),
        totals.all());
}

}

http::Response advice_totals_page(web::Call const& call, AdviceTotalsPage const& page)
{
    auto const& texts = web::staff_texts(call);
    auto frame = frame_below_advice(call, std::string(texts("advice.totals"_msg)));
    frame.is_wide = true;
    return web::staff_page(frame, [&](Writer& w) {
        if (page.counts.empty())
            w(R"(<p class="mute">{}</p>)", texts("advice.none.title"_msg));
        else
            write_totals(w, texts, page);
    });
}

} // namespace kommin::meetings
