#include "modules/portal/offer_desk_pages.hpp"

#include "modules/portal/offer_desk.hpp"
#include "modules/portal/offer_filter.hpp"
#include "modules/portal/permissions.hpp"
#include "platform/i18n/collator.hpp"
#include "platform/web/staff_export.hpp"
#include "platform/web/staff_form.hpp"
#include "platform/web/staff_frame.hpp"
#include "platform/web/staff_list.hpp"

#include <algorithm>
#include <array>
#include <span>

namespace kommin::portal {

using html::attribute;
using html::Attributes;
using html::each;
using html::Url;
using html::when;
using html::Writer;
using i18n::DateStyle;
using i18n::Texts;
using web::Choice;
using web::staff_url;

namespace {

struct StateWord {
    std::string_view shape;
    std::string text;
};

StateWord state_word(
    OfferState state, std::optional<Date> publish_on, Texts const& texts, bool is_temporarily_closed)
{
    switch (state) {
    case OfferState::published:
        if (is_temporarily_closed)
            return {"st st--warn", std::string(texts("desk.status.temporarily_closed"_msg))};
        return {"st st--ok", std::string(texts("desk.state.published"_msg))};
    case OfferState::changed:
        return {"st st--draft", std::string(texts("desk.state.changed"_msg))};
    case OfferState::in_review:
        return {"st st--warn", std::string(texts("desk.state.in_review"_msg))};
    case OfferState::scheduled:
        return {
            "st st--info",
            texts(
                "desk.state.scheduled"_msg,
                {{"date", publish_on ? texts.date(*publish_on, DateStyle::day_month) : std::string{}}})};
    case OfferState::hidden:
        return {"st st--draft", std::string(texts("desk.state.hidden"_msg))};
    case OfferState::archived:
        break;
    }
    return {"st st--none", std::string(texts("desk.state.archived"_msg))};
}

StateWord freshness_word(Freshness freshness, Texts const& texts)
{
    switch (freshness) {
    case Freshness::confirmed:
        return {"st st--ok", std::string(texts("desk.fresh.confirmed"_msg))};
    case Freshness::due:
        return {"st st--warn", std::string(texts("desk.fresh.due"_msg))};
    case Freshness::overdue:
        return {"st st--bad", std::string(texts("desk.fresh.overdue"_msg))};
    case Freshness::never:
        break;
    }
    return {"st st--none", std::string(texts("desk.fresh.never"_msg))};
}

std::string place_of(OfferLine const& line, Texts const& texts)
{
    if (!line.place.empty())
        return line.place;
    return std::string(
        texts(line.reach == Reach::nationwide ? "desk.reach.nationwide"_msg : "desk.reach.district"_msg));
}

Url list_url(web::ListFields const& fields, std::string_view page = {})
{
    return web::list_url(offer_list, fields, page);
}

Url offer_url(OfferId id)
{
    return staff_url({"angebote", std::to_string(id.value)});
}
Url offer_url(OfferId id, std::string_view page)
{
    return staff_url({"angebote", std::to_string(id.value), page});
}

// ── the list ─────────────────────────────────────────────────────────────────────────────────────────

void write_views(
    Writer& w, Texts const& texts, StaffOfferFilter const& filter,
    std::vector<web::ListView> const& saved_views)
{
    // Of those of everybody and one's own with the same query, the own one is current.
    bool const is_own = std::ranges::any_of(saved_views, &web::ListView::is_current);
    auto const view = [&](MessageKey label, StaffOfferFilter const& wanted) {
        auto own = filter;
        own.order = wanted.order;
        own.descending = wanted.descending;
        return web::ListView{
            std::string(texts(label)), list_url(wanted.fields()), !is_own && own.fields() == wanted.fields()};
    };
    StaffOfferFilter due;
    due.needs_confirmation = true;
    StaffOfferFilter review;
    review.state = OfferState::in_review;
    StaffOfferFilter drafts;
    drafts.state = OfferState::changed;
    StaffOfferFilter hidden;
    hidden.state = OfferState::hidden;
    StaffOfferFilter archived;
    archived.state = OfferState::archived;
    std::vector views{view("desk.view.all"_msg, {}),        view("desk.view.due"_msg, due),
                      view("desk.view.review"_msg, review), view("desk.view.drafts"_msg, drafts),
                      view("desk.view.hidden"_msg, hidden), view("desk.view.archived"_msg, archived)};
    views.insert(views.end(), saved_views.begin(), saved_views.end());
    w("{}", web::ListViews{texts, views, web::save_view_url(offer_list, filter.fields())});
}

void write_option(Writer& w, std::string_view value, std::string_view label, bool is_chosen)
{
    w(R"(<option value="{}" {}>{}</option>)", value, Attributes{html::flag("selected", is_chosen)}, label);
}

void write_filter(
    Writer& w, Texts const& texts, StaffOfferFilter const& filter, std::vector<tenants::Body> const& bodies)
{
    w(
        R"(<form action="{}" method="get" class="tools" aria-label="{}"><p class="f"><label for="t">{}</label><input id="t" name="t" type="search" value="{}"></p><p class="f"><label for="art">{}</label><select id="art" name="art">{}{}</select></p><p class="f"><label for="gemeinde">{}</label><select id="gemeinde" name="gemeinde">{}{}{}</select></p><p class="f"><label for="angaben">{}</label><select id="angaben" name="angaben">{}{}</select></p>{}{}<button class="kern-btn kern-btn--secondary kern-btn--sm" type="submit"><span class="kern-label">{}</span></button>{}</form>)",
        staff_url({"angebote"}), texts("list.filter.label"_msg), texts("desk.filter.text"_msg), filter.text,
        texts("desk.field.kind"_msg),
        [&](Writer& option) { write_option(option, "", texts("list.filter.all"_msg), !filter.kind); },
        each(
            kind_words(),
            [&](Writer& option, UrlWord<OfferKind> const& word) {
                write_option(option, to_text(word.code), texts(word.label), filter.kind == word.code);
            }),
        texts("desk.field.municipality"_msg),
        [&](Writer& option) { write_option(option, "", texts("list.filter.all"_msg), filter.place.empty()); },
        [&](Writer& option) {
            write_option(option, "kreis", texts("desk.filter.district"_msg), filter.place == "kreis");
        },
        each(
            bodies,
            [&](Writer& option, tenants::Body const& body) {
                if (body.kind == tenants::BodyKind::municipality)
                    write_option(option, body.slug, body.name, filter.place == body.slug);
            }),
        texts("desk.filter.freshness"_msg),
        [&](Writer& option) {
            write_option(option, "", texts("list.filter.all"_msg), !filter.needs_confirmation);
        },
        [&](Writer& option) {
            write_option(option, "faellig", texts("desk.view.due"_msg), filter.needs_confirmation);
        },
        when(
            filter.state.has_value(),
            [&](Writer& inner) {
                inner(R"(<input type="hidden" name="zustand" value="{}">)", word_of(*filter.state));
            }),
        when(
            filter.order != OfferOrder::confirmed,
            [&](Writer& inner) {
                inner(R"(<input type="hidden" name="nach" value="{}">)", word_of(filter.order));
            }),
        texts("list.filter.apply"_msg), when(filter.narrows(), [&](Writer& inner) {
            inner(
                R"( <a class="small" href="{}">{}</a>)", staff_url({"angebote"}),
                texts("list.filter.clear"_msg));
        }));
}

web::SortHead sort_head(
    Texts const& texts, StaffOfferFilter const& filter, MessageKey label, OfferOrder order)
{
    auto wanted = filter;
    wanted.order = order;
    wanted.descending = filter.order == order && !filter.descending;
    auto const sorted = filter.order != order ? web::Sorted::no
        : filter.descending                   ? web::Sorted::descending
                                              : web::Sorted::ascending;
    return {texts, label, list_url(wanted.fields()), sorted};
}

void write_line(
    Writer& w, web::Call const& call, Texts const& texts, OfferLine const& line, int finished,
    std::size_t languages, bool may_change)
{
    auto const state
        = state_word(line.state(), line.publish_on, texts, line.status == OfferStatus::temporarily_closed);
    auto const fresh = freshness_word(freshness_of(line.confirmed_on, call.local_now().date), texts);
    w(R"(<tr>{}<th scope="row"><a href="{}">{}</a>{}</th><td data-l="{}">{}</td><td data-l="{}">{}</td><td data-l="{}"><span class="{}">{}</span></td><td data-l="{}"><span class="{}">{}</span>{}</td><td data-l="{}">{}</td><td data-l="{}">{}</td></tr>)",
      when(
          may_change,
          [&](Writer& inner) {
              inner(
                  "{}",
                  web::TickCell{
                      texts,
                      {line.id.value, line.version},
                      title_of(line, texts),
                      web::shows_everything_chosen(call.request)});
          }),
      offer_url(line.id), title_of(line, texts),
      when(
          !line.organisation.empty(),
          [&](Writer& inner) { inner(R"(<br><span class="mute small">{}</span>)", line.organisation); }),
      texts("desk.field.kind"_msg), texts(label_of(line.kind)), texts("desk.field.municipality"_msg),
      place_of(line, texts), texts("staff.state"_msg), state.shape, state.text,
      texts("desk.column.confirmed"_msg), fresh.shape, fresh.text,
      when(
          line.confirmed_on.has_value(),
          [&](Writer& inner) {
              inner(
                  R"(<br><span class="mute small">{}</span>)",
                  texts.date(*line.confirmed_on, DateStyle::short_numeric));
          }),
      texts("desk.column.languages"_msg),
      texts("desk.languages.count"_msg, {{"count", finished}, {"all", languages}}),
      texts("desk.column.changed"_msg),
      texts.date(call.site.zone->to_local(line.changed_at).date, DateStyle::short_numeric));
}

std::string count_line(Texts const& texts, OfferOverview const& overview)
{
    if (overview.count > OfferOverview::most_counted)
        return texts("desk.count.many"_msg, {{"count", OfferOverview::most_counted}});
    return texts("desk.count"_msg, {{"count", overview.count}});
}

void write_table(
    Writer& w, web::Call const& call, Texts const& texts, StaffOfferFilter const& filter,
    OfferOverview const& overview, bool may_change)
{
    w(R"(<div class="scroll" role="region" aria-label="{}" tabindex="0"><table class="tbl tbl--stack tbl--lead"><caption>{}</caption><thead><tr>{}{}<th scope="col">{}</th><th scope="col">{}</th><th scope="col">{}</th>{}<th scope="col">{}</th>{}</tr></thead><tbody>{}</tbody></table></div>)",
      texts("desk.title"_msg), count_line(texts, overview),
      when(may_change, [&](Writer& inner) { inner("{}", web::TickHead{texts}); }),
      sort_head(texts, filter, "desk.column.offer"_msg, OfferOrder::name), texts("desk.field.kind"_msg),
      texts("desk.field.municipality"_msg), texts("staff.state"_msg),
      sort_head(texts, filter, "desk.column.confirmed"_msg, OfferOrder::confirmed),
      texts("desk.column.languages"_msg),
      sort_head(texts, filter, "desk.column.changed"_msg, OfferOrder::changed),
      each(overview.lines, [&](Writer& row, OfferLine const& line, std::size_t index) {
          write_line(
              row, call, texts, line, overview.finished_languages[index], overview.languages, may_change);
      }));
}

// What this person may do with many offers at once.
std::span<web::BulkAction const> actions_of(web::Call const& call)
{
    static constexpr std::array all{confirm_action, archive_action};
    return std::span(all).first(call.actor().rights().allows_somewhere(publish_offers) ? 2 : 1);
}

// ── the form ─────────────────────────────────────────────────────────────────────────────────────────

// Writes the fields of the form by their names, each with its value and problem.
class FormFields {
public:
    FormFields(
        Texts const& texts, Fields const& fields, std::vector<Problem> const& problems,
        std::vector<tenants::Body> const& bodies, std::vector<std::string> languages)
        : texts_(texts)
        , fields_(fields)
        , problems_(problems)
        , bodies_(bodies)
        , languages_(std::move(languages))
    { }

