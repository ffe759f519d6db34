// What somebody asks the list of applications, and the list as a page.

#include "modules/funding/programmes/application_pages.hpp"
#include "modules/funding/programmes/programme_pages.hpp"
#include "platform/base/text.hpp"
#include "platform/html/attributes.hpp"
#include "platform/records/typed_ids.hpp"
#include "platform/web/staff_export.hpp"
#include "platform/web/staff_list.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

namespace kommin::funding {

using html::Attributes;
using html::each;
using html::Url;
using html::when;
using html::Writer;
using i18n::Texts;

namespace {

web::ListFields fields_of_application_list(http::Form const& query)
{
    return ApplicationFilter::read(query).fields();
}

std::vector<web::ListView> views_of_applications(Texts const& texts, ApplicationListPage const& page)
{
    std::vector<web::ListView> views;
    auto const add = [&](std::string label, std::optional<ApplicationState> state) {
        ApplicationFilter wanted;
        wanted.state = state;
        views.push_back(
            {std::move(label), applications_url(wanted), page.filter.fields() == wanted.fields()});
    };
    add(std::string(texts("application.view.all"_msg)), std::nullopt);
    for (auto const state : {ApplicationState::drafted, ApplicationState::submitted})
        add(web::as_choice(texts(label_of(state))), state);
    web::add_saved_views(views, page.views);
    return views;
}

web::FilterForm application_filter_form(Texts const& texts, ApplicationListPage const& page)
{
    auto const& filter = page.filter;
    return {
        .texts = texts,
        .list = web::list_url(application_list, {}),
        .fields =
            [&texts, &page, &filter](Writer& field) {
                std::vector<web::Choice> states, programmes, owners;
                for (auto const state : all_application_states)
                    states.push_back({std::string(word_of(state)), web::as_choice(texts(label_of(state)))});
                for (auto const& one : page.choices.programmes)
                    programmes.push_back({std::to_string(one.id.value), one.title});
                for (auto const& body : page.choices.district.bodies)
                    owners.push_back({body.slug, body.name});
                field(
                    "{}{}{}{}", web::FilterWords{texts, "application.filter.words"_msg, filter.words},
                    web::FilterChoice{
                        texts, "stand", "application.field.state"_msg, std::move(states),
                        filter.state ? word_of(*filter.state) : std::string_view{}},
                    web::FilterChoice{
                        texts, "programm", "funding_programme.one"_msg, std::move(programmes),
                        filter.programme ? std::to_string(filter.programme->value) : std::string{}},
                    web::FilterChoice{
                        texts, "wer", "application.field.owner"_msg, std::move(owners), filter.owner});
            },
        .whole = filter.narrows() ? std::optional(applications_url()) : std::nullopt};
}

void write_application_line(
    Writer& w, Texts const& texts, ApplicationListPage const& page, Application const& one)
{
    auto const mark = mark_of(one.state, texts);
    auto const step = page.steps.find(one.id);
    auto const day = step != page.steps.end() && step->second.day ? texts.partial_date(*step->second.day)
                                                                  : std::string{};
    Attributes const content{web::content_lang(texts)};
    w(R"(<tr><th scope="row"><a href="{}" {}>{}</a>{}</th><td data-l="{}" {}>{}</td><td data-l="{}">{}</td><td class="num" data-l="{}">{}</td><td data-l="{}"><span class="{}">{}</span>{}</td></tr>)",
      application_url(one.id), content, one.title,
      when(
          one.is_uncertain,
          [&](Writer& inner) {
              inner(R"( <span class="st st--warn">{}</span>)", texts("panel.uncertain"_msg));
          }),
      texts("application.field.to_whom"_msg), content, authority_of(one, page.choices),
      texts("application.field.owner"_msg), page.choices.owner(one.body),
      texts("application.field.asked"_msg), amount_text(one.asked, false, texts), texts("staff.state"_msg),
      mark.shape, mark.text,
      when(!day.empty(), [&](Writer& inner) { inner(R"(<br><span class="small mute">{}</span>)", day); }));
}

}

ApplicationFilter ApplicationFilter::read(http::Form const& query)
{
    ApplicationFilter filter;
    filter.words = web::words_of_filter(query);
    for (auto const state : all_application_states) {
        if (query.value("stand") == word_of(state))
            filter.state = state;
    }
    filter.programme = records::typed_id<ProgrammeId>(query.value("programm"));
    filter.owner = trim(query.value("wer"));
    return filter;
}

web::ListFields ApplicationFilter::fields() const
{
    web::ListFields fields;
    if (!words.empty())
        fields.emplace_back("t", words);
    if (state)
        fields.emplace_back("stand", word_of(*state));
    if (programme)
        fields.emplace_back("programm", std::to_string(programme->value));
    if (!owner.empty())
        fields.emplace_back("wer", owner);
    return fields;
}

web::StaffList const application_list{
    .code = "funding.applications",
    .path = applications_path,
    .title = "application.title"_msg,
    .read = &fields_of_application_list};

Url applications_url(ApplicationFilter const& filter)
{
    return web::list_url(application_list, filter.fields());
}

http::Response application_list_page(web::Call const& call, ApplicationListPage const& page)
{
    auto const& texts = web::staff_texts(call);
    auto const shown = std::ssize(page.shown);
    auto frame = frame_below_applications(call, std::string(texts("application.title"_msg)));
    frame.crumbs.clear();
    frame.state_line = page.count > shown
        ? texts("application.list.newest"_msg, {{"shown", shown}, {"count", page.count}})
        : texts("application.list.count"_msg, {{"count", shown}});
    frame.is_wide = true;
    frame.actions = [&](Writer& w) {
        if (page.may_add)
            w(R"(<a class="kern-btn kern-btn--primary" href="{}"><span class="kern-label">{}</span></a>)",
              web::staff_url({applications_path, "neu"}), texts("application.new"_msg));
        w(R"(<a class="kern-btn kern-btn--secondary" href="{}"><span class="kern-label">{}</span></a>)",
          programmes_url(), texts("funding_programme.title"_msg));
    };
    return web::staff_page(frame, [&](Writer& w) {
        w("{}{}",
          web::ListViews{
              texts, views_of_applications(texts, page),
              web::save_view_url(application_list, page.filter.fields())},
          application_filter_form(texts, page));
        if (page.shown.empty()) {
            auto const text = page.filter.narrows() ? "application.none.filter"_msg
                : page.may_add                      ? "application.none.first"_msg
                                                    : "application.none.text"_msg;
            w(R"(<div class="empty"><h2>{}</h2><p>{}</p></div>)", texts("application.none"_msg), texts(text));
            return;
        }
        w(R"(<div class="scroll" role="region" aria-labelledby="liste" tabindex="0"><table class="tbl tbl--stack"><caption class="vh" id="liste">{}</caption><thead><tr><th scope="col">{}</th><th scope="col">{}</th><th scope="col">{}</th><th scope="col" class="num">{}</th><th scope="col">{}</th></tr></thead><tbody>{}</tbody></table></div>{})",
          texts("application.title"_msg), texts("application.one"_msg),
          texts("application.field.to_whom"_msg), texts("application.field.owner"_msg),
          texts("application.field.asked"_msg), texts("staff.state"_msg),
          each(
              page.shown,
              [&](Writer& row, Application const& one) { write_application_line(row, texts, page, one); }),
          web::ExportLinks{texts, [&](std::string_view file) {
                               return web::list_url(application_list, page.filter.fields(), file);
                           }});
    });
}

} // namespace kommin::funding
