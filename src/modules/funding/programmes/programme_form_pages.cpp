// The forms of programmes and calls.

#include "modules/funding/programmes/programme_pages.hpp"
#include "platform/web/form_parts.hpp"
#include "platform/web/page_parts.hpp"

#include <array>
#include <utility>

namespace kommin::funding {

using html::Writer;
using i18n::Texts;
using records::Fields;
using web::Choice;
using web::FieldWidth;
using web::staff_url;

namespace {

constexpr int rows_of_aims = 4;

MessageKey programme_label(std::string_view name)
{
    return web::label_in(all_programme_fields, name);
}

MessageKey call_label(std::string_view name)
{
    return web::label_in(all_call_fields, name);
}

void write_programme_fields(Writer& w, Texts const& texts, ProgrammeFormPage const& page)
{
    web::FormFields const form(texts, page.fields, page.problems);
    std::array const approximate{
        Choice{std::string(approximate_value), std::string(texts("funding.approximate.yes"_msg))}};
    w(
        R"({}<div class="sec">{}{}{}{}</div>{}<div class="sec">{}{}{}{}</div><div class="sec">{}{}{}</div>)",
        web::RequiredNote{texts},
        form.text(
            programme_field::title, programme_label(programme_field::title), FieldWidth::whole, {}, true),
        form.text(
            programme_field::authority, programme_label(programme_field::authority), FieldWidth::whole,
            "funding_programme.hint.authority"_msg),
        form.area(
            programme_field::aims, programme_label(programme_field::aims), "funding_programme.hint.aims"_msg,
            rows_of_aims),
        form.area(
            programme_field::text, programme_label(programme_field::text), "funding_programme.hint.text"_msg),
        [&](Writer& inner) { write_product_lines(inner, texts, page); },
        [&](Writer& inner) { form.write_span(inner); },
        form.text(
            programme_field::amount, programme_label(programme_field::amount), FieldWidth::narrow,
            "funding_programme.hint.amount"_msg),
        [&](Writer& inner) {
            form.write_choices(
                inner, programme_field::approximate, programme_label(programme_field::approximate),
                approximate, true);
        },
        form.text(
            programme_field::keep_years, programme_label(programme_field::keep_years), FieldWidth::narrow,
            "funding_programme.hint.keep_years"_msg),
        form.text(
            programme_field::link, programme_label(programme_field::link), FieldWidth::whole,
            "funding.hint.link"_msg),
        [&](Writer& inner) { form.write_doubt(inner); },
        form.text(
            programme_field::source, programme_label(programme_field::source), FieldWidth::whole,
            "panel.hint.source"_msg));
}

void write_call_fields(Writer& w, Texts const& texts, CallFormPage const& page)
{
    web::FormFields const form(texts, page.fields, page.problems);
    std::vector<Choice> kinds{{"", std::string(texts("funding.kind.unknown"_msg))}};
    for (auto& kind : web::choices_among<Financing>(all_financings, texts))
        kinds.push_back(std::move(kind));
    auto const costs = web::choices_among<CostKind>(all_cost_kinds, texts);
    auto const narrow = [&](std::string_view name, MessageKey hint) {
        return form.text(name, call_label(name), FieldWidth::narrow, hint);
    };
    w(
        R"({}<div class="sec">{}{}{}{}</div><div class="sec">{}{}{}{}{}{}</div><div class="sec">{}{}{}</div><div class="sec">{}{}{}</div>)",
        web::RequiredNote{texts},
        form.text(
            call_field::title, call_label(call_field::title), FieldWidth::whole,
            "funding_call.hint.title"_msg, true),
        form.day(call_field::opens, call_label(call_field::opens)),
        form.day(
            call_field::deadline, call_label(call_field::deadline), "funding_call.hint.deadline"_msg, false),
        form.text(
            call_field::deadline_text, call_label(call_field::deadline_text), FieldWidth::whole,
            "funding_call.hint.deadline_text"_msg),
        form.choice(call_field::kind, call_label(call_field::kind), kinds, "funding.hint.kind"_msg),
        narrow(call_field::share, "funding.hint.share"_msg),
        narrow(call_field::fixed, "funding_call.hint.fixed"_msg),
        narrow(call_field::most, "funding.hint.money"_msg),
        narrow(call_field::least, "funding_call.hint.least"_msg),
        narrow(call_field::own_share, "funding_call.hint.own_share"_msg),
        [&](Writer& inner) {
            form.write_choices(
                inner, call_field::cost_kinds, call_label(call_field::cost_kinds), costs, true,
                "funding_call.hint.cost_kinds"_msg);
        },
        form.text(
            call_field::eligible_text, call_label(call_field::eligible_text), FieldWidth::whole,
            "funding_call.hint.eligible_text"_msg),
        form.area(call_field::rules, call_label(call_field::rules), "funding_call.hint.rules"_msg),
        form.text(call_field::link, call_label(call_field::link), FieldWidth::whole, "funding.hint.link"_msg),
        form.text(call_field::remark, call_label(call_field::remark), FieldWidth::whole),
        form.text(
            call_field::source, call_label(call_field::source), FieldWidth::whole, "panel.hint.source"_msg));
}

}

web::RecordForm programme_record_form(Texts const& texts, UnitsOfProducts units)
{
    auto form = web::record_form(all_programme_fields, texts);
    form.shown = [&texts, units = std::move(units)](Fields const& fields, std::string_view name) {
        if (name == programme_field::products)
            return products_in_words(fields.values(name), units);
        std::string value(fields.value(name));
        if (name == programme_field::uncertain && value == web::uncertain_value)
            return std::string(texts("form.uncertain.yes"_msg));
        if (name == programme_field::approximate && value == approximate_value)
            return std::string(texts("funding.approximate.yes"_msg));
        return value;
    };
    return form;
}

web::RecordForm call_record_form(Texts const& texts)
{
    auto form = web::record_form(all_call_fields, texts);
    form.shown = [&texts](Fields const& fields, std::string_view name) {
        std::string value(fields.value(name));
        if (name == call_field::kind && !value.empty())
            return web::word_of_value<Financing>(value, texts);
        if (name == call_field::cost_kinds) {
            std::vector<std::string> words;
            for (auto const& kind : fields.values(name))
                words.push_back(web::word_of_value<CostKind>(kind, texts));
            return words.empty() ? std::string{} : texts.list(words);
        }
        return value;
    };
    return form;
}

http::Response programme_form_page(web::Call const& call, ProgrammeFormPage const& page)
{
    auto const& texts = web::staff_texts(call);
    auto const* one = page.programme;
    auto frame = one == nullptr
        ? frame_below_programmes(call, std::string(texts("funding_programme.new"_msg)))
        : frame_below_programme(call, *one, texts("panel.change.title"_msg, {{"name", one->title}}));
    frame.problems = page.problems;
    web::FormShell const shell{
        .call = call,
        .texts = texts,
        .url = one == nullptr ? staff_url({programmes_path, "neu"}) : programme_url(one->id, {"bearbeiten"}),
        .version = one == nullptr ? std::nullopt : std::optional(one->version),
        .form_key = page.form_key,
        .back = one == nullptr ? programmes_url() : programme_url(one->id),
        .shown_version = page.shown_version};
    return shell.page(
        frame, [&](Writer& w) { write_programme_fields(w, texts, page); },
        [&](Writer& w) {
            web::write_effect(w, texts, "funding_programme.effect"_msg);
            if (one != nullptr)
                web::write_history_card(w, texts, programme_url(one->id, {"bearbeiten", "verlauf"}));
        });
}

http::Response call_form_page(web::Call const& call, CallFormPage const& page)
{
    auto const& texts = web::staff_texts(call);
    auto const* one = page.call;
    auto frame = frame_below_programme(
        call, page.programme, one == nullptr ? std::string(texts("funding_call.new"_msg)) : one->title);
    frame.problems = page.problems;
    web::FormShell const shell{
        .call = call,
        .texts = texts,
        .url = one == nullptr ? programme_url(page.programme.id, {"aufrufe", "neu"})
                              : call_url(page.programme.id, one->id),
        .version = one == nullptr ? std::nullopt : std::optional(one->version),
        .form_key = page.form_key,
        .back = programme_url(page.programme.id),
        .shown_version = page.shown_version};
    return shell.page(
        frame, [&](Writer& w) { write_call_fields(w, texts, page); },
        [&](Writer& w) {
            web::write_effect(w, texts, "funding_call.effect"_msg);
            if (one != nullptr)
                web::write_history_card(w, texts, call_url(page.programme.id, one->id, "verlauf"));
        });
}

} // namespace kommin::funding
