#include "modules/adoption/concepts/item_records.hpp"
#include "modules/adoption/concepts/package_pages.hpp"
#include "platform/html/attributes.hpp"
#include "platform/web/form_parts.hpp"
#include "platform/web/page_parts.hpp"
#include "platform/web/record_versions.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace kommin::adoption {

using html::each;
using html::when;
using html::Writer;
using i18n::Texts;
using web::Choice;

namespace {

std::string_view shape_of(Standing standing)
{
    switch (standing) {
    case Standing::same:
        return "st st--ok";
    case Standing::proposed:
    case Standing::both:
        return "st st--warn";
    case Standing::fresh:
    case Standing::found:
        return "st st--info";
    case Standing::own:
        return "st st--done";
    case Standing::waits:
    case Standing::declined:
    case Standing::ended:
        break;
    }
    return "st st--none";
}

std::vector<Choice> choices_of(PartLine const& line, Texts const& texts)
{
    bool const is_here = line.mine.has_value() && line.theirs.kind != ItemKind::checklist;
    std::vector<Choice> choices{
        {"take", std::string(texts(is_here ? "package.choice.replace"_msg : "package.choice.take"_msg))}};
    if (line.standing != Standing::declined)
        choices.push_back(
            {"keep", std::string(texts(is_here ? "package.choice.keep"_msg : "package.choice.decline"_msg))});
    choices.push_back({"", std::string(texts("package.choice.later"_msg))});
    return choices;
}

void write_choice(Writer& w, Texts const& texts, AdoptingPage const& page, PartLine const& line)
{
    auto const choices = choices_of(line, texts);
    auto const found = page.choices.find(line.theirs.key);
    std::array const chosen{
        found == page.choices.end()             ? std::string{}
            : found->second == PartChoice::take ? std::string("take")
                                                : std::string("keep")};
    auto const name = choice_field(line.theirs.key);
    w("{}",
      web::ChoiceGroup{
          .texts = texts,
          .name = name,
          .legend = "package.choice.legend"_msg,
          .choices = choices,
          .values = chosen,
          .problems = page.problems});
}

void write_figures(Writer& w, Texts const& texts, AdoptingPage const& page, PartLine const& line)
{
    if (line.figures.empty())
        return;
    auto const form = part_form(ItemKind::figure, page.view.package, texts);
    w(R"(<p>{}</p><ul>{}</ul>)", texts("package.figures.lead"_msg),
      each(line.figures, [&](Writer& row, Item const& figure) {
          row("<li>{} ({}; {}){}</li>", figure.title(), figure.fields.value(item_field::unit),
              form.shown(figure.fields, item_field::target_kind),
              when(line.measure.has_value(), [&](Writer& inner) {
                  inner(
                      R"( <a href="{}">{}</a>)",
                      goals::new_figure_desk_url(*line.measure, figure_words(figure)),
                      texts("package.figures.enter"_msg, {{"name", std::string(figure.title())}}));
              }));
      }));
}

void write_words(Writer& w, Texts const& texts, AdoptingPage const& page, PartLine const& line)
{
    auto const form = part_form(line.theirs.kind, page.view.package, texts);
    if (line.mine && line.mine->fields != line.theirs.fields) {
        w("{}", web::ChangedFields{texts, form, line.mine->fields, line.theirs.fields});
        return;
    }
    w(R"(<details><summary>{}</summary><dl class="facts">{}</dl></details>)", texts("package.words"_msg),
      each(form.fields, [&](Writer& inner, web::RecordForm::Field const& field) {
          web::write_fact(inner, field.label, form.shown(line.theirs.fields, field.name));
      }));
}

void write_line(Writer& w, Texts const& texts, AdoptingPage const& page, PartLine const& line)
{
    html::Attributes const content{web::content_lang(texts)};
    bool const is_asked = is_open(line.standing) || line.standing == Standing::declined;
    w(
        R"(<li class="card"><h3 {}>{}</h3><p><span class="{}">{}</span>{}</p>{}{}{}</li>)", content,
        title_of(line.theirs, texts), shape_of(line.standing), texts(label_of(line.standing)),
        when(
            line.url.has_value(),
            [&](Writer& inner) {
                inner(R"( <a href="{}">{}</a>)", *line.url, texts("package.open_record"_msg));
            }),
        [&](Writer& inner) { write_words(inner, texts, page, line); },
        [&](Writer& inner) { write_figures(inner, texts, page, line); },
        when(
            is_asked && page.view.is_newest, [&](Writer& inner) { write_choice(inner, texts, page, line); }));
}

void write_kind(Writer& w, Texts const& texts, AdoptingPage const& page, ItemKind kind)
{
    std::vector<PartLine const*> lines;
    for (auto const& line : page.view.lines) {
        if (line.theirs.kind == kind)
            lines.push_back(&line);
    }
    if (lines.empty())
        return;
    w(R"(<section class="stack"><h2>{}</h2><ul class="stack">{}</ul></section>)",
      texts("package.parts"_msg, {{"kind", texts(label_of(kind))}, {"count", std::ssize(lines)}}),
      each(lines, [&](Writer& row, PartLine const* line) { write_line(row, texts, page, *line); }));
}

void write_gone(Writer& w, Texts const& texts, AdoptingPage const& page)
{
    if (!page.view.gone.empty())
        w(R"(<p class="note">{}</p>)", texts("package.gone"_msg, {{"count", std::ssize(page.view.gone)}}));
}

}

http::Response adopting_page(web::Call const& call, AdoptingPage const& page)
{
    auto const& texts = web::staff_texts(call);
    auto const& view = page.view;
    auto frame
        = frame_below_packages(call, texts("package.adopt.title"_msg, {{"municipality", view.body.name}}));
    frame.crumbs.push_back({package_url(view.stored.id), view.stored.name, true});
    frame.problems = page.problems;
    frame.is_wide = true;
    auto const open
        = std::ranges::count_if(view.lines, [](PartLine const& line) { return is_open(line.standing); });
    frame.state_line = texts("package.adopt.open"_msg, {{"count", open}});
    auto const url = adopting_url(view.stored.id, view.body.slug);
    return web::staff_page(frame, [&](Writer& w) {
        if (!view.is_newest)
            w(R"(<div class="note"><p>{}</p></div>)", texts("package.problem.newer"_msg));
        if (view.has_other_key)
            w(R"(<div class="note"><p>{}</p></div>)", texts("package.key.changed"_msg));
        w(
            R"(<div class="stack"><p>{}</p>{}{}<form class="form" method="post" action="{}" novalidate>{}<input type="hidden" name="stand" value="{}">{}{}</form></div>)",
            texts("package.adopt.lead"_msg),
            when(
                open > 0 && view.is_newest,
                [&](Writer& inner) {
                    inner(
                        R"(<p><a href="{}">{}</a></p>)",
                        url.with_query({{"wahl", std::string(all_new_word)}}),
                        texts("package.adopt.all_new"_msg));
                }),
            [&](Writer& inner) { write_gone(inner, texts, page); }, url, web::FormToken{call}, view.digest,
            each(all_item_kinds, [&](Writer& inner, ItemKind kind) { write_kind(inner, texts, page, kind); }),
            when(view.is_newest, [&](Writer& inner) {
                inner(
                    R"(<div class="save">{}<a class="kern-btn kern-btn--tertiary" href="{}"><span class="kern-label">{}</span></a></div>)",
                    web::SubmitButton{texts("package.adopt.do"_msg)}, package_url(view.stored.id),
                    texts("form.back"_msg));
            }));
    });
}

} // namespace kommin::adoption
