#include "modules/meetings/panels/form_parts.hpp"
#include "modules/meetings/panels/panel_pages.hpp"
#include "modules/meetings/panels/permissions.hpp"
#include "platform/base/number.hpp"
#include "platform/web/record_form.hpp"
#include "platform/web/staff_form.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace kommin::meetings {

using html::Url;
using html::when;
using html::Writer;
using i18n::Texts;
using records::Fields;
using web::staff_url;

namespace {

// Those that may stand above a panel: none below itself.
std::vector<web::Choice> parents_for(Texts const& texts, PanelFormPage const& page)
{
    std::vector<web::Choice> parents{{"", std::string(texts("panel.parent.none"_msg))}};
    auto const below
        = page.panel != nullptr ? panels_below(page.panels.all, page.panel->id) : std::vector<PanelId>{};
    for (auto const& panel : page.panels.all) {
        if (std::ranges::find(below, panel.id) == below.end())
            parents.push_back(
                {std::to_string(panel.id.value),
                 panel.name + " (" + std::string(page.panels.owner_name(panel)) + ")"});
    }
    // One that belongs to somebody else stays above it, although nobody here may see more of it.
    auto const parent = page.panel != nullptr ? page.panel->parent : std::nullopt;
    if (parent && page.panels.find(parent) == nullptr)
        parents.push_back({std::to_string(parent->value), std::string(texts("panel.parent.other"_msg))});
    return parents;
}

std::vector<web::Choice> bodies_for(web::Call const& call, Texts const& texts, PanelFormPage const& page)
{
    std::vector<web::Choice> bodies;
    auto const actor = call.actor();
    if (actor.may(edit_panels, Scope::whole_tenant()))
        bodies.push_back({"", std::string(texts("panel.owner.kreis"_msg))});
    for (auto const& body : page.panels.bodies) {
        if (body.kind == tenants::BodyKind::municipality
            && actor.may(edit_panels, Scope::of_owner(body.id.value)))
            bodies.push_back({body.slug, body.name});
    }
    return bodies;
}

void write_panel_fields(Writer& w, web::Call const& call, Texts const& texts, PanelFormPage const& page)
{
    FormFields const form(texts, page.fields, page.problems);
    auto const label = [](std::string_view name) { return label_in(all_panel_fields, name); };
    auto const kinds = choices_among<PanelKind>(all_panel_kinds, texts);
    auto const parents = parents_for(texts, page);
    auto const bodies = bodies_for(call, texts, page);
    std::array const yes{
        web::Choice{std::string(visible_value), std::string(texts("meeting.visible.yes"_msg))}};
    w(
        R"({}<div class="sec">{}{}{}{}{}</div><div class="sec">{}{}</div><div class="sec">{}{}{}</div><div class="sec">{}{}</div>)",
        web::RequiredNote{texts},
        form.text(
            panel_field::name, label(panel_field::name), web::FieldWidth::whole, "panel.hint.name"_msg, true),
        form.text(panel_field::short_name, label(panel_field::short_name), web::FieldWidth::narrow),
        form.choice(panel_field::kind, label(panel_field::kind), kinds, "panel.hint.kind"_msg),
        when(
            page.panel == nullptr && bodies.size() > 1,
            [&](Writer& inner) {
                inner("{}", form.choice(panel_field::body, label(panel_field::body), bodies));
            }),
        form.choice(panel_field::parent, label(panel_field::parent), parents, "panel.hint.parent"_msg),
        form.area(panel_field::mandate, label(panel_field::mandate), "panel.hint.mandate"_msg),
        [&](Writer& inner) {
            form.write_choices(
                inner, panel_field::visible, label(panel_field::visible), yes, true,
                "panel.hint.visible"_msg);
        },
        [&](Writer& inner) { form.write_span(inner); },
        form.day(panel_field::term_from, label(panel_field::term_from), "panel.hint.term"_msg),
        form.day(panel_field::term_to, label(panel_field::term_to)),
        [&](Writer& inner) { form.write_doubt(inner); },
        form.text(
            panel_field::source, label(panel_field::source), web::FieldWidth::whole,
            "panel.hint.source"_msg));
    if (page.panel == nullptr && bodies.size() == 1)
        w(R"(<input type="hidden" name="{}" value="{}">)", panel_field::body, bodies.front().value);
}

// Who fills the seat, of the list of organisations: looked for by words, chosen among those that were found.
void write_organisation(Writer& w, Texts const& texts, SeatFormPage const& page)
{
    auto const chosen = std::string(page.fields.value(seat_field::organisation)); // "" is a choice, too
    bool const is_wrong
        = std::ranges::find(page.problems, seat_field::organisation, &Problem::field) != page.problems.end();
    auto const& offered = page.offered;
    auto const& organisations = offered.found.organisations;
    std::vector<web::Choice> choices{{"", std::string(texts("panel.organisation.none"_msg))}};
    for (auto const& one : organisations)
        choices.push_back({std::to_string(one.id.value), one.name});
    web::TextField const words{
        .texts = texts,
        .name = seat_field::words,
        .label = "panel.organisation.words"_msg,
        .value = offered.words,
        .problems = {},
        .hint = "panel.organisation.hint"_msg};
    w(R"(<div class="sec">{}<p>{}</p>{}{}{}</div>)", words,
      web::SubmitButton{
          texts("panel.organisation.search"_msg), "secondary",
          page.seat == nullptr
              ? staff_url({panels_path, std::to_string(page.panel.id.value), "neuer-sitz", "suchen"})
              : seat_url(page.seat->id, "suchen")},
      when(
          offered.was_searched && organisations.empty(),
          [&](Writer& inner) {
              inner(R"(<p role="status">{}</p>)", texts("panel.organisation.nobody"_msg));
          }),
      when(
          offered.found.has_more,
          [&](Writer& inner) {
              inner(
                  R"(<p class="mute small">{}</p>)",
                  texts("panel.organisation.more"_msg, {{"count", organisations.size()}}));
          }),
      when(!organisations.empty() || is_wrong, [&](Writer& inner) {
          inner(
              "{}",
              web::ChoiceGroup{
                  .texts = texts,
                  .name = seat_field::organisation,
                  .legend = label_in(all_seat_fields, seat_field::organisation),
                  .choices = choices,
                  .values = std::span(&chosen, 1),
                  .problems = page.problems});
      }));
}

void write_seat_fields(Writer& w, Texts const& texts, SeatFormPage const& page)
{
    FormFields const form(texts, page.fields, page.problems);
    auto const label = [](std::string_view name) { return label_in(all_seat_fields, name); };
    auto const roles = choices_among<SeatRole>(all_seat_roles, texts);
    auto const votes = choices_among<Vote>(all_votes, texts);
    w(
        R"({}<div class="sec">{}{}{}{}</div>{}<div class="sec">{}</div><div class="sec">{}</div>)",
        web::RequiredNote{texts},
        form.text(
            seat_field::function, label(seat_field::function), web::FieldWidth::whole,
            "panel.hint.function"_msg, true),
        form.choice(seat_field::role, label(seat_field::role), roles),
        [&](Writer& inner) { form.write_choices(inner, seat_field::vote, label(seat_field::vote), votes); },
        form.text(
            seat_field::sent_by, label(seat_field::sent_by), web::FieldWidth::whole,
            "panel.hint.sent_by"_msg),
        [&](Writer& inner) { write_organisation(inner, texts, page); },
        [&](Writer& inner) { form.write_span(inner); }, [&](Writer& inner) { form.write_doubt(inner); });
}

std::string shown_common(std::string_view name, std::string_view value, Texts const& texts)
{
    if (name == common_field::uncertain && value == uncertain_value)
        return std::string(texts("form.uncertain.yes"_msg));
    if (name == common_field::visible && value == visible_value)
        return std::string(texts("meeting.visible.yes"_msg));
    return std::string(value);
}

// As it is called today; versions have its number only.
std::string name_of_chosen(web::Call const& call, Fields const& fields)
{
    auto const id = organisation_of_seat(fields);
    auto const chosen = id ? find_meant_organisation(call.db(), call.site.tenant, *id) : std::nullopt;
    return chosen ? chosen->name : std::string(fields.value(seat_field::organisation));
}

}

