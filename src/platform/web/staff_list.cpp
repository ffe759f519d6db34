#include "platform/web/staff_list.hpp"

#include "platform/base/text.hpp"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace kommin::web {

using html::attribute;
using html::Attributes;
using html::each;
using html::when;
using html::Writer;

namespace {

constexpr int neighbours = 2;
constexpr std::size_t longest_words = 100;

// The first, the last and those around the current one; 0 stands for what is left out.
std::vector<int> shown_pages(int page, int last)
{
    std::vector<int> pages;
    for (int number = 1; number <= last; ++number) {
        if (number == 1 || number == last || std::abs(number - page) <= neighbours)
            pages.push_back(number);
        else if (pages.back() != 0)
            pages.push_back(0);
    }
    return pages;
}

enum class Place : std::uint8_t { other, current, previous, next };
struct PageLink {
    html::Url url;
    std::optional<html::Url> const& turning;
    std::string text;
    std::string label; // for whoever hears the text alone; empty: it says enough
    Place place;
    void operator()(Writer& w) const
    {
        Attributes const named{
            attribute("aria-label", label, !label.empty()),
            attribute("aria-current", "page", place == Place::current)};
        if (turning) {
            auto const query = url.text().find('?');
            w(R"(<li><button type="submit" formaction="{}" name="weiter" value="{}" {}>{}</button></li>)",
              *turning,
              query == std::string_view::npos ? std::string_view{}
                                              : std::string_view(url.text()).substr(query + 1),
              named, text);
        } else if (place == Place::next) {
            w(R"(<li><a href="{}" rel="next" {}>{}</a></li>)", url, named, text);
        } else if (place == Place::previous) {
            w(R"(<li><a href="{}" rel="prev" {}>{}</a></li>)", url, named, text);
        } else {
            w(R"(<li><a href="{}" {}>{}</a></li>)", url, named, text);
        }
    }
};

}

void SortHead::operator()(Writer& w) const
{
    auto const direction = sorted == Sorted::ascending ? "ascending" : "descending";
    w(R"(<th scope="col" {}><a href="{}">{}{}</a></th>)",
      Attributes{attribute("aria-sort", direction, sorted != Sorted::no)}, url, texts(label),
      when(sorted != Sorted::no, [&](Writer& inner) {
          inner(R"( <span aria-hidden="true">{}</span>)", sorted == Sorted::ascending ? "↑" : "↓");
      }));
}

void SortChoice::operator()(Writer& w) const
{
    w(R"(<p class="f f--sort"><label for="nach">{}</label><select id="nach" name="nach">{}</select></p><p class="f f--sort"><label class="check"><input type="checkbox" name="ab" value="1" {}> {}</label></p>)",
      texts("list.sort"_msg),
      each(
          options,
          [&](Writer& item, Option const& option) {
              write_option(item, option.value, texts(option.label), option.value == chosen);
          }),
      Attributes{html::flag("checked", is_descending)}, texts("list.sort.reversed"_msg));
}

void RowFold::operator()(Writer& w) const
{
    w(R"(<details class="fold"><summary>{}<span class="vh">: {}</span></summary></details>)",
      texts("list.row.more"_msg), title);
}

void ListViews::operator()(Writer& w) const
{
    constexpr std::size_t most_side_by_side = 3; // on a telephone
    auto const current = std::ranges::find_if(views, &ListView::is_current);
    auto const shown = current == views.end() ? std::string(texts("list.views.choose"_msg))
                                              : texts("list.views.current"_msg, {{"view", current->label}});
    w(R"(<nav class="tabs" aria-label="{}">{}<ul>{}{}</ul></nav>)", texts("list.views"_msg),
      when(
          views.size() > most_side_by_side,
          [&](Writer& fold) { fold(R"(<details class="fold"><summary>{}</summary></details>)", shown); }),
      each(
          views,
          [](Writer& item, ListView const& view) {
              item(
                  R"(<li><a href="{}" {}>{}</a></li>)", view.url,
                  Attributes{attribute("aria-current", "page", view.is_current)}, view.label);
          }),
      when(save_url.has_value(), [&](Writer& item) {
          item(R"(<li><a href="{}">+ {}</a></li>)", *save_url, texts("list.views.save"_msg));
      }));
}

std::string as_choice(std::string_view word)
{
    std::string choice(word);
    if (!choice.empty() && choice.front() >= 'a' && choice.front() <= 'z')
        choice.front() = static_cast<char>(choice.front() - 'a' + 'A');
    return choice;
}

void write_option(Writer& w, std::string_view value, std::string_view label, bool is_chosen)
{
    w(R"(<option value="{}" {}>{}</option>)", value, Attributes{html::flag("selected", is_chosen)}, label);
}

