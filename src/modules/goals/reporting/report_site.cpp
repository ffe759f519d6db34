#include "modules/goals/reporting/report_site.hpp"

#include "modules/goals/measures/figure_words.hpp"
#include "modules/goals/reporting/report_link.hpp"
#include "platform/base/text.hpp"
#include "platform/html/attributes.hpp"
#include "platform/records/typed.hpp"
#include "platform/web/public_form.hpp"
#include "platform/web/write.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace kommin::goals {

using html::attribute;
using html::Attributes;
using html::each;
using html::when;
using html::Writer;
using web::InLanguage;
using web::Visit;

namespace {

constexpr std::string_view asked_path = "bericht";
constexpr std::array asked_fields{
    report_field::value, report_field::day, report_field::source, report_field::remark,
    report_field::replaces};

std::optional<LinkedFigure> load_linked_figure(Visit const& visit)
{
    return web::read(visit.call, [&](db::Connection& db) {
        return find_linked_figure(db, visit.call.site.tenant, visit.call.path["token"], visit.now.date);
    });
}

html::Url asked_url(Visit const& visit)
{
    return visit.url({asked_path, visit.call.path["token"]});
}

web::PublicFrame asked_frame(Visit const& visit, std::string title, std::string path)
{
    auto frame = visit.frame(std::move(title), std::move(path), "");
    frame.is_indexable = false;
    frame.foot = {};
    return frame;
}

struct AskedWord {
    std::string_view field;
    MessageKey label;
};
constexpr std::array asked_words{
    AskedWord{report_field::value, "goals.report.value"_msg},
    AskedWord{report_field::day, "goals.report.day"_msg},
    AskedWord{report_field::source, "goals.report.source"_msg},
    AskedWord{report_field::remark, "goals.report.remark"_msg}};

// What somebody has typed where no form is left for it: it can be copied.
void write_lost(Writer& w, Visit const& visit, records::Fields const& typed)
{
    std::vector<AskedWord> lost;
    std::ranges::copy_if(asked_words, std::back_inserter(lost), [&](AskedWord const& one) {
        return !typed.value(one.field).empty();
    });
    if (lost.empty())
        return;
    w(R"(<section class="km-stack km-stack--s" aria-labelledby="eingetragen"><h2 id="eingetragen">{}</h2><p>{}</p><dl class="km-facts">{}</dl></section>)",
      visit.texts("goals.report.lost.title"_msg), visit.texts("goals.report.lost"_msg),
      each(lost, [&](Writer& row, AskedWord const& one) {
          row(R"(<div><dt>{}</dt><dd dir="auto">{}</dd></div>)", visit.texts(one.label),
              typed.value(one.field));
      }));
}

// For every link that does not work, whatever the reason, and for what was reported. `typed`: what was sent
// to it.
http::Response message_page(
    Visit const& visit, http::Status status, MessageKey title, MessageKey text,
    records::Fields const& typed = {})
{
    auto const& texts = visit.texts;
    auto page = visit.page(asked_frame(visit, std::string(texts(title)), ""), [&](Writer& w) {
        w(R"(<div class="km-wrap km-main km-stack km-prose"><h1>{}</h1><p class="km-lead">{}</p>{}</div>)",
          texts(title), texts(text), [&](Writer& inner) { write_lost(inner, visit, typed); });
    });
    page.set_status(status);
    return std::move(page).no_store();
}
http::Response ended_page(Visit const& visit, records::Fields const& typed = {})
{
    return message_page(
        visit, http::Status::gone, "goals.report.gone.title"_msg, "goals.report.gone"_msg, typed);
}

InLanguage as_written(Visit const& visit, std::string_view text)
{
    return {text, i18n::Language::german(), visit.language()};
}

struct AskedForm {
    records::Fields fields = {};
    std::string key = {};
    std::vector<Problem> problems = {}; // in the words of this page
};

// Why a photo is not there, or not any more.
Problem photo_in_public_words(Problem const& problem)
{
    auto const field = std::string(photo_field);
    if (problem.message == "report.problem.photos_full"_msg)
        return Problem::invalid(field, "goals.report.problem.photos_full"_msg);
    if (problem.kind == ProblemKind::unavailable)
        return Problem::invalid(field, "goals.report.problem.photo_busy"_msg);
    return Problem::invalid(
        field, "goals.report.problem.photo"_msg, {{"limit", std::to_string(images::largest_picture >> 20U)}});
}

// The desk says them in two languages; this page is read in all. A browser sends no file a second time:
// `had_photo` where one came with the form.
std::vector<Problem> in_public_words(
    i18n::Texts const& texts, std::vector<Problem> problems, SeenFigure const& of, bool had_photo)
{
    bool const tells_of_photo = std::ranges::find(problems, photo_field, &Problem::field) != problems.end();
    for (auto& problem : problems) {
        if (problem.field == report_field::value)
            problem = Problem::invalid(problem.field, "goals.report.problem.value"_msg);
        else if (problem.field == report_field::day)
            problem = of.figure.baseline_day
                ? Problem::invalid(
                      problem.field, "goals.report.problem.day_after"_msg,
                      {{"day", texts.partial_date(*of.figure.baseline_day)}})
                : Problem::invalid(problem.field, "goals.report.problem.day"_msg);
        else if (problem.field == report_field::source)
            problem = Problem::invalid(problem.field, "goals.report.problem.source"_msg);
        else if (problem.field == report_field::remark)
            problem = Problem::invalid(problem.field, "goals.report.problem.remark"_msg);
        else if (problem.field == report_field::replaces)
            problem = Problem::invalid(problem.field, "goals.report.problem.replaces"_msg);
        else if (problem.field == photo_field)
            problem = photo_in_public_words(problem);
    }
    if (had_photo && !tells_of_photo)
        problems.push_back(
            Problem::invalid(std::string(photo_field), "goals.report.problem.photo_again"_msg));
    return problems;
}

// How an entry is typed.
enum class Typed : std::uint8_t { words, number, day };

class AskedFields {
public:
    AskedFields(Visit const& visit, LinkedFigure const& linked, AskedForm const& form)
        : visit_(visit)
        , linked_(linked)
        , form_(form)
    { }
    void write(Writer& w) const
    {
        auto const& unit = linked_.of.figure.unit;
        write_input(
            w, report_field::value, "goals.report.value"_msg,
            visit_.texts("goals.report.hint.value"_msg, {{"unit", visit_.texts.foreign(unit)}}),
            Typed::number);
        write_input(
            w, report_field::day, "goals.report.day"_msg, visit_.texts("goals.report.hint.day"_msg),
            Typed::day);
        write_replacing(w);
        write_input(
            w, report_field::source, "goals.report.source"_msg, visit_.texts("goals.report.hint.source"_msg),
            Typed::words);
        write_input(
            w, report_field::remark, "goals.report.remark"_msg, visit_.texts("goals.report.hint.remark"_msg),
            Typed::words);
        write_photo_field(w);
    }

private:
    [[nodiscard]] bool is_wrong(std::string_view field) const
    {
        return std::ranges::find(form_.problems, field, &Problem::field) != form_.problems.end();
    }
    void write_problems(Writer& w, std::string_view field) const
    {
        if (is_wrong(field))
            w(R"(<div id="f-{}-fehler">{}</div>)", field,
              each(form_.problems, [&](Writer& line, Problem const& problem) {
                  if (problem.field == field)
                      line(R"(<p class="km-error">{}</p>)", i18n::text_of(problem, visit_.texts));
              }));
    }
    [[nodiscard]] std::string described_by(std::string_view field) const
    {
        auto const id = "f-" + std::string(field);
        return is_wrong(field) ? id + "-hint " + id + "-fehler" : id + "-hint";
    }
    void write_input(
        Writer& w, std::string_view field, MessageKey label, std::string_view hint, Typed typed) const
    {
        bool const is_words = typed == Typed::words;
        w(
            R"(<div class="kern-form-input"><label class="kern-label" for="f-{}">{}</label><p class="km-hint" id="f-{}-hint">{}</p>{}<input class="kern-form-input__input" id="f-{}" name="{}" type="text" value="{}" {}></div>)",
            field, visit_.texts(label), field, hint, [&](Writer& inner) { write_problems(inner, field); },
            field, field, form_.fields.value(field),
            Attributes{
                attribute("dir", is_words ? "auto" : "ltr"),
                attribute("inputmode", "decimal", typed == Typed::number),
                attribute("aria-describedby", described_by(field)),
                attribute("aria-invalid", "true", is_wrong(field))});
    }
    // Only where that day has a value already.
    void write_replacing(Writer& w) const
    {
        auto const day = parse_typed_date(form_.fields.value(report_field::day));
        auto const* holds = day ? confirmed_of(linked_.reports, *day) : nullptr;
        if (holds == nullptr)
            return;
        bool const is_ticked = form_.fields.value(report_field::replaces) == replaces_value;
        w(
            R"(<div class="kern-form-input">{}<label for="f-{}"><input type="checkbox" id="f-{}" name="{}" value="{}" {}> {}</label></div>)",
            [&](Writer& inner) { write_problems(inner, report_field::replaces); }, report_field::replaces,
            report_field::replaces, report_field::replaces, replaces_value,
            Attributes{html::flag("checked", is_ticked)},
            visit_.texts(
                "goals.report.replaces"_msg,
                {{"value", shown_value(visit_.texts, holds->value)},
                 {"unit", visit_.texts.foreign(linked_.of.figure.unit)}}));
    }
    void write_photo_field(Writer& w) const
    {
        w(
            R"(<div class="kern-form-input"><label class="kern-label" for="f-{}">{}</label><p class="km-hint" id="f-{}-hint">{}</p>{}<input class="kern-form-input__input" id="f-{}" name="{}" type="file" accept="image/jpeg,image/png,image/webp" {}></div>)",
            photo_field, visit_.texts("goals.report.photo"_msg), photo_field,
            visit_.texts(
                "goals.report.hint.photo"_msg, {{"limit", std::to_string(images::largest_picture >> 20U)}}),
            [&](Writer& inner) { write_problems(inner, photo_field); }, photo_field, photo_field,
            Attributes{
                attribute("aria-describedby", described_by(photo_field)),
                attribute("aria-invalid", "true", is_wrong(photo_field))});
    }