Url seat_url(SeatId id)
{
    return staff_url({seats_path, std::to_string(id.value)});
}

Url seat_url(SeatId id, std::string_view page)
{
    return staff_url({seats_path, std::to_string(id.value), page});
}

web::RecordForm panel_record_form(Panels const& panels, Texts const& texts)
{
    auto form = record_form(all_panel_fields, texts);
    std::erase_if(form.fields, [](auto const& field) { return field.name == panel_field::body; }); // it stays
    form.shown = [&texts, &panels](Fields const& fields, std::string_view name) {
        auto const value = fields.value(name);
        if (name == panel_field::kind)
            return word_of_value<PanelKind>(value, texts);
        if (name == panel_field::parent && !value.empty()) {
            auto const number = parse_number(value);
            auto const* parent = panels.find(number ? std::optional(PanelId{*number}) : std::nullopt);
            return parent != nullptr ? parent->name : std::string(texts("panel.parent.other"_msg));
        }
        return shown_common(name, value, texts);
    };
    return form;
}

web::RecordForm seat_record_form(web::Call const& call)
{
    auto const& texts = web::staff_texts(call);
    auto form = record_form(all_seat_fields, texts);
    form.shown = [&call, &texts](Fields const& fields, std::string_view name) {
        auto const value = fields.value(name);
        if (name == seat_field::organisation)
            return name_of_chosen(call, fields);
        if (name == seat_field::role)
            return word_of_value<SeatRole>(value, texts);
        if (name == seat_field::vote)
            return word_of_value<Vote>(value, texts);
        return shown_common(name, value, texts);
    };
    return form;
}