std::string_view words_of_filter(http::Form const& query)
{
    return truncate_utf8(trim(query.value("t")), longest_words);
}

void FilterForm::operator()(Writer& w) const
{
    w(
        R"(<form action="{}" method="get" class="tools" aria-label="{}">{}<button class="kern-btn kern-btn--secondary kern-btn--sm" type="submit"><span class="kern-label">{}</span></button>{}</form>)",
        list, texts("list.filter.label"_msg), [&](Writer& inner) { fields(inner); },
        texts("list.filter.apply"_msg), when(whole.has_value(), [&](Writer& inner) {
            inner(R"( <a class="small" href="{}">{}</a>)", *whole, texts("list.filter.clear"_msg));
        }));
}

void FilterWords::operator()(Writer& w) const
{
    w(R"(<p class="f"><label for="{}">{}</label><input id="{}" name="{}" type="search" value="{}"></p>)",
      name, texts(label), name, name, words);
}

void FilterChoice::operator()(Writer& w) const
{
    w(
        R"(<p class="f"><label for="{}">{}</label><select id="{}" name="{}">{}{}</select></p>)", name,
        texts(label), name, name,
        [&](Writer& option) { write_option(option, "", texts(all), value.empty()); },
        each(choices, [&](Writer& option, Choice const& choice) {
            write_option(option, choice.value, choice.label, choice.value == value);
        }));
}

void FilterKept::operator()(Writer& w) const
{
    if (!value.empty())
        w(R"(<input type="hidden" name="{}" value="{}">)", name, value);
}

void WordsFilter::operator()(Writer& w) const
{
    w("{}",
      FilterForm{
          .texts = texts,
          .list = url,
          .fields =
              [this](Writer& field) {
                  for (auto const& [name, value] : kept)
                      field("{}", FilterKept{name, value});
                  field("{}", FilterWords{texts, label, words});
              },
          .whole = words.empty() ? std::nullopt : std::optional(url)});
}

void Pager::operator()(Writer& w) const
{
    auto const counted = std::min(count, most_counted);
    auto const last = static_cast<int>((counted + per_page - 1) / per_page);
    if (last <= 1)
        return;
    auto const first_line = std::int64_t{page - 1} * per_page + 1;
    w(R"(<nav class="page" aria-label="{}"><span>{}</span><ul>{}{}</ul></nav>)", texts("list.pages"_msg),
      texts(
          count > most_counted ? "list.range_of_many"_msg : "list.range"_msg,
          {{"first", first_line},
           {"last", std::min(first_line + per_page - 1, counted)},
           {"count", counted}}),
      each(
          shown_pages(page, last),
          [&](Writer& item, int number) {
              if (number == 0)
                  item("<li>…</li>");
              else
                  item(
                      "{}",
                      PageLink{
                          url_of(number), turning, std::to_string(number),
                          texts("list.page"_msg, {{"number", std::to_string(number)}}),
                          number == page ? Place::current : Place::other});
          }),
      when(page < last, [&](Writer& item) {
          item(
              "{}",
              PageLink{url_of(page + 1), turning, std::string(texts("list.next"_msg)), {}, Place::next});
      }));
}

std::optional<http::Response> way_to_last_page(
    Call const& call, int page, int per_page, std::int64_t count, std::int64_t most_counted)
{
    auto const last = std::max<std::int64_t>(1, (std::min(count, most_counted) + per_page - 1) / per_page);
    if (page <= last)
        return std::nullopt;
    auto fields = call.request.query().entries();
    std::erase_if(fields, [](auto const& field) { return field.first == "seite"; });
    if (last > 1)
        fields.emplace_back("seite", std::to_string(last));
    auto address = std::string(call.request.path());
    if (!fields.empty())
        address += '?' + http::Form(std::move(fields)).to_query();
    return http::Response::redirect(http::Status::see_other, address);
}

void KeyPager::operator()(Writer& w) const
{
    if (!previous && !next)
        return;
    w(R"(<nav class="page" aria-label="{}"><ul>{}{}</ul></nav>)", texts("list.pages"_msg),
      when(
          previous.has_value(),
          [&](Writer& item) {
              item(
                  "{}{}", PageLink{first, turning, std::string(texts("list.first"_msg)), {}, Place::other},
                  PageLink{*previous, turning, std::string(texts("list.previous"_msg)), {}, Place::previous});
          }),
      when(next.has_value(), [&](Writer& item) {
          item("{}", PageLink{*next, turning, std::string(texts("list.next"_msg)), {}, Place::next});
      }));
}

} // namespace kommin::web
