#pragma once
// PeopleBase: what the stories about people have in common.

#include "app/tests/offer_story.hpp"

#include <cstdint>
#include <string>

namespace kommin::app {

class PeopleBase : public OfferStory {
protected:
    // What the form sends for somebody of whom nothing more is known.
    static std::string form_of(std::string const& entries)
    {
        return "field_of_work=unknown&gender=unknown&letters_language=de&municipality=&body=&" + entries;
    }
    // The number in the address that a new person has got.
    std::string added(Browser& editor, std::string const& entries)
    {
        auto const answer = editor.post("/verwaltung/personen/neu", entries);
        EXPECT_EQ(answer.status(), http::Status::see_other) << answer.body_text();
        auto const location = std::string(answer.header("Location"));
        return location.substr(location.rfind('/') + 1);
    }
    std::string added_named(
        Browser& editor, std::string const& given, std::string const& family, std::string const& more = {})
    {
        return added(
            editor,
            form_of(
                "given=" + html::percent_encode(given) + "&family=" + html::percent_encode(family) + more));
    }
    static std::string person(std::string const& number, std::string const& rest = {})
    {
        return "/verwaltung/personen/" + number + rest;
    }
    http::Response changed(Browser& editor, std::string const& number, std::string const& entries)
    {
        auto const form = std::string(editor.get(person(number, "/aendern")).body_text());
        return editor.post(person(number, "/aendern"), "fassung=" + seen_on(form) + '&' + form_of(entries));
    }
    static std::string listed(Browser& reader, std::string const& query = {})
    {
        return std::string(reader.get("/verwaltung/personen" + query).body_text());
    }
    static auto shows(std::string const& number) { return ::testing::HasSubstr(person(number) + '"'); }
    http::Response allows(
        Browser& editor, std::string const& number, std::string const& purpose, std::string const& more = {})
    {
        return editor.post(
            person(number, "/einwilligung"),
            "purpose=" + purpose + more + "&how=in_writing&given_on=01.02.2026&language=de");
    }
    // Of the newest one that was written down.
    std::string consent(std::string const& rest = "/widerrufen")
    {
        return "/verwaltung/einwilligungen/"
            + std::to_string(connection().load<std::int64_t>("SELECT MAX(id) FROM consents")) + rest;
    }
};

} // namespace kommin::app
