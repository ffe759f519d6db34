#include "platform/web/filled_form.hpp"

#include "platform/html/escape.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <utility>

namespace kommin::web {

namespace {

// The value of an attribute as it is written, still escaped.
std::optional<std::string_view> written_value(std::string_view tag, std::string_view name)
{
    auto const before = ' ' + std::string(name) + "=\"";
    auto const at = tag.find(before);
    if (at == std::string_view::npos)
        return std::nullopt;
    auto const value = tag.substr(at + before.size());
    return value.substr(0, value.find('"'));
}

// Where a flag stands between the attributes, with the space before it; a value may hold the same word.
std::size_t find_flag(std::string_view tag, std::string_view flag)
{
    auto const word = ' ' + std::string(flag);
    bool is_quoted = false;
    for (std::size_t at = 0; at < tag.size(); ++at) {
        if (tag[at] == '"')
            is_quoted = !is_quoted;
        auto const rest = tag.substr(at);
        if (!is_quoted && rest.starts_with(word) && rest.size() > word.size()
            && (rest[word.size()] == ' ' || rest[word.size()] == '>'))
            return at;
    }
    return std::string_view::npos;
}

bool has_flag(std::string_view tag, std::string_view flag)
{
    return find_flag(tag, flag) != std::string_view::npos;
}

std::string with_flag(std::string_view tag, std::string_view flag, bool is_set)
{
    std::string text(tag);
    auto const at = find_flag(tag, flag);
    if (!is_set && at != std::string_view::npos)
        text.erase(at, flag.size() + 1);
    if (is_set && at == std::string_view::npos)
        text.insert(text.size() - 1, ' ' + std::string(flag));
    return text;
}

std::string with_value(std::string_view tag, std::string const& escaped)
{
    std::string text(tag);
    constexpr std::string_view before = " value=\"";
    if (auto const at = text.find(before); at != std::string::npos) {
        auto const start = at + before.size();
        text.replace(start, text.find('"', start) - start, escaped);
    } else {
        text.insert(text.size() - 1, std::string(before) + escaped + '"');
    }
    return text;
}

std::string without_returns(std::string_view text)
{
    std::string lines(text);
    std::erase(lines, '\r');
    return lines;
}

// Versions, digests and what stood before go along with a form; nobody has typed them. A house number or a
// postcode looks the same: their names tell them apart.
bool is_typed(std::string_view name)
{
    constexpr std::array<std::string_view, 4> whole{"fassung", "grundlage", "schluessel", "alle"};
    constexpr std::array<std::string_view, 4> beginnings{"quelle-", "stand-", "vorher-", "formular"};
    return std::ranges::find(whole, name) == whole.end()
        && std::ranges::none_of(
               beginnings, [&](std::string_view beginning) { return name.starts_with(beginning); });
}

class Filling {
public:
    Filling(std::string_view html, http::Form const& entries, std::string_view token)
        : html_(html)
        , token_(token)
    {
        for (auto const& [name, value] : entries.entries()) {
            auto const text = without_returns(value);
            waiting_.push_back({html::escape(name), text, html::escape(text), false});
        }
    }

    FilledForm fill()
    {
        while (at_ < html_.size()) {
            auto const start = html_.find('<', at_);
            if (start == std::string_view::npos)
                break;
            put(html_.substr(at_, start - at_));
            auto const end = html_.find('>', start);
            if (end == std::string_view::npos)
                break;
            at_ = end + 1;
            put_tag(html_.substr(start, at_ - start));
        }
        put(html_.substr(at_));
        for (auto const& entry : waiting_) {
            if (!entry.is_placed && !entry.text.empty() && is_typed(entry.name))
                filled_.left_over.push_back(entry.text);
        }
        return std::move(filled_);
    }

private:
    struct Entry {
        std::string name; // escaped, as it is written
        std::string text;
        std::string escaped;
        bool is_placed;
    };

    void put(std::string_view text) { filled_.html += text; }