    [[nodiscard]] web::TextField text(
        std::string_view name, MessageKey hint = {}, web::FieldWidth width = web::FieldWidth::whole) const
    {
        return {
            .texts = texts_,
            .name = name,
            .label = find_offer_field(name)->label,
            .value = fields_.value(name),
            .problems = problems_,
            .hint = hint,
            .width = width};
    }
    [[nodiscard]] web::TextArea area(std::string_view name, MessageKey hint, int rows) const
    {
        return {
            .texts = texts_,
            .name = name,
            .label = find_offer_field(name)->label,
            .value = fields_.value(name),
            .problems = problems_,
            .hint = hint,
            .rows = rows};
    }
    [[nodiscard]] bool has_any(std::string_view name) const { return !fields_.values(name).empty(); }
    // A callable, because the choices live as long as it does.
    [[nodiscard]] auto choices(std::string_view name, MessageKey hint = {}) const
    {
        auto const* field = find_offer_field(name);
        return [this, field, hint](Writer& w) {
            auto const offered = choices_for(*field);
            w("{}",
              web::ChoiceGroup{
                  .texts = texts_,
                  .name = field->name,
                  .legend = field->label,
                  .choices = offered,
                  .values = fields_.values(field->name),
                  .is_multiple = field->kind == FieldKind::choices || field->kind == FieldKind::places
                      || field->kind == FieldKind::language_choices,
                  .problems = problems_,
                  .hint = hint});
        };
    }
    [[nodiscard]] auto select(std::string_view name, MessageKey hint = {}) const
    {
        auto const* field = find_offer_field(name);
        return [this, field, hint](Writer& w) {
            auto const offered = choices_for(*field);
            w("{}",
              web::SelectField{
                  .texts = texts_,
                  .name = field->name,
                  .label = field->label,
                  .choices = offered,
                  .value = fields_.value(field->name),
                  .problems = problems_,
                  .hint = hint});
        };
    }

private:
    [[nodiscard]] std::vector<Choice> choices_for(OfferField const& field) const
    {
        std::vector<Choice> offered;
        for (auto const& choice : choices_of(field.name))
            offered.push_back({std::string(choice.value), std::string(texts_(choice.label))});
        if (field.kind == FieldKind::place)
            offered.push_back({"", std::string(texts_("desk.no_place"_msg))});
        if (field.kind == FieldKind::place || field.kind == FieldKind::places) {
            for (auto const& body : bodies_) {
                if (body.kind == tenants::BodyKind::municipality)
                    offered.push_back({body.slug, body.name});
            }
        }
        if (field.kind == FieldKind::language_choices) {
            auto tags = languages_;
            for (auto const& tag : fields_.values(field.name)) {
                if (std::ranges::find(tags, tag) == tags.end())
                    tags.push_back(tag);
            }
            for (auto const& tag : tags) {
                auto const language = i18n::Language::find(tag);
                offered.push_back({tag, language ? texts_.language_name(*language) : tag});
            }
        }
        return offered;
    }

