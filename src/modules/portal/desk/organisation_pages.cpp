#include "modules/portal/desk/organisation_pages.hpp"

#include "modules/portal/desk/offer_desk.hpp"
#include "modules/portal/directory/permissions.hpp"
#include "platform/base/number.hpp"
#include "platform/base/text.hpp"
#include "platform/search/fold.hpp"
#include "platform/web/record_form.hpp"
#include "platform/web/staff_export.hpp"
#include "platform/web/staff_form.hpp"
#include "platform/web/staff_list.hpp"

#include <algorithm>
#include <unordered_map>
#include <utility>

namespace kommin::portal {

using html::each;
using html::Url;
using html::when;
using html::Writer;
using i18n::Texts;
using records::Fields;
using web::staff_url;

namespace {

constexpr int organisations_per_page = 50;
constexpr std::size_t longest_asked_name = 200; // bytes
constexpr std::size_t most_candidates = 20;
constexpr std::string_view organisations_path = "einrichtungen";

struct OrganisationViewWord {
    OrganisationView view;
    std::string_view word;
    MessageKey label;
};
constexpr std::array organisation_views{
    OrganisationViewWord{OrganisationView::all, "", "organisation.view.all"_msg},
    OrganisationViewWord{
        OrganisationView::without_offers, "ohne-angebote", "organisation.view.without_offers"_msg},
    OrganisationViewWord{OrganisationView::alike, "aehnliche", "organisation.view.alike"_msg}};

std::string_view word_of(OrganisationView view)
{
    return std::ranges::find(organisation_views, view, &OrganisationViewWord::view)->word;
}

// In folded words, as people look for it.
std::string asked_words(std::string_view text)
{
    std::string folded;
    search::FoldedWords words(text);
    while (auto const word = words.next()) {
        folded += folded.empty() ? "" : " ";
        folded += word->folded;
    }
    return folded;
}

Url organisation_list_url(OrganisationFilter const& filter, std::string_view page = {})
{
    auto url = page.empty() ? organisations_url() : staff_url({organisations_path, page});
    for (auto const& [name, value] : filter.fields())
        url = url.with_query({{name, value}});
    return url;
}

void write_organisation_line(Writer& w, Texts const& texts, EditedOrganisation const& edited)
{
    auto const& organisation = edited.stored.organisation;
    auto const count = edited.count_offers();
    w(R"(<tr><th scope="row"><a href="{}">{}</a></th><td data-l="{}">{}</td><td data-l="{}">{}</td></tr>)",
      organisation_url(organisation.id), organisation.name, texts("organisation.column.offers"_msg), count,
      texts("organisation.field.website"_msg), [&](Writer& cell) {
          auto const website = Url::external(organisation.website);
          if (website)
              cell(R"(<a href="{}" class="wrap">{}</a>)", *website, organisation.website);
          else
              cell("–");
      });
}

void write_organisation_filter(Writer& w, Texts const& texts, OrganisationFilter const& filter)
{
    w(R"(<form action="{}" method="get" class="tools" aria-label="{}"><p class="f"><label for="q">{}</label><input id="q" name="q" type="search" value="{}"></p>{}<button class="kern-btn kern-btn--secondary kern-btn--sm" type="submit"><span class="kern-label">{}</span></button>{}</form>)",
      organisations_url(), texts("list.filter.label"_msg), texts("organisation.field.name"_msg), filter.text,
      when(
          filter.view != OrganisationView::all,
          [&](Writer& inner) {
              inner(R"(<input type="hidden" name="liste" value="{}">)", word_of(filter.view));
          }),
      texts("list.filter.apply"_msg), when(!filter.text.empty(), [&](Writer& inner) {
          inner(R"( <a class="small" href="{}">{}</a>)", organisations_url(), texts("list.filter.clear"_msg));
      }));
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
            .is_required = is_required};
    };
    w(R"({}<div class="sec">{}{}{}</div>)", web::RequiredNote{texts},
      field("name", "organisation.field.name"_msg, "organisation.hint.name"_msg, true),
      field("website", "organisation.field.website"_msg, {}, false),
      field("email", "organisation.field.email"_msg, {}, false));
}

