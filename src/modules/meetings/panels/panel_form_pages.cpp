#include "modules/meetings/panels/panel_pages.hpp"
#include "modules/meetings/panels/permissions.hpp"
#include "platform/base/number.hpp"
#include "platform/web/record_form.hpp"
#include "platform/web/staff_form.hpp"
#include "platform/web/unsaved_entries.hpp"

#include <array>
#include <utility>

namespace kommin::meetings {

using html::each;
using html::Url;
using html::when;
using html::Writer;
using i18n::Texts;
using records::Fields;
using web::staff_url;

namespace {

constexpr std::array shown_panel_fields{panel_field::kind,       panel_field::parent,    panel_field::name,
                                        panel_field::short_name, panel_field::mandate,   panel_field::from,
                                        panel_field::to,         panel_field::uncertain, panel_field::remark,
                                        panel_field::source};

MessageKey label_of_field(std::string_view field)
{
    if (field == panel_field::kind)
        return "panel.field.kind"_msg;
    if (field == panel_field::body)
        return "panel.column.owner"_msg;
    if (field == panel_field::parent)
        return "panel.field.parent"_msg;
    if (field == panel_field::name)
        return "panel.field.name"_msg;
    if (field == panel_field::short_name)
        return "panel.field.short"_msg;
    if (field == panel_field::mandate)
        return "panel.field.mandate"_msg;
    if (field == panel_field::from)
        return "panel.field.from"_msg;
    if (field == panel_field::to)
        return "panel.field.to"_msg;
    if (field == panel_field::uncertain)
        return "panel.field.uncertain"_msg;
    if (field == panel_field::source)
        return "panel.field.source"_msg;
    return "panel.field.remark"_msg;
}

MessageKey label_of_seat_field(std::string_view field)
{
    if (field == seat_field::role)
        return "panel.field.role"_msg;
    if (field == seat_field::function)
        return "panel.field.function"_msg;
    if (field == seat_field::sent_by)
        return "panel.field.sent_by"_msg;
    if (field == seat_field::vote)
        return "panel.field.vote"_msg;
    return label_of_field(field); // both forms call the others the same
}

// What the forms of panels and of seats have in common.
class FormFields {
public:
    FormFields(Texts const& texts, Fields const& fields, std::span<Problem const> problems)
        : texts_(texts)
        , fields_(fields)
        , problems_(problems)
    { }

    [[nodiscard]] web::TextField text(
        std::string_view name, MessageKey label, web::FieldWidth width, MessageKey hint = {},
        bool is_required = false) const
    {
        return {
            .texts = texts_,
            .name = name,
            .label = label,
            .value = fields_.value(name),
            .problems = problems_,
            .hint = hint,
            .width = width,
            .is_required = is_required,
            .language = web::language_of_content(texts_)};
    }
    void write_span(Writer& w) const
    {
        w("{}{}", day(panel_field::from, "panel.field.from"_msg),
          day(panel_field::to, "panel.field.to"_msg, "panel.hint.to"_msg));
    }
    void write_doubt(Writer& w) const
    {
        std::array const yes{
            web::Choice{std::string(uncertain_value), std::string(texts_("panel.field.uncertain.yes"_msg))}};
        std::array const chosen{std::string(fields_.value(panel_field::uncertain))};
        w("{}{}",
          web::ChoiceGroup{
              .texts = texts_,
              .name = panel_field::uncertain,
              .legend = "panel.field.uncertain"_msg,
              .choices = yes,
              .values = chosen,
              .is_multiple = true,
              .problems = problems_},
          text(
              panel_field::remark, "panel.field.remark"_msg, web::FieldWidth::whole,
              "panel.hint.remark"_msg));
    }
    [[nodiscard]] web::SelectField choice(
        std::string_view name, MessageKey label, std::span<web::Choice const> choices,
        MessageKey hint = {}) const
    {
        return {
            .texts = texts_,
            .name = name,
            .label = label,
            .choices = choices,
            .value = fields_.value(name),
            .problems = problems_,
            .hint = hint};
    }

private:
    [[nodiscard]] web::DateField day(std::string_view name, MessageKey label, MessageKey hint = {}) const
    {
        return {
            .texts = texts_,
            .name = name,
            .label = label,
            .value = fields_.value(name),
            .problems = problems_,
            .hint = hint,
            .may_be_partial = true};
    }

