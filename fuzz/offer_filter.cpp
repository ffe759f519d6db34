// The offer filter of a query string. Promises: whatever stands in a URL gives a filter within its limits,
// and the URL made from that filter means the same, without anything unknown.

#include "modules/portal/directory/offer_filter.hpp"
#include "fuzz.hpp"
#include "platform/base/text.hpp"

#include <string>
#include <vector>

namespace kommin::fuzz {

void run(std::string_view input)
{
    static std::vector<std::string> const municipalities{"luenen", "unna", "froendenberg-ruhr"};
    static std::vector<std::string> const languages{"de", "tr", "uk", "zh-Hans"};
    static auto const categories = [] {
        portal::Categories of_a_district;
        of_a_district.apply(portal::own_situation(0), {.own = portal::OwnSituation{"eigen-frauen", "heart"}});
        return of_a_district;
    }();
    auto const form = http::Form::parse(input);
    if (!form)
        return;
    auto const filter = portal::OfferFilter::parse(*form, municipalities, languages, categories);
    require(
        filter.query.size() <= portal::longest_query && is_valid_utf8(filter.query),
        "free text has a limit and is UTF-8");
    require(filter.page >= 1 && filter.page <= 100'000, "there is such a page");
    require(filter.unknown.size() <= 5, "a crafted URL makes no long page");
    for (auto const& [field, value] : filter.unknown)
        require(value.size() <= 60 && is_valid_utf8(value), "what is not known is shown shortened");
    require(filter.kinds.size() <= portal::kind_words().size(), "each kind once");
    require(filter.situations.size() <= categories.situations().size(), "each situation once");
    require(filter.languages.size() <= languages.size(), "each language once");

    auto const fields = filter.fields(categories);
    auto const text = portal::query_string(fields);
    require(text.empty() == filter.is_empty(), "an empty filter makes no query");
    require(text.find_first_of("<>\"'\r\n ") == text.npos, "a query is safe in a page");
    auto const again = http::Form::parse(std::string_view(text).substr(text.empty() ? 0 : 1));
    require(again.has_value(), "our own query is a form");
    auto const same = portal::OfferFilter::parse(*again, municipalities, languages, categories);
    require(same.fields(categories) == fields, "a filter's query means the same filter");
    require(same.unknown.empty() && same.page == 1, "our own query has nothing unknown");
    (void)filter.accepts({});
}

} // namespace kommin::fuzz
