#pragma once
// GrantsStory: grants of the Kreis as somebody at work enters them, on a day of 2010.

#include "app/tests/measures_story.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace kommin::app {

class GrantsStory : public MeasuresStory {
protected:
    void SetUp() override
    {
        MeasuresStory::SetUp();
        move_to("2010-06-30T08:00:00Z");
    }
    // Sessions of before have ended.
    void move_to(std::string const& instant)
    {
        clock().set(*parse_instant(instant));
        office_.emplace(browser_of("conference_office"));
    }
    // What the form of a grant always sends.
    static constexpr auto* granted = "&use_months=2&kind=";
    // The address of a new one.
    std::string grant(std::string const& title, std::string const& more = "&amount=10000")
    {
        auto const answer = office_->post(
            "/verwaltung/zuwendungen/neu", "title=" + title + "&schluessel=" + title + more + granted);
        EXPECT_EQ(answer.status(), http::Status::see_other) << answer.body_text();
        return std::string(answer.header("Location"));
    }
    // With the version of a row; the number stands last in the address.
    std::string version_in(std::string const& table, std::string const& address)
    {
        return "fassung="
            + std::to_string(connection().load<std::int64_t>(
                table == "grants"               ? "SELECT version FROM grants WHERE id = ?"
                    : table == "vouchers"       ? "SELECT version FROM vouchers WHERE id = ?"
                    : table == "grant_proofs"   ? "SELECT version FROM grant_proofs WHERE id = ?"
                    : table == "grant_payments" ? "SELECT version FROM grant_payments WHERE id = ?"
                                                : "SELECT version FROM grants_passed_on WHERE id = ?",
                std::stoll(number_of(address))));
    }
    http::Response press(
        std::string const& table, std::string const& address, std::string const& page,
        std::string const& entries = {})
    {
        return office_->post(address + page, version_in(table, address) + '&' + entries);
    }
    void called(std::string const& of, std::string const& requested, std::string const& received = {})
    {
        auto const answer = call(of, requested, received);
        EXPECT_EQ(answer.status(), http::Status::see_other) << answer.body_text();
    }
    // "1.3.2010: 500" both; what has come may be missing.
    http::Response call(std::string const& of, std::string const& requested, std::string const& received = {})
    {
        auto const [requested_on, amount] = parts_of(requested);
        auto const [received_on, came] = parts_of(received);
        return office_->post(
            of + "/abrufe/neu",
            "requested_on=" + requested_on + "&requested=" + amount + "&received_on=" + received_on
                + "&received=" + came + "&schluessel=" + requested_on + amount);
    }
    http::Response enter(std::string const& of, std::string const& entries, std::string const& key)
    {
        return office_->post(of + "/belege/neu", entries + "&schluessel=" + key);
    }
    // The address of a new voucher that was paid on that day.
    std::string voucher(
        std::string const& of, std::string const& day, std::string const& amount,
        std::string const& payee = "Druckerei", std::string const& more = "&kind=material")
    {
        auto const answer = enter(
            of,
            "day=" + day + "&paid_on=" + day + "&payee=" + payee + "&purpose=Plakate&amount=" + amount + more,
            day + amount + payee);
        EXPECT_EQ(answer.status(), http::Status::see_other) << answer.body_text();
        return std::string(answer.header("Location"));
    }
    // The address of a new proof.
    std::string proof(std::string const& of, std::string const& entries)
    {
        auto const answer = office_->post(of + "/nachweise/neu", entries + "&schluessel=" + entries);
        EXPECT_EQ(answer.status(), http::Status::see_other) << answer.body_text();
        return std::string(answer.header("Location"));
    }
    // As the page that is shown now says it.
    http::Response hand_in(std::string const& proof)
    {
        auto const page = shown(proof);
        std::smatch match;
        EXPECT_TRUE(std::regex_search(page, match, std::regex("name=\"stand\" value=\"([^\"]*)\"")));
        handed_in_ = match[1].str();
        return press("grant_proofs", proof, "/einreichen", "stand=" + handed_in_);
    }
    // The same form once more, as it was before: what was read then.
    http::Response hand_in_again(std::string const& proof)
    {
        return office_->post(proof + "/einreichen", "fassung=1&stand=" + handed_in_);
    }
    std::string shown(std::string const& address) { return std::string(office_->get(address).body_text()); }
    std::int64_t count(db::SqlLiteral sql) { return connection().list<std::int64_t>(db::Query(sql)).front(); }

    std::optional<Browser> office_;

private:
    std::string handed_in_; // what was read of the proof
    static std::pair<std::string, std::string> parts_of(std::string const& said)
    {
        auto const colon = said.find(": ");
        if (colon == std::string::npos)
            return {};
        return {said.substr(0, colon), said.substr(colon + 2)};
    }
};

} // namespace kommin::app