    Texts const& texts_;
    Fields const& fields_;
    std::span<Problem const> problems_;
};

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
    std::vector<web::Choice> kinds;
    for (auto const kind : all_panel_kinds)
        kinds.push_back({std::string(to_text(kind)), std::string(texts(label_of(kind)))});
    auto const parents = parents_for(texts, page);
    auto const bodies = bodies_for(call, texts, page);
    w(
        R"({}<div class="sec">{}{}{}{}{}</div><div class="sec">{}</div><div class="sec">{}</div><div class="sec">{}{}</div>)",
        web::RequiredNote{texts},
        form.text(
            panel_field::name, "panel.field.name"_msg, web::FieldWidth::whole, "panel.hint.name"_msg, true),
        form.text(panel_field::short_name, "panel.field.short"_msg, web::FieldWidth::narrow),
        form.choice(panel_field::kind, "panel.field.kind"_msg, kinds, "panel.hint.kind"_msg),
        when(
            page.panel == nullptr && bodies.size() > 1,
            [&](Writer& inner) {
                inner("{}", form.choice(panel_field::body, "panel.column.owner"_msg, bodies));
            }),
        form.choice(panel_field::parent, "panel.field.parent"_msg, parents, "panel.hint.parent"_msg),
        web::TextArea{
            .texts = texts,
            .name = panel_field::mandate,
            .label = "panel.field.mandate"_msg,
            .value = page.fields.value(panel_field::mandate),
            .problems = page.problems,
            .hint = "panel.hint.mandate"_msg,
            .rows = 5,
            .language = web::language_of_content(texts)},
        [&](Writer& inner) { form.write_span(inner); }, [&](Writer& inner) { form.write_doubt(inner); },
        form.text(
            panel_field::source, "panel.field.source"_msg, web::FieldWidth::whole, "panel.hint.source"_msg));
    if (page.panel == nullptr && bodies.size() == 1)
        w(R"(<input type="hidden" name="{}" value="{}">)", panel_field::body, bodies.front().value);
}

void write_seat_fields(Writer& w, Texts const& texts, SeatFormPage const& page)
{
    FormFields const form(texts, page.fields, page.problems);
    std::vector<web::Choice> roles;
    for (auto const role : all_seat_roles)
        roles.push_back({std::string(to_text(role)), std::string(texts(label_of(role)))});
    std::vector<web::Choice> votes;
    for (auto const vote : all_votes)
        votes.push_back({std::string(to_text(vote)), std::string(texts(label_of(vote)))});
    std::array const chosen{std::string(page.fields.value(seat_field::vote))};
    w(
        R"({}<div class="sec">{}{}{}{}</div><div class="sec">{}</div><div class="sec">{}</div>)",
        web::RequiredNote{texts},
        form.text(
            seat_field::function, "panel.field.function"_msg, web::FieldWidth::whole,
            "panel.hint.function"_msg, true),
        form.choice(seat_field::role, "panel.field.role"_msg, roles),
        web::ChoiceGroup{
            .texts = texts,
            .name = seat_field::vote,
            .legend = "panel.field.vote"_msg,
            .choices = votes,
            .values = chosen,
            .problems = page.problems},
        form.text(
            seat_field::sent_by, "panel.field.sent_by"_msg, web::FieldWidth::whole, "panel.hint.sent_by"_msg),
        [&](Writer& inner) { form.write_span(inner); }, [&](Writer& inner) { form.write_doubt(inner); });
}

void write_history_card(Writer& w, Texts const& texts, Url const& url)
{
    w(R"(<section class="card" aria-labelledby="mehr"><h2 id="mehr">{}</h2><ul class="plain small"><li><a href="{}">{}</a></li></ul></section>)",
      texts("page.more"_msg), url, texts("record.history"_msg));
}

// The frame of both forms: what is new has a key, what is there has a version.
struct FormShell {
    web::Call const& call;
    Texts const& texts;
    Url url;
    std::optional<std::int64_t> version;
    std::string const& form_key;
    Url back;
    std::optional<std::int64_t> shown_version;

