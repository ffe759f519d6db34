#include "modules/portal/desk/organisation_pages.hpp"

#include "modules/portal/desk/asking_address_pages.hpp"
#include "modules/portal/desk/offer_desk.hpp"
#include "modules/portal/desk/organisation_desk.hpp"
#include "modules/portal/directory/permissions.hpp"
#include "platform/i18n/language.hpp"
#include "platform/web/record_form.hpp"
#include "platform/web/staff_export.hpp"
#include "platform/web/staff_form.hpp"
#include "platform/web/staff_list.hpp"
#include "platform/web/unsaved_entries.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace kommin::portal {

using html::each;
using html::Url;
using html::when;
using html::Writer;
using i18n::Texts;
using records::DraftState;
using records::Fields;
using web::staff_url;

namespace {

constexpr std::array organisation_views{
    std::pair{OrganisationView::all, "organisation.view.all"_msg},
    std::pair{OrganisationView::without_offers, "organisation.view.without_offers"_msg},
    std::pair{OrganisationView::alike, "organisation.view.alike"_msg}};

constexpr std::array organisation_state_views{
    std::pair{OfferState::in_review, "desk.view.review"_msg},
    std::pair{OfferState::returned, "desk.view.returned"_msg},
    std::pair{OfferState::scheduled, "organisation.view.scheduled"_msg},
    std::pair{OfferState::changed, "desk.view.drafts"_msg},
    std::pair{OfferState::hidden, "desk.view.hidden"_msg},
    std::pair{OfferState::archived, "desk.view.archived"_msg}};

Url organisation_list_url(web::ListFields const& fields, std::string_view page = {})
{
    auto url = page.empty() ? organisations_url() : staff_url({organisations_path, page});
    for (auto const& [name, value] : fields)
        url = url.with_query({{name, value}});
    return url;
}

void write_organisation_line(Writer& w, Texts const& texts, EditedOrganisation const& edited)
{
    auto const& organisation = edited.stored.organisation;
    auto const count = edited.count_offers();
    auto const state = state_word_of(edited, texts);
    w(R"(<tr><th scope="row"><a href="{}" data-edit {}>{}</a></th><td data-l="{}"><span class="{}">{}</span></td><td data-l="{}">{}</td><td data-l="{}">{}</td></tr>)",
      organisation_url(organisation.id), html::Attributes{web::content_lang(texts)}, organisation.name,
      texts("staff.state"_msg), state.shape, state.text, texts("organisation.column.offers"_msg), count,
      texts("organisation.field.website"_msg), [&](Writer& cell) {
          auto const website = Url::external(organisation.website);
          if (website)
              cell(R"(<a href="{}" class="wrap">{}</a>)", *website, organisation.website);
          else
              cell("–");
      });
}

std::vector<web::Choice> choices_of_kind(Texts const& texts)
{
    std::vector<web::Choice> choices;
    for (auto const kind : contacts::all_organisation_kinds) {
        bool const is_unknown = kind == contacts::OrganisationKind::unknown;
        choices.push_back(
            {is_unknown ? std::string{} : std::string(to_text(kind)),
             std::string(texts(contacts::label_of(kind)))});
    }
    return choices;
}

std::vector<web::Choice> choices_of_language(Texts const& texts)
{
    std::vector<web::Choice> languages;
    for (auto const language : i18n::known_languages())
        languages.push_back({std::string(language.tag()), texts.language_name(language)});
    return languages;
}

void write_organisation_filter(Writer& w, Texts const& texts, OrganisationFilter const& filter)
{
    std::array const orders{web::SortChoice::Option{"", "organisation.field.name"_msg}}; // there is no other
    auto kinds = choices_of_kind(texts);
    kinds.front().value = to_text(contacts::OrganisationKind::unknown);
    w("{}",
      web::FilterForm{
          .texts = texts,
          .list = organisations_url(),
          .fields =
              [&](Writer& field) {
                  field(
                      "{}{}{}{}{}{}",
                      web::FilterWords{texts, "organisation.field.name"_msg, filter.text, "q"},
                      web::FilterChoice{
                          texts, "art", "organisation.field.kind"_msg, kinds,
                          filter.kind ? to_text(*filter.kind) : std::string_view{}},
                      web::FilterChoice{
                          texts, "sprache", "organisation.field.languages"_msg, choices_of_language(texts),
                          filter.language},
                      web::FilterKept{"zustand", filter.state ? word_of(*filter.state) : std::string_view{}},
                      web::FilterKept{
                          "liste",
                          filter.view == OrganisationView::all ? std::string_view{} : word_of(filter.view)},
                      web::SortChoice{texts, orders, {}, filter.descending});
              },
          .whole = filter.text.empty() && !filter.kind && filter.language.empty()
              ? std::nullopt
              : std::optional(organisations_url())});
}

std::string names_of_languages(std::vector<std::string> const& tags, Texts const& texts)
{
    std::vector<std::string> names;
    for (auto const& tag : tags) {
        auto const language = i18n::Language::find(tag);
        names.push_back(language ? texts.language_name(*language) : tag);
    }
    return texts.list(names);
}

// What it is, in which languages one can write to it, where else it is.
void write_details(Writer& w, Texts const& texts, OrganisationFormPage const& page)
{
    auto const kinds = choices_of_kind(texts);
    auto const languages = choices_of_language(texts);
    auto const places = [&](contacts::PlaceKind kind, MessageKey hint) {
        return web::TextArea{
            .texts = texts,
            .name = to_text(kind),
            .label = contacts::label_of(kind),
            .value = page.fields.value(to_text(kind)),
            .problems = page.problems,
            .hint = hint,
            .rows = 2};
    };
    w(R"(<div class="sec">{}{}</div><div class="sec">{}{}{}</div>)",
      web::SelectField{
          .texts = texts,
          .name = "kind",
          .label = "organisation.field.kind"_msg,
          .choices = kinds,
          .value = page.fields.value("kind"),
          .problems = page.problems,
          .hint = "organisation.hint.kind"_msg},
      web::ChoiceGroup{
          .texts = texts,
          .name = "languages",
          .legend = "organisation.field.languages"_msg,
          .choices = languages,
          .values = page.fields.values("languages"),
          .is_multiple = true,
          .problems = page.problems,
          .hint = "organisation.hint.languages"_msg},
      places(contacts::PlaceKind::visit, "organisation.hint.addresses"_msg),
      places(contacts::PlaceKind::post, {}), places(contacts::PlaceKind::branch, {}));
}

void write_organisation_fields(Writer& w, Texts const& texts, OrganisationFormPage const& page)
{
    auto const field = [&](std::string_view name, MessageKey label, MessageKey hint, bool is_required) {
        return web::TextField{
            .texts = texts,
            .name = name,
            .label = label,
            .value = page.fields.value(name),
            .problems = page.problems,
            .hint = hint,
            .width = web::FieldWidth::whole,
            .is_required = is_required,
            .language = web::language_of_content(texts)};
    };
    w(R"({}<div class="sec">{}{}{}</div>)", web::RequiredNote{texts},
      field("name", "organisation.field.name"_msg, "organisation.hint.name"_msg, true),
      field("website", "organisation.field.website"_msg, {}, false),
      field("email", "organisation.field.email"_msg, {}, false));
    write_details(w, texts, page);
}

void write_organisation_side(Writer& w, Texts const& texts, EditedOrganisation const& edited)
{
    auto const& organisation = edited.stored.organisation;
    w(R"(<div class="stack"><section class="card" aria-labelledby="mehr"><h2 id="mehr">{}</h2><ul class="plain small">{}<li><a href="{}">{}</a></li>{}</ul>{}</section></div>)",
      texts("page.more"_msg),
      when(
          edited.count_offers() > 0,
          [&](Writer& item) {
              item(
                  R"(<li><a href="{}">{}</a></li>)", web::list_url(offer_list, {{"t", organisation.name}}),
                  texts("organisation.action.offers"_msg));
          }),
      organisation_url(organisation.id, "verlauf"), texts("record.history"_msg),
      when(
          edited.may_edit,
          [&](Writer& item) {
              item(
                  R"(<li><a href="{}">{}</a></li><li><a href="{}">{}</a></li>)", asking_url(organisation.id),
                  texts("asking.title"_msg), organisation_url(organisation.id, "zusammenfuehren"),
                  texts("organisation.action.merge"_msg));
          }),
      when(edited.may_publish && edited.stored.state == OrganisationState::shown, [&](Writer& item) {
          item(
              R"(<p class="stack-top"><a class="kern-btn kern-btn--secondary grave" href="{}"><span class="kern-label">{}</span></a></p>)",
              organisation_url(organisation.id, "archivieren"), texts("desk.action.archive"_msg));
      }));
}

void write_organisation_table(
    Writer& w, Texts const& texts, OrganisationList const& list, OrganisationFilter const& filter)
{
    auto turned = filter;
    turned.descending = !filter.descending;
    auto const page = [](std::optional<OrganisationFilter> const& of) {
        return of ? std::optional(organisation_list_url(of->fields_with_page())) : std::nullopt;
    };
    w(R"(<div class="scroll" role="region" aria-label="{}" tabindex="0"><table class="tbl tbl--stack tbl--lead"><caption class="vh">{}</caption><thead><tr>{}<th scope="col">{}</th><th scope="col">{}</th><th scope="col">{}</th></tr></thead><tbody>{}</tbody></table></div>{}{})",
      texts("organisation.title"_msg), texts("organisation.title"_msg),
      web::SortHead{
          texts, "organisation.field.name"_msg, organisation_list_url(turned.fields()),
          filter.descending ? web::Sorted::descending : web::Sorted::ascending},
      texts("staff.state"_msg), texts("organisation.column.offers"_msg),
      texts("organisation.field.website"_msg),
      each(
          list.lines,
          [&](Writer& row, EditedOrganisation const& edited) {
              write_organisation_line(row, texts, edited);
          }),
      web::KeyPager{
          .texts = texts,
          .first = organisation_list_url(filter.fields()),
          .previous = page(list.previous),
          .next = page(list.next)},
      web::ExportLinks{
          texts, [&](std::string_view file) { return organisation_list_url(filter.fields(), file); }});
}

http::Response new_organisation_page(web::Call const& call, OrganisationFormPage const& page)
{
    auto const& texts = web::staff_texts(call);
    bool const may_publish = call.actor().may(publish_organisations, Scope::whole_tenant());
    return web::staff_page(
        {.call = call,
         .title = std::string(texts("organisation.new.title"_msg)),
         .section = std::string(organisations_path),
         .crumbs = {{organisations_url(), std::string(texts("organisation.title"_msg))}},
         .problems = page.problems},
        [&](Writer& w) {
            w(
                R"(<form class="form stack-top" method="post" action="{}" novalidate>{}{}<div class="save">{}</div></form>)",
                staff_url({organisations_path, "neu"}),
                web::KeptWhileTyping{call, staff_url({organisations_path, "neu"})},
                [&](Writer& inner) { write_organisation_fields(inner, texts, page); },
                web::SubmitButton{
                    texts(may_publish ? "organisation.action.add"_msg : "record.action.hand_in"_msg)});
        });
}

}

