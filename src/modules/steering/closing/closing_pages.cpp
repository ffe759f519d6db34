#include "modules/steering/closing/closing_pages.hpp"

#include "modules/goals/measures/api.hpp"
#include "modules/steering/closing/free_texts.hpp"
#include "modules/steering/cycle/year_editing.hpp"
#include "platform/html/attributes.hpp"
#include "platform/web/form_parts.hpp"
#include "platform/web/page_parts.hpp"
#include "platform/web/unsaved_entries.hpp"

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace kommin::steering {

using html::each;
using html::when;
using html::Writer;
using i18n::Texts;

namespace {

constexpr std::size_t most_texts = 200; // are read before closing; all of them are frozen

// What people have typed, and what nobody can take out any more once it is frozen.
void write_free_texts(Writer& w, Texts const& texts, std::vector<FreeText> const& all)
{
    w(R"(<section class="stack" aria-labelledby="texte"><h2 id="texte">{}</h2><p class="measure">{}</p>{}{}</section>)",
      texts("year.free"_msg), texts(all.empty() ? "year.free.none"_msg : "year.free.lead"_msg),
      when(
          !all.empty(),
          [&](Writer& inner) {
              inner(
                  R"(<ul class="plain">{}</ul>)",
                  each(
                      std::span(all).first(std::min(all.size(), most_texts)),
                      [&](Writer& item, FreeText const& one) {
                          item(
                              R"(<li><strong {}>{}</strong>, {}: <span {}>{}</span></li>)",
                              html::Attributes{web::content_lang(texts)}, one.of, texts(one.label),
                              html::Attributes{web::content_lang(texts)}, one.text);
                      }));
          }),
      when(all.size() > most_texts, [&](Writer& inner) {
          inner(
              R"(<p class="mute">{}</p>)",
              texts("year.free.rest"_msg, {{"shown", std::int64_t{most_texts}}, {"all", std::ssize(all)}}));
      }));
}

// Files of steps, which nobody can take away any more, whatever stands in them.
void write_files(Writer& w, Texts const& texts, YearState const& state)
{
    struct File {
        std::string_view step;
        StateDocument const& document;
    };
    std::vector<File> files;
    for (auto const& step : state.steps) {
        for (auto const& document : step.documents) {
            if (!document.digest.empty())
                files.push_back({step.kind, document});
        }
    }
    if (files.empty())
        return;
    w(R"(<section class="stack" aria-labelledby="dateien"><h2 id="dateien">{}</h2><p class="measure">{}</p><ul class="plain">{}</ul></section>)",
      texts("year.files"_msg), texts("year.files.lead"_msg), each(files, [&](Writer& item, File const& one) {
          item(
              R"(<li><strong>{}</strong>: <a href="{}" {}>{}</a></li>)",
              web::word_of_value<StepKind>(one.step, texts),
              address_of(StepDocument{one.document.title, one.document.link}).value(),
              html::Attributes{web::content_lang(texts)}, one.document.title);
      }));
}

}

std::string shown_day(Texts const& texts, std::optional<std::string> const& iso)
{
    if (!iso)
        return "–";
    auto const day = PartialDate::parse(*iso);
    return day ? texts.partial_date(*day) : *iso;
}

std::string shown_progress(Texts const& texts, std::optional<std::int64_t> millionths)
{
    if (!millionths)
        return "–";
    return texts("measure.progress"_msg, {{"percent", goals::Progress{*millionths}.percent()}});
}

web::StaffMark light_mark(Texts const& texts, std::optional<std::string> const& light)
{
    auto const known = light ? enum_from<goals::Light>(*light) : std::nullopt;
    if (known)
        return goals::mark_of(*known, texts);
    return {"st st--none", light ? *light : std::string(texts("year.light.none"_msg))};
}

std::optional<Decimal> stored_value(std::string_view value)
{
    std::string typed(value);
    std::ranges::replace(typed, '.', ',');
    return Decimal::parse(typed);
}

std::string shown_number(Texts const& texts, std::string_view value)
{
    auto const number = stored_value(value);
    return number ? goals::shown_value(texts, *number) : std::string(value);
}

std::string shown_missing(Texts const& texts, StateMissing const& missing)
{
    auto const kind = enum_from<Missing>(missing.kind);
    auto const word = kind ? std::string(texts(label_of(*kind))) : missing.kind;
    if (missing.what.empty())
        return word;
    bool const is_step = kind == Missing::step_open;
    return word + ": " + (is_step ? web::word_of_value<StepKind>(missing.what, texts) : missing.what);
}

std::string shown_lights(Texts const& texts, YearState const& state)
{
    std::vector<std::string> parts;
    for (auto const light : goals::all_lights) {
        auto const count = std::ranges::count_if(state.measures, [&](StateMeasure const& one) {
            return one.light && *one.light == to_text(light);
        });
        if (count > 0)
            parts.push_back(texts.number(count) + ' ' + std::string(texts(goals::label_of(light))));
    }
    auto const without = std::ranges::count_if(
        state.measures, [](StateMeasure const& one) { return !one.light.has_value(); });
    if (without > 0)
        parts.push_back(texts("year.lights.without"_msg, {{"count", without}}));
    return parts.empty() ? std::string(texts("year.measures.none"_msg)) : texts.list(parts);
}

void write_missing(Writer& w, Texts const& texts, std::vector<StateMissing> const& missing)
{
    w(R"(<ul>{}</ul>)", each(missing, [&](Writer& item, StateMissing const& one) {
          item("<li>{}</li>", shown_missing(texts, one));
      }));
}

http::Response closing_page(web::Call const& call, ClosingPage const& page)
{
    auto const& texts = web::staff_texts(call);
    auto const& one = page.one;
    auto frame = frame_below_year(
        call, one.year, page.names,
        texts("year.closing.title"_msg, {{"year", std::to_string(one.year.year)}}));
    frame.problems = page.problems;
    auto const url = year_url(one.year.id, "abschluss");
    return web::staff_page(frame, [&](Writer& w) {
        bool const is_complete = one.state.missing.empty();
        w(
            R"(<p class="measure">{}</p><p>{}</p><section class="stack" aria-labelledby="fehlt"><h2 id="fehlt">{}</h2>{}</section>{}{}<form class="form stack-top" method="post" action="{}" novalidate>{}<input type="hidden" name="{}" value="{}"><div class="sec">{}</div><div class="save">{}<a class="kern-btn kern-btn--tertiary" href="{}"><span class="kern-label">{}</span></a></div></form>)",
            texts("year.closing.lead"_msg),
            texts(
                "year.closing.state"_msg,
                {{"day", shown_day(texts, one.state.state_day)},
                 {"goals", std::ssize(one.state.goals)},
                 {"measures", std::ssize(one.state.measures)},
                 {"lights", shown_lights(texts, one.state)}}),
            texts("year.missing"_msg),
            [&](Writer& inner) {
                if (is_complete)
                    inner("<p>{}</p>", texts("year.missing.nothing"_msg));
                else
                    write_missing(inner, texts, one.state.missing);
            },
            [&](Writer& inner) { write_free_texts(inner, texts, list_free_texts(one.state, texts)); },
            [&](Writer& inner) { write_files(inner, texts, one.state); }, url,
            web::KeptWhileTyping{call, url}, closing_field::seen, one.seen,
            web::TextArea{
                .texts = texts,
                .name = closing_field::reason,
                .label = "year.field.reason"_msg,
                .value = page.reason,
                .problems = page.problems,
                .hint = is_complete ? "year.hint.reason.optional"_msg : "year.hint.reason"_msg,
                .rows = 3,
                .is_required = !is_complete,
                .language = web::language_of_content(texts)},
            web::SubmitButton{texts("year.action.close_now"_msg), "primary grave"}, year_url(one.year.id),
            texts("form.back"_msg));
    });
}

} // namespace kommin::steering
