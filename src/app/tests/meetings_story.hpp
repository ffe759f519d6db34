#pragma once
// MeetingsStory: panels and meetings as somebody at work enters them.

#include "app/tests/offer_story.hpp"

#include <cstdint>
#include <filesystem>
#include <regex>
#include <string>
#include <utility>

namespace kommin::app {

class MeetingsStory : public OfferStory {
protected:
    explicit MeetingsStory(ChangeSettings change = {})
        : OfferStory(std::move(change))
    { }
    // What the form of a meeting always sends.
    static constexpr auto* fixed = "&state=planned&childcare=unknown";

    // The number of a new panel.
    std::string panel(Browser& editor, std::string const& entries)
    {
        auto const answer = editor.post("/verwaltung/gremien/neu", entries);
        EXPECT_EQ(answer.status(), http::Status::see_other) << answer.body_text();
        auto const location = std::string(answer.header("Location"));
        return location.substr(location.rfind('/') + 1);
    }
    // The address of a new meeting. Without a state it is planned.
    std::string meeting(Browser& editor, std::string entries)
    {
        if (entries.find("state=") == std::string::npos)
            entries += "&state=planned";
        auto const answer = editor.post("/verwaltung/sitzungen/neu", entries);
        EXPECT_EQ(answer.status(), http::Status::see_other) << answer.body_text();
        return std::string(answer.header("Location"));
    }
    http::Response changed(Browser& editor, std::string const& path, std::string const& entries)
    {
        auto const form = std::string(editor.get(path).body_text());
        return editor.post(path, "fassung=" + seen_on(form) + '&' + entries);
    }
    // All letters since the last time, as one text; with line ends as they were written.
    std::string letters()
    {
        auto text = unfolded(mail());
        auto const outbox = folder_.path() / "outbox";
        if (std::filesystem::exists(outbox))
            for (auto const& entry : std::filesystem::directory_iterator(outbox))
                std::filesystem::remove(entry.path());
        return text;
    }
    std::int64_t count_meetings()
    {
        return connection().load<std::int64_t>("SELECT COUNT(*) FROM meetings WHERE tenant_id = ?", tenant_);
    }
    std::string newest_meeting()
    {
        return std::to_string(
            connection().load<std::int64_t>("SELECT MAX(id) FROM meetings WHERE tenant_id = ?", tenant_));
    }
};

} // namespace kommin::app
