#include "platform/records/fields.hpp"

#include "platform/json/json.hpp"
#include "platform/json/writer.hpp"

#include <algorithm>
#include <cstddef>
#include <set>
#include <variant>

namespace kommin::records {

namespace {

// Above this many cells of its table the comparison by words costs more than it tells.
constexpr std::size_t most_comparisons = 4'000'000;

constexpr std::string_view blanks = " \t\r\n";

// Words together with the white space behind them.
std::vector<std::string_view> words_of(std::string_view text)
{
    std::vector<std::string_view> words;
    while (!text.empty()) {
        auto const blank = text.find_first_of(blanks);
        auto const next = blank == std::string_view::npos ? blank : text.find_first_not_of(blanks, blank);
        auto const length = std::min(next, text.size());
        words.push_back(text.substr(0, length));
        text.remove_prefix(length);
    }
    return words;
}

std::vector<std::string_view> without_blanks_behind(std::vector<std::string_view> words)
{
    for (auto& word : words)
        word = word.substr(0, word.find_last_not_of(blanks) + 1);
    return words;
}

// The lengths of the longest common subsequences of the ends of both.
class CommonLengths {
public:
    CommonLengths(std::vector<std::string_view> const& one, std::vector<std::string_view> const& other)
        : width_(other.size() + 1)
        , lengths_((one.size() + 1) * width_, 0)
    {
        for (std::size_t i = one.size(); i-- > 0;) {
            for (std::size_t j = other.size(); j-- > 0;)
                cell(i, j) = one[i] == other[j] ? at(i + 1, j + 1) + 1 : std::max(at(i + 1, j), at(i, j + 1));
        }
    }
    [[nodiscard]] std::uint32_t at(std::size_t i, std::size_t j) const { return lengths_[i * width_ + j]; }

private:
    std::uint32_t& cell(std::size_t i, std::size_t j) { return lengths_[i * width_ + j]; }

    std::size_t width_;
    std::vector<std::uint32_t> lengths_;
};

void append(std::vector<Piece>& pieces, std::string_view word, bool is_common)
{
    if (!pieces.empty() && pieces.back().is_common == is_common) {
        auto& text = pieces.back().text; // neighbours in one text
        text = {text.data(), text.size() + word.size()};
    } else {
        pieces.push_back({word, is_common});
    }
}

}

std::string_view Fields::value(std::string_view name) const
{
    auto const& all = values(name);
    return all.empty() ? std::string_view{} : all.front();
}

Fields::Values const& Fields::values(std::string_view name) const
{
    static Values const none;
    auto const found = values_.find(name);
    return found == values_.end() ? none : found->second;
}

bool Fields::has(std::string_view name, std::string_view value) const
{
    return std::ranges::find(values(name), value) != values(name).end();
}

void Fields::set(std::string_view name, std::string value)
{
    set(name, value.empty() ? Values{} : Values{std::move(value)});
}

void Fields::set(std::string_view name, Values values)
{
    std::erase_if(values, [](std::string const& value) { return value.empty(); });
    std::ranges::sort(values);
    values.erase(std::ranges::unique(values).begin(), values.end());
    if (values.empty()) {
        if (auto const found = values_.find(name); found != values_.end())
            values_.erase(found);
        return;
    }
    values_.insert_or_assign(std::string(name), std::move(values));
}

std::string Fields::to_json() const
{
    json::Writer out;
    out.object([&](json::ObjectWriter& object) {
        for (auto const& [name, values] : values_)
            object.array(name, [&](json::ArrayWriter& array) {
                for (auto const& value : values)
                    array.add(value);
            });
    });
    return out.take();
}

std::optional<Fields> Fields::from_json(std::string_view json)
{
    auto const parsed = json::parse(json);
    auto const* root = std::get_if<json::Value>(&parsed);
    if (root == nullptr || root->as_object() == nullptr)
        return std::nullopt;
    Fields fields;
    for (auto const& [name, list] : *root->as_object()) {
        if (list.as_array() == nullptr)
            return std::nullopt;
        Values values;
        for (auto const& value : *list.as_array()) {
            if (value.as_string() == nullptr)
                return std::nullopt;
            values.push_back(*value.as_string());
        }
        fields.set(name, std::move(values));
    }
    return fields;
}

std::vector<std::string> differences(Fields const& one, Fields const& other)
{
    std::set<std::string> names;
    for (auto const* fields : {&one, &other}) {
        for (auto const& [name, values] : fields->all()) {
            if (one.values(name) != other.values(name))
                names.insert(name);
        }
    }
    return {names.begin(), names.end()};
}

Merge merge(Fields const& base, Fields const& mine, Fields const& theirs, std::string_view field)
{
    if (mine.values(field) == theirs.values(field))
        return Merge::same;
    if (theirs.values(field) == base.values(field))
        return Merge::mine;
    return mine.values(field) == base.values(field) ? Merge::theirs : Merge::both;
}

std::vector<Piece> compare(std::string_view text, std::string_view other)
{
    auto const mine = words_of(text);
    auto const theirs = words_of(other);
    std::vector<Piece> pieces;
    if (mine.size() * theirs.size() > most_comparisons) {
        if (!text.empty())
            pieces.push_back({text, text == other});
        return pieces;
    }
    CommonLengths const lengths(mine, theirs);
    std::size_t j = 0;
    for (std::size_t i = 0; i < mine.size(); ++i) {
        while (j < theirs.size() && mine[i] != theirs[j] && lengths.at(i, j + 1) >= lengths.at(i + 1, j))
            ++j;
        bool const is_common = j < theirs.size() && mine[i] == theirs[j];
        append(pieces, mine[i], is_common);
        if (is_common)
            ++j;
    }
    return pieces;
}

std::vector<Change> changes(std::string_view earlier, std::string_view newer)
{
    using enum Change::Kind;
    if (earlier == newer)
        return earlier.empty() ? std::vector<Change>{} : std::vector<Change>{{kept, newer}};
    std::vector<Change> told;
    auto const tell = [&](Change::Kind kind, std::string_view text) {
        if (text.empty())
            return;
        if (!told.empty() && told.back().kind == kind)
            text = {told.back().text.data(), told.back().text.size() + text.size()}; // neighbours in one text
        else
            told.push_back({kind, {}});
        told.back().text = text;
    };
    auto const before = words_of(earlier);
    auto const after = words_of(newer);
    if (before.size() * after.size() > most_comparisons) {
        tell(removed, earlier);
        tell(added, newer);
        return told;
    }
    // What stands behind a word does not make it another one: a sentence may have been added there.
    auto const bare_before = without_blanks_behind(before);
    auto const bare_after = without_blanks_behind(after);
    CommonLengths const lengths(bare_before, bare_after);
    std::size_t i = 0;
    std::size_t j = 0;
    while (i < before.size() || j < after.size()) {
        if (i < before.size() && j < after.size() && bare_before[i] == bare_after[j]) {
            tell(kept, after[j++]);
            ++i;
        } else if (i < before.size() && (j == after.size() || lengths.at(i + 1, j) >= lengths.at(i, j + 1))) {
            tell(removed, before[i++]);
        } else {
            tell(added, after[j++]);
        }
    }
    return told;
}

} // namespace kommin::records
