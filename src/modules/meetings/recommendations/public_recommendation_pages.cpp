// What everybody reads of recommendations: the list, each of them with what became of it, and the feed. What
// the district has written stands there in the language of the page where somebody has translated it.

#include "modules/meetings/meetings/meeting_texts.hpp"
#include "modules/meetings/recommendations/public_recommendations.hpp"
#include "platform/base/number.hpp"
#include "platform/base/text.hpp"
#include "platform/html/escape.hpp"
#include "platform/html/url.hpp"
#include "platform/web/components.hpp"
#include "platform/web/visit.hpp"

#include <algorithm>
#include <chrono>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace kommin::meetings {

using html::each;
using html::Url;
using html::when;
using html::Writer;
using web::InLanguage;
using web::Visit;

namespace {

constexpr std::size_t per_page = 50;
constexpr std::size_t in_feed = 50;
constexpr std::chrono::hours feed_kept_for{1};

Url public_list_url(Visit const& visit)
{
    return visit.url({"konferenz", "empfehlungen"});
}

Url public_url(Visit const& visit, PublicRecommendation const& one)
{
    return visit.url({"konferenz", "empfehlungen", std::to_string(one.id.value)});
}

InLanguage german(Visit const& visit, std::string_view text)
{
    return {text, i18n::Language::german(), visit.language()};
}

// "aufgegriffen", "vorgelegt; die Antwort steht aus"
std::string state_of(Visit const& visit, PublicRecommendation const& one)
{
    std::string text(visit.texts(label_of(one.state)));
    if (!one.is_answered)
        text = visit.texts("recommendation.public.open"_msg, {{"state", text}});
    return text;
}

std::string day_of(Visit const& visit, std::optional<PartialDate> const& day)
{
    return day ? visit.texts.partial_date(*day)
               : std::string(visit.texts("recommendation.public.day_unknown"_msg));
}

// Its state with the colour of what came of it.
void write_state(Writer& w, Visit const& visit, PublicRecommendation const& one)
{
    std::string_view shape = "km-mark";
    if (!one.is_answered)
        shape = "km-mark km-mark--info";
    else if (one.state == RecommendationState::taken_up)
        shape = "km-mark km-mark--ok";
    w(R"(<span class="{}">{}</span>)", shape, state_of(visit, one));
}

// Its field of action by its name; what concerns all of them in the words of the page.
void write_field(Writer& w, Visit const& visit, PublicRecommendation const& one)
{
    if (one.is_of_all_fields)
        w("{}", visit.texts("recommendation.public.all_fields"_msg));
    else
        w("{}", told_text(visit, panel_name_text(one.field, one.field_name)));
}

// What somebody asks of the list, as it stands in its address.
struct Asked {
    std::optional<PanelId> field;
    std::size_t page = 1;

