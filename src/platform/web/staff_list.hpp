#pragma once
// The building blocks of lists for people at work: callables for holes of html::Writer. What a list shows
// stands in its address, so that back, reload and a bookmark show it again.

#include "platform/base/message_key.hpp"
#include "platform/html/url.hpp"
#include "platform/html/writer.hpp"
#include "platform/http/form.hpp"
#include "platform/http/response.hpp"
#include "platform/i18n/texts.hpp"
#include "platform/web/call.hpp"
#include "platform/web/staff_form.hpp"

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace kommin::web {

enum class Sorted : std::uint8_t { no, ascending, descending };

// The head of a column by which the list can be sorted: a link that sorts by it, or turns the order around.
struct SortHead {
    i18n::Texts const& texts;
    MessageKey label;
    html::Url url;
    Sorted sorted = Sorted::no;
    void operator()(html::Writer& writer) const;
};
// That of a column by which a list is sorted; pressed again, the other way round. Its filter has `order` and
// `descending`; or, where some columns begin at their end (the newest first), `reversed` and is_descending().
// `url_of`: where a filter of that list leads.
template<class Filter, class Order, class UrlOf>
SortHead sort_head(
    i18n::Texts const& texts, Filter const& filter, MessageKey label, Order order, UrlOf const& url_of)
{
    bool const is_sorted = filter.order == order;
    bool is_descending = false;
    auto wanted = filter;
    wanted.order = order;
    if constexpr (requires { filter.reversed; }) {
        wanted.reversed = is_sorted && !filter.reversed;
        is_descending = filter.is_descending();
    } else {
        wanted.descending = is_sorted && !filter.descending;
        is_descending = filter.descending;
    }
    return {
        texts, label, url_of(wanted),
        !is_sorted          ? Sorted::no
            : is_descending ? Sorted::descending
                            : Sorted::ascending};
}

// The order of a list as fields of its filter form: phones show no heads of columns. Hidden by the style
// sheet where the heads are; sent from there too, so that filtering keeps the order.
struct SortChoice {
    struct Option {
        std::string_view value; // of the field "nach"; "" for the order without one
        MessageKey label;
    };
    i18n::Texts const& texts;
    std::span<Option const> options;
    std::string_view chosen;
    bool is_descending;
    void operator()(html::Writer& writer) const;
};

// A fold in the head of a row: on phones it shows what else the row says. The style sheet does the folding.
struct RowFold {
    i18n::Texts const& texts;
    std::string_view title; // of the row, for whoever hears the word alone
    void operator()(html::Writer& writer) const;
};

// A view of a list that somebody may want again: <nav class="tabs">.
struct ListView {
    std::string label;
    html::Url url;
    bool is_current = false;
};
struct ListViews {
    i18n::Texts const& texts;
    std::span<ListView const> views;
    std::optional<html::Url> save_url = std::nullopt; // "+ Ansicht speichern", behind all others
    void operator()(html::Writer& writer) const;
};

// The word of a state ("neu") where it stands alone, as a choice among others: with a capital letter.
std::string as_choice(std::string_view word);
// A choice of a filter.
void write_option(html::Writer& w, std::string_view value, std::string_view label, bool is_chosen);

// The form of the filters of a list.
struct FilterForm {
    i18n::Texts const& texts;
    html::Url list;
    std::function<void(html::Writer&)> fields; // those below, and a SortChoice
    std::optional<html::Url> whole = std::nullopt; // the list without them, where they narrow it
    void operator()(html::Writer& writer) const;
};
// Words that are looked for.
struct FilterWords {
    i18n::Texts const& texts;
    MessageKey label;
    std::string_view words;
    std::string_view name = "t";
    void operator()(html::Writer& writer) const;
};
// One of several.
struct FilterChoice {
    i18n::Texts const& texts;
    std::string_view name;
    MessageKey label;
    std::vector<Choice> choices;
    std::string_view value; // "" where nothing is chosen
    MessageKey all = "list.filter.all"_msg; // what that is called
    void operator()(html::Writer& writer) const;
};
// Another field of the address of the list, which filtering keeps; nothing without a value.
struct FilterKept {
    std::string_view name;
    std::string_view value;
    void operator()(html::Writer& writer) const;
};

// What a list without other filters was asked for: the field "t" of its address, cut to what anybody types.
std::string_view words_of_filter(http::Form const& query);
// The form for it, with the way back to the whole list.
struct WordsFilter {
    i18n::Texts const& texts;
    html::Url url; // of the list
    std::string_view words;
    MessageKey label; // where they are looked for: "Wort in Name oder Text"
    std::span<std::pair<std::string_view, std::string_view> const> kept = {}; // other fields of the address
    void operator()(html::Writer& writer) const;
};

// Links to the other pages, and what this one shows: "51 bis 100 von 1.234". Nothing for a single page.
struct Pager {
    i18n::Texts const& texts;
    int page; // from 1
    int per_page;
    std::int64_t count; // of all lines; above most_counted: "mehr als"
    std::int64_t most_counted;
    std::function<html::Url(int page)> url_of;
    // Inside the form of a list in which things are ticked: where it is sent to turn the page. The links are
    // buttons then, and take along what is ticked.
    std::optional<html::Url> turning = std::nullopt;
    void operator()(html::Writer& writer) const;
};

// The way to the last page of a list, with all else that the address says, for whoever asks for one beyond
// it: there somebody would read that the list is empty. Nothing where the list has that page.
std::optional<http::Response> way_to_last_page(
    Call const& call, int page, int per_page, std::int64_t count, std::int64_t most_counted);

// Links of a list whose pages go on behind their last line, told by that line and not by a number: nothing
// for a list of one page.
struct KeyPager {
    i18n::Texts const& texts;
    html::Url first;
    std::optional<html::Url> previous = std::nullopt; // nothing: this is the first page
    std::optional<html::Url> next = std::nullopt; // nothing: this is the last one
    std::optional<html::Url> turning = std::nullopt; // as of a Pager
    void operator()(html::Writer& writer) const;
};

} // namespace kommin::web
