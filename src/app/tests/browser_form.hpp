#pragma once
// BrowserForm: a form as it stands on a page, with what a browser would send of it.

#include "platform/html/url.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace kommin::app {

class BrowserForm {
public:
    using Fields = std::vector<std::pair<std::string, std::string>>;

    // The one that is sent to that address; nothing where the page has none.
    static std::optional<BrowserForm> find_on(std::string_view page, std::string_view action)
    {
        for (auto at = page.find("<form "); at != std::string_view::npos; at = page.find("<form ", at + 1)) {
            auto const whole = page.substr(at, page.find("</form>", at) - at);
            if (value_of(whole.substr(0, whole.find('>')), "action") == action)
                return BrowserForm(whole);
        }
        return std::nullopt;
    }

    // "" where nothing is sent.
    [[nodiscard]] std::string value(std::string_view name) const
    {
        auto const found = std::ranges::find(fields_, name, &Fields::value_type::first);
        return found == fields_.end() ? std::string{} : found->second;
    }
    [[nodiscard]] std::vector<std::string> values(std::string_view name) const
    {
        std::vector<std::string> all;
        for (auto const& [field, value] : fields_) {
            if (field == name)
                all.push_back(value);
        }
        return all;
    }
    // Whether it can carry a file.
    [[nodiscard]] bool is_multipart() const { return is_multipart_; }
    // Instead of what stands in the fields of these names.
    void type(Fields const& typed)
    {
        std::erase_if(fields_, [&](auto const& field) {
            return std::ranges::find(typed, field.first, &Fields::value_type::first) != typed.end();
        });
        fields_.insert(fields_.end(), typed.begin(), typed.end());
    }
    [[nodiscard]] std::string body() const
    {
        std::string text;
        for (auto const& [name, value] : fields_) {
            text += (text.empty() ? "" : "&") + html::percent_encode(name);
            text += '=' + html::percent_encode(value);
        }
        return text;
    }
    // Of one that can carry a file, and carries none.
    [[nodiscard]] std::string multipart_body(std::string_view boundary) const
    {
        auto const line = "--" + std::string(boundary);
        std::string text;
        for (auto const& [name, value] : fields_) {
            text += line + "\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n";
            text += value + "\r\n";
        }
        return text + line + "--\r\n";
    }

private:
    explicit BrowserForm(std::string_view form)
        : is_multipart_(value_of(form.substr(0, form.find('>')), "enctype") == "multipart/form-data")
    {
        for (auto at = form.find('<'); at != std::string_view::npos; at = form.find('<', at + 1)) {
            auto const rest = form.substr(at);
            auto const tag = rest.substr(0, rest.find('>'));
            if (tag.starts_with("<input "))
                read_input(tag);
            else if (tag.starts_with("<textarea "))
                add(tag, rest.substr(tag.size() + 1, rest.find("</textarea>") - tag.size() - 1));
            else if (tag.starts_with("<select "))
                add(tag, chosen_in(rest.substr(0, rest.find("</select>"))));
        }
    }

    void add(std::string_view tag, std::string_view value)
    {
        if (auto name = value_of(tag, "name"); !name.empty())
            fields_.emplace_back(std::move(name), unescaped(value));
    }
    void read_input(std::string_view tag)
    {
        auto const type = value_of(tag, "type");
        bool const is_ticked = (type != "checkbox" && type != "radio") || has_flag(tag, "checked");
        if (is_ticked && type != "file" && type != "submit")
            add(tag, raw_value_of(tag, "value"));
    }
    // The first one, unless another is selected.
    static std::string_view chosen_in(std::string_view select)
    {
        std::optional<std::string_view> first;
        for (auto at = select.find("<option"); at != std::string_view::npos;
             at = select.find("<option", at + 1)) {
            auto const tag = select.substr(at, select.find('>', at) - at);
            if (has_flag(tag, "selected"))
                return raw_value_of(tag, "value");
            if (!first)
                first = raw_value_of(tag, "value");
        }
        return first.value_or(std::string_view{});
    }
    static std::string_view raw_value_of(std::string_view tag, std::string_view attribute)
    {
        auto const head = ' ' + std::string(attribute) + "=\"";
        auto const at = tag.find(head);
        if (at == std::string_view::npos)
            return {};
        auto const value = tag.substr(at + head.size());
        return value.substr(0, value.find('"'));
    }
    static std::string value_of(std::string_view tag, std::string_view attribute)
    {
        return unescaped(raw_value_of(tag, attribute));
    }
    // An attribute without a value; what stands in the values of others is none.
    static bool has_flag(std::string_view tag, std::string_view flag)
    {
        std::string names;
        bool is_quoted = false;
        for (char const c : tag) {
            if (c == '"')
                is_quoted = !is_quoted;
            else if (!is_quoted)
                names += c;
        }
        return (names + ' ').find(' ' + std::string(flag) + ' ') != std::string::npos;
    }
    static std::string unescaped(std::string_view text)
    {
        using Escape = std::pair<std::string_view, char>;
        static constexpr std::array escapes{
            Escape{"&lt;", '<'}, Escape{"&gt;", '>'}, Escape{"&quot;", '"'}, Escape{"&#39;", '\''},
            Escape{"&amp;", '&'}};
        std::string plain;
        while (!text.empty()) {
            auto const escape = std::ranges::find_if(
                escapes, [&](Escape const& one) { return text.starts_with(one.first); });
            bool const is_escaped = escape != escapes.end();
            plain += is_escaped ? escape->second : text.front();
            text.remove_prefix(is_escaped ? escape->first.size() : std::size_t{1});
        }
        return plain;
    }

    Fields fields_;
    bool is_multipart_;
};

} // namespace kommin::app