    static Asked read(http::Form const& query)
    {
        Asked asked;
        if (auto const field = parse_number(query.value("feld")); field && *field > 0)
            asked.field = PanelId{*field};
        asked.page = std::max<std::size_t>(parse_number<std::size_t>(query.value("seite")).value_or(1), 1);
        return asked;
    }
    [[nodiscard]] std::string query() const
    {
        std::string text;
        if (field)
            text = "feld=" + std::to_string(field->value);
        if (page > 1)
            text += (text.empty() ? "seite=" : "&seite=") + std::to_string(page);
        return text.empty() ? text : '?' + text;
    }
    [[nodiscard]] Url url(Visit const& visit) const
    {
        auto const list = public_list_url(visit);
        auto const number = [](auto value) { return std::to_string(value); };
        if (field && page > 1)
            return list.with_query({{"feld", number(field->value)}, {"seite", number(page)}});
        if (field)
            return list.with_query({{"feld", number(field->value)}});
        return page > 1 ? list.with_query({{"seite", number(page)}}) : list;
    }
};

// The fields of action for which there is something to read, as links: nothing to press.
void write_field_links(
    Writer& w, Visit const& visit, PublicRecommendations const& recommendations, Asked const& asked)
{
    std::vector<PublicRecommendation const*> fields; // one of each
    for (auto const& one : recommendations.all()) {
        if (std::ranges::find(fields, one.field, &PublicRecommendation::field) == fields.end())
            fields.push_back(&one);
    }
    if (fields.size() < 2)
        return;
    auto const write_link = [&](Writer& item, Asked const& wanted, auto const& label) {
        if (wanted.field == asked.field)
            item(
                R"(<li><a class="km-suggestion" href="{}" aria-current="true"><strong>{}</strong></a></li>)",
                wanted.url(visit), label);
        else
            item(R"(<li><a class="km-suggestion" href="{}">{}</a></li>)", wanted.url(visit), label);
    };
    w(
        R"(<nav class="km-noprint" aria-label="{}"><ul class="km-chips" role="list">{}{}</ul></nav>)",
        visit.texts("recommendation.public.fields"_msg),
        [&](Writer& all) { write_link(all, {}, visit.texts("recommendation.public.back"_msg)); },
        each(fields, [&](Writer& item, PublicRecommendation const* one) {
            write_link(item, {.field = one->field}, [&](Writer& name) { write_field(name, visit, *one); });
        }));
}

// "2007"; "" where nobody knows.
std::string year_of(PublicRecommendation const& one)
{
    return one.adopted_on ? one.adopted_on->to_iso().substr(0, 4) : std::string{};
}

void write_card(Writer& w, Visit const& visit, PublicRecommendation const& one)
{
    w(
        R"(<li class="km-card"><div class="km-stack km-stack--s"><h3><a href="{}">{}</a></h3><p class="km-card__kind">{}{}</p><p>{}</p></div></li>)",
        public_url(visit, one), NumberedTitle{visit, one},
        [&](Writer& name) { write_field(name, visit, one); },
        when(
            one.adopted_on.has_value(),
            [&](Writer& day) { day(" · {}", visit.texts.partial_date(*one.adopted_on)); }),
        [&](Writer& state) { write_state(state, visit, one); });
}

// By the year in which they were adopted, in the order in which they come.
void write_years(Writer& w, Visit const& visit, std::span<PublicRecommendation const* const> shown)
{
    for (auto begin = shown.begin(); begin != shown.end();) {
        auto const year = year_of(**begin);
        auto const end = std::find_if(
            begin, shown.end(), [&](PublicRecommendation const* one) { return year_of(*one) != year; });
        w(R"(<section class="km-stack km-stack--s" aria-labelledby="jahr{}"><h2 id="jahr{}">{}</h2><ul class="km-cards" role="list">{}</ul></section>)",
          year, year,
          year.empty() ? visit.texts("recommendation.public.day_unknown"_msg) : std::string_view(year),
          each(std::span(begin, end), [&](Writer& item, PublicRecommendation const* one) {
              write_card(item, visit, *one);
          }));
        begin = end;
    }
}

web::PreviousNext pages_beside(Visit const& visit, Asked const& asked, std::size_t pages)
{
    auto const url_of = [&](std::size_t page) {
        auto wanted = asked;
        wanted.page = page;
        return std::optional(wanted.url(visit));
    };
    return {
        .texts = visit.texts,
        .previous = asked.page > 1 ? url_of(asked.page - 1) : std::nullopt,
        .next = asked.page < pages ? url_of(asked.page + 1) : std::nullopt};
}

void write_paragraphs(Writer& w, Visit const& visit, std::string_view text)
{
    for (auto const line : split(text, '\n')) {
        if (!trim(line).empty())
            w("<p>{}</p>", german(visit, line));
    }
}

void write_fact(Writer& w, Visit const& visit, MessageKey label, std::string_view value)
{
    if (!value.empty())
        w("<div><dt>{}</dt><dd>{}</dd></div>", visit.texts(label), german(visit, value));
}

// The name of a panel, or what has no other name than its German one.
void write_name(
    Writer& w, Visit const& visit, MessageKey label, std::optional<PanelId> panel, std::string_view name)
{
    if (panel && !name.empty())
        w("<div><dt>{}</dt><dd>{}</dd></div>", visit.texts(label),
          told_text(visit, panel_name_text(*panel, name)));
    else
        write_fact(w, visit, label, name);
}

std::string addressees_in(Visit const& visit, PublicRecommendation const& one)
{
    std::vector<std::string> names;
    for (auto const addressee : one.addressees)
        names.emplace_back(visit.texts(label_of(addressee)));
    return names.empty() ? std::string{} : visit.texts.list(names);
}

void write_public_facts(Writer& w, Visit const& visit, PublicRecommendation const& one)
{
    auto const& texts = visit.texts;
    bool const owes_again = one.owes_again(visit.call.local_now().date);
    w(
        R"(<dl class="km-facts">{}<div><dt>{}</dt><dd>{}</dd></div>{}{}{}{}{}</dl>)",
        [&](Writer& row) {
            row("<div><dt>{}</dt><dd>{}</dd></div>", texts("recommendation.public.field"_msg),
                [&](Writer& name) { write_field(name, visit, one); });
        },
        texts("recommendation.public.addressees"_msg), addressees_in(visit, one),
        [&](Writer& row) {
            write_fact(row, visit, "recommendation.public.proposed_by"_msg, one.proposed_by);
        },
        [&](Writer& row) {
            write_name(row, visit, "recommendation.public.group"_msg, one.group, one.group_name);
        },
        [&](Writer& row) {
            if (!one.is_answered || owes_again)
                write_name(row, visit, "recommendation.public.owner"_msg, one.owner_panel, one.owner_name);
        },
        when(
            one.due.has_value() && !one.is_answered,
            [&](Writer& row) {
                row("<div><dt>{}</dt><dd>{}</dd></div>", texts("recommendation.public.due"_msg),
                    texts.date(*one.due, i18n::DateStyle::long_));
            }),
        [&](Writer& row) { write_fact(row, visit, "recommendation.public.source"_msg, one.source); });
}

// `has_note`: unless it stands above already.
void write_public_step(
    Writer& w, Visit const& visit, PublicRecommendations const& recommendations,
    PublicRecommendation const& one, Step const& step, bool has_note)
{
    auto const& texts = visit.texts;
    auto const* meeting = recommendations.find_meeting(step.meeting);
    bool const names_steering_group
        = step.state == RecommendationState::submitted && one.steering_group.has_value();
    bool const is_said_already = meeting != nullptr && names_steering_group && meeting->title.empty()
        && one.steering_group == meeting->panel;
    auto const link = Url::public_page(step.link);
    w(R"(<div><dt>{}</dt><dd class="km-stack km-stack--s"><p><strong>{}</strong>{}{}{}{}</p>{}{}</dd></div>)",
      day_of(visit, step.day), texts(label_of(step.state)),
      when(
          names_steering_group,
          [&](Writer& inner) {
              inner(": {}", told_text(visit, panel_name_text(*one.steering_group, one.steering_group_name)));
          }),
      when(
          step.taken_up_as.has_value(),
          [&](Writer& inner) { inner(" {}", texts(label_of(*step.taken_up_as))); }),
      when(
          step.until.has_value(),
          [&](Writer& inner) {
              inner(
                  " {}",
                  texts(
                      "recommendation.public.until"_msg,
                      {{"day", texts.date(*step.until, i18n::DateStyle::long_)}}));
          }),
      when(
          meeting != nullptr && !is_said_already,
          [&](Writer& inner) {
              auto const name = meeting->title.empty() ? panel_name_text(meeting->panel, meeting->panel_name)
                                                       : meeting_title_text(*step.meeting, meeting->title);
              inner(" · {}", told_text(visit, name));
          }),
      when(
          has_note,
          [&](Writer& inner) {
              if (&step == last_outcome(one.steps))
                  inner("{}", told_paragraphs(visit, outcome_text(one, step)));
              else
                  write_paragraphs(inner, visit, step.note);
          }),
      when(link.has_value(), [&](Writer& inner) {
          inner(R"(<p><a href="{}">{}</a></p>)", *link, web::LeftToRight{step.link});
      }));
}

// What became of it: the answer, and the way that led to it.
void write_outcome(
    Writer& w, Visit const& visit, PublicRecommendations const& recommendations,
    PublicRecommendation const& one)
{
    auto const& texts = visit.texts;
    auto const* const answer = one.is_answered ? &one.steps.back() : nullptr;
    w(
        R"(<section class="km-stack" aria-labelledby="daraus"><h2 id="daraus">{}</h2>{}{}<dl class="km-facts">{}</dl></section>)",
        texts("recommendation.public.outcome"_msg),
        [&](Writer& inner) {
            if (answer == nullptr)
                inner("<p>{}</p>", texts("recommendation.public.no_answer"_msg));
            else
                inner(
                    R"(<div class="km-box km-stack km-stack--s"><h3>{}</h3><div class="km-prose">{}</div></div>)",
                    texts("recommendation.public.answer"_msg), told_paragraphs(visit, answer_text(one)));
        },
        when(
            one.owes_again(visit.call.local_now().date),
            [&](Writer& inner) { inner("<p>{}</p>", texts("recommendation.public.owes_again"_msg)); }),
        each(one.steps, [&](Writer& item, Step const& step) {
            write_public_step(item, visit, recommendations, one, step, &step != answer);
        }));
}

void write_wording(Writer& w, Visit const& visit, PublicRecommendation const& one)
{
    auto const& texts = visit.texts;
    w(
        R"(<section class="km-stack km-stack--s" aria-labelledby="wortlaut"><h2 id="wortlaut">{}</h2><div class="km-prose">{}</div></section>{})",
        texts("recommendation.public.text"_msg),
        [&](Writer& inner) {
            if (one.text.empty())
                inner("<p>{}</p>", texts("recommendation.public.text_unknown"_msg));
            else
                inner("{}", told_paragraphs(visit, text_text(one)));
        },
        when(!one.reasons.empty(), [&](Writer& inner) {
            inner(
                R"(<section class="km-stack km-stack--s" aria-labelledby="gruende"><h2 id="gruende">{}</h2><div class="km-prose">{}</div></section>)",
                texts("recommendation.public.reasons"_msg), told_paragraphs(visit, reasons_text(one)));
        }));
}

void write_recommendation(
    Writer& w, Visit const& visit, PublicRecommendations const& recommendations,
    PublicRecommendation const& one, BelowRecommendation const& below)
{
    auto const& texts = visit.texts;
    auto const title = web::written(NumberedTitle{visit, one});
    auto const content = web::written([&](Writer& inner) {
        write_wording(inner, visit, one);
        write_outcome(inner, visit, recommendations, one);
        if (auto const others = below ? below(visit, one.id) : web::Body{})
            others(inner);
        inner(
            R"(<section class="km-stack km-stack--s" aria-labelledby="angaben"><h2 id="angaben">{}</h2>{}</section>)",
            texts("recommendation.public.facts"_msg),
            [&](Writer& facts) { write_public_facts(facts, visit, one); });
    });
    w(
        R"(<div class="km-wrap km-main km-stack km-stack--l"><div class="km-stack km-stack--s"><h1>{}</h1><p>{}</p>{}</div>{}{}<p><a href="{}">{}</a></p></div>)",
        title, [&](Writer& state) { write_state(state, visit, one); }, web::NoteOfPage{visit},
        when(
            !one.doubt.empty(),
            [&](Writer& inner) {
                inner(
                    R"(<div class="km-note"><p><strong>{}</strong> {}</p></div>)",
                    texts("recommendation.public.uncertain"_msg), german(visit, one.doubt));
            }),
        content, public_list_url(visit), texts("recommendation.public.back"_msg));
}

// The feed: RFC 4287. Its addresses must be whole, so there is none where the site does not know its own.
std::string feed_of(Visit const& visit, PublicRecommendations const& recommendations)
{
    auto const& site = visit.call.site;
    auto const absolute
        = [&](Url const& url) { return html::escape(site.base_url + std::string(url.text())); };
    std::vector<PublicRecommendation const*> newest;
    for (auto const& one : recommendations.all())
        newest.push_back(&one);
    std::ranges::stable_sort(newest, std::ranges::greater{}, &PublicRecommendation::last_told_at);
    if (newest.size() > in_feed)
        newest.resize(in_feed);
    auto const self = visit.url({"konferenz", "empfehlungen.atom"});
    std::string xml = R"(<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang=")"
        + std::string(visit.language().tag()) + "\">\n<id>" + absolute(self) + "</id><title>"
        + html::escape(visit.texts("recommendation.public.title"_msg)) + "</title><author><name>"
        + html::escape(site.name) + R"(</name></author><link rel="self" href=")" + absolute(self)
        + R"("/><link href=")" + absolute(public_list_url(visit)) + "\"/><updated>"
        + to_iso(newest.empty() ? Instant{} : newest.front()->last_told_at) + "</updated>\n";
    TextsWithoutNote const words(visit);
    for (auto const* one : newest) {
        auto const address = absolute(public_url(visit, *one));
        auto const title = words.shown(title_text(*one));
        xml.append("<entry><id>").append(address).append(R"(</id><title xml:lang=")");
        xml.append(title.language.tag())
            .append("\">")
            .append(html::escape(numbered(one->number, title.text)));
        xml.append(R"(</title><link href=")").append(address);
        xml.append("\"/><updated>").append(to_iso(one->last_told_at)).append("</updated><summary>");
        xml.append(html::escape(state_of(visit, *one))).append("</summary></entry>\n");
    }
    return xml + "</feed>\n";
}

}

