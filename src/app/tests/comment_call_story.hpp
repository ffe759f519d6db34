#pragma once
// CommentCallBase: a recommendation of a working group, whose members are asked for comments by letter.

#include "app/tests/recommendations_story.hpp"

#include <gmock/gmock.h>

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <utility>

namespace kommin::app {

class CommentCallBase : public RecommendationBase {
protected:
    explicit CommentCallBase(ChangeSettings change = {})
        : RecommendationBase(std::move(change))
    { }
    void SetUp() override
    {
        RecommendationBase::SetUp();
        office_.emplace(browser_of("conference_office"));
        group_ = panel(*office_, "kind=working_group&body=&parent=" + field_ + "&name=AG+Abend");
        one_ = draft(
            *office_, "Abendkurse",
            "&text=Kurse+am+Abend.&reasons=Viele+arbeiten.&proposed_by=Moderation&remark=Nur+im+Amt&group="
                + group_);
        static_cast<void>(call_letters());
    }
    // Letters that ask for comments, since the last time; other letters are none of ours.
    std::string call_letters()
    {
        static_cast<void>(mail());
        std::string text;
        auto const outbox = folder_.path() / "outbox";
        if (!std::filesystem::exists(outbox))
            return text;
        for (auto const& entry : std::filesystem::directory_iterator(outbox)) {
            auto const one = files::read_file(entry.path(), 100'000).value();
            if (one.find("<comments-") != std::string::npos)
                text += unfolded(one);
            std::filesystem::remove(entry.path());
        }
        return text;
    }
    // Sessions of before have ended.
    void move_to(std::string const& instant)
    {
        clock().set(*parse_instant(instant));
        office_.emplace(browser_of("conference_office"));
    }
    std::string version()
    {
        return std::to_string(connection().load<std::int64_t>(
            "SELECT version FROM recommendations WHERE id = ?", std::stoll(number_of(one_))));
    }
    [[nodiscard]] std::string asking() const { return one_ + "/kommentare-erbitten"; }
    http::Response ask(std::string const& entries = "until=10.12.2026&word=Passt+der+Abend%3F")
    {
        return office_->post(asking(), "fassung=" + version() + '&' + entries);
    }
    // The members are asked: the letters.
    std::string asked(std::string const& entries = "until=10.12.2026&word=Passt+der+Abend%3F")
    {
        auto const answer = ask(entries);
        EXPECT_EQ(answer.status(), http::Status::see_other) << answer.body_text();
        return call_letters();
    }
    // The link in the letter to somebody; nothing where there is none.
    static std::string link_to(std::string const& mails, std::string const& address)
    {
        auto const head = mails.find("To: " + address);
        if (head == std::string::npos)
            return {};
        auto const next = mails.find("\nTo: ", head);
        return link_in(mails.substr(head, next - head), "/[a-z-]+/konferenz/kommentar/");
    }
    Browser anybody() { return Browser{*this}; } // without an account
    std::string opened(std::string const& link) { return std::string(anybody().get(link).body_text()); }
    http::Status status_of(std::string const& link) { return anybody().get(link).status(); }
    http::Response say(std::string const& link, std::string const& text, std::string const& key = "f")
    {
        return anybody().post(link, "schluessel=" + key + "&website=&text=" + text, false);
    }
    void said(std::string const& link, std::string const& text, std::string const& key = "f")
    {
        auto const answer = say(link, text, key);
        EXPECT_EQ(answer.status(), http::Status::see_other) << answer.body_text();
    }
    std::string desk_page() { return std::string(office_->get(one_).body_text()); }
    void change(std::string const& entries)
    {
        auto const answer = changed(
            *office_, one_ + "/aendern",
            "addressees=administration&panel=" + field_ + "&group=" + group_ + '&' + entries);
        EXPECT_EQ(answer.status(), http::Status::see_other) << answer.body_text();
    }
    std::string person_of(std::int64_t membership)
    {
        return std::to_string(
            connection().load<std::int64_t>("SELECT person_id FROM memberships WHERE id = ?", membership));
    }
    std::int64_t count_asked()
    {
        return connection().load<std::int64_t>("SELECT COUNT(*) FROM recommendation_asked");
    }
    std::int64_t count_links()
    {
        return connection().load<std::int64_t>("SELECT COUNT(*) FROM recommendation_links");
    }
    std::int64_t count_comments()
    {
        return connection().load<std::int64_t>("SELECT COUNT(*) FROM recommendation_comments");
    }

    std::optional<Browser> office_;
    std::string group_, one_; // the number, the address at the desk
};

} // namespace kommin::app