    Visit const& visit_;
    LinkedFigure const& linked_;
    AskedForm const& form_;
};

// What somebody wants to know, and what was reported from this address.
void write_asked_about(Writer& w, Visit const& visit, LinkedFigure const& linked)
{
    if (!linked.asked_about)
        return;
    auto const& texts = visit.texts;
    auto const& report = *linked.asked_about;
    w(R"(<div><dt>{}</dt><dd>{}</dd></div><div><dt>{}</dt><dd>{} {} ({})</dd></div>)",
      texts("goals.report.asked.question"_msg), as_written(visit, report.question),
      texts("goals.report.asked.reported"_msg), web::LeftToRight{shown_value(texts, report.value)},
      as_written(visit, linked.of.figure.unit), texts.date(report.day, i18n::DateStyle::long_));
}

// What helps to say the value, and nothing else of the measure.
void write_asked_facts(Writer& w, Visit const& visit, LinkedFigure const& linked)
{
    auto const& texts = visit.texts;
    auto const& [figure, measure] = linked.of;
    auto const* last = latest_confirmed(linked.reports, visit.now.date);
    w(
        R"(<dl class="km-facts">{}<div><dt>{}</dt><dd>{}</dd></div>{}<div><dt>{}</dt><dd>{} {}</dd></div>{}</dl>)",
        [&](Writer& rows) { write_asked_about(rows, visit, linked); }, texts("goals.report.measure"_msg),
        as_written(visit, measure.number.empty() ? measure.title : measure.number + ' ' + measure.title),
        when(
            last != nullptr,
            [&](Writer& row) {
                row("<div><dt>{}</dt><dd>{} {} ({})</dd></div>", texts("goals.report.last"_msg),
                    web::LeftToRight{shown_value(texts, last->value)}, as_written(visit, figure.unit),
                    texts.date(last->day, i18n::DateStyle::long_));
            }),
        texts(
            figure.target_kind == TargetKind::increase ? "goals.public.figure.target_more"_msg
                                                       : "goals.public.figure.target"_msg),
        web::LeftToRight{shown_value(texts, figure.target)}, as_written(visit, figure.unit),
        when(!linked.asked_about, [&](Writer& row) {
            row("<div><dt>{}</dt><dd>{}</dd></div>", texts("goals.report.last_day"_msg),
                texts.date(linked.due, i18n::DateStyle::long_));
        }));
}

http::Response asked_page(
    Visit const& visit, http::Status status, LinkedFigure const& linked, AskedForm const& form)
{
    auto const& texts = visit.texts;
    auto const& figure = linked.of.figure;
    auto const path = std::string(asked_path) + '/' + std::string(visit.call.path["token"]);
    auto page = visit.page(asked_frame(visit, figure.name, path), [&](Writer& w) {
        w(
            R"(<div class="km-wrap km-main km-stack km-prose"><h1>{}</h1>{}<p class="km-lead">{}</p>{}<form class="km-form km-stack" method="post" action="{}" enctype="multipart/form-data" novalidate>{}{}<button class="kern-btn kern-btn--primary" type="submit"><span class="kern-label">{}</span></button></form><p class="km-hint">{}</p></div>)",
            as_written(visit, figure.name), web::FormTrouble{texts, form.problems},
            texts(linked.asked_about ? "goals.report.asked.lead"_msg : "goals.report.lead"_msg),
            [&](Writer& inner) { write_asked_facts(inner, visit, linked); }, asked_url(visit),
            web::PublicFormFields{form.key},
            [&](Writer& inner) { AskedFields(visit, linked, form).write(inner); },
            texts("goals.report.send"_msg),
            texts("goals.report.until"_msg, {{"day", texts.date(linked.until, i18n::DateStyle::long_)}}));
    });
    page.set_status(status);
    return std::move(page).no_store();
}

// What stands in the form at first: of a question what it is about, to be put right.
records::Fields usual_entries(LinkedFigure const& linked, Date today)
{
    records::Fields fields;
    if (auto const& report = linked.asked_about) {
        fields.set(report_field::value, report->value.to_typed());
        fields.set(report_field::day, typed_spelling(report->day));
        fields.set(report_field::source, report->source);
        fields.set(report_field::remark, report->remark);
    } else if (auto const* last = latest_confirmed(linked.reports, today)) {
        // Of what everybody may know: one that nobody has confirmed is for the desk alone.
        fields.set(report_field::source, last->source);
    }
    return fields;
}

records::Fields asked_report(http::Form const& posted)
{
    records::Fields fields;
    for (auto const name : asked_fields)
        fields.set(name, std::string(trim(posted.value(name))));
    return fields;
}

// What was sent with the form beside its words, made anew once.
struct AskedPhoto {
    http::Part const* file = nullptr;
    std::optional<StoredPhoto> stored = {};
};

std::vector<Problem> problems_of_asked(
    Visit& visit, LinkedFigure const& linked, records::Fields const& fields, AskedPhoto& photo,
    PhotoCare const& care)
{
    // What was reported already is no form any more; the use case says so, or knows it again.
    if (!linked.is_owed)
        return {};
    auto problems = problems_of_report(fields, linked.of, linked.reports, visit.now.date);
    for (auto& problem : problems_of_photo(photo.file))
        problems.push_back(std::move(problem));
    if (!problems.empty())
        return problems;
    auto stored = take_photo(visit.call, care, photo.file);
    if (!stored)
        return {stored.problem()};
    photo.stored = *std::move(stored);
    return {};
}

}