    http::Response page(web::StaffFrame const& frame, web::Body const& fields, web::Body const& side) const
    {
        auto const button
            = std::string(version ? texts("words.action.save"_msg) : texts("panel.action.add"_msg));
        return web::staff_page(frame, [&](Writer& w) {
            if (shown_version)
                w("{}", web::FetchedNote{texts, *shown_version});
            w(
                R"(<div class="cols stack-top"><form class="form" method="post" action="{}" novalidate>{}{}<button class="vh" type="submit" tabindex="-1">{}</button>{}<div class="save">{}<a class="kern-btn kern-btn--tertiary" href="{}"><span class="kern-label">{}</span></a></div></form><div class="stack">{}</div></div>)",
                url, web::KeptWhileTyping{call, url},
                [&](Writer& inner) {
                    if (version)
                        inner(R"(<input type="hidden" name="fassung" value="{}">)", *version);
                    else
                        inner(R"(<input type="hidden" name="schluessel" value="{}">)", form_key);
                },
                button, fields, web::SubmitButton{button}, back, texts("panel.action.back"_msg), side);
        });
    }
};

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
    web::RecordForm form;
    for (auto const field : shown_panel_fields)
        form.fields.push_back({std::string(field), std::string(texts(label_of_field(field)))});
    form.has_drafts = false;
    form.shown = [&texts, &panels](Fields const& fields, std::string_view name) {
        auto const value = fields.value(name);
        if (name == panel_field::kind) {
            auto const kind = enum_from<PanelKind>(value);
            return kind ? std::string(texts(label_of(*kind))) : std::string(value);
        }
        if (name == panel_field::uncertain && value == uncertain_value)
            return std::string(texts("panel.field.uncertain.yes"_msg));
        if (name == panel_field::parent && !value.empty()) {
            auto const number = parse_number(value);
            auto const* parent = panels.find(number ? std::optional(PanelId{*number}) : std::nullopt);
            return parent != nullptr ? parent->name : std::string(texts("panel.parent.other"_msg));
        }
        return std::string(value);
    };
    return form;
}

web::RecordForm seat_record_form(Texts const& texts)
{
    web::RecordForm form;
    for (auto const field : all_seat_fields)
        form.fields.push_back({std::string(field), std::string(texts(label_of_seat_field(field)))});
    form.has_drafts = false;
    form.shown = [&texts](Fields const& fields, std::string_view name) {
        auto const value = fields.value(name);
        if (name == seat_field::role) {
            auto const role = enum_from<SeatRole>(value);
            return role ? std::string(texts(label_of(*role))) : std::string(value);
        }
        if (name == seat_field::vote) {
            auto const vote = enum_from<Vote>(value);
            return vote ? std::string(texts(label_of(*vote))) : std::string(value);
        }
        if (name == seat_field::uncertain && value == uncertain_value)
            return std::string(texts("panel.field.uncertain.yes"_msg));
        return std::string(value);
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
              texts("panel.effect"_msg), texts("panel.effect.at_once"_msg), texts("panel.effect.end"_msg));
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
        .version = seat == nullptr ? std::nullopt : std::optional(seat->version),
        .form_key = page.form_key,
        .back = panel_url(page.panel.id),
        .shown_version = page.shown_version};
    return shell.page(
        frame, [&](Writer& w) { write_seat_fields(w, texts, page); },
        [&](Writer& w) {
            w(R"(<section class="card" aria-labelledby="wirkung"><h2 id="wirkung">{}</h2><ul class="plain small"><li>{}</li><li>{}</li></ul></section>)",
              texts("panel.effect"_msg), texts("panel.seat.effect"_msg), texts("panel.effect.end"_msg));
            if (seat != nullptr)
                write_history_card(w, texts, seat_url(seat->id, "verlauf"));
        });
}

} // namespace kommin::meetings
