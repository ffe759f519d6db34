#include "platform/http/form.hpp"

#include "platform/base/text.hpp"
#include "platform/crypto/wipe.hpp"
#include "platform/http/characters.hpp"
#include "platform/http/uri.hpp"

#include <algorithm>

namespace kommin::http {

namespace {

Problem too_large(MessageKey message, std::size_t limit)
{
    return {ProblemKind::too_large, {}, message, {{"limit", std::to_string(limit)}}};
}

bool is_clean_text(std::string_view text)
{
    return is_valid_utf8(text) && text.find('\0') == std::string_view::npos;
}

}

Result<Form> Form::parse(std::string_view text, FormLimits limits)
{
    Form form;
    // Entries that move leave their short values behind.
    auto const most = static_cast<std::size_t>(std::ranges::count(text, '&')) + 1;
    form.entries_.reserve(text.empty() ? 0 : std::min(most, limits.fields));
    while (!text.empty()) {
        auto pair = detail::take_until(text, '&');
        if (pair.empty())
            continue;
        if (form.entries_.size() == limits.fields)
            return too_large("http.form.too_many"_msg, limits.fields);
        auto const raw_name = detail::take_until(pair, '=');
        auto name = percent_decode(raw_name, true);
        auto value = percent_decode(pair, true);
        if (!name || !value)
            return Problem::invalid({}, "http.form.encoding"_msg);
        // In the form before anything is refused: it overwrites what it holds. A short text would stay behind
        // where it was moved from.
        auto& entry = form.entries_.emplace_back(*std::move(name), std::string());
        entry.second.swap(*value);
        crypto::wipe(*value);
        if (!is_clean_text(entry.first) || !is_clean_text(entry.second))
            return Problem::invalid({}, "http.form.encoding"_msg);
        if (entry.first.size() > limits.name)
            return too_large("http.form.too_long"_msg, limits.name);
        if (entry.second.size() > limits.value)
            return too_large("http.form.too_long"_msg, limits.value);
    }
    return form;
}

Form::~Form()
{
    for (auto& entry : entries_)
        crypto::wipe(entry.second);
}

std::string_view Form::value(std::string_view name) const
{
    for (auto const& [key, value] : entries_) {
        if (key == name)
            return value;
    }
    return {};
}

std::vector<std::string_view> Form::values(std::string_view name) const
{
    std::vector<std::string_view> values;
    for (auto const& [key, value] : entries_) {
        if (key == name)
            values.emplace_back(value);
    }
    return values;
}

bool Form::has(std::string_view name) const
{
    for (auto const& entry : entries_) {
        if (entry.first == name)
            return true;
    }
    return false;
}

void Form::add(std::string name, std::string value)
{
    entries_.emplace_back(std::move(name), std::move(value));
}

std::string Form::to_query() const
{
    std::string query;
    for (auto const& [name, value] : entries_) {
        if (!query.empty())
            query += '&';
        query += percent_encode(name);
        query += '=';
        query += percent_encode(value);
    }
    return query;
}

} // namespace kommin::http
