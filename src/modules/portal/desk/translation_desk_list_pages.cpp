// The languages, and the work list of one.

#include "modules/portal/desk/translation_desk_pages.hpp"
#include "modules/portal/desk/translation_proposal_section.hpp"
#include "platform/web/staff_export.hpp"
#include "platform/web/staff_form.hpp"
#include "platform/web/staff_frame.hpp"
#include "platform/web/staff_list.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <utility>
#include <vector>

namespace kommin::portal {

using html::attribute;
using html::Attributes;
using html::each;
using html::Url;
using html::when;
using html::Writer;
using i18n::Texts;
using web::staff_url;

namespace {

constexpr std::array states{
    std::pair{content::OpenState::missing, "translate.list.missing"_msg},
    std::pair{content::OpenState::outdated, "translate.list.outdated"_msg},
    std::pair{content::OpenState::machine, "translate.list.machine"_msg}};

Url with_fields(Url url, web::ListFields const& fields)
{
    for (auto const& [name, value] : fields)
        url = url.with_query({{name, value}});
    return url;
}

std::string count_line(Texts const& texts, content::OpenCount const& count)
{
    if (count.records > TranslationList::most_counted)
        return texts("translate.record_count.many"_msg, {{"count", TranslationList::most_counted}});
    return texts("translate.record_count"_msg, {{"count", count.records}});
}

void write_views(Writer& w, Texts const& texts, WorkList const& list)
{
    auto const address = translation_list(list.language);
    auto const view = [&](MessageKey label, std::optional<content::OpenState> state) {
        TranslationFilter const wanted{.state = state};
        auto shown = list.filter;
        shown.order = wanted.order;
        shown.descending = wanted.descending;
        return web::ListView{
            std::string(texts(label)), web::list_url(address, wanted.fields()),
            shown.fields() == wanted.fields()};
    };
    std::vector views{view("desk.view.all"_msg, {})};
    for (auto const& [state, label] : states)
        views.push_back(view(label, state));
    web::add_saved_views(views, list.views);
    w("{}", web::ListViews{texts, views, web::save_view_url(address, list.filter.fields())});
}

// Nothing for whoever translates for one municipality only: there is nothing to choose.
void write_places(Writer& w, Texts const& texts, WorkList const& list)
{
    if (!list.has_tenant && list.bodies.size() < 2)
        return;
    std::vector<web::Choice> places;
    if (list.has_tenant)
        places.push_back({"kreis", std::string(texts("page.no_municipality"_msg))});
    for (auto const& body : list.bodies)
        places.push_back({body.slug, body.name});
    w("{}",
      web::FilterChoice{
          texts, "gemeinde", "desk.field.municipality"_msg, std::move(places), list.filter.place});
}

void write_filter(Writer& w, Texts const& texts, WorkList const& list)
{
    auto const& filter = list.filter;
    std::array const orders{
        web::SortChoice::Option{word_of(content::OpenOrder::changed), "desk.column.changed"_msg},
        web::SortChoice::Option{word_of(content::OpenOrder::title), "translate.record"_msg}};
    auto const address = web::list_url(translation_list(list.language), {});
    std::vector<web::Choice> kinds;
    for (auto const kind : list.kinds.words())
        kinds.push_back({std::string(kind), std::string(texts(list.kinds.label_of(kind)))});
    std::vector<web::Choice> state_choices;
    for (auto const& [state, label] : states)
        state_choices.push_back({std::string(word_of(state)), std::string(texts(label))});
    w("{}",
      web::FilterForm{
          .texts = texts,
          .list = address,
          .fields =
              [&](Writer& field) {
                  field(
                      "{}{}{}{}{}", web::FilterWords{texts, "translate.list.text"_msg, filter.text},
                      web::FilterChoice{texts, "art", "desk.field.kind"_msg, kinds, filter.kind},
                      [&](Writer& places) { write_places(places, texts, list); },
                      web::FilterChoice{
                          texts, "zustand", "staff.state"_msg, state_choices,
                          filter.state ? word_of(*filter.state) : std::string_view{}},
                      web::SortChoice{texts, orders, word_of(filter.order), filter.descending});
              },
          .whole = filter.narrows() ? std::optional(address) : std::nullopt});
}

void write_line(Writer& w, web::Call const& call, WorkList const& list, content::OpenRecord const& line)
{
    auto const& texts = web::staff_texts(call);
    auto const title = line.title.empty() ? texts("desk.unnamed"_msg) : std::string_view(line.title);
    w(R"(<tr>{}<th scope="row"><a href="{}" data-edit {}>{}</a></th><td data-l="{}">{}</td><td data-l="{}">{}</td><td data-l="{}">{}</td><td data-l="{}">{}</td></tr>)",
      when(
          list.proposals.has_value(),
          [&](Writer& inner) {
              inner("{}", web::TickCell{texts, {line.place.position, 0}, title, web::ticks_of(call.request)});
          }),
      translation_url(list.language, line.kind, line.id, list.filter.fields_with_page()),
      html::Attributes{web::content_lang(texts)}, title, texts("desk.field.kind"_msg),
      texts(list.kinds.label_of(line.kind)), texts("desk.field.municipality"_msg), list.owner_of(line, texts),
      texts("translate.open"_msg),
      open_words(texts, {1, line.progress.missing, line.progress.outdated, line.progress.machine}),
      texts("desk.column.changed"_msg),
      texts.date(call.site.zone->to_local(line.place.changed_at).date, i18n::DateStyle::short_numeric));
}

void write_table(Writer& w, web::Call const& call, WorkList const& list)
{
    auto const& texts = web::staff_texts(call);
    auto const head = [&](MessageKey label, content::OpenOrder order) {
        return web::sort_head(texts, list.filter, label, order, [&](TranslationFilter const& wanted) {
            return web::list_url(translation_list(list.language), wanted.fields());
        });
    };
    w(R"(<div class="scroll" role="region" aria-label="{}" tabindex="0"><table class="tbl tbl--stack tbl--lead"><caption>{}</caption><thead><tr>{}{}<th scope="col">{}</th><th scope="col">{}</th><th scope="col">{}</th>{}</tr></thead><tbody>{}</tbody></table></div>)",
      texts("translate.list.title"_msg, {{"language", texts.language_name(list.language)}}),
      count_line(texts, list.list.count),
      when(list.proposals.has_value(), [&](Writer& inner) { inner("{}", web::TickHead{texts}); }),
      head("translate.record"_msg, content::OpenOrder::title), texts("desk.field.kind"_msg),
      texts("desk.field.municipality"_msg), texts("translate.open"_msg),
      head("desk.column.changed"_msg, content::OpenOrder::changed),
      each(list.list.lines, [&](Writer& row, content::OpenRecord const& line) {
          write_line(row, call, list, line);
      }));
}

void write_lines(Writer& w, web::Call const& call, WorkList const& list)
{
    auto const& texts = web::staff_texts(call);
    auto const address = translation_list(list.language);
    auto const fields = list.filter.fields();
    auto const page = [&](std::optional<TranslationFilter> const& of) {
        return of ? std::optional(web::list_url(address, of->fields_with_page())) : std::nullopt;
    };
    auto const table = [&](Writer& inner) {
        write_table(inner, call, list);
        inner(
            "{}",
            web::KeyPager{
                .texts = texts,
                .first = web::list_url(address, list.filter.fields()),
                .previous = page(list.list.previous),
                .next = page(list.list.next),
                .turning = list.proposals ? std::optional(web::turn_url(address)) : std::nullopt});
    };
    std::vector<std::int64_t> on_page;
    for (auto const& line : list.list.lines)
        on_page.push_back(line.place.position);
    if (list.proposals)
        w("{}",
          web::BulkForm{
              .call = call,
              .list = address,
              .shown = fields,
              .actions = std::span(&propose_action, 1),
              .count = list.list.count.records,
              .on_page = on_page,
              .table = table});
    else
        table(w);
    w("{}", web::ExportLinks{texts, [&](std::string_view file) {
                                 return web::list_url(address, list.filter.fields(), file);
                             }});
}

void write_proposals(Writer& w, web::Call const& call, WorkList const& list)
{
    auto const& texts = web::staff_texts(call);
    bool const is_more = list.missing.records > TranslationList::most_counted;
    w("{}",
      ProposalSection{
          call, *list.proposals, web::list_url(translation_list(list.language), {}, "maschine"),
          "machine.all.title"_msg, "machine.all.hint"_msg, "machine.all.action"_msg,
          texts(
              is_more ? "machine.all.waits.many"_msg : "machine.all.waits"_msg,
              {{"count", list.missing.missing}})});
}

// To and from the tools of translators.
void write_files_section(
    Writer& w, web::Call const& call, WorkList const& list, std::vector<Problem> const& problems)
{
    auto const& texts = web::staff_texts(call);
    auto const address = staff_url({"uebersetzungen", list.language.tag(), "xliff"});
    w(R"(<section class="stack stack-top measure" aria-labelledby="xliff"><h2 id="xliff">{}</h2><p>{}</p><p class="row">{}<a class="kern-btn kern-btn--secondary" href="{}"><span class="kern-label">{}</span></a></p>)"
      R"(<form method="post" action="{}" enctype="multipart/form-data" class="stack">{}{}<p>{}</p></form></section>)",
      texts("translate.xliff.title"_msg), texts("translate.xliff.lead"_msg),
      when(
          list.list.count.records > 0,
          [&](Writer& inner) {
              inner(
                  R"(<a class="kern-btn kern-btn--secondary" href="{}"><span class="kern-label">{}</span></a>)",
                  with_fields(address, list.filter.fields()),
                  texts(
                      list.filter.narrows() ? "translate.xliff.download_shown"_msg
                                            : "translate.xliff.download_open"_msg));
          }),
      address.with_query({{"umfang", "alles"}}), texts("translate.xliff.download_all"_msg), address,
      web::FormToken{call},
      web::FileField{
          .texts = texts,
          .label = "translate.xliff.file"_msg,
          .accept = ".xlf,.xliff",
          .problems = problems,
          .hint = "translate.xliff.file.hint"_msg},
      web::SubmitButton{texts("translate.xliff.upload"_msg), "secondary"});
}

}

Url translation_url(Language language, std::string_view kind, std::int64_t id, web::ListFields const& list)
{
    return with_fields(staff_url({"uebersetzungen", language.tag(), kind, std::to_string(id)}), list);
}

std::string open_words(Texts const& texts, content::OpenCount const& count)
{
    std::string words;
    auto const add = [&](MessageKey key, std::int64_t of_state) {
        if (of_state > 0)
            words += (words.empty() ? "" : ", ") + texts(key, {{"count", of_state}});
    };
    add("translate.missing"_msg, count.missing);
    add("translate.outdated"_msg, count.outdated);
    add("translate.machine"_msg, count.machine);
    return words;
}

std::string WorkList::owner_of(content::OpenRecord const& line, Texts const& texts) const
{
    auto const body = !line.owner
        ? bodies.end()
        : std::ranges::find(bodies, tenants::BodyId{*line.owner}, &tenants::Body::id);
    return body == bodies.end() ? std::string(texts("page.no_municipality"_msg)) : body->name;
}

http::Response translation_languages_page(web::Call const& call, std::vector<OpenLanguage> const& lines)
{
    auto const& texts = web::staff_texts(call);
    return web::staff_page(
        {.call = call,
         .title = std::string(texts("translate.title"_msg)),
         .section = "uebersetzungen",
         .state_line = std::string(texts("translate.lead"_msg))},
        [&](Writer& w) {
            w(R"(<div class="scroll"><table class="tbl tbl--stack"><caption class="vh">{}</caption><thead><tr><th scope="col">{}</th><th scope="col">{}</th><th scope="col">{}</th></tr></thead><tbody>{}</tbody></table></div>)",
              texts("translate.title"_msg), texts("desk.language"_msg), texts("translate.records"_msg),
              texts("translate.texts"_msg), each(lines, [&](Writer& row, OpenLanguage const& line) {
                  row(R"(<tr><th scope="row"><a href="{}">{}</a></th><td data-l="{}">{}</td><td data-l="{}">{}</td></tr>)",
                      staff_url({"uebersetzungen", line.language.tag()}), texts.language_name(line.language),
                      texts("translate.records"_msg),
                      line.count.records == 0 ? std::string(texts("translate.all_done"_msg))
                                              : count_line(texts, line.count),
                      texts("translate.texts"_msg),
                      line.is_more() ? texts("translate.texts.many"_msg, {{"count", line.count.texts()}})
                                     : texts.number(line.count.texts()));
              }));
        });
}

http::Response translation_list_page(
    web::Call const& call, WorkList const& list, std::vector<Problem> const& problems)
{
    auto const& texts = web::staff_texts(call);
    auto const language = texts.language_name(list.language);
    return web::staff_page(
        {.call = call,
         .title = texts("translate.list.title"_msg, {{"language", language}}),
         .section = "uebersetzungen",
         .crumbs = {{staff_url({"uebersetzungen"}), std::string(texts("translate.title"_msg))}},
         .state_line = count_line(texts, list.list.count),
         .problems = problems,
         .is_wide = true},
        [&](Writer& w) {
            write_views(w, texts, list);
            write_filter(w, texts, list);
            if (list.list.lines.empty())
                w(R"(<div class="empty"><h2>{}</h2><p>{}</p></div>)", texts("translate.nothing"_msg),
                  texts(list.filter.narrows() ? "translate.list.none"_msg : "translate.nothing.text"_msg));
            else
                write_lines(w, call, list);
            if (list.proposals)
                write_proposals(w, call, list);
            write_files_section(w, call, list, problems);
        });
}

} // namespace kommin::portal