std::string name_of_organisation(Fields const& fields, Texts const& texts)
{
    auto const name = fields.value("name");
    return std::string(name.empty() ? texts("desk.unnamed"_msg) : name);
}

StateWord state_word_of(EditedOrganisation const& edited, Texts const& texts)
{
    return state_word(state_of(edited), edited.stored.publish_on, texts, false);
}

Url organisations_url()
{
    return staff_url({organisations_path});
}

Url organisation_url(OrganisationId id)
{
    return staff_url({organisations_path, std::to_string(id.value)});
}

Url organisation_url(OrganisationId id, std::string_view page)
{
    return staff_url({organisations_path, std::to_string(id.value), page});
}

web::StaffFrame frame_below_organisation(
    web::Call const& call, EditedOrganisation const& edited, std::string title)
{
    auto const& organisation = edited.stored.organisation;
    return {
        .call = call,
        .title = std::move(title),
        .section = std::string(organisations_path),
        .crumbs
        = {{organisations_url(), std::string(web::staff_texts(call)("organisation.title"_msg))},
           {organisation_url(organisation.id), organisation.name, true}}};
}

web::RecordForm organisation_record_form(Texts const& texts)
{
    web::RecordForm form;
    form.fields
        = {{"name", std::string(texts("organisation.field.name"_msg))},
           {"website", std::string(texts("organisation.field.website"_msg))},
           {"email", std::string(texts("organisation.field.email"_msg))},
           {"kind", std::string(texts("organisation.field.kind"_msg))},
           {"languages", std::string(texts("organisation.field.languages"_msg))},
           {"visit", std::string(texts("organisation.field.visit"_msg))},
           {"post", std::string(texts("organisation.field.post"_msg))},
           {"branch", std::string(texts("organisation.field.branch"_msg))}};
    form.shown = [&texts](Fields const& fields, std::string_view name) {
        auto const value = fields.value(name);
        if (name == "languages")
            return names_of_languages(fields.values(name), texts);
        auto const kind = name == "kind" ? enum_from<contacts::OrganisationKind>(value) : std::nullopt;
        return kind ? std::string(texts(contacts::label_of(*kind))) : std::string(value);
    };
    return form;
}

