#include "modules/meetings/members/membership_pages.hpp"
#include "modules/meetings/panels/form_parts.hpp"
#include "platform/web/staff_form.hpp"

#include <array>
#include <span>
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

MessageKey label_of_membership(std::string_view name)
{
    return label_in(all_membership_fields, name);
}

void write_fields(Writer& w, Texts const& texts, FormFields const& form)
{
    auto const capacities = choices_among<Capacity>(all_capacities, texts);
    w(
        R"(<div class="sec">{}{}</div>)",
        [&](Writer& inner) {
            form.write_choices(
                inner, membership_field::capacity, label_of_membership(membership_field::capacity),
                capacities);
        },
        [&](Writer& inner) { form.write_span(inner); });
}

web::TextField remark_of(FormFields const& form)
{
    return form.text(
        membership_field::remark, label_of_membership(membership_field::remark), web::FieldWidth::whole,
        "membership.hint.remark"_msg);
}

// Those who were found, each with what tells them from others of the same name.
std::vector<web::Choice> people_for(Texts const& texts, FillPage const& page)
{
    std::vector<web::Choice> people;
    for (auto const& one : page.found.people)
        people.push_back(
            {std::to_string(one.id.value),
             one.detail.empty() ? one.name : one.name + " (" + one.detail + ")"});
    if (page.may_add)
        people.push_back({std::string(new_person), std::string(texts("membership.person.new"_msg))});
    return people;
}

void write_search(Writer& w, Texts const& texts, FillPage const& page, FormFields const& form)
{
    auto const people = people_for(texts, page);
    auto search = form.text(
        membership_field::words, "membership.field.name"_msg, web::FieldWidth::medium,
        "membership.hint.name"_msg);
    search.autocomplete = "off";
    w(R"(<div class="sec">{}<p>{}</p>{}{}{}</div>)", search,
      web::SubmitButton{
          texts("membership.action.search"_msg), "secondary",
          staff_url({seats_path, std::to_string(page.seat.id.value), fill_page, "suchen"})},
      when(
          page.was_searched && page.found.people.empty(),
          [&](Writer& inner) { inner(R"(<p role="status">{}</p>)", texts("membership.person.none"_msg)); }),
      when(
          page.found.has_more,
          [&](Writer& inner) {
              inner(
                  R"(<p class="mute small">{}</p>)",
                  texts("membership.person.more"_msg, {{"count", page.found.people.size()}}));
          }),
      when(page.was_searched && !people.empty(), [&](Writer& inner) {
          form.write_choices(inner, membership_field::person, "membership.field.person"_msg, people);
      }));
}

void write_new_person(Writer& w, Texts const& texts, FormFields const& form)
{
    w(R"(<fieldset class="sec"><legend>{}</legend>{}{}<p class="mute small">{}</p></fieldset>)",
      texts("membership.person.new"_msg),
      form.text(membership_field::given, "people.field.given"_msg, web::FieldWidth::medium),
      form.text(membership_field::family, "people.field.family"_msg, web::FieldWidth::medium),
      texts("membership.person.new.hint"_msg));
}

}

Url membership_url(MembershipId id)
{
    return staff_url({memberships_path, std::to_string(id.value)});
}

Url membership_url(MembershipId id, std::string_view page)
{
    return staff_url({memberships_path, std::to_string(id.value), page});
}

std::string_view name_of_person(
    contacts::NamedPeople const& people, contacts::PersonId id, Texts const& texts)
{
    auto const found = people.find(id);
    return found == people.end() ? texts("membership.taken"_msg) : std::string_view(found->second.name);
}

web::RecordForm membership_record_form(Texts const& texts)
{
    auto form = record_form(all_membership_fields, texts);
    form.shown = [&texts](Fields const& fields, std::string_view name) {
        auto const value = fields.value(name);
        if (name == membership_field::capacity)
            return word_of_value<Capacity>(value, texts);
        return name == membership_field::reason && !value.empty() ? word_of_value<EndReason>(value, texts)
                                                                  : std::string(value);
    };
    return form;
}

http::Response fill_seat_page(web::Call const& call, FillPage const& page)
{
    auto const& texts = web::staff_texts(call);
    auto frame = frame_below_panel(
        call, page.panel, texts("membership.fill.title"_msg, {{"seat", page.seat.function}}));
    frame.problems = page.problems;
    FormFields const form(texts, page.fields, page.problems);
    return web::staff_page(frame, [&](Writer& w) {
        // Names while they are typed are not kept (docs/adr/0060).
        w(
            R"(<div class="cols stack-top"><form class="form" method="post" action="{}" novalidate>{}<input type="hidden" name="schluessel" value="{}">{}{}{}{}<div class="save">{}<a class="kern-btn kern-btn--tertiary" href="{}"><span class="kern-label">{}</span></a></div></form><div class="stack"><section class="card" aria-labelledby="wirkung"><h2 id="wirkung">{}</h2><ul class="plain small"><li>{}</li><li>{}</li><li>{}</li></ul></section></div></div>)",
            seat_url(page.seat.id, fill_page), web::FormToken{call}, page.form_key,
            [&](Writer& inner) { write_search(inner, texts, page, form); },
            when(
                page.was_searched && page.may_add,
                [&](Writer& inner) { write_new_person(inner, texts, form); }),
            [&](Writer& inner) { write_fields(inner, texts, form); },
            [&](Writer& inner) { inner(R"(<div class="sec">{}</div>)", remark_of(form)); },
            web::SubmitButton{texts("membership.action.fill"_msg)}, panel_url(page.panel.id),
            texts("form.back"_msg), texts("form.effect"_msg), texts("membership.effect.one"_msg),
            texts("membership.effect.kept"_msg), texts("membership.effect.end"_msg));
    });
}

http::Response membership_form_page(web::Call const& call, MembershipFormPage const& page)
{
    auto const& texts = web::staff_texts(call);
    auto const& edited = page.edited;
    auto frame = frame_below_panel(call, edited.panel, std::string(page.name));
    frame.state_line = edited.seat.function;
    frame.problems = page.problems;
    FormFields const form(texts, page.fields, page.problems);
    auto const reasons = choices_among<EndReason>(all_end_reasons, texts);
    FormShell const shell{
        .call = call,
        .texts = texts,
        .url = membership_url(edited.membership.id),
        .version = edited.membership.version,
        .form_key = {},
        .back = panel_url(edited.panel.id),
        .shown_version = page.shown_version,
        .is_about_person = true};
    return shell.page(
        frame,
        [&](Writer& w) {
            write_fields(w, texts, form);
            w(R"(<div class="sec">{}{}</div>)",
              form.choice(
                  membership_field::reason, label_of_membership(membership_field::reason), reasons,
                  "membership.hint.reason"_msg),
              remark_of(form));
        },
        [&](Writer& w) {
            w(R"(<section class="card" aria-labelledby="wirkung"><h2 id="wirkung">{}</h2><ul class="plain small"><li>{}</li><li>{}</li>{}</ul></section>)",
              texts("form.effect"_msg), texts("membership.effect.kept"_msg),
              texts("membership.effect.mistaken"_msg), when(page.is_seen, [&](Writer& inner) {
                  inner(
                      R"(<li><a href="{}">{}</a></li>)", contacts::person_url(edited.membership.person),
                      texts("membership.to_person"_msg));
              }));
            write_history_card(w, texts, membership_url(edited.membership.id, "verlauf"));
        });
}

} // namespace kommin::meetings
