// The forms in which people at work answer the criteria: of many at once, and of one with its rank.

#include "modules/steering/priorities/priority_pages.hpp"
#include "platform/html/attributes.hpp"
#include "platform/web/form_parts.hpp"
#include "platform/web/page_parts.hpp"
#include "platform/web/staff_form.hpp"
#include "platform/web/unsaved_entries.hpp"

#include <utility>

namespace kommin::steering {

using html::each;
using html::when;
using html::Writer;
using i18n::Texts;
using web::Choice;
using web::FieldWidth;

namespace {

std::vector<Choice> marks_of(Texts const& texts, Criterion criterion)
{
    std::vector<Choice> choices{{"", std::string(texts("priority.mark.none"_msg))}};
    for (int mark = best_mark; mark >= worst_mark; --mark)
        choices.push_back({std::to_string(mark), mark_word(texts, criterion, mark)});
    return choices;
}

void write_proposals(Writer& w, Texts const& texts, Weighed const& of)
{
    if (of.proposals.empty()) {
        w(R"(<p class="small mute">{}</p>)", texts("priority.proposals.none"_msg));
        return;
    }
    w(R"(<p class="small">{}</p><ul class="plain small">{}</ul>)", texts("priority.proposals"_msg),
      each(of.proposals, [&](Writer& item, Proposal const& one) {
          item(
              R"(<li>{}: {} <span class="mute" {}>({})</span></li>)", texts(label_of(one.criterion)),
              mark_word(texts, one.criterion, one.mark), html::Attributes{web::content_lang(texts)},
              one.source);
      }));
}

void write_scoring_row(Writer& w, Texts const& texts, ScoringPage const& page, std::size_t at)
{
    auto const& of = *page.rows[at];
    auto const& seen = page.seen.at(at);
    web::FormFields const form(texts, page.fields, page.problems);
    w(
        R"(<fieldset class="sec"><legend {}>{}</legend><input type="hidden" name="zeile" value="{}"><input type="hidden" name="{}" value="{}">{}<div class="two">{}</div>{}{}</fieldset>)",
        html::Attributes{web::content_lang(texts)}, of.title, seen.key, row_field("version", seen.key),
        seen.version, [&](Writer& inner) { write_proposals(inner, texts, of); },
        each(
            all_criteria,
            [&](Writer& inner, Criterion criterion) {
                auto const choices = marks_of(texts, criterion);
                inner(
                    "{}", form.choice(row_field(to_text(criterion), seen.key), label_of(criterion), choices));
            }),
        form.area(row_field(priority_field::reason, seen.key), "priority.field.reason"_msg, {}, 2),
        form.text(
            row_field(priority_field::source, seen.key), "priority.field.source"_msg, FieldWidth::whole));
}

}

http::Response scoring_page(web::Call const& call, ScoringPage const& page)
{
    auto const& texts = web::staff_texts(call);
    auto frame = frame_below_priorities(
        call, page.year, page.names,
        std::string(texts(
            page.kind == WeighedKind::goals ? "priority.action.score.goals"_msg
                                            : "priority.action.score.measures"_msg)));
    if (page.pages > 1)
        frame.state_line = texts("priority.scoring.page"_msg, {{"page", page.page}, {"pages", page.pages}});
    frame.problems = page.problems;
    auto const url = scoring_url(page.year.id, page.kind, page.page);
    return web::staff_page(frame, [&](Writer& w) {
        std::vector<std::size_t> places(page.rows.size());
        for (std::size_t at = 0; at < places.size(); ++at)
            places[at] = at;
        auto const save = std::string(
            texts(page.page < page.pages ? "priority.scoring.save_next"_msg : "words.action.save"_msg));
        w(R"(<p class="measure">{}</p><p><a href="{}">{}</a></p><form class="form" method="post" action="{}" novalidate>{}{}{}<div class="save">{}<a class="kern-btn kern-btn--tertiary" href="{}"><span class="kern-label">{}</span></a></div></form>)",
          texts("priority.scoring.text"_msg), url.with_query({{"vorschlaege", "ja"}}),
          texts("priority.scoring.propose"_msg), url, web::KeptWhileTyping{call, url}, web::SaveByEnter{save},
          each(places, [&](Writer& row, std::size_t at) { write_scoring_row(row, texts, page, at); }),
          web::SubmitButton{save}, priorities_url(page.year.id), texts("form.back"_msg));
    });
}

http::Response priority_form_page(web::Call const& call, PriorityFormPage const& page)
{
    auto const& texts = web::staff_texts(call);
    auto const& of = page.seen.of();
    auto const& priority = page.seen.priority;
    auto frame = frame_below_priorities(
        call, page.seen.year, page.names, texts("priority.form"_msg, {{"title", of.title}}));
    frame.problems = page.problems;
    std::string const no_key;
    auto const& year = page.seen.year.id;
    web::FormShell const shell{
        .call = call,
        .texts = texts,
        .url = priority_url(year, priority.id, "bearbeiten"),
        .version = priority.version,
        .form_key = no_key,
        .back = priorities_url(year),
        .shown_version = page.shown_version};
    return shell.page(
        frame,
        [&](Writer& w) {
            web::FormFields const form(texts, page.fields, page.problems);
            w(
                R"(<div class="sec">{}<div class="two">{}</div>{}{}</div><div class="sec">{}{}</div>)",
                [&](Writer& inner) { write_proposals(inner, texts, of); },
                each(
                    all_criteria,
                    [&](Writer& inner, Criterion criterion) {
                        auto const choices = marks_of(texts, criterion);
                        inner("{}", form.choice(to_text(criterion), label_of(criterion), choices));
                    }),
                form.area(priority_field::reason, "priority.field.reason"_msg, {}, 3),
                form.text(priority_field::source, "priority.field.source"_msg, FieldWidth::whole),
                form.text(
                    priority_field::rank, "priority.field.rank"_msg, FieldWidth::narrow,
                    "priority.hint.rank"_msg),
                form.area(
                    priority_field::rank_reason, "priority.field.rank_reason"_msg,
                    "priority.hint.rank_reason"_msg, 3));
        },
        [&](Writer& w) {
            web::write_effect(w, texts, "priority.effect_of_saving"_msg);
            web::write_history_card(w, texts, priority_url(year, priority.id, "verlauf"));
        });
}

} // namespace kommin::steering