http::Response organisation_list_page(
    web::Call const& call, OrganisationList const& list, OrganisationFilter const& filter,
    std::vector<web::ListView> const& saved_views)
{
    auto const& texts = web::staff_texts(call);
    bool const is_more = list.count > OrganisationList::most_counted;
    return web::staff_page(
        {.call = call,
         .title = std::string(texts("organisation.title"_msg)),
         .section = std::string(organisations_path),
         .state_line = is_more
             ? texts("organisation.count.many"_msg, {{"count", OrganisationList::most_counted}})
             : texts("organisation.count"_msg, {{"count", list.count}}),
         .actions
         = !call.actor().may(add_organisations, Scope::whole_tenant()) ? web::Body{} : web::Body([&](Writer& w) {
               w(R"(<a class="kern-btn kern-btn--primary" href="{}"><span class="kern-label">{}</span></a>)",
                 staff_url({organisations_path, "neu"}), texts("organisation.action.new"_msg));
           }),
         .is_wide = true},
        [&](Writer& w) {
            std::vector<web::ListView> views;
            for (auto const& [view, label] : organisation_views) {
                OrganisationFilter wanted;
                wanted.view = view;
                views.push_back(
                    {std::string(texts(label)), organisation_list_url(wanted.fields()),
                     filter.view == view && !filter.state});
            }
            for (auto const& [state, label] : organisation_state_views) {
                OrganisationFilter wanted;
                wanted.state = state;
                views.push_back(
                    {std::string(texts(label)), organisation_list_url(wanted.fields()),
                     filter.view == OrganisationView::all && filter.state == state});
            }
            web::add_saved_views(views, saved_views);
            w("{}", web::ListViews{texts, views, web::save_view_url(organisation_list, filter.fields())});
            write_organisation_filter(w, texts, filter);
            if (list.lines.empty()) {
                w(R"(<div class="empty"><h2>{}</h2></div>)", texts("organisation.none"_msg));
                return;
            }
            write_organisation_table(w, texts, list, filter);
        });
}