void NumberedTitle::operator()(Writer& w) const
{
    auto const title = told(visit, title_text(one));
    w("{}", InLanguage{numbered(one.number, title.text), title.language, visit.language()});
}

http::Response list_public_recommendations_page(web::Call& call)
{
    Visit const visit(call);
    auto const& texts = visit.texts;
    auto const& recommendations = call.published.of<PublicRecommendations>();
    auto asked = Asked::read(call.request.query());
    std::vector<PublicRecommendation const*> found;
    for (auto const& one : recommendations.all()) {
        if (!asked.field || one.field == *asked.field)
            found.push_back(&one);
    }
    auto const pages = (found.size() + per_page - 1) / per_page;
    // A field without any, or a page behind the last one, is no page of its own.
    if ((asked.field && found.empty()) || (asked.page > 1 && asked.page > pages))
        return web::not_found(visit);
    auto const begin = (asked.page - 1) * per_page;
    std::vector<PublicRecommendation const*> const shown(
        found.begin() + static_cast<std::ptrdiff_t>(begin),
        found.begin() + static_cast<std::ptrdiff_t>(std::min(begin + per_page, found.size())));
    auto frame = visit.frame(
        std::string(texts("recommendation.public.title"_msg)), "konferenz/empfehlungen", "mitgestalten");
    frame.description = texts("recommendation.public.lead"_msg);
    frame.query = asked.query();
    return visit.page(frame, [&](Writer& w) {
        auto const list = web::written([&](Writer& inner) {
            write_field_links(inner, visit, recommendations, asked);
            if (shown.empty())
                inner("<p>{}</p>", texts("recommendation.public.none"_msg));
            else
                write_years(inner, visit, shown);
        });
        w(R"(<div class="km-wrap km-main km-stack km-stack--l"><div class="km-stack km-stack--s"><h1>{}</h1><p class="km-lead">{}</p>{}</div>{}{}{}</div>)",
          texts("recommendation.public.title"_msg), texts("recommendation.public.lead"_msg),
          web::NoteOfPage{visit}, list, pages_beside(visit, asked, pages),
          when(!call.site.base_url.empty(), [&](Writer& inner) {
              inner(
                  R"(<p class="km-small"><a href="{}" type="application/atom+xml">{}</a></p>)",
                  visit.url({"konferenz", "empfehlungen.atom"}), texts("recommendation.public.feed"_msg));
          }));
    });
}