void write_organisation_side(Writer& w, Texts const& texts, EditedOrganisation const& edited)
{
    auto const& organisation = edited.stored.organisation;
    w(R"(<div class="stack"><section class="card" aria-labelledby="mehr"><h2 id="mehr">{}</h2><ul class="plain small">{}<li><a href="{}">{}</a></li>{}</ul></section></div>)",
      texts("page.more"_msg),
      when(
          edited.count_offers() > 0,
          [&](Writer& item) {
              item(
                  R"(<li><a href="{}">{}</a></li>)", web::list_url(offer_list, {{"t", organisation.name}}),
                  texts("organisation.action.offers"_msg));
          }),
      organisation_url(organisation.id, "verlauf"), texts("record.history"_msg),
      when(edited.may_edit, [&](Writer& item) {
          item(
              R"(<li><a href="{}">{}</a></li>)", organisation_url(organisation.id, "zusammenfuehren"),
              texts("organisation.action.merge"_msg));
      }));
}

http::Response new_organisation_page(web::Call const& call, OrganisationFormPage const& page)
{
    auto const& texts = web::staff_texts(call);
    return web::staff_page(
        {.call = call,
         .title = std::string(texts("organisation.new.title"_msg)),
         .section = std::string(organisations_path),
         .crumbs = {{organisations_url(), std::string(texts("organisation.title"_msg))}},
         .problems = page.problems},
        [&](Writer& w) {
            w(
                R"(<form class="form stack-top" method="post" action="{}" novalidate>{}{}<div class="save">{}</div></form>)",
                staff_url({organisations_path, "neu"}), web::FormToken{call},
                [&](Writer& inner) { write_organisation_fields(inner, texts, page); },
                web::SubmitButton{texts("organisation.action.add"_msg)});
        });
}

}

OrganisationFilter OrganisationFilter::read(http::Form const& query)
{
    constexpr std::int64_t most_pages = 2'000;
    OrganisationFilter filter;
    filter.text = trim(truncate_utf8(query.value("q"), longest_asked_name));
    auto const view
        = std::ranges::find(organisation_views, query.value("liste"), &OrganisationViewWord::word);
    if (view != organisation_views.end())
        filter.view = view->view;
    filter.page = static_cast<int>(
        std::clamp<std::int64_t>(parse_number(query.value("seite")).value_or(1), 1, most_pages));
    return filter;
}

web::ListFields OrganisationFilter::fields() const
{
    web::ListFields fields;
    if (!text.empty())
        fields.emplace_back("q", text);
    if (view != OrganisationView::all)
        fields.emplace_back("liste", word_of(view));
    return fields;
}

std::vector<EditedOrganisation const*> filtered(
    std::vector<EditedOrganisation> const& all, OrganisationFilter const& filter)
{
    auto const asked = asked_words(filter.text);
    std::unordered_map<std::string, int> alike;
    if (filter.view == OrganisationView::alike) {
        for (auto const& edited : all)
            ++alike[likeness_of(edited.stored.organisation.name)];
    }
    std::vector<EditedOrganisation const*> found;
    for (auto const& edited : all) {
        auto const& name = edited.stored.organisation.name;
        bool const is_asked = asked.empty() || asked_words(name).find(asked) != std::string::npos;
        bool const is_in_view = filter.view == OrganisationView::all
            || (filter.view == OrganisationView::without_offers && edited.offers.empty())
            || (filter.view == OrganisationView::alike && alike[likeness_of(name)] > 1);
        if (is_asked && is_in_view)
            found.push_back(&edited);
    }
    if (filter.view == OrganisationView::alike)
        std::ranges::stable_sort(found, {}, [](EditedOrganisation const* edited) {
            return likeness_of(edited->stored.organisation.name);
        });
    return found;
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
           {organisation_url(organisation.id), organisation.name}}};
}

web::RecordForm organisation_record_form(Texts const& texts)
{
    web::RecordForm form;
    form.fields
        = {{"name", std::string(texts("organisation.field.name"_msg))},
           {"website", std::string(texts("organisation.field.website"_msg))},
           {"email", std::string(texts("organisation.field.email"_msg))}};
    form.has_drafts = false;
    form.shown = [](Fields const& fields, std::string_view name) { return std::string(fields.value(name)); };
    return form;
}