http::Response organisation_form_page(web::Call const& call, OrganisationFormPage const& page)
{
    if (page.drafted == nullptr)
        return new_organisation_page(call, page);
    auto const& texts = web::staff_texts(call);
    auto const& drafted = *page.drafted;
    auto const& edited = drafted.organisation;
    auto const id = edited.stored.organisation.id;
    auto frame = frame_below_organisation(call, edited, name_of_organisation(page.fields, texts));
    frame.crumbs.pop_back();
    frame.is_named_by_content = true;
    frame.state_line = state_word_of(edited, texts).text + " · " + offers_of_organisation(texts, edited);
    frame.problems = page.problems;
    auto const author = page.draft_author.value_or(std::string{});
    return web::staff_page(frame, [&](Writer& w) {
        w("{}",
          web::DraftNote{
              .call = call,
              .state = drafted.state,
              .draft = drafted.draft,
              .author = author,
              .has_moved = drafted.has_moved,
              .shown_version = page.shown_version,
              .discard = edited.may_edit ? std::optional(organisation_url(id, "verwerfen")) : std::nullopt});
        auto const side = [&](Writer& inner) { write_organisation_side(inner, texts, edited); };
        if (!edited.may_edit) {
            auto const form = organisation_record_form(texts);
            w(R"(<div class="note"><p>{}</p></div><div class="cols stack-top"><dl class="dl">{}</dl>{}</div>)",
              texts("organisation.shared"_msg),
              each(
                  form.fields,
                  [&](Writer& row, web::RecordForm::Field const& field) {
                      auto const value = form.shown(page.fields, field.name);
                      if (!value.empty())
                          row(R"(<dt>{}</dt><dd class="wrap">{}</dd>)", field.label, value);
                  }),
              side);
            return;
        }
        w(
            R"(<div class="cols stack-top"><form class="form" method="post" action="{}" novalidate>{}<input type="hidden" name="fassung" value="{}"><input type="hidden" name="grundlage" value="{}">{}{}{}</form>{}</div>)",
            organisation_url(id), web::KeptWhileTyping{call, organisation_url(id)}, drafted.state.version,
            drafted.state.base(), web::SaveByEnter{texts("record.action.save"_msg)},
            [&](Writer& inner) { write_organisation_fields(inner, texts, page); },
            web::SaveBar{
                .texts = texts,
                .publish = organisation_url(id, "veroeffentlichen"),
                .hand_in = organisation_url(id, "abgeben"),
                .schedule = organisation_url(id, "planen"),
                .give_back = organisation_url(id, "zurueckgeben"),
                .preview = staff_url({organisations_path, std::to_string(id.value), "vorschau", "de"}),
                .may_publish = edited.may_publish,
                .is_in_review = drafted.state.draft_state == DraftState::in_review,
                .aside = page.aside,
                .problems = page.problems},
            side);
    });
}

