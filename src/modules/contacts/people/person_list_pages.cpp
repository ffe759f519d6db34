#include "modules/contacts/people/merging_pages.hpp"
#include "modules/contacts/people/person_pages.hpp"
#include "platform/web/staff_export.hpp"

#include <array>
#include <utility>

namespace kommin::contacts {

using html::each;
using html::Url;
using html::when;
using html::Writer;
using i18n::Texts;
using web::staff_url;

namespace {

std::vector<web::ListView> views_of(Texts const& texts, PersonListPage const& page)
{
    PersonFilter without_ground;
    without_ground.view = PersonView::without_ground;
    auto const shown = page.filter.fields();
    std::vector<web::ListView> views{
        {std::string(texts("people.view.all"_msg)), people_url(), shown.empty()},
        {std::string(texts("people.view.without_ground"_msg)), people_url(without_ground),
         shown == without_ground.fields()},
        {std::string(texts("people.alike"_msg)), alike_url(), false}};
    web::add_saved_views(views, page.views);
    return views;
}

void write_filter(Writer& w, Texts const& texts, PersonListPage const& page)
{
    auto const& filter = page.filter;
    std::array const orders{
        web::SortChoice::Option{word_of(PersonOrder::name), "people.column.name"_msg},
        web::SortChoice::Option{word_of(PersonOrder::changed), "people.column.changed"_msg}};
    w(R"(<form action="{}" method="get" class="tools" aria-label="{}"><p class="f"><label for="t">{}</label><input id="t" name="t" type="search" value="{}"></p><p class="f"><label for="ort">{}</label><select id="ort" name="ort"><option value="">{}</option>{}</select></p><p class="f"><label for="feld">{}</label><select id="feld" name="feld"><option value="">{}</option>{}</select></p><p class="f"><label for="spricht">{}</label><select id="spricht" name="spricht"><option value="">{}</option>{}</select></p><p class="f"><label for="erlaubt">{}</label><select id="erlaubt" name="erlaubt"><option value="">{}</option>{}</select></p>{}{}<button class="kern-btn kern-btn--secondary kern-btn--sm" type="submit"><span class="kern-label">{}</span></button>{}</form>)",
      staff_url({people_path}), texts("list.filter.label"_msg), texts("people.filter.words"_msg),
      filter.words, texts("people.field.municipality"_msg), texts("list.filter.all"_msg),
      each(
          page.choices.bodies,
          [&](Writer& option, tenants::Body const& body) {
              if (body.kind == tenants::BodyKind::municipality)
                  web::write_option(option, body.slug, body.name, filter.municipality == body.slug);
          }),
      texts("people.field.field_of_work"_msg), texts("list.filter.all"_msg),
      each(
          all_fields_of_work,
          [&](Writer& option, FieldOfWork field) {
              web::write_option(
                  option, to_text(field), texts(label_of(field)), filter.field_of_work == field);
          }),
      texts("people.field.languages"_msg), texts("list.filter.all"_msg),
      each(
          i18n::known_languages(),
          [&](Writer& option, i18n::Language language) {
              web::write_option(
                  option, language.tag(), texts.language_name(language), filter.language == language.tag());
          }),
      texts("people.filter.allowed"_msg), texts("list.filter.all"_msg),
      each(
          all_purposes,
          [&](Writer& option, Purpose purpose) {
              web::write_option(
                  option, to_text(purpose), texts(label_of(purpose)), filter.allowed == purpose);
          }),
      when(
          filter.view != PersonView::all,
          [&](Writer& inner) {
              inner(R"(<input type="hidden" name="liste" value="{}">)", word_of(filter.view));
          }),
      web::SortChoice{texts, orders, word_of(filter.order), filter.reversed}, texts("list.filter.apply"_msg),
      when(filter.narrows(), [&](Writer& inner) {
          PersonFilter whole;
          whole.view = filter.view;
          inner(R"( <a class="small" href="{}">{}</a>)", people_url(whole), texts("list.filter.clear"_msg));
      }));
}

std::string work_of(Person const& person)
{
    if (person.works_for.empty() || person.position.empty())
        return person.works_for + person.position;
    return person.position + ", " + person.works_for;
}

void write_line(
    Writer& w, web::Call const& call, Texts const& texts, PersonListPage const& page,
    PersonRecord const& record)
{
    auto const& person = record.person;
    auto const* municipality = page.choices.find(person.municipality);
    auto const work = work_of(person);
    w(R"(<tr><th scope="row"><a href="{}">{}</a>{}</th><td data-l="{}">{}</td><td data-l="{}">{}</td><td class="rest" data-l="{}">{}</td><td class="rest" data-l="{}">{}</td></tr>)",
      person_url(person.id), person.list_name(), web::RowFold{texts, person.name()},
      texts("people.column.work"_msg), work.empty() ? std::string("–") : work,
      texts("people.field.municipality"_msg),
      municipality == nullptr ? std::string_view("–") : std::string_view(municipality->name),
      texts("people.field.field_of_work"_msg), texts(label_of(person.field_of_work)),
      texts("people.column.changed"_msg),
      texts.date(call.site.zone->to_local(person.changed_at).date, i18n::DateStyle::short_numeric));
}

void write_table(Writer& w, web::Call const& call, Texts const& texts, PersonListPage const& page)
{
    auto const url_of = [](PersonFilter wanted) {
        wanted.after.reset();
        wanted.before.reset();
        return people_url(wanted);
    };
    w(R"(<div class="scroll"><table class="tbl tbl--stack"><caption class="vh">{}</caption><thead><tr>{}<th scope="col">{}</th><th scope="col">{}</th><th scope="col">{}</th>{}</tr></thead><tbody>{}</tbody></table></div>)",
      texts("people.title"_msg),
      web::sort_head(texts, page.filter, "people.column.name"_msg, PersonOrder::name, url_of),
      texts("people.column.work"_msg), texts("people.field.municipality"_msg),
      texts("people.field.field_of_work"_msg),
      web::sort_head(texts, page.filter, "people.column.changed"_msg, PersonOrder::changed, url_of),
      each(page.list.lines, [&](Writer& row, PersonRecord const& record) {
          write_line(row, call, texts, page, record);
      }));
}

}

Url people_url(PersonFilter const& filter)
{
    return web::list_url(person_list, filter.fields_with_page());
}

http::Response person_list_page(web::Call const& call, PersonListPage const& page)
{
    auto const& texts = web::staff_texts(call);
    auto const url_of = [](std::optional<PersonFilter> const& other) {
        return other ? std::optional(people_url(*other)) : std::nullopt;
    };
    auto first = page.filter;
    first.after.reset();
    first.before.reset();
    bool const is_many = page.list.count > PersonLines::most_counted;
    return web::staff_page(
        {.call = call,
         .title = std::string(texts("people.title"_msg)),
         .section = std::string(people_path),
         .state_line = is_many ? texts("people.count.more"_msg, {{"count", PersonLines::most_counted}})
                               : texts("people.count"_msg, {{"count", page.list.count}}),
         .actions =
             [&](Writer& w) {
                 if (page.may_add)
                     w(R"(<a class="kern-btn kern-btn--primary" href="{}"><span class="kern-label">{}</span></a>)",
                       staff_url({people_path, "neu"}), texts("people.new"_msg));
             },
         .is_wide = true},
        [&](Writer& w) {
            w("{}",
              web::ListViews{
                  texts, views_of(texts, page), web::save_view_url(person_list, page.filter.fields())});
            write_filter(w, texts, page);
            if (page.list.lines.empty()) {
                w(R"(<div class="empty"><h2>{}</h2><p>{}</p></div>)", texts("people.none"_msg),
                  texts(
                      page.filter.narrows() || page.filter.view != PersonView::all
                          ? "list.words.none"_msg
                          : "people.none.first"_msg));
                return;
            }
            write_table(w, call, texts, page);
            w("{}{}",
              web::KeyPager{
                  .texts = texts,
                  .first = people_url(first),
                  .previous = url_of(page.list.previous),
                  .next = url_of(page.list.next)},
              web::ExportLinks{texts, [&](std::string_view file) {
                                   return web::list_url(person_list, page.filter.fields(), file);
                               }});
        });
}

} // namespace kommin::contacts
