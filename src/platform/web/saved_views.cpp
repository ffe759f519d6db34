#include "platform/web/saved_views.hpp"

#include "platform/base/number.hpp"
#include "platform/base/text.hpp"
#include "platform/identity/saved_view.hpp"
#include "platform/web/staff_form.hpp"
#include "platform/web/staff_frame.hpp"
#include "platform/web/write.hpp"

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace kommin::web {

using html::each;
using html::when;
using html::Writer;

namespace {

constexpr std::string_view views_page = "ansichten";

std::string to_query(ListFields const& fields)
{
    return http::Form(fields).to_query();
}

// What a text of to_query() asks of the list today; nothing of it is believed.
ListFields fields_of(StaffList const& list, std::string_view query)
{
    auto const form = http::Form::parse(query);
    return form ? list.read(*form) : ListFields{};
}

std::vector<identity::SavedView> views_of(Call const& call, StaffList const& list)
{
    return identity::list_saved_views(call.db(), call.site.tenant, call.person->account, list.code);
}

// Those that were deleted lately, each with the way back.
void write_erased(
    Writer& w, Call const& call, StaffList const& list, std::vector<identity::SavedView> const& erased)
{
    if (erased.empty())
        return;
    auto const& texts = staff_texts(call);
    w(R"(<section class="sec stack-top" aria-labelledby="geloescht"><h2 id="geloescht">{}</h2><p class="measure">{}</p><ul class="views">{}</ul></section>)",
      texts("list.views.erased"_msg),
      texts("list.views.erased.lead"_msg, {{"count", identity::keep_erased_views.count()}}),
      each(erased, [&](Writer& item, identity::SavedView const& view) {
          item(
              R"(<li><span>{}</span><form method="post" action="{}">{}<input type="hidden" name="zurueck" value="{}">{}</form></li>)",
              view.name, list_url(list, {}, views_page), FormToken{call}, view.id.value,
              SubmitButton{texts("list.views.bring_back"_msg, {{"name", view.name}}), "tertiary"});
      }));
}

http::Response views_page_of(
    Call const& call, StaffList const& list, ListFields const& shown, std::string_view name,
    std::vector<Problem> problems)
{
    auto const& texts = staff_texts(call);
    struct Found {
        std::vector<identity::SavedView> views, erased;
    };
    auto const found = read(call, [&](db::Connection& db) {
        return Found{
            views_of(call, list),
            identity::list_erased_views(db, call.site.tenant, call.person->account, list.code)};
    });
    auto const& views = found.views;
    StaffFrame const frame{
        .call = call,
        .title = std::string(texts("list.views.title"_msg)),
        .section = std::string(list.path),
        .crumbs = {{list_url(list, shown), std::string(texts(list.title))}},
        .problems = std::move(problems)};
    return staff_page(frame, [&](Writer& w) {
        w(R"(<p class="measure">{}</p><form class="form" method="post" action="{}" novalidate>{}<input type="hidden" name="abfrage" value="{}">{}{}</form>)",
          texts("list.views.lead"_msg, {{"count", identity::most_saved_views}}),
          list_url(list, {}, views_page), FormToken{call}, to_query(shown),
          TextField{
              .texts = texts,
              .name = "name",
              .label = "list.views.name"_msg,
              .value = name,
              .problems = frame.problems,
              .hint = "list.views.name.hint"_msg},
          SubmitButton{texts("list.views.save"_msg)});
        w("{}", when(!views.empty(), [&](Writer& inner) {
              inner(
                  R"(<section class="sec" aria-labelledby="eigene"><h2 id="eigene">{}</h2><ul class="views">{}</ul></section>)",
                  texts("list.views.own"_msg),
                  each(views, [&](Writer& item, identity::SavedView const& view) {
                      item(
                          R"(<li><a href="{}">{}</a><form method="post" action="{}">{}<input type="hidden" name="ansicht" value="{}">{}</form></li>)",
                          list_url(list, fields_of(list, view.query)), view.name,
                          list_url(list, {}, "ansichten/loeschen"), FormToken{call}, view.id.value,
                          SubmitButton{texts("list.views.erase"_msg, {{"name", view.name}}), "tertiary"});
                  }));
          }));
        write_erased(w, call, list, found.erased);
    });
}

http::Response bring_back(Call& call, StaffList const& list, std::int64_t id)
{
    auto const brought = write(call, [&](Work& work) {
        return identity::bring_back_view(work, list.code, identity::SavedViewId{id});
    });
    if (brought)
        return http::Response::redirect(http::Status::see_other, list_url(list, {}, views_page).text());
    if (brought.problem().kind == ProblemKind::not_found)
        return staff_not_found(call);
    return views_page_of(call, list, {}, {}, {brought.problem()});
}

}

html::Url list_url(StaffList const& list, ListFields const& fields, std::string_view page)
{
    std::vector<std::string_view> segments{list.path};
    if (!list.of.empty())
        segments.push_back(list.of);
    for (auto const segment : split(page, '/')) {
        if (!segment.empty())
            segments.push_back(segment);
    }
    auto url = staff_url(segments);
    for (auto const& [name, value] : fields)
        url = url.with_query({{name, value}});
    return url;
}

std::vector<ListView> saved_views(Call const& call, StaffList const& list, ListFields const& shown)
{
    std::vector<ListView> tabs;
    bool has_current = false;
    for (auto const& view : views_of(call, list)) {
        auto const fields = fields_of(list, view.query);
        bool const is_current = !has_current && fields == shown;
        has_current = has_current || is_current;
        tabs.push_back({view.name, list_url(list, fields), is_current});
    }
    return tabs;
}

void add_saved_views(std::vector<ListView>& views, std::vector<ListView> const& saved)
{
    if (std::ranges::any_of(saved, &ListView::is_current)) {
        for (auto& view : views)
            view.is_current = false;
    }
    views.insert(views.end(), saved.begin(), saved.end());
}

html::Url save_view_url(StaffList const& list, ListFields const& shown)
{
    return list_url(list, shown, views_page);
}

Handler of_list(StaffList const& list, http::Response (*handler)(Call&, StaffList const&))
{
    return [list, handler](Call& call) { return handler(call, list); };
}

http::Response show_saved_views(Call& call, StaffList const& list)
{
    return views_page_of(call, list, list.read(call.request.query()), {}, {});
}

http::Response save_list_view(Call& call, StaffList const& list)
{
    auto const form = call.request.form();
    if (!form)
        return staff_not_found(call);
    if (form->has("zurueck"))
        return bring_back(call, list, parse_number(form->value("zurueck")).value_or(0));
    auto const fields = fields_of(list, form->value("abfrage"));
    auto const name = form->value("name");
    auto const saved = write(
        call, [&](Work& work) { return identity::save_view(work, list.code, name, to_query(fields)); });
    if (!saved)
        return views_page_of(call, list, fields, name, {saved.problem()});
    return http::Response::redirect(http::Status::see_other, list_url(list, fields).text());
}

http::Response erase_list_view(Call& call, StaffList const& list)
{
    auto const form = call.request.form();
    if (!form)
        return staff_not_found(call);
    identity::SavedViewId const id{parse_number(form->value("ansicht")).value_or(0)};
    auto const erased
        = write(call, [&](Work& work) { return identity::erase_saved_view(work, list.code, id); });
    if (!erased)
        return staff_not_found(call);
    return http::Response::redirect(http::Status::see_other, list_url(list, {}, views_page).text());
}

} // namespace kommin::web