http::Response panel_form_page(web::Call const& call, PanelFormPage const& page)
{
    auto const& texts = web::staff_texts(call);
    auto const* panel = page.panel;
    auto frame = panel == nullptr
        ? web::
              StaffFrame{.call = call, .title = std::string(texts("panel.new"_msg)), .section = std::string(panels_path), .crumbs = {{panels_url(), std::string(texts("panel.title"_msg))}}}
        : frame_below_panel(
              call, *panel, std::string(texts("panel.change.title"_msg, {{"name", panel->name}})));
    frame.problems = page.problems;
    FormShell const shell{
        .call = call,
        .texts = texts,
        .url = panel == nullptr ? staff_url({panels_path, "neu"}) : panel_url(panel->id, "aendern"),
        .version = panel == nullptr ? std::nullopt : std::optional(panel->version),
        .form_key = page.form_key,
        .back = panel == nullptr ? panels_url() : panel_url(panel->id),
        .shown_version = page.shown_version};
    return shell.page(
        frame, [&](Writer& w) { write_panel_fields(w, call, texts, page); },
        [&](Writer& w) {
            w(R"(<section class="card" aria-labelledby="wirkung"><h2 id="wirkung">{}</h2><ul class="plain small"><li>{}</li><li>{}</li></ul></section>)",
              texts("form.effect"_msg), texts("panel.effect.at_once"_msg), texts("panel.effect.end"_msg));
            if (panel != nullptr)
                write_history_card(
                    w, texts,
                    staff_url({panels_path, std::to_string(panel->id.value), "aendern", "verlauf"}));
        });
}

http::Response seat_form_page(web::Call const& call, SeatFormPage const& page)
{
    auto const& texts = web::staff_texts(call);
    auto const* seat = page.seat;
    auto frame = frame_below_panel(
        call, page.panel, seat == nullptr ? std::string(texts("panel.seat.new"_msg)) : seat->function);
    frame.problems = page.problems;
    FormShell const shell{
        .call = call,
        .texts = texts,
        .url = seat == nullptr ? panel_url(page.panel.id, "neuer-sitz") : seat_url(seat->id),
        .version = seat == nullptr ? std::nullopt : std::optional(page.version.value_or(seat->version)),
        .form_key = page.form_key,
        .back = panel_url(page.panel.id),
        .shown_version = page.shown_version};
    return shell.page(
        frame, [&](Writer& w) { write_seat_fields(w, texts, page); },
        [&](Writer& w) {
            w(R"(<section class="card" aria-labelledby="wirkung"><h2 id="wirkung">{}</h2><ul class="plain small"><li>{}</li><li>{}</li></ul></section>)",
              texts("form.effect"_msg), texts("panel.seat.effect"_msg), texts("panel.effect.end"_msg));
            if (seat != nullptr)
                write_history_card(w, texts, seat_url(seat->id, "verlauf"));
        });
}

} // namespace kommin::meetings
