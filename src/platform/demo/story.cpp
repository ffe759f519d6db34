#include "platform/demo/story.hpp"

#include "platform/base/number.hpp"

#include <cstddef>
#include <stdexcept>
#include <utility>

namespace kommin::demo {

namespace {

constexpr std::string_view own_story = "story.json";
constexpr std::string_view story_prefix = "story-";
constexpr std::string_view story_suffix = ".json";

Story read(Files const& files, std::string const& file_name, Date today)
{
    return Story(file_name, files.json(file_name), today);
}

}

Story::Story(std::string file_name, json::Value content, Date today)
    : file_name_(std::move(file_name))
    , content_(std::move(content))
{
    auto const day = parse_date(text_at(content_, "day"));
    if (!day)
        throw std::runtime_error("demonstration: " + file_name_ + " has no day");
    later_ = std::chrono::sys_days{today} - std::chrono::sys_days{*day};
    years_later_ = static_cast<int>(today.year()) - static_cast<int>(day->year());
}

bool Story::is_of_folder() const
{
    return file_name_ == own_story;
}

json::Value Story::entry(std::string_view list, std::string_view key) const
{
    auto const* found = content_.find(list);
    if (found != nullptr && found->as_array() != nullptr) {
        for (auto const& one : *found->as_array()) {
            if (text_at(one, "key") == key)
                return one;
        }
    }
    return json::Value(json::Value::Object{});
}

std::string Story::marked(std::string const& words) const
{
    auto mark = text_at(content_, "mark");
    return words.empty() ? std::move(mark) : words + " (" + mark + ')';
}

PartialDate Story::parsed(std::string_view text) const
{
    auto const date = PartialDate::parse(text);
    if (!date)
        throw std::runtime_error("demonstration: " + file_name_ + ": no day: " + std::string(text));
    return *date;
}

std::string Story::first_day(std::string_view text) const
{
    return text.empty() ? std::string{} : to_iso(parsed(text).first_possible_day() + later_);
}

std::string Story::last_day(std::string_view text) const
{
    return text.empty() ? std::string{} : to_iso(parsed(text).last_possible_day() + later_);
}

std::string Story::year(std::string_view text) const
{
    constexpr std::size_t digits_of_year = 4;
    if (text.empty())
        return {};
    auto const year = text.size() == digits_of_year ? parse_number<int>(text) : std::nullopt;
    if (!year)
        throw std::runtime_error("demonstration: " + file_name_ + ": no year: " + std::string(text));
    return std::to_string(*year + years_later_);
}

std::vector<std::string> story_names(Files const& files)
{
    std::vector<std::string> names;
    for (auto const& file_name : files.list({}, story_suffix)) {
        std::string_view name = file_name;
        if (!name.starts_with(story_prefix))
            continue;
        name.remove_prefix(story_prefix.size());
        name.remove_suffix(story_suffix.size());
        names.emplace_back(name);
    }
    return names;
}

std::optional<Story> read_story(Files const& files, std::string_view name, Date today)
{
    if (!name.empty())
        return read(files, std::string(story_prefix) + std::string(name) + std::string(story_suffix), today);
    if (!files.has(own_story))
        return std::nullopt;
    return read(files, std::string(own_story), today);
}

} // namespace kommin::demo