    // The next entry of that name; each is placed once.
    Entry* take(std::string_view name)
    {
        auto const found = std::ranges::find_if(
            waiting_, [&](Entry const& entry) { return !entry.is_placed && entry.name == name; });
        if (found == waiting_.end())
            return nullptr;
        found->is_placed = true;
        return &*found;
    }

    void put_tag(std::string_view tag)
    {
        auto const name = written_value(tag, "name").value_or("");
        if (tag.starts_with("<input ") && !name.empty() && name != token_)
            put_input(tag, name);
        else if (tag.starts_with("<textarea ") && !name.empty())
            put_textarea(tag, name);
        else if (tag.starts_with("<select ") && !name.empty())
            put_select(tag, name);
        else
            put(tag);
    }

    void put_input(std::string_view tag, std::string_view name)
    {
        constexpr std::array<std::string_view, 6> never{"file",  "password", "submit",
                                                        "reset", "button",   "image"};
        auto const type = written_value(tag, "type").value_or("text");
        if (std::ranges::find(never, type) != never.end()) {
            put(tag);
        } else if (type == "checkbox" || type == "radio") {
            auto const value = written_value(tag, "value").value_or("on");
            auto const entry = std::ranges::find_if(
                waiting_, [&](Entry const& one) { return one.name == name && one.escaped == value; });
            bool const is_chosen = entry != waiting_.end();
            if (is_chosen)
                entry->is_placed = true;
            filled_.differs = filled_.differs || is_chosen != has_flag(tag, "checked");
            put(with_flag(tag, "checked", is_chosen));
        } else if (auto const* entry = take(name)) {
            filled_.differs = filled_.differs
                || (type != "hidden" && written_value(tag, "value").value_or("") != entry->escaped);
            put(with_value(tag, entry->escaped));
        } else {
            put(tag);
        }
    }

    void put_textarea(std::string_view tag, std::string_view name)
    {
        constexpr std::string_view closing = "</textarea>";
        put(tag);
        auto const end = html_.find(closing, at_);
        auto const* entry = end == std::string_view::npos ? nullptr : take(name);
        if (entry == nullptr)
            return;
        auto present = without_returns(html_.substr(at_, end - at_));
        if (present.starts_with('\n')) // dropped by browsers
            present.erase(0, 1);
        filled_.differs = filled_.differs || present != entry->escaped;
        if (entry->escaped.starts_with('\n'))
            put("\n");
        put(entry->escaped);
        at_ = end;
    }

    void put_select(std::string_view tag, std::string_view name)
    {
        put(tag);
        auto const end = html_.find("</select>", at_);
        if (end == std::string_view::npos)
            return;
        auto const options = html_.substr(at_, end - at_);
        auto const entry = std::ranges::find_if(waiting_, [&](Entry const& one) {
            return !one.is_placed && one.name == name
                && options.find(" value=\"" + one.escaped + '"') != std::string_view::npos;
        });
        if (entry == waiting_.end())
            return;
        entry->is_placed = true;
        std::size_t from = 0;
        for (auto start = options.find("<option"); start != std::string_view::npos;
             start = options.find("<option", from)) {
            put(options.substr(from, start - from));
            from = options.find('>', start) + 1;
            auto const option = options.substr(start, from - start);
            bool const is_chosen = written_value(option, "value").value_or("") == entry->escaped;
            bool const was_chosen = has_flag(option, "selected");
            filled_.differs = filled_.differs || (was_chosen && !is_chosen)
                || (is_chosen && !was_chosen && !entry->text.empty());
            put(with_flag(option, "selected", is_chosen));
        }
        put(options.substr(from));
        at_ = end;
    }

    std::string_view html_;
    std::string_view token_;
    std::size_t at_ = 0;
    std::vector<Entry> waiting_;
    FilledForm filled_;
};

}

FilledForm fill_form(std::string_view html, http::Form const& entries, std::string_view token)
{
    return Filling(html, entries, token).fill();
}

} // namespace kommin::web