http::Response organisation_list_page(
    web::Call const& call, std::vector<EditedOrganisation> const& all, OrganisationFilter const& filter)
{
    auto const& texts = web::staff_texts(call);
    auto const found = filtered(all, filter);
    constexpr auto per_page = static_cast<std::size_t>(organisations_per_page);
    auto const first = std::min(found.size(), static_cast<std::size_t>(filter.page - 1) * per_page);
    std::vector<EditedOrganisation const*> const shown(
        found.begin() + static_cast<std::ptrdiff_t>(first),
        found.begin() + static_cast<std::ptrdiff_t>(std::min(found.size(), first + per_page)));
    return web::staff_page(
        {.call = call,
         .title = std::string(texts("organisation.title"_msg)),
         .section = std::string(organisations_path),
         .state_line = texts("organisation.count"_msg, {{"count", found.size()}}),
         .actions
         = !call.actor().may(add_organisations, Scope::whole_tenant()) ? web::Body{} : web::Body([&](Writer& w) {
               w(R"(<a class="kern-btn kern-btn--primary" href="{}"><span class="kern-label">{}</span></a>)",
                 staff_url({organisations_path, "neu"}), texts("organisation.action.new"_msg));
           }),
         .is_wide = true},
        [&](Writer& w) {
            std::vector<web::ListView> views;
            for (auto const& word : organisation_views) {
                OrganisationFilter wanted;
                wanted.view = word.view;
                views.push_back(
                    {std::string(texts(word.label)), organisation_list_url(wanted),
                     filter.view == word.view});
            }
            w("{}", web::ListViews{texts, views});
            write_organisation_filter(w, texts, filter);
            if (shown.empty()) {
                w(R"(<div class="empty"><h2>{}</h2></div>)", texts("organisation.none"_msg));
                return;
            }
            w(R"(<div class="scroll" role="region" aria-label="{}" tabindex="0"><table class="tbl tbl--stack tbl--lead"><caption class="vh">{}</caption><thead><tr><th scope="col">{}</th><th scope="col">{}</th><th scope="col">{}</th></tr></thead><tbody>{}</tbody></table></div>{}{})",
              texts("organisation.title"_msg), texts("organisation.title"_msg),
              texts("organisation.field.name"_msg), texts("organisation.column.offers"_msg),
              texts("organisation.field.website"_msg),
              each(
                  shown,
                  [&](Writer& row, EditedOrganisation const* edited) {
                      write_organisation_line(row, texts, *edited);
                  }),
              web::Pager{
                  texts, filter.page, organisations_per_page, std::ssize(found), std::ssize(found),
                  [&](int page) {
                      return organisation_list_url(filter).with_query({{"seite", std::to_string(page)}});
                  }},
              web::ExportLinks{texts, [&](table::Format format) {
                                   return organisation_list_url(
                                       filter, format == table::Format::xlsx ? "liste.xlsx" : "liste.csv");
                               }});
        });
}

http::Response organisation_file(
    web::Call const& call, std::vector<EditedOrganisation> const& all, OrganisationFilter const& filter)
{
    using Column = web::ExportColumn<EditedOrganisation>;
    std::vector<Column> columns{
        {"organisation.field.name"_msg, 50,
         [](EditedOrganisation const& edited) { return table::Cell(edited.stored.organisation.name); }},
        {"organisation.column.offers"_msg, 10,
         [](EditedOrganisation const& edited) { return table::Cell(edited.count_offers()); }},
        {"organisation.field.website"_msg, 40,
         [](EditedOrganisation const& edited) { return table::Cell(edited.stored.organisation.website); }},
        {"organisation.field.email"_msg, 30,
         [](EditedOrganisation const& edited) { return table::Cell(edited.stored.organisation.email); }}};
    web::ListExport<EditedOrganisation> file(
        call, web::export_format(call.request), organisations_path, "organisation.title"_msg,
        std::move(columns));
    for (auto const* edited : filtered(all, filter)) {
        if (!file.add(*edited))
            break;
    }
    return file.answer();
}

http::Response organisation_form_page(web::Call const& call, OrganisationFormPage const& page)
{
    if (page.edited == nullptr)
        return new_organisation_page(call, page);
    auto const& texts = web::staff_texts(call);
    auto const& edited = *page.edited;
    auto const& organisation = edited.stored.organisation;
    auto frame = frame_below_organisation(call, edited, organisation.name);
    frame.crumbs.pop_back();
    frame.state_line = offers_of_organisation(texts, edited);
    frame.problems = page.problems;
    return web::staff_page(frame, [&](Writer& w) {
        if (page.shown_version)
            w("{}", web::FetchedNote{texts, *page.shown_version});
        auto const side = [&](Writer& inner) { write_organisation_side(inner, texts, edited); };
        if (!edited.may_edit) {
            w(R"(<div class="note"><p>{}</p></div><div class="cols stack-top"><dl class="dl">{}</dl>{}</div>)",
              texts("organisation.shared"_msg),
              each(
                  organisation_record_form(texts).fields,
                  [&](Writer& row, web::RecordForm::Field const& field) {
                      auto const value = page.fields.value(field.name);
                      if (!value.empty())
                          row(R"(<dt>{}</dt><dd class="wrap">{}</dd>)", field.label, value);
                  }),
              side);
            return;
        }
        w(
            R"(<div class="cols stack-top"><form class="form" method="post" action="{}" novalidate>{}<input type="hidden" name="fassung" value="{}">{}<div class="save">{}<a class="kern-btn kern-btn--tertiary" href="{}"><span class="kern-label">{}</span></a></div></form>{}</div>)",
            organisation_url(organisation.id), web::FormToken{call}, edited.stored.version,
            [&](Writer& inner) { write_organisation_fields(inner, texts, page); },
            web::SubmitButton{texts("words.action.save"_msg)}, organisations_url(),
            texts("words.action.back"_msg), side);
    });
}