http::Response show_asked_report(Visit& visit)
{
    auto const linked = load_linked_figure(visit);
    if (!linked)
        return ended_page(visit);
    if (!linked->is_owed)
        return visit.call.request.query().has("danke")
            ? message_page(
                  visit, http::Status::ok, "goals.report.thanks.title"_msg, "goals.report.thanks"_msg)
            : ended_page(visit);
    return asked_page(
        visit, http::Status::ok, *linked,
        {.fields = usual_entries(*linked, visit.now.date), .key = web::new_form_key(visit)});
}

http::Response send_asked_report(Visit& visit, web::VisitorGate& gate, PhotoCare const& care)
{
    auto const linked = load_linked_figure(visit);
    if (!linked) {
        auto const posted = visit.call.request.form();
        return ended_page(visit, posted ? asked_report(*posted) : records::Fields{});
    }
    auto const body = visit.call.request.multipart();
    auto const photo = std::make_shared<AskedPhoto>();
    if (body)
        photo->file = chosen_photo(*body);
    return web::receive_form(visit, gate, [&](http::Form const& posted, std::string const& key) {
        AskedForm const typed{.fields = asked_report(posted), .key = key};
        auto const thanks = asked_url(visit).with_query({{"danke", "1"}});
        return web::PublicForm{
            .check = [&visit, &linked, &care, typed,
                      photo] { return problems_of_asked(visit, *linked, typed.fields, *photo, care); },
            .receive = [&visit, typed, photo, thanks](Work& work) -> Result<html::Url> {
                TRY(report_by_link(work, visit.call.path["token"], typed.fields, typed.key, photo->stored));
                return thanks;
            },
            .show =
                [&visit, &linked, typed, photo](http::Status status, std::vector<Problem> const& problems) {
                    if (status == http::Status::gone)
                        return ended_page(visit, typed.fields);
                    auto again = typed;
                    again.problems
                        = in_public_words(visit.texts, problems, linked->of, photo->file != nullptr);
                    return asked_page(visit, status, *linked, again);
                },
            .thanks = thanks};
    });
}

} // namespace kommin::goals
