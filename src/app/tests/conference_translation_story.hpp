#pragma once
// ConferenceTranslationBase: a conference with a session that everybody reads, the office that writes and the
// translator at the desk.

#include "app/tests/meetings_story.hpp"
#include "modules/meetings/module.hpp"
#include "modules/meetings/testing.hpp"
#include "platform/content/progress.hpp"
#include "platform/content/translation_store.hpp"

#include <chrono>
#include <cstdint>
#include <optional>
#include <regex>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace kommin::app {

class ConferenceTranslationBase : public MeetingsStory {
protected:
    static constexpr std::string_view root = "/verwaltung/uebersetzungen/ar";
    static constexpr auto* session_entries
        = "&day=17.4.2027&purpose=Worum+es+geht&accessibility=Aufzug&place=Stadthalle&remark=Nur+intern"
          "&childcare=unknown";
    static constexpr std::string_view programme
        = "slug=2027&opens_day=1.11.2026&opens_time=8&closes_day=16.4.2027&closes_time=18&seats=9"
          "&state=closed&part_name_1=Schule&part_kind_1=group&part_seats_1=5&part_order_1=1";

    void SetUp() override
    {
        MeetingsStory::SetUp();
        office_.emplace(browser_of("conference_office"));
        translator_.emplace(browser_of("translator"));
        conference_ = panel(
            *office_, "kind=conference&body=&visible=ja&name=Integrationskonferenz&mandate=Ein+Forum");
        session_ = meeting(
            *office_,
            "panel=" + conference_ + "&title=6.+Tagung&visible=ja&agenda=ja" + std::string(session_entries));
    }
    static std::string number_of(std::string const& address)
    {
        return address.substr(address.rfind('/') + 1);
    }
    static std::string desk(std::string const& kind, std::string const& id)
    {
        return std::string(root) + '/' + kind + '/' + id;
    }
    std::string session_desk() const { return desk("meeting", number_of(session_)); }
    std::string list(std::string const& query = {})
    {
        return std::string(translator_->get(std::string(root) + query).body_text());
    }
    static std::string linked(std::string const& title) { return '>' + title + "</a>"; }
    static std::string hidden(std::string const& page, std::string const& name)
    {
        std::smatch match;
        return std::regex_search(page, match, std::regex("name=\"" + name + "\" value=\"([^\"]*)\""))
            ? match[1].str()
            : std::string{};
    }
    // What somebody at this form translates of one text.
    static http::Status type(
        Browser& browser, std::string const& form, std::string const& field, std::string const& text)
    {
        auto const page = std::string(browser.get(form + "?alle=1").body_text());
        return browser
            .post(
                form,
                "t-" + field + '=' + text + "&quelle-" + field + '=' + hidden(page, "quelle-" + field)
                    + "&stand-" + field + '=' + hidden(page, "stand-" + field))
            .status();
    }
    void translated(std::string const& form, std::string const& field, std::string const& text)
    {
        EXPECT_EQ(type(*translator_, form, field, text), http::Status::see_other) << form << ' ' << field;
    }
    std::optional<content::Translation> stored(
        content::SubjectKind kind, std::string const& id, std::string_view field)
    {
        auto shelf = content::TranslationShelf::load(connection(), tenant_, kind, std::stoll(id));
        for (auto& translation : shelf.take(std::stoll(id), field)) {
            if (translation.language.tag() == "ar")
                return std::move(translation);
        }
        return std::nullopt;
    }
    void change_session(
        std::string const& entries, std::string const& title = "6.+Tagung",
        std::string const& state = "planned")
    {
        auto const answer = changed(
            *office_, session_ + "/aendern",
            "title=" + title + "&state=" + state + std::string(session_entries) + entries);
        EXPECT_EQ(answer.status(), http::Status::see_other) << answer.body_text();
    }
    std::string item(std::string const& title, std::string const& more = {})
    {
        auto const answer = office_->post(
            session_ + "/neuer-punkt", "kind=discussion&schluessel=" + title + "&title=" + title + more);
        EXPECT_EQ(answer.status(), http::Status::see_other) << answer.body_text();
        return std::to_string(connection().load<std::int64_t>("SELECT MAX(id) FROM agenda_items"));
    }
    // The address of a recommendation that was adopted.
    std::string adopted(std::string const& title, std::string const& panel)
    {
        auto const added = office_->post(
            "/verwaltung/empfehlungen/neu",
            "addressees=politics&panel=" + panel + "&text=Mehr+Kurse&schluessel=" + title
                + "&title=" + title);
        EXPECT_EQ(added.status(), http::Status::see_other) << added.body_text();
        auto const address = std::string(added.header("Location"));
        for (auto const* step : {"discussed", "adopted"})
            take(address, step);
        return address;
    }
    void take(std::string const& address, std::string const& step)
    {
        auto const version = connection().load<std::int64_t>(
            "SELECT version FROM recommendations WHERE id = ?", std::stoll(number_of(address)));
        auto const answer
            = office_->post(address + "/schritt", "fassung=" + std::to_string(version) + "&stand=" + step);
        EXPECT_EQ(answer.status(), http::Status::see_other) << step << answer.body_text();
    }
    std::int64_t published()
    {
        auto const versions = published_versions(connection(), tenant_);
        auto const found = versions.find("meetings");
        return found == versions.end() ? 0 : found->second;
    }
    // All that the work lists say of the conference.
    std::vector<std::string> progress()
    {
        return connection().list<std::string>(
            "SELECT subject_kind || ' ' || subject_id || ' ' || language || ' ' || title || ' ' || texts"
            " || ' ' || missing || ' ' || outdated || ' ' || COALESCE(owner_id, 0) || ' ' || changed_at"
            " FROM translation_progress WHERE tenant_id = ? AND subject_kind NOT IN ('offer', 'page', 'body',"
            " 'category') ORDER BY 1",
            tenant_);
    }
    void next_night()
    {
        for (int run = 0; run < 2; ++run) { // what recurs is planned, then done
            clock().set(clock().now() + std::chrono::days(1));
            jobs_of(product_.modules, clock(), no_signals).run_due(connection());
        }
    }

    std::optional<Browser> office_;
    std::optional<Browser> translator_;
    std::string conference_, session_; // a number; an address
};

} // namespace kommin::app
