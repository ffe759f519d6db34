#include "platform/web/whole_list.hpp"

#include "platform/html/writer.hpp"
#include "platform/web/staff_export.hpp"
#include "platform/web/staff_frame.hpp"

#include <algorithm>
#include <cstdint>
#include <string_view>
#include <utility>

namespace kommin::web {

using html::Writer;

http::Response whole_list_page(WholeList const& whole)
{
    auto const& texts = staff_texts(whole.call);
    auto const lines = static_cast<std::int64_t>(whole.count);
    if (auto last = way_to_last_page(whole.call, whole.page, whole.per_page, lines, lines))
        return *std::move(last);
    auto const per_page = static_cast<std::size_t>(whole.per_page);
    auto const first = std::min(whole.count, static_cast<std::size_t>(whole.page - 1) * per_page);
    return staff_page(
        {.call = whole.call,
         .title = std::string(texts(whole.list.title)),
         .section = std::string(whole.list.path),
         .state_line = whole.state_line,
         .actions = whole.actions,
         .is_wide = true},
        [&](Writer& w) {
            w("{}{}", ListViews{texts, whole.views, save_view_url(whole.list, whole.fields)}, whole.filter);
            if (whole.count == 0) {
                w(R"(<div class="empty"><h2>{}</h2><p>{}</p></div>)", texts(whole.none),
                  texts(whole.none_advice));
                return;
            }
            whole.table(w, first, std::min(per_page, whole.count - first));
            w("{}{}",
              Pager{
                  .texts = texts,
                  .page = whole.page,
                  .per_page = whole.per_page,
                  .count = lines,
                  .most_counted = lines,
                  .url_of =
                      [&](int number) {
                          return list_url(whole.list, whole.fields)
                              .with_query({{"seite", std::to_string(number)}});
                      }},
              ExportLinks{
                  texts, [&](std::string_view file) { return list_url(whole.list, whole.fields, file); }});
        });
}

} // namespace kommin::web