http::Response merge_choice_page(
    web::Call const& call, EditedOrganisation const& from, std::vector<EditedOrganisation> const& all,
    std::string_view asked)
{
    auto const& texts = web::staff_texts(call);
    auto const& organisation = from.stored.organisation;
    auto const wanted = asked_words(truncate_utf8(asked, longest_asked_name));
    auto const likeness = likeness_of(organisation.name);
    std::vector<EditedOrganisation const*> candidates;
    for (auto const& other : all) {
        auto const& name = other.stored.organisation.name;
        if (other.stored.organisation.id == organisation.id || !other.may_edit)
            continue;
        bool const is_wanted = wanted.empty() ? likeness_of(name) == likeness
                                              : asked_words(name).find(wanted) != std::string::npos;
        if (is_wanted && candidates.size() < most_candidates)
            candidates.push_back(&other);
    }
    return web::staff_page(
        frame_below_organisation(
            call, from, texts("organisation.merge.title"_msg, {{"name", organisation.name}})),
        [&](Writer& w) {
            w(R"(<div class="stack"><p class="measure">{}</p><form action="{}" method="get" class="tools" aria-label="{}"><p class="f"><label for="q">{}</label><input id="q" name="q" type="search" value="{}"></p><button class="kern-btn kern-btn--secondary kern-btn--sm" type="submit"><span class="kern-label">{}</span></button></form>{}</div>)",
              texts("organisation.merge.lead"_msg, {{"name", organisation.name}}),
              organisation_url(organisation.id, "zusammenfuehren"), texts("list.filter.label"_msg),
              texts("organisation.field.name"_msg), asked, texts("list.filter.apply"_msg),
              [&](Writer& inner) {
                  if (candidates.empty()) {
                      inner("<p>{}</p>", texts("organisation.merge.none"_msg));
                      return;
                  }
                  inner(
                      R"(<ul class="plain">{}</ul>)",
                      each(candidates, [&](Writer& item, EditedOrganisation const* other) {
                          item(
                              R"(<li><a href="{}">{}</a> <span class="mute small">{}</span></li>)",
                              organisation_url(organisation.id, "zusammenfuehren")
                                  .with_query({{"mit", std::to_string(other->stored.organisation.id.value)}}),
                              other->stored.organisation.name, offers_of_organisation(texts, *other));
                      }));
              });
        });
}

http::Response merge_question_page(
    web::Call const& call, EditedOrganisation const& from, EditedOrganisation const& into,
    std::vector<Problem> problems)
{
    auto const& texts = web::staff_texts(call);
    auto const& ending = from.stored.organisation;
    auto const& staying = into.stored.organisation;
    auto frame = frame_below_organisation(
        call, from,
        texts("organisation.merge.question"_msg, {{"from", ending.name}, {"into", staying.name}}));
    frame.problems = std::move(problems);
    return web::staff_page(frame, [&](Writer& w) {
        w(R"(<div class="stack measure"><p>{}</p><ul class="plain"><li>{}</li><li>{}</li><li>{}</li></ul><div class="row"><form method="post" action="{}">{}<input type="hidden" name="mit" value="{}"><input type="hidden" name="fassung" value="{}"><input type="hidden" name="fassung-mit" value="{}">{}</form><a class="kern-btn kern-btn--secondary" href="{}"><span class="kern-label">{}</span></a></div></div>)",
          texts("organisation.merge.what"_msg),
          texts("organisation.merge.offers"_msg, {{"count", from.count_offers()}, {"into", staying.name}}),
          texts("organisation.merge.name"_msg, {{"from", ending.name}, {"into", staying.name}}),
          texts("organisation.merge.undo"_msg), organisation_url(ending.id, "zusammenfuehren"),
          web::FormToken{call}, staying.id.value, from.stored.version, into.stored.version,
          web::SubmitButton{texts("organisation.merge.yes"_msg)}, organisation_url(ending.id),
          texts("words.remove.no"_msg));
    });
}

std::string offers_of_organisation(Texts const& texts, EditedOrganisation const& edited)
{
    return texts("organisation.offers"_msg, {{"count", edited.count_offers()}});
}

} // namespace kommin::portal
