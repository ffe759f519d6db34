#pragma once
// TranslationStory: an editor who publishes offers, and a translator at the desk.

#include "app/tests/staff_story.hpp"

#include <optional>
#include <regex>
#include <string>

namespace kommin::app {

class TranslationStory : public StaffStory {
protected:
    explicit TranslationStory(ChangeSettings change = {})
        : StaffStory(std::move(change))
    { }
    void SetUp() override
    {
        StaffStory::SetUp();
        editor_.emplace(
            logged_in(account("redaktion@kreis.example", {{"conference_office", Scope::whole_tenant()}})));
        translator_.emplace(
            logged_in(account("uebersetzen@kreis.example", {{"translator", Scope::whole_tenant()}})));
    }
    // An offer that has come through the desk of the editors.
    std::string published(
        std::string const& title, std::string const& summary, std::string const& town = "aalfeld")
    {
        auto const added = editor_->post(
            "/verwaltung/angebote/neu",
            "title=" + title + "&kind=other_offer&reach=municipality&municipality=" + town);
        auto const path = std::string(added.header("Location"));
        publish_again(path, title, summary, town);
        return path.substr(path.rfind('/') + 1);
    }
    void publish_again(
        std::string const& path, std::string const& title, std::string const& summary,
        std::string const& town = "aalfeld")
    {
        auto const form = editor_->get(path).body_text();
        EXPECT_EQ(
            editor_
                ->post(
                    path + "/veroeffentlichen",
                    "fassung=" + hidden(form, "fassung") + "&grundlage=" + hidden(form, "grundlage")
                        + "&title=" + title + "&summary=" + summary
                        + "&kind=other_offer&reach=municipality&status=active&municipality=" + town)
                .status(),
            http::Status::see_other);
    }
    static std::string hidden(std::string const& page, std::string const& name)
    {
        std::smatch match;
        return std::regex_search(page, match, std::regex("name=\"" + name + "\" value=\"([^\"]*)\""))
            ? match[1].str()
            : std::string{};
    }
    static std::string desk(std::string const& offer, std::string const& language = "ar")
    {
        return "/verwaltung/uebersetzungen/" + language + "/offer/" + offer;
    }
    static std::string entry(std::string const& page, std::string const& field, std::string const& text)
    {
        return "&t-" + field + '=' + text + "&quelle-" + field + '=' + hidden(page, "quelle-" + field)
            + "&stand-" + field + '=' + hidden(page, "stand-" + field);
    }
    std::string public_page(std::string const& language, std::string const& slug)
    {
        product_.publications.refresh(connection());
        return get('/' + language + "/angebote/" + slug).body_text();
    }

    std::optional<Browser> editor_;
    std::optional<Browser> translator_;
};

} // namespace kommin::app
