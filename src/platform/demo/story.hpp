#pragma once
// Story: what is told of a demonstration beyond its facts, all of it invented: file story.json of its folder,
// which is always told, or story-NAME.json, which is told when somebody asks for it. Its days end with one
// that becomes the day of loading, so that it never grows old.

#include "platform/base/date.hpp"
#include "platform/demo/files.hpp"
#include "platform/json/json.hpp"

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::demo {

class Story {
public:
    // `content`: of a file of that name; its "day" is that of loading. Throws std::runtime_error without one.
    Story(std::string file_name, json::Value content, Date today);
    [[nodiscard]] std::string const& file_name() const { return file_name_; }
    // Told whenever its folder is loaded: then all of that district is invented, with its goals and what was
    // resolved, and their days are moved, too.
    [[nodiscard]] bool is_of_folder() const;
    [[nodiscard]] json::Value const& content() const { return content_; }
    // Of the list `name`, the entry with that "key"; an empty object where there is none.
    [[nodiscard]] json::Value entry(std::string_view list, std::string_view key) const;
    // These words with its "mark" behind them in brackets: what is invented says so wherever it is read.
    [[nodiscard]] std::string marked(std::string const& words) const;
    // A day of the files as it is told: later by as much as the story's own day is before that of loading.
    // One that is known in part begins with its first day or ends with its last; "" stays. Throws for what is
    // no day.
    [[nodiscard]] std::string first_day(std::string_view text) const;
    [[nodiscard]] std::string last_day(std::string_view text) const;
    // A year that stands by itself, as that of a budget or of the steering group: later by as many years as
    // the year of loading is behind the story's own. "" stays. Throws for what is no year.
    [[nodiscard]] std::string year(std::string_view text) const;

private:
    [[nodiscard]] PartialDate parsed(std::string_view text) const;

    std::string file_name_;
    json::Value content_;
    std::chrono::days later_{};
    int years_later_ = 0;
};

// Names of the stories for which one can ask, sorted.
std::vector<std::string> story_names(Files const& files);
// The one of that name, which must be there; "": that of the folder, nothing where it has none.
std::optional<Story> read_story(Files const& files, std::string_view name, Date today);

} // namespace kommin::demo
