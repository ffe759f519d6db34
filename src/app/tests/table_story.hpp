#pragma once
// TableStory: goals and measures that somebody sends as a table, looked at and confirmed.

#include "app/tests/measures_story.hpp"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <regex>
#include <string>
#include <string_view>

namespace kommin::app {

class TableStory : public MeasuresStory {
protected:
    static constexpr auto* goals = "/verwaltung/ziele";
    static constexpr auto* measures = "/verwaltung/massnahmen";

    // What the page says would happen.
    http::Response looked(Browser& browser, std::string const& list, std::string const& bytes)
    {
        auto const body = "--grenze\r\nContent-Disposition: form-data; name=\"formular\"\r\n\r\n"
            + browser.token
            + "\r\n--grenze\r\nContent-Disposition: form-data; name=\"datei\"; filename=\"tabelle.csv\"\r\n"
              "Content-Type: text/csv\r\n\r\n"
            + bytes + "\r\n--grenze--\r\n";
        return browser.send(
            http::Method::post, list + "/tabelle", {{"Content-Type", "multipart/form-data; boundary=grenze"}},
            body);
    }
    std::string page_about(Browser& browser, std::string const& list, std::string const& bytes)
    {
        auto const answer = looked(browser, list, bytes);
        return std::string(answer.body_text());
    }
    static std::string hidden_on(std::string const& page, std::string const& name)
    {
        std::smatch found;
        std::regex const field("name=\"" + name + "\" value=\"([^\"]*)\"");
        return std::regex_search(page, found, field) ? found[1].str() : std::string{};
    }
    static bool can_be_confirmed(std::string const& page) { return !hidden_on(page, "stand").empty(); }
    // As whoever has that page in front of them.
    http::Response confirmed(Browser& browser, std::string const& list, std::string const& page)
    {
        return browser.post(
            list + "/tabelle/uebernehmen",
            "schluessel=" + hidden_on(page, "schluessel") + "&stand=" + hidden_on(page, "stand")
                + "&tabelle=" + hidden_on(page, "tabelle"));
    }
    void take(Browser& browser, std::string const& list, std::string const& bytes)
    {
        auto const page = page_about(browser, list, bytes);
        EXPECT_TRUE(can_be_confirmed(page)) << page;
        EXPECT_EQ(confirmed(browser, list, page).header("Location"), list);
    }
    std::string file(Browser& browser, std::string const& list)
    {
        return file_of(browser.get(list + "/liste.csv"));
    }
    std::int64_t count(std::string const& table)
    {
        return connection().load<std::int64_t>("SELECT COUNT(*) FROM " + table);
    }
    std::int64_t id_of(std::string const& table, std::string const& title)
    {
        return connection().load<std::int64_t>("SELECT id FROM " + table + " WHERE title = ?", title);
    }
    std::int64_t version_in(std::string const& table, std::string const& title)
    {
        return connection().load<std::int64_t>("SELECT version FROM " + table + " WHERE title = ?", title);
    }
    // As Excel writes "CSV" without more words: for texts of German offices.
    static std::string in_windows_1252(std::string_view text)
    {
        std::string bytes;
        for (std::size_t i = 0; i < text.size(); ++i) {
            auto const byte = static_cast<unsigned char>(text[i]);
            if (byte < 0x80) {
                bytes += text[i];
            } else if (byte == 0xC2 || byte == 0xC3) {
                auto const next = static_cast<unsigned char>(text.at(++i));
                bytes += static_cast<char>(((byte & 0x03U) << 6U) | (next & 0x3FU));
            } else if (text.substr(i, 3) == "…") {
                bytes += '\x85';
                i += 2;
            } else {
                EXPECT_EQ(text.substr(i, 3), "\xEF\xBB\xBF"); // which it leaves out
                i += 2;
            }
        }
        return bytes;
    }
    static std::string replaced(std::string text, std::string const& what, std::string const& with)
    {
        auto const at = text.find(what);
        EXPECT_NE(at, std::string::npos) << what;
        return at == std::string::npos ? text : text.replace(at, what.size(), with);
    }
    // The line of a page's table that begins with that number.
    static std::string row_on(std::string const& page, int line)
    {
        auto const begin = page.find("data-l=\"Zeile\">" + std::to_string(line) + "</td>");
        return begin == std::string::npos ? std::string{}
                                          : page.substr(begin, page.find("</tr>", begin) - begin);
    }
    std::string unit(tenants::BodyId body, std::string const& name)
    {
        tenants::OrganisationalUnit office;
        office.body = body;
        office.names.emplace_back().name = name;
        return added(office);
    }
    // "Schulamt", which was called "Schulverwaltungsamt" until 2020.
    std::string renamed_unit(tenants::BodyId body)
    {
        tenants::OrganisationalUnit office;
        office.body = body;
        auto& former = office.names.emplace_back();
        former.name = "Schulverwaltungsamt";
        former.valid_to = PartialDate(std::chrono::year{2020});
        auto& name = office.names.emplace_back();
        name.name = "Schulamt";
        name.valid_from = PartialDate(std::chrono::year{2021});
        return added(office);
    }

private:
    std::string added(tenants::OrganisationalUnit const& unit)
    {
        auto const id
            = work([&](Work& work) -> Result<tenants::UnitId> { return tenants::add_unit(work, unit); });
        return std::to_string(id.value().value);
    }
};

} // namespace kommin::app