    Texts const& texts_;
    Fields const& fields_;
    std::vector<Problem> const& problems_;
    std::vector<tenants::Body> const& bodies_;
    std::vector<std::string> languages_;
};

// All that are spoken somewhere, by their names; simple German is no language of a counter.
std::vector<std::string> spoken_languages(Texts const& texts)
{
    std::vector<std::pair<std::string, std::string>> named;
    for (auto const& language : i18n::known_languages()) {
        if (language.tag() != "de-simple")
            named.emplace_back(texts.language_name(language), std::string(language.tag()));
    }
    auto const& collator = i18n::Collator::of(texts.language());
    std::ranges::sort(named, [&](auto const& left, auto const& right) {
        return collator.is_before(left.first, right.first);
    });
    std::vector<std::string> tags;
    tags.reserve(named.size());
    for (auto& [name, tag] : named)
        tags.push_back(std::move(tag));
    return tags;
}

void write_sections(Writer& w, FormFields const& form, Texts const& texts)
{
    using web::FieldWidth;
    w(R"(<p class="hint">{}</p><div class="sec"><h2>{}</h2>{}{}{}{}</div>{}{}{}{})",
      texts("desk.only_the_name"_msg), texts("desk.section.what"_msg), form.text("title"),
      form.area("summary", "desk.hint.summary"_msg, 3),
      form.area("description", "desk.hint.description"_msg, 6), form.text("organisation"),
      form.choices("kind"), form.choices("life_situations"), form.choices("target_groups"),
      form.text("target_group", "desk.hint.target_group"_msg));
    w(R"({}<div class="sec"><h2>{}</h2>{}<div class="two">{}{}</div>{}{}<details class="more"><summary>{}</summary><div class="two">{}{}</div>{}</details></div>)",
      form.choices("reach", "desk.hint.reach"_msg), texts("desk.section.where"_msg),
      form.select("municipality"), form.text("postal_code", {}, FieldWidth::narrow), form.text("city"),
      form.text("street"), form.text("address_note", "desk.hint.address_note"_msg),
      texts("desk.more.where"_msg), form.text("latitude", "desk.hint.latitude"_msg, FieldWidth::medium),
      form.text("longitude", {}, FieldWidth::medium), form.choices("coverage", "desk.hint.coverage"_msg));
    w(R"(<div class="sec"><h2>{}</h2><p class="hint">{}</p><div class="two">{}{}{}{}{}{}{}</div>{}{}</div>{}{}{})",
      texts("desk.section.when"_msg), texts("desk.hint.hours"_msg), form.text("monday"), form.text("tuesday"),
      form.text("wednesday"), form.text("thursday"), form.text("friday"), form.text("saturday"),
      form.text("sunday"), form.area("exceptions", "desk.hint.exceptions"_msg, 2),
      form.text("hours_text", "desk.hint.hours_text"_msg), form.choices("always_open"),
      form.choices("appointment"), form.choices("status"));
    w(R"(<div class="sec"><h2>{}</h2>{}{}{}</div>{}{})", texts("desk.section.contact"_msg),
      form.area("phones", "desk.hint.phones"_msg, 2), form.text("email", "desk.hint.email"_msg),
      form.text("website", "desk.hint.website"_msg), form.choices("languages", "desk.hint.languages"_msg),
      [&](Writer& inner) {
          inner(
              R"(<details class="more" {}><summary>{}</summary>{}</details>)",
              Attributes{html::flag("open", form.has_any("interpreters"))},
              texts(find_offer_field("interpreters")->label), form.choices("interpreters"));
      });
    w(R"({}<div class="sec">{}{}{}</div>{}{}<div class="sec"><h2>{}</h2>{}<div class="two">{}{}{}{}</div></div><div class="sec">{}</div>)",
      form.choices("cost"), form.text("cost_amount", "desk.hint.cost_amount"_msg, FieldWidth::narrow),
      form.text("cost_note"), form.area("documents", "desk.hint.documents"_msg, 3), form.choices("childcare"),
      form.choices("wheelchair"), texts("desk.section.course"_msg), form.select("course_type"),
      form.text("level_from", "desk.hint.level"_msg, FieldWidth::narrow),
      form.text("level_to", {}, FieldWidth::narrow),
      form.text("next_start", "desk.hint.day"_msg, FieldWidth::narrow),
      form.text("free_places", {}, FieldWidth::narrow), form.area("remark", "desk.hint.remark"_msg, 3));
}

struct Abilities {
    bool may_edit;
    bool may_publish;
};
Abilities abilities_of(web::Call const& call, EditedOffer const* edited)
{
    auto const actor = call.actor();
    if (edited == nullptr)
        return {true, false};
    return {actor.may(edit_offers, edited->scope), actor.may(publish_offers, edited->scope)};
}

void write_save_bar(Writer& w, Texts const& texts, OfferFormPage const& page, Abilities abilities)
{
    if (page.edited == nullptr) {
        w(R"(<div class="save">{}</div>)", web::SubmitButton{texts("desk.action.create"_msg)});
        return;
    }
    auto const id = page.edited->offer.id;
    w(R"(<div class="save">{}{}<a class="kern-btn kern-btn--tertiary" href="{}"><span class="kern-label">{}</span></a></div>)",
      when(
          abilities.may_publish,
          [&](Writer& inner) {
              inner(
                  "{}{}",
                  web::SubmitButton{
                      texts("desk.action.publish"_msg), "primary", offer_url(id, "veroeffentlichen")},
                  web::SubmitButton{texts("desk.action.save"_msg), "secondary"});
          },
          [&](Writer& inner) {
              inner(
                  "{}{}",
                  web::SubmitButton{texts("desk.action.hand_in"_msg), "primary", offer_url(id, "abgeben")},
                  web::SubmitButton{texts("desk.action.save"_msg), "secondary"});
          }),
      when(
          abilities.may_publish,
          [&](Writer& inner) {
              inner(
                  R"(<details class="menu"><summary class="kern-btn kern-btn--tertiary"><span class="kern-label">{}</span></summary><div class="menu__p pad">{}{}</div></details>)",
                  texts("desk.action.later"_msg),
                  web::TextField{
                      .texts = texts,
                      .name = "publish_on",
                      .label = "desk.publish_on"_msg,
                      .value = page.day,
                      .problems = page.problems,
                      .hint = "desk.hint.day"_msg,
                      .width = web::FieldWidth::narrow},
                  web::SubmitButton{texts("desk.action.schedule"_msg), "secondary", offer_url(id, "planen")});
          }),
      staff_url({"angebote", std::to_string(id.value), "vorschau", "de"}), texts("desk.action.preview"_msg));
}

// A form of one button: token, version, button.
void write_button_form(
    Writer& w, web::Call const& call, Url const& url, std::int64_t version, std::string_view label,
    std::string_view kind)
{
    w(R"(<form method="post" action="{}">{}<input type="hidden" name="fassung" value="{}"><button class="{}" type="submit"><span class="kern-label">{}</span></button></form>)",
      url, web::FormToken{call}, version, "kern-btn kern-btn--sm kern-btn--" + std::string(kind), label);
}

void write_draft_note(
    Writer& w, web::Call const& call, Texts const& texts, OfferFormPage const& page, Abilities abilities)
{
    auto const& edited = *page.edited;
    if (page.shown_version) {
        w(R"(<div class="note"><p><strong>{}</strong> {}</p></div>)",
          texts("desk.note.fetched"_msg, {{"number", std::to_string(*page.shown_version)}}),
          texts("desk.note.fetched.text"_msg));
        return;
    }
    if (!edited.draft)
        return;
    auto const state = edited.draft_state;
    auto const heading = state == DraftState::in_review ? "desk.note.in_review"_msg
        : state == DraftState::scheduled                ? "desk.note.scheduled"_msg
                                                        : "desk.note.draft"_msg;
    w(R"(<div class="note note--row"><p><strong>{}</strong> {}</p>{}</div>)",
      texts(
          heading,
          {{"name", page.draft_author.value_or(edited.draft->saved_by)},
           {"time", texts.date_time(call.site.zone->to_local(edited.draft->saved_at))},
           {"date", edited.publish_on ? texts.date(*edited.publish_on, DateStyle::long_) : std::string{}}}),
      texts(edited.offer.was_public ? "desk.note.public_stays"_msg : "desk.note.not_public"_msg),
      when(abilities.may_edit && edited.offer.was_public, [&](Writer& inner) {
          write_button_form(
              inner, call, offer_url(edited.offer.id, "verwerfen"), edited.version,
              texts("desk.action.discard"_msg), "tertiary");
      }));
}

void write_freshness_card(
    Writer& w, web::Call const& call, Texts const& texts, EditedOffer const& edited,
    std::optional<Instant> last_asked, Abilities abilities)
{
    auto const today = call.local_now().date;
    auto const word = freshness_word(freshness_of(edited.offer.confirmed_on, today), texts);
    w(R"(<section class="card" aria-labelledby="angaben"><h2 id="angaben">{}</h2><p><span class="{}">{}</span></p><p class="small mute">{}</p>{}{}</section>)",
      texts("desk.column.confirmed"_msg), word.shape, word.text,
      edited.offer.confirmed_on
          ? texts(
                "desk.confirmed_on"_msg, {{"date", texts.date(*edited.offer.confirmed_on, DateStyle::long_)}})
          : std::string(texts("desk.never_confirmed"_msg)),
      when(
          last_asked.has_value(),
          [&](Writer& inner) {
              inner(
                  R"(<p class="small mute">{}</p>)",
                  texts(
                      "desk.last_asked"_msg,
                      {{"date", texts.date(call.site.zone->to_local(*last_asked).date, DateStyle::long_)}}));
          }),
      when(abilities.may_edit && is_public(edited.offer.status), [&](Writer& inner) {
          inner(
              R"(<div class="row">{}{}</div>)",
              [&](Writer& buttons) {
                  write_button_form(
                      buttons, call, offer_url(edited.offer.id, "bestaetigen"), edited.version,
                      texts("desk.action.confirm"_msg), "secondary");
              },
              [&](Writer& buttons) {
                  if (!edited.offer.email.empty())
                      write_button_form(
                          buttons, call, offer_url(edited.offer.id, "nachfragen"), edited.version,
                          texts("desk.action.ask"_msg), "tertiary");
              });
      }));
}

// How many of the filled-in texts say in a language what the source says, of how many.
struct LanguageState {
    i18n::Language language;
    int current = 0;
    int outdated = 0;
    int machine = 0;
    int all = 0;
};
LanguageState language_state(Offer const& offer, i18n::Language language)
{
    LanguageState state{language};
    each_localised_field(offer, [&](std::string_view, LocalisedText const& text) {
        if (text.empty())
            return;
        ++state.all;
        for (auto const& translation : text.translations) {
            if (translation.language != language)
                continue;
            if (translation.source_hash != content::source_hash(text.source))
                ++state.outdated;
            else if (translation.origin == content::Origin::machine)
                ++state.machine;
            else
                ++state.current;
        }
    });
    return state;
}

StateWord language_word(LanguageState const& state, Texts const& texts)
{
    if (state.outdated > 0)
        return {"st st--warn", texts("desk.language.outdated"_msg, {{"count", state.outdated}})};
    auto const missing = state.all - state.current - state.machine;
    if (missing == state.all)
        return {"st st--none", std::string(texts("desk.language.missing"_msg))};
    if (missing > 0)
        return {"st st--warn", texts("desk.language.some_missing"_msg, {{"count", missing}})};
    if (state.machine > 0)
        return {"st st--info", std::string(texts("desk.language.machine"_msg))};
    return {"st st--ok", std::string(texts("desk.language.current"_msg))};
}

void write_languages_card(Writer& w, web::Call const& call, Texts const& texts, EditedOffer const& edited)
{
    w(R"(<section class="card" aria-labelledby="sprachen"><h2 id="sprachen">{}</h2><table class="tbl"><caption class="vh">{}</caption><thead class="vh"><tr><th scope="col">{}</th><th scope="col">{}</th></tr></thead><tbody>{}</tbody></table><p class="small mute">{}</p></section>)",
      texts("desk.card.languages"_msg), texts("desk.card.languages"_msg), texts("desk.language"_msg),
      texts("staff.state"_msg),
      each(
          call.site.languages,
          [&](Writer& row, i18n::Language const& language) {
              if (language == i18n::Language::german() || language.tag() == "de-simple")
                  return;
              auto const word = language_word(language_state(edited.offer, language), texts);
              row(R"(<tr><th scope="row">{}</th><td><span class="{}">{}</span></td></tr>)",
                  texts.language_name(language), word.shape, word.text);
          }),
      texts("desk.card.languages.hint"_msg));
}

void write_side(
    Writer& w, web::Call const& call, Texts const& texts, EditedOffer const& edited,
    std::optional<Instant> last_asked, Abilities abilities)
{
    auto const& offer = edited.offer;
    w(
        R"(<div class="stack">{}{}<section class="card" aria-labelledby="mehr"><h2 id="mehr">{}</h2><ul class="plain small">{}<li><a href="{}">{}</a></li>{}</ul></section></div>)",
        [&](Writer& inner) {
            if (offer.was_public)
                write_freshness_card(inner, call, texts, edited, last_asked, abilities);
        },
        [&](Writer& inner) { write_languages_card(inner, call, texts, edited); }, texts("desk.card.more"_msg),
        when(
            offer.was_public && is_public(offer.status),
            [&](Writer& item) {
                item(
                    R"(<li><a href="{}">{}</a></li>)", Url::path({"de", "angebote", offer.slug}),
                    texts("desk.see_in_portal"_msg));
            }),
        offer_url(offer.id, "verlauf"), texts("desk.history"_msg),
        when(abilities.may_publish && offer.was_public && is_public(offer.status), [&](Writer& item) {
            item(
                R"(<li><a href="{}">{}</a></li>)", offer_url(offer.id, "archivieren"),
                texts("desk.action.archive"_msg));
        }));
}

std::string title_of(Fields const& fields, Texts const& texts)
{
    auto const title = fields.value("title");
    return std::string(title.empty() ? texts("desk.unnamed"_msg) : title);
}

OfferState state_of(EditedOffer const& edited)
{
    OfferLine line{};
    line.status = edited.offer.status;
    line.was_public = edited.offer.was_public;
    line.draft_state = edited.draft_state;
    return line.state();
}

web::StaffFrame frame_of(
    web::Call const& call, Texts const& texts, EditedOffer const& edited, std::string title, bool is_below)
{
    web::StaffFrame frame{
        .call = call,
        .title = std::move(title),
        .section = "angebote",
        .crumbs = {{staff_url({"angebote"}), std::string(texts("desk.title"_msg))}}};
    if (is_below)
        frame.crumbs.push_back({offer_url(edited.offer.id), title_of(edited.fields, texts)});
    return frame;
}

// ── comparing ────────────────────────────────────────────────────────────────────────────────────────

// What only this text has is marked.
void write_compared(Writer& w, std::string const& text, std::string const& other)
{
    if (text.empty()) {
        w("–");
        return;
    }
    w("{}", each(records::compare(text, other), [](Writer& inner, records::Piece const& piece) {
          if (piece.is_common)
              inner("{}", piece.text);
          else
              inner("<mark>{}</mark>", piece.text);
      }));
}

void write_values(Writer& w, std::string_view name, Fields::Values const& values)
{
    w("{}", each(values, [&](Writer& inner, std::string const& value) {
          inner(R"(<input type="hidden" name="{}" value="{}">)", name, value);
      }));
}

}

http::Response offer_desk_page(
    web::Call const& call, StaffOfferFilter const& filter, OfferOverview const& overview,
    std::vector<tenants::Body> const& bodies, std::vector<web::ListView> const& saved_views)
{
    auto const& texts = web::staff_texts(call);
    bool const may_add = call.actor().rights().allows_somewhere(edit_offers);
    return web::staff_page(
        {.call = call,
         .title = std::string(texts("desk.title"_msg)),
         .section = "angebote",
         .state_line = count_line(texts, overview),
         .actions = !may_add ? web::Body{} : web::Body([&](Writer& w) {
             w(R"(<a class="kern-btn kern-btn--primary" href="{}"><span class="kern-label">{}</span></a>)",
               staff_url({"angebote", "neu"}), texts("desk.action.new"_msg));
         }),
         .is_wide = true},
        [&](Writer& w) {
            write_views(w, texts, filter, saved_views);
            write_filter(w, texts, filter, bodies);
            if (overview.lines.empty()) {
                w(R"(<div class="empty"><h2>{}</h2><p>{}</p></div>)", texts("desk.none"_msg),
                  texts(filter.narrows() ? "desk.none.filter"_msg : "desk.none.text"_msg));
                return;
            }
            auto const fields = filter.fields();
            auto const table
                = [&](Writer& inner) { write_table(inner, call, texts, filter, overview, may_add); };
            if (may_add)
                w("{}",
                  web::BulkForm{
                      .call = call,
                      .list = offer_list,
                      .shown = fields,
                      .actions = actions_of(call),
                      .count = overview.count,
                      .table = table});
            else
                table(w);
            w("{}{}",
              web::Pager{
                  texts, filter.page, OfferOverview::lines_per_page, overview.count,
                  OfferOverview::most_counted,
                  [&](int page) { return list_url(fields).with_query({{"seite", std::to_string(page)}}); }},
              web::ExportLinks{texts, [&](table::Format format) {
                                   return list_url(
                                       filter.fields(),
                                       format == table::Format::csv ? "liste.csv" : "liste.xlsx");
                               }});
        });
}

http::Response offer_form_page(web::Call const& call, OfferFormPage const& page)
{
    auto const& texts = web::staff_texts(call);
    auto const abilities = abilities_of(call, page.edited);
    FormFields const form(texts, page.fields, page.problems, page.bodies, spoken_languages(texts));
    if (page.edited == nullptr)
        return web::staff_page(
            {.call = call,
             .title = std::string(texts("desk.new.title"_msg)),
             .section = "angebote",
             .crumbs = {{staff_url({"angebote"}), std::string(texts("desk.title"_msg))}},
             .problems = page.problems},
            [&](Writer& w) {
                w(R"(<p class="measure">{}</p><form class="form" method="post" action="{}" novalidate>{}<input type="hidden" name="schluessel" value="{}"><div class="sec">{}</div>{}{}<div class="sec">{}</div>{}</form>)",
                  texts("desk.new.lead"_msg), staff_url({"angebote", "neu"}), web::FormToken{call},
                  page.form_key, form.text("title"), form.choices("kind"),
                  form.choices("reach", "desk.hint.reach"_msg), form.select("municipality"),
                  [&](Writer& inner) { write_save_bar(inner, texts, page, abilities); });
            });

    auto const& edited = *page.edited;
    auto frame = frame_of(call, texts, edited, title_of(page.fields, texts), false);
    auto const state = state_word(
        state_of(edited), edited.publish_on, texts, edited.offer.status == OfferStatus::temporarily_closed);
    frame.state_line = state.text + " · " + std::string(texts(label_of(edited.offer.kind)));
    frame.problems = page.problems;
    return web::staff_page(frame, [&](Writer& w) {
        write_draft_note(w, call, texts, page, abilities);
        if (!abilities.may_edit) {
            w(R"(<div class="cols stack-top"><dl class="dl">{}</dl>{}</div>)",
              each(
                  offer_fields(),
                  [&](Writer& row, OfferField const& field) {
                      if (auto const value = shown_value(page.fields, field, texts); !value.empty())
                          row(R"(<dt>{}</dt><dd class="pre">{}</dd>)", texts(field.label), value);
                  }),
              [&](Writer& inner) { write_side(inner, call, texts, edited, page.last_asked, abilities); });
            return;
        }
        w(
            R"(<div class="cols stack-top"><form class="form" method="post" action="{}" novalidate>{}<input type="hidden" name="fassung" value="{}"><button class="vh" type="submit" tabindex="-1">{}</button>{}{}</form>{}</div>)",
            offer_url(edited.offer.id), web::FormToken{call}, page.base_version.value_or(edited.version),
            texts("desk.action.save"_msg), [&](Writer& inner) { write_sections(inner, form, texts); },
            [&](Writer& inner) { write_save_bar(inner, texts, page, abilities); },
            [&](Writer& inner) { write_side(inner, call, texts, edited, page.last_asked, abilities); });
    });
}

http::Response offer_conflict_page(
    web::Call const& call, EditedOffer const& edited, std::string_view other_author, Fields const& base,
    Fields const& mine)
{
    auto const& texts = web::staff_texts(call);
    auto const& theirs = edited.fields;
    auto const differing = records::differences(mine, theirs);
    auto frame = frame_of(
        call, texts, edited, texts("desk.conflict.title"_msg, {{"title", title_of(theirs, texts)}}), true);
    frame.is_wide = true;
    auto const contradictions = std::ranges::count_if(differing, [&](std::string const& name) {
        return records::merge(base, mine, theirs, name) == records::Merge::both;
    });
    return web::staff_page(
        frame,
        [&](Writer& w) {
            w(R"(<div class="note note--warn" role="alert" tabindex="-1" autofocus><p><strong>{}</strong> {}</p></div><form method="post" action="{}" class="stack-top stack">{}<input type="hidden" name="fassung" value="{}"><input type="hidden" name="vergleich" value="1">)"
              R"({}<div class="scroll" role="region" aria-label="{}" tabindex="0"><table class="tbl cmp tbl--stack"><caption class="vh">{}</caption><thead><tr><th scope="col">{}</th><th scope="col">{}</th><th scope="col">{}</th></tr></thead><tbody>{}</tbody></table></div><div class="save">{}<a class="kern-btn kern-btn--tertiary" href="{}"><span class="kern-label">{}</span></a></div></form>)",
              texts("desk.conflict.who"_msg, {{"name", other_author}}),
              texts("desk.conflict.choose"_msg, {{"count", contradictions}}), offer_url(edited.offer.id),
              web::FormToken{call}, edited.version,
              each(
                  offer_fields(),
                  [&](Writer& inner, OfferField const& field) {
                      // Both versions go along; which one holds is said by the choice.
                      write_values(inner, "m-" + std::string(field.name), mine.values(field.name));
                      write_values(inner, "s-" + std::string(field.name), theirs.values(field.name));
                  }),
              texts("desk.conflict.table"_msg), texts("desk.conflict.table"_msg),
              texts("desk.conflict.field"_msg), texts("desk.conflict.theirs"_msg, {{"name", other_author}}),
              texts("desk.conflict.mine"_msg),
              each(
                  offer_fields(),
                  [&](Writer& row, OfferField const& field) {
                      if (std::ranges::find(differing, field.name) == differing.end())
                          return;
                      auto const their_text = shown_value(theirs, field, texts);
                      auto const my_text = shown_value(mine, field, texts);
                      bool const takes_mine
                          = records::merge(base, mine, theirs, field.name) != records::Merge::theirs;
                      auto const choice = "wahl-" + std::string(field.name);
                      row(
                          R"(<tr><th scope="row">{}</th><td data-l="{}"><label class="ch"><input type="radio" name="{}" value="s" {}><span class="pre">{}</span></label></td><td data-l="{}"><label class="ch"><input type="radio" name="{}" value="m" {}><span class="pre">{}</span></label></td></tr>)",
                          texts(field.label), texts("desk.conflict.theirs"_msg, {{"name", other_author}}),
                          choice, Attributes{html::flag("checked", !takes_mine)},
                          [&](Writer& inner) { write_compared(inner, their_text, my_text); },
                          texts("desk.conflict.mine"_msg), choice,
                          Attributes{html::flag("checked", takes_mine)},
                          [&](Writer& inner) { write_compared(inner, my_text, their_text); });
                  }),
              web::SubmitButton{texts("desk.conflict.save"_msg)}, offer_url(edited.offer.id),
              texts("desk.conflict.drop"_msg));
        },
        http::Status::conflict);
}

http::Response offer_history_page(
    web::Call const& call, EditedOffer const& edited, std::vector<ShownVersion> const& versions,
    web::Authors const& authors)
{
    auto const& texts = web::staff_texts(call);
    auto const who = [&](std::string const& code) {
        return code == Actor::system().code() ? std::string(texts("desk.history.system"_msg))
                                              : web::name_of(authors, code);
    };
    auto const frame = frame_of(
        call, texts, edited, texts("desk.history.title"_msg, {{"title", title_of(edited.fields, texts)}}),
        true);
    return web::staff_page(frame, [&](Writer& w) {
        if (versions.empty()) {
            w(R"(<div class="empty"><h2>{}</h2><p>{}</p></div>)", texts("desk.history.none"_msg),
              texts("desk.history.none.text"_msg));
            return;
        }
        w(R"(<ol class="tl">{}</ol>)", each(versions, [&](Writer& item, ShownVersion const& version) {
              auto const action = i18n::key("action." + version.head.action);
              item(
                  R"(<li><time>{}</time><strong>{}</strong> <span class="mute">{}</span>{}<p class="small"><a href="{}">{}</a></p></li>)",
                  texts.date_time(call.site.zone->to_local(version.head.saved_at)),
                  texts.has(action) ? texts(action) : std::string_view(version.head.action),
                  who(version.head.saved_by),
                  when(
                      !version.changed.empty(),
                      [&](Writer& inner) {
                          std::string labels;
                          for (auto const& name : version.changed) {
                              if (auto const* field = find_offer_field(name)) {
                                  labels += labels.empty() ? "" : ", ";
                                  labels += texts(field->label);
                              }
                          }
                          inner(R"(<p class="small">{}</p>)", labels);
                      }),
                  offer_url(edited.offer.id).with_query({{"fassung", std::to_string(version.head.number)}}),
                  texts("desk.history.fetch"_msg, {{"number", std::to_string(version.head.number)}}));
          }));
    });
}

std::string title_of(OfferLine const& line, Texts const& texts)
{
    return line.title.empty() ? std::string(texts("desk.unnamed"_msg)) : line.title;
}

http::Response archive_many_question_page(
    web::Call const& call, web::Selection const& selection, std::map<std::int64_t, OfferLine> const& lines)
{
    constexpr std::size_t most_named = 20;
    auto const& texts = web::staff_texts(call);
    auto const count = selection.ticked.size();
    std::vector<std::string> names;
    std::int64_t drafts = 0;
    for (auto const& record : selection.ticked) {
        auto const line = lines.find(record.id);
        if (line == lines.end())
            continue;
        names.push_back(title_of(line->second, texts));
        drafts += line->second.draft_state != DraftState::none ? 1 : 0;
    }
    auto const more = names.size() - std::min(names.size(), most_named);
    names.resize(names.size() - more);
    return web::staff_page(
        {.call = call,
         .title = texts("desk.bulk.archive.question"_msg, {{"count", count}}),
         .section = std::string(offer_list.path),
         .crumbs = {{list_url(selection.query), std::string(texts("desk.title"_msg))}}},
        [&](Writer& w) {
            w(R"(<div class="stack measure"><p>{}</p>{}<ul class="bullets">{}</ul>{}<div class="row"><form method="post" action="{}">{}<input type="hidden" name="abfrage" value="{}"><input type="hidden" name="wahl" value="{}">{}</form><a class="kern-btn kern-btn--secondary" href="{}"><span class="kern-label">{}</span></a></div></div>)",
              texts("desk.bulk.archive.text"_msg, {{"count", count}}),
              when(
                  drafts > 0,
                  [&](Writer& inner) {
                      inner(
                          "<p><strong>{}</strong></p>",
                          texts("desk.bulk.archive.drafts"_msg, {{"count", drafts}}));
                  }),
              each(names, [](Writer& item, std::string const& name) { item("<li>{}</li>", name); }),
              when(
                  more > 0,
                  [&](Writer& inner) {
                      inner("<p>{}</p>", texts("desk.bulk.archive.more"_msg, {{"count", more}}));
                  }),
              staff_url({offer_list.path, "auswahl", "archivieren"}), web::FormToken{call},
              http::Form(selection.query).to_query(), web::to_text(selection.ticked),
              web::SubmitButton{texts("desk.bulk.archive.yes"_msg, {{"count", count}})},
              list_url(selection.query), texts("desk.bulk.archive.no"_msg));
        });
}

http::Response archive_question_page(web::Call const& call, EditedOffer const& edited)
{
    auto const& texts = web::staff_texts(call);
    auto const title = title_of(form_of(edited.offer), texts);
    return web::staff_page(
        frame_of(call, texts, edited, texts("desk.archive.title"_msg, {{"title", title}}), true),
        [&](Writer& w) {
            w(
                R"(<div class="stack measure"><p>{}</p><div class="row">{}<a class="kern-btn kern-btn--secondary" href="{}"><span class="kern-label">{}</span></a></div></div>)",
                texts("desk.archive.text"_msg),
                [&](Writer& inner) {
                    inner(
                        R"(<form method="post" action="{}">{}<input type="hidden" name="fassung" value="{}">{}</form>)",
                        offer_url(edited.offer.id, "archivieren"), web::FormToken{call}, edited.version,
                        web::SubmitButton{texts("desk.archive.yes"_msg)});
                },
                offer_url(edited.offer.id), texts("desk.archive.no"_msg));
        });
}

} // namespace kommin::portal
