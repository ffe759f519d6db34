#pragma once
// UnsavedStory: somebody types into the forms of the desk without saving.

#include "app/tests/offer_story.hpp"
#include "platform/identity/unsaved_entries.hpp"

#include <chrono>
#include <cstdint>
#include <regex>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::app {

class UnsavedStory : public OfferStory {
protected:
    static constexpr std::string_view found = "haben Sie hier etwas eingetragen, das nicht gespeichert wurde";
    static constexpr std::string_view fetched = "stehen wieder im Formular";

    void SetUp() override
    {
        OfferStory::SetUp();
        person_ = account("editor@kreis.example", {{"conference_office", Scope::whole_tenant()}});
    }
    static std::string value_in(std::string const& page, std::string const& name)
    {
        std::smatch match;
        return std::regex_search(page, match, std::regex("name=\"" + name + "\" value=\"([^\"]*)\""))
            ? match[1].str()
            : std::string{};
    }
    // Beside the form a note about a draft may have a version, too.
    static std::string seen_in_form(std::string const& page)
    {
        return seen_on(page.substr(page.find("name=\"formularseite\"")));
    }
    // As the script of the page sends it.
    static http::Response type(Browser& browser, std::string const& page, std::string const& entries)
    {
        return browser.post(
            "/verwaltung/eintragungen",
            entries + (entries.empty() ? "" : "&") + "formulartitel=Chor+am+Markt&formularseite="
                + value_in(page, "formularseite") + "&formularlauf=" + value_in(page, "formularlauf"));
    }
    static std::string fetch_path(std::string const& page)
    {
        std::smatch match;
        return std::regex_search(page, match, std::regex("href=\"([^\"]*eintragungen=[^\"]*)\""))
            ? match[1].str()
            : std::string{};
    }
    // What is sent from this page on, as somebody presses a button.
    static std::string sent_from(std::string const& page, std::string const& entries)
    {
        return entries + "&formularseite=" + value_in(page, "formularseite")
            + "&formularlauf=" + value_in(page, "formularlauf");
    }
    std::int64_t rows()
    {
        return connection().load<std::int64_t>("SELECT count(*) FROM account_unsaved_entries");
    }
    // Its fields, as they came.
    std::vector<std::string> kept()
    {
        return connection().list<std::string>("SELECT fields FROM account_unsaved_entries ORDER BY id");
    }
    Result<portal::FeedbackId> remark(Scope owner)
    {
        return work([&](Work& work) {
            return portal::receive_feedback(
                work, {"inhalt", "", "Der Plan ist nicht lesbar.", "leyla@example.org", "k", owner},
                i18n::Language::german());
        });
    }
    void wait(std::chrono::minutes time) { clock().set(clock().now() + time); }
    void at_night()
    {
        for (auto const& module : product_.modules) {
            for (auto const& rule : module.recurring) {
                if (rule.kind == "staff.erase_ended") {
                    EXPECT_TRUE(work([&](Work& work) { return rule.run(work); }));
                }
            }
        }
    }

    identity::AccountId person_;
};

} // namespace kommin::app
