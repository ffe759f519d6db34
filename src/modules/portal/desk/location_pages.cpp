// One location, the form that moves its offers, and the question before it.

#include "modules/portal/desk/location_pages.hpp"

#include "modules/portal/desk/location_desk.hpp"
#include "modules/portal/desk/offer_desk_fields.hpp"
#include "modules/portal/desk/offer_desk_parts.hpp"
#include "modules/portal/directory/permissions.hpp"
#include "platform/web/staff_form.hpp"
#include "platform/web/staff_frame.hpp"
#include "platform/web/staff_list.hpp"
#include "platform/web/unsaved_entries.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <utility>

namespace kommin::portal {

using html::each;
using html::Url;
using html::when;
using html::Writer;
using i18n::DateStyle;
using i18n::Texts;
using web::staff_url;

namespace {

web::StaffFrame location_frame(
    web::Call const& call, Texts const& texts, Location const& location, std::string title)
{
    return {
        .call = call,
        .title = std::move(title),
        .section = std::string(location_list.path),
        .crumbs
        = {{staff_url({location_list.path}), std::string(texts("locations.title"_msg))},
           {location_url(location.named_by), location.name()}}};
}

bool may_move_some(web::Call const& call, Location const& location)
{
    return std::ranges::any_of(location.offers, [&](EditedOffer const& edited) {
        return call.actor().may(edit_offers, edited.state.owner);
    });
}

// Whether moving it may be asked for; the rest is said before it is done.
bool can_be_ticked(web::Call const& call, EditedOffer const& edited)
{
    return call.actor().may(edit_offers, edited.state.owner) && edited.state.draft_state == DraftState::none
        && edited.state.was_public && is_public(edited.offer.status);
}

void write_offer_name(Writer& w, Texts const& texts, EditedOffer const& edited)
{
    w(R"(<a href="{}" {}>{}</a>{})", offer_url(edited.offer.id), html::Attributes{web::content_lang(texts)},
      title_of(edited.fields, texts), when(!edited.offer.organisation.empty(), [&](Writer& inner) {
          inner(
              R"(<br><span class="mute small" {}>{}</span>)", html::Attributes{web::content_lang(texts)},
              edited.offer.organisation);
      }));
}

std::string address_of(Address const& address)
{
    return location_name(address.street, address.postal_code, address.city);
}

void write_located_offer(
    Writer& w, web::Call const& call, Texts const& texts, EditedOffer const& edited, web::Ticks const* ticks)
{
    auto const state = state_word(
        state_of(edited), edited.state.publish_on, texts,
        edited.offer.status == OfferStatus::temporarily_closed);
    bool const can = ticks != nullptr && can_be_ticked(call, edited);
    w(
        R"(<tr>{}<th scope="row">{}</th><td data-l="{}" {}>{}{}</td><td data-l="{}"><span class="{}">{}</span></td></tr>)",
        when(
            ticks != nullptr,
            [&](Writer& cell) {
                if (can)
                    cell(
                        "{}",
                        web::TickCell{
                            texts,
                            {edited.offer.id.value, edited.state.version},
                            title_of(edited.fields, texts),
                            *ticks});
                else
                    cell(R"(<td class="ck"></td>)");
            }),
        [&](Writer& inner) { write_offer_name(inner, texts, edited); }, texts("locations.column.address"_msg),
        html::Attributes{web::content_lang(texts)}, address_of(edited.offer.address),
        when(
            !edited.offer.address.note.source.empty(),
            [&](Writer& inner) {
                inner(R"(<br><span class="mute small">{}</span>)", edited.offer.address.note.source);
            }),
        texts("staff.state"_msg), state.shape, state.text);
}

void write_located_offers(
    Writer& w, web::Call const& call, Texts const& texts, Location const& location, web::Ticks const* ticks)
{
    w(R"(<div class="scroll" role="region" aria-label="{}" tabindex="0"><table class="tbl tbl--stack tbl--lead"><caption>{}</caption><thead><tr>{}<th scope="col">{}</th><th scope="col">{}</th><th scope="col">{}</th></tr></thead><tbody>{}</tbody></table></div>{})",
      texts("locations.column.offers"_msg),
      texts("desk.count"_msg, {{"count", location.offers.size() + location.left_out}}),
      when(ticks != nullptr, [&](Writer& head) { head("{}", web::TickHead{texts}); }),
      texts("desk.column.offer"_msg), texts("locations.column.address"_msg), texts("staff.state"_msg),
      each(
          location.offers,
          [&](Writer& row, EditedOffer const& edited) {
              write_located_offer(row, call, texts, edited, ticks);
          }),
      when(location.left_out > 0, [&](Writer& inner) {
          inner(
              "<p>{}</p>",
              texts(
                  "locations.left_out"_msg,
                  {{"shown", location.offers.size()}, {"count", location.left_out}}));
      }));
}

bool have_different_notes(Location const& location)
{
    auto const& first = location.offers.front().offer.address.note.source;
    return std::ranges::any_of(location.offers, [&](EditedOffer const& edited) {
        return edited.offer.address.note.source != first;
    });
}

void write_notes_choice(Writer& w, Texts const& texts, MoveForm const& form)
{
    std::array const choices{
        web::Choice{std::string(move_words::replace), std::string(texts("locations.notes.replace"_msg))},
        web::Choice{std::string(move_words::keep), std::string(texts("locations.notes.keep"_msg))}};
    std::array const chosen{form.entries.notes};
    w("{}",
      web::ChoiceGroup{
          .texts = texts,
          .name = move_words::notes,
          .legend = "locations.notes"_msg,
          .choices = choices,
          .values = chosen,
          .problems = form.problems,
          .hint = have_different_notes(form.location) ? "locations.notes.different"_msg
                                                      : "locations.notes.hint"_msg});
}

void write_new_address(Writer& w, Texts const& texts, MoveForm const& form, OfferFormFields const& fields)
{
    using web::FieldWidth;
    w(
        R"(<section class="sec" aria-labelledby="anschrift"><h2 id="anschrift">{}</h2><p class="hint">{}</p>{}<div class="two">{}{}</div>{}{}{}<div class="two">{}{}</div></section>)",
        texts("locations.change.address"_msg), texts("locations.change.keeps"_msg),
        fields.select("municipality"), fields.text("postal_code", {}, FieldWidth::narrow),
        fields.required_text("city"), fields.required_text("street"),
        [&](Writer& inner) { write_notes_choice(inner, texts, form); },
        fields.text("address_note", "desk.hint.address_note"_msg),
        fields.text("latitude", "desk.hint.latitude"_msg, FieldWidth::medium),
        fields.text("longitude", {}, FieldWidth::medium));
}

void write_when_and_which(Writer& w, web::Call const& call, Texts const& texts, MoveForm const& form)
{
    web::Ticks const ticked{.kept = form.entries.ticked};
    w(R"(<section class="sec" aria-labelledby="wann"><h2 id="wann">{}</h2>{}</section><section class="sec" aria-labelledby="angebote"><h2 id="angebote">{}</h2><p class="hint">{}</p>{}</section>)",
      texts("locations.change.when"_msg),
      web::DateField{
          .texts = texts,
          .name = move_words::day,
          .label = "locations.field.day"_msg,
          .value = form.entries.day,
          .problems = form.problems,
          .hint = "locations.hint.day"_msg},
      texts("locations.change.offers"_msg), texts("locations.change.offers.hint"_msg),
      [&](Writer& inner) { write_located_offers(inner, call, texts, form.location, &ticked); });
}

void write_hidden(Writer& w, std::string_view name, std::string_view value)
{
    w(R"(<input type="hidden" name="{}" value="{}">)", name, value);
}

// Everything that was entered, for the next page.
void write_entries_hidden(Writer& w, MoveEntries const& entries)
{
    for (auto const name : location_fields)
        write_hidden(w, name, entries.to.value(name));
    write_hidden(w, move_words::notes, entries.notes);
    write_hidden(w, move_words::day, entries.day);
    write_hidden(w, "wahl", web::to_text(entries.ticked));
}

// Whoever looks after it changes with the municipality.
void write_new_owner(Writer& w, Texts const& texts, MoveQuestion const& question, PlannedOffer const& one)
{
    auto const after = one.plan.fields.value("municipality");
    auto const body = std::ranges::find(question.names.bodies, after, &tenants::Body::slug);
    if (after != one.edited->offer.municipality && body != question.names.bodies.end())
        w("<br><strong>{}</strong>", texts("locations.new_owner"_msg, {{"place", body->name}}));
}

void write_planned(
    Writer& w, Texts const& texts, MessageKey heading, MoveQuestion const& question, MoveWay way)
{
    std::vector<PlannedOffer const*> offers;
    for (auto const& one : question.offers) {
        if (one.plan.way == way)
            offers.push_back(&one);
    }
    if (offers.empty())
        return;
    bool const changes = way != MoveWay::left && way != MoveWay::was_so_already;
    std::string const day
        = question.move.day ? texts.date(*question.move.day, DateStyle::day_month) : std::string{};
    w(R"(<section><h2>{}</h2><ul class="bullets">{}</ul></section>)",
      texts(heading, {{"count", offers.size()}, {"date", day}}),
      each(offers, [&](Writer& item, PlannedOffer const* one) {
          auto const& offer = one->edited->offer;
          item(
              "<li>{}{}</li>", [&](Writer& name) { write_offer_name(name, texts, *one->edited); },
              [&](Writer& inner) {
                  if (changes)
                      inner(
                          R"(<br><span class="small">{} <span {}>{}</span><br>{} <span {}>{}</span>{}</span>)",
                          texts("locations.before"_msg), html::Attributes{web::content_lang(texts)},
                          address_of(offer.address), texts("locations.after"_msg),
                          html::Attributes{web::content_lang(texts)},
                          location_name(
                              one->plan.fields.value("street"), one->plan.fields.value("postal_code"),
                              one->plan.fields.value("city")),
                          [&](Writer& owner) { write_new_owner(owner, texts, question, *one); });
                  else if (one->plan.obstacle)
                      inner(
                          R"(<br><span class="small">{}</span>)",
                          texts.fill(one->plan.obstacle->message, one->plan.obstacle->arguments));
              });
      }));
}

// The address is another one and the map still shows where it was.
bool keeps_old_point(MoveQuestion const& question)
{
    return std::ranges::any_of(question.offers, [](PlannedOffer const& one) {
        auto const before = form_of(one.edited->offer);
        auto const& after = one.plan.fields;
        auto const is_same = [&](std::string_view name) { return before.value(name) == after.value(name); };
        return !after.empty() && !after.value("latitude").empty() && is_same("latitude")
            && is_same("longitude") && !(is_same("street") && is_same("city"));
    });
}

void write_preview_link(Writer& w, Texts const& texts, MoveQuestion const& question)
{
    auto const shown = std::ranges::find_if(
        question.offers, [](PlannedOffer const& one) { return !one.plan.fields.empty(); });
    if (shown == question.offers.end())
        return;
    auto url = staff_url(
        {location_list.path, std::to_string(shown->edited->offer.id.value), "vorschau",
         i18n::Language::german().tag()});
    for (auto const name : location_fields)
        url = url.with_query({{name, question.entries.to.value(name)}});
    url = url.with_query({{move_words::notes, question.entries.notes}});
    w(R"(<p><a href="{}">{}</a></p>)", url,
      texts("locations.preview"_msg, {{"title", title_of(shown->edited->fields, texts)}}));
}

void write_consequences(Writer& w, Texts const& texts, MoveQuestion const& question)
{
    if (keeps_old_point(question))
        w(R"(<p class="note">{}</p>)", texts("locations.question.old_point"_msg));
    write_planned(w, texts, "locations.question.published"_msg, question, MoveWay::published);
    write_planned(w, texts, "locations.question.planned"_msg, question, MoveWay::planned);
    write_planned(
        w, texts,
        question.move.day ? "locations.question.handed_in.day"_msg : "locations.question.handed_in"_msg,
        question, MoveWay::handed_in);
    write_planned(w, texts, "locations.question.left"_msg, question, MoveWay::left);
    write_planned(w, texts, "locations.question.already"_msg, question, MoveWay::was_so_already);
}

}

Url location_url(OfferId named_by)
{
    return staff_url({location_list.path, std::to_string(named_by.value)});
}

Url location_url(OfferId named_by, std::string_view page)
{
    return staff_url({location_list.path, std::to_string(named_by.value), page});
}

http::Response location_page(web::Call const& call, Location const& location)
{
    auto const& texts = web::staff_texts(call);
    auto frame = location_frame(call, texts, location, location.name());
    frame.crumbs.pop_back();
    frame.is_named_by_content = true;
    frame.is_wide = true;
    if (may_move_some(call, location))
        frame.actions = [&](Writer& w) {
            w(R"(<a class="kern-btn kern-btn--primary" href="{}"><span class="kern-label">{}</span></a>)",
              location_url(location.named_by, "aendern"), texts("locations.action.change"_msg));
        };
    return web::staff_page(
        frame, [&](Writer& w) { write_located_offers(w, call, texts, location, nullptr); });
}

namespace {

constexpr std::string_view of_several = "*"; // no municipality is called so

// What they do not agree about begins empty: each keeps its own unless somebody types something.
void keep_what_all_say(Fields& common, Fields const& said, Reach reach)
{
    auto const is_common = [&](std::string_view name) { return common.value(name) == said.value(name); };
    if (reach == Reach::municipality && common.value("municipality").empty())
        common.set("municipality", std::string(said.value("municipality")));
    else if (reach == Reach::municipality && !is_common("municipality"))
        common.set("municipality", std::string(of_several));
    if (!is_common("latitude") || !is_common("longitude")) {
        common.set("latitude", "");
        common.set("longitude", "");
    }
}

}

MoveEntries entries_of(web::Call const& call, Location const& location)
{
    MoveEntries entries;
    auto const movable = std::ranges::find_if(
        location.offers, [&](EditedOffer const& edited) { return can_be_ticked(call, edited); });
    auto const& shown = movable == location.offers.end() ? location.offers.front() : *movable;
    auto const fields = form_of(shown.offer);
    for (auto const name : location_fields)
        entries.to.set(name, std::string(fields.value(name)));
    for (auto const& edited : location.offers) {
        if (!can_be_ticked(call, edited))
            continue;
        entries.ticked.push_back({edited.offer.id.value, edited.state.version});
        keep_what_all_say(entries.to, form_of(edited.offer), edited.offer.reach);
    }
    if (entries.to.value("municipality") == of_several)
        entries.to.set("municipality", "");
    if (!have_different_notes(location))
        entries.notes = move_words::replace;
    return entries;
}

http::Response move_form_page(web::Call const& call, MoveForm const& form)
{
    auto const& texts = web::staff_texts(call);
    auto frame = location_frame(call, texts, form.location, std::string(texts("locations.change.title"_msg)));
    frame.problems = form.problems;
    auto const url = location_url(form.location.named_by, "aendern");
    OfferFormFields const fields(texts, form.entries.to, form.problems, form.names, {});
    return web::staff_page(frame, [&](Writer& w) {
        w(
            R"(<p class="measure">{}</p><form class="form" method="post" action="{}" novalidate>{}<input type="hidden" name="aktion" value="{}">{}{}<div class="save">{}<a class="kern-btn kern-btn--tertiary" href="{}"><span class="kern-label">{}</span></a></div></form>)",
            texts("locations.change.lead"_msg), url, web::KeptWhileTyping{call, url}, move_words::look,
            [&](Writer& inner) { write_new_address(inner, texts, form, fields); },
            [&](Writer& inner) { write_when_and_which(inner, call, texts, form); },
            web::SubmitButton{texts("locations.action.look"_msg)}, location_url(form.location.named_by),
            texts("locations.action.back"_msg));
    });
}

http::Response move_question_page(web::Call const& call, MoveQuestion const& question)
{
    auto const& texts = web::staff_texts(call);
    auto const url = location_url(question.location.named_by, "aendern");
    auto const changing = std::ranges::count_if(
        question.offers, [](PlannedOffer const& one) { return !one.plan.fields.empty(); });
    return web::staff_page(
        location_frame(call, texts, question.location, std::string(texts("locations.question.title"_msg))),
        [&](Writer& w) {
            w(
                R"(<div class="stack measure">{}{}<form method="post" action="{}">{}{}{}<div class="row">{}<button class="kern-btn kern-btn--secondary" type="submit" name="aktion" value="{}"><span class="kern-label">{}</span></button></div></form></div>)",
                [&](Writer& inner) { write_consequences(inner, texts, question); },
                [&](Writer& inner) { write_preview_link(inner, texts, question); }, url, web::FormToken{call},
                web::StillTheSameForm{call},
                [&](Writer& inner) { write_entries_hidden(inner, question.entries); },
                when(
                    changing > 0,
                    [&](Writer& inner) {
                        inner(
                            R"(<button class="kern-btn kern-btn--primary" type="submit" name="aktion" value="{}"><span class="kern-label">{}</span></button>)",
                            move_words::carry_out,
                            texts("locations.question.yes"_msg, {{"count", changing}}));
                    }),
                move_words::correct, texts("locations.question.no"_msg));
        });
}

} // namespace kommin::portal