http::Response organisation_archive_question(
    web::Call const& call, DraftedOrganisation const& drafted, NamingOffers const& naming)
{
    auto const& texts = web::staff_texts(call);
    auto const& organisation = drafted.organisation.stored.organisation;
    auto const more = naming.count - std::ssize(naming.lines);
    return web::staff_page(
        frame_below_organisation(
            call, drafted.organisation, texts("page.archive.title"_msg, {{"title", organisation.name}})),
        [&](Writer& w) {
            if (naming.count > 0) {
                w(R"(<div class="stack measure"><p>{}</p><ul class="bullets">{}</ul>{}<p>{}</p><div class="row"><a class="kern-btn kern-btn--primary" href="{}"><span class="kern-label">{}</span></a><a class="kern-btn kern-btn--secondary" href="{}"><span class="kern-label">{}</span></a></div></div>)",
                  texts("organisation.archive.named"_msg, {{"count", naming.count}}),
                  each(
                      naming.lines,
                      [](Writer& item, NamingOffers::Line const& line) {
                          item(R"(<li><a href="{}">{}</a></li>)", offer_url(line.id), line.title);
                      }),
                  when(
                      more > 0,
                      [&](Writer& inner) {
                          inner("<p>{}</p>", texts("list.bulk.more"_msg, {{"count", more}}));
                      }),
                  texts("organisation.archive.first"_msg),
                  web::list_url(offer_list, {{"t", organisation.name}}),
                  texts("organisation.archive.offers"_msg), organisation_url(organisation.id),
                  texts("organisation.archive.no"_msg));
                return;
            }
            w(R"(<div class="stack measure"><p>{}</p>{}<div class="row"><form method="post" action="{}">{}<input type="hidden" name="fassung" value="{}">{}</form><a class="kern-btn kern-btn--secondary" href="{}"><span class="kern-label">{}</span></a></div></div>)",
              texts(
                  "organisation.archive.text"_msg,
                  {{"count", drafted.organisation.count_offers()}, {"name", organisation.name}}),
              when(
                  drafted.state.draft_state != DraftState::none,
                  [&](Writer& inner) {
                      inner("<p><strong>{}</strong></p>", texts("desk.archive.draft"_msg));
                  }),
              organisation_url(organisation.id, "archivieren"), web::FormToken{call}, drafted.state.version,
              web::SubmitButton{texts("page.archive.yes"_msg), "primary grave"},
              organisation_url(organisation.id), texts("organisation.archive.no"_msg));
        });
}

std::string offers_of_organisation(Texts const& texts, EditedOrganisation const& edited)
{
    return texts("organisation.offers"_msg, {{"count", edited.count_offers()}});
}

} // namespace kommin::portal