http::Response show_public_recommendation(web::Call& call, BelowRecommendation const& below)
{
    Visit const visit(call);
    auto const& texts = visit.texts;
    auto const& recommendations = call.published.of<PublicRecommendations>();
    auto const* one = find_at(recommendations, call.path["empfehlung"]);
    if (one == nullptr)
        return web::not_found(visit);
    auto frame = visit.frame(
        numbered(one->number, told(visit, title_text(*one)).text),
        "konferenz/empfehlungen/" + std::to_string(one->id.value), "mitgestalten");
    frame.description = state_of(visit, *one);
    frame.crumbs.push_back(
        {public_list_url(visit), std::string(texts("recommendation.public.title"_msg)), visit.language()});
    return visit.page(
        frame, [&](Writer& w) { write_recommendation(w, visit, recommendations, *one, below); });
}

http::Response show_recommendation_feed(web::Call& call)
{
    Visit const visit(call);
    if (call.site.base_url.empty())
        return web::not_found(visit);
    return http::Response(http::Status::ok)
        .body(
            feed_of(visit, call.published.of<PublicRecommendations>()), "application/atom+xml; charset=utf-8")
        .cache_for(feed_kept_for)
        .keep_in_page_cache(feed_kept_for);
}

} // namespace kommin::meetings
