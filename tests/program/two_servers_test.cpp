// Two servers on one database: what is confirmed by a provider or published at the desk of one is soon seen
// by whoever asks the other.

#include "platform/crypto/crypto.hpp"
#include "program/site.hpp"

#include <gmock/gmock.h>

#include <csignal>
#include <cstdint>
#include <string>
#include <string_view>

namespace kommin::program_tests {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

constexpr std::string_view confirmed = "Angaben zuletzt bestätigt am ";
// A server asks the database for news about every second; the rest is for a machine that has other things to
// do.
constexpr auto seen_within = 30s;

class TwoServers : public OnBothEngines {
protected:
    // An offer that nobody has confirmed, and a link to its provider as the mail would hold it.
    void SetUp() override
    {
        auto const db = place_.connect();
        auto const offer = db->load<std::int64_t>(
            "SELECT min(id) FROM offers WHERE status = 'active' AND confirmed_on IS NULL");
        desk_ = "/verwaltung/angebote/" + std::to_string(offer);
        page_ = "/de/angebote/" + db->load<std::string>("SELECT slug FROM offers WHERE id = ?", offer);
        // Links belong to an address, too.
        auto const address
            = db->load<std::string>("SELECT public_id || ' ' || email FROM offers WHERE id = ?", offer);
        db->execute(
            "INSERT INTO offer_confirmations (tenant_id, offer_id, token_hash, address_hash, asked_at, "
            "expires_at)"
            " VALUES (1, ?, ?, ?, '2026-11-20T09:00:00.000Z', '2099-01-01T00:00:00.000Z')",
            offer, crypto::sha256_hex(token), crypto::sha256_hex(address));
    }
    // One click, as from the mail.
    static Answer confirm(Site const& site, std::string_view key)
    {
        auto const link = "/de/angaben/" + std::string(token);
        auto const mark = value_in(site.get(link).body, "stand");
        return site.post(link, encode_form({{"antwort", "stimmt"}, {"schluessel", key}, {"stand", mark}}));
    }

    // The session of somebody who may publish, as logging in would have made it, for the header of requests.
    [[nodiscard]] std::string log_in() const
    {
        EXPECT_EQ(
            place_
                .run(
                    {"user", "add", "telefon@kreis.example", "--name", "Telefon", "--role",
                     "conference_office"})
                .code,
            0);
        auto const db = place_.connect();
        auto const account
            = db->load<std::int64_t>("SELECT id FROM accounts WHERE email = 'telefon@kreis.example'");
        db->execute(
            "UPDATE accounts SET state = 'active', totp_secret = 'sealed', totp_confirmed_at = created_at"
            " WHERE id = ?",
            account);
        db->execute(
            "INSERT INTO sessions (tenant_id, account_id, token_hash, stage, device, created_at, "
            "last_seen_at,"
            " expires_at) VALUES (1, ?, ?, 'complete', 'Test', '2026-11-20T09:00:00.000Z', ?, ?)",
            account, crypto::sha256_hex(session), far_away, far_away);
        return "Cookie: kommin-local=" + std::string(session) + "\r\n";
    }
    // As a browser sends the form of an offer, with another title, by the button that publishes.
    Answer publish(Site const& site, std::string const& more_headers, std::string_view title) const
    {
        auto const form = site.get(desk_, more_headers).body;
        EXPECT_THAT(form, HasSubstr("name=\"fassung\""));
        return site.post(
            desk_ + "/veroeffentlichen",
            encode_form(
                {{"formular", value_in(form, "formular")},
                 {"fassung", value_in(form, "fassung")},
                 {"grundlage", value_in(form, "grundlage")},
                 {"title", title},
                 {"kind", "other_offer"},
                 {"reach", "district"},
                 {"status", "active"},
                 {"appointment", "unknown"},
                 {"cost", "unknown"},
                 {"childcare", "unknown"},
                 {"wheelchair", "unknown"}}),
            more_headers);
    }
    static std::string value_in(std::string const& form, std::string_view name)
    {
        auto const before = "name=\"" + std::string(name) + "\" value=\"";
        auto const at = form.find(before);
        if (at == std::string::npos)
            return {};
        auto const start = at + before.size();
        return form.substr(start, form.find('"', start) - start);
    }
    // For EXPECT_TRUE.
    [[nodiscard]] bool is_seen_on(Site const& site, std::string_view words) const
    {
        return becomes_true(
            [&] { return site.get(page_).body.find(words) != std::string::npos; }, seen_within);
    }

    static constexpr std::string_view session = "eine-lange-Sitzung-aus-einem-Browser";
    static constexpr std::string_view far_away = "2099-01-01T00:00:00.000Z";
    static constexpr std::string_view token = "ein-langes-Zeichen-aus-einer-Mail";
    Installation place_{GetParam()};
    std::string page_;
    std::string desk_;
};
KOMMIN_ON_BOTH_ENGINES(TwoServers);

TEST_P(TwoServers, what_is_confirmed_on_one_is_seen_on_the_other)
{
    Site first(place_);
    Site second(place_);
    for (auto const* site : {&first, &second}) {
        auto const before = site->get(page_);
        ASSERT_EQ(before.status, 200) << page_;
        ASSERT_THAT(before.body, Not(HasSubstr(confirmed))) << "now in the page cache of both";
    }
    ASSERT_EQ(confirm(first, "eins").status, 303);
    EXPECT_TRUE(is_seen_on(second, confirmed));
    EXPECT_TRUE(is_seen_on(first, confirmed));
    EXPECT_EQ(confirm(second, "zwei").status, 410) << "the link is used up on both";
    for (auto* site : {&first, &second}) {
        site->program().send_signal(SIGTERM);
        EXPECT_EQ(site->program().wait().code, 0);
    }
    EXPECT_TRUE(is_sound(place_));
}

TEST_P(TwoServers, what_is_published_at_the_desk_of_one_is_seen_on_the_other)
{
    Site first(place_);
    Site second(place_);
    auto const editor = log_in();
    constexpr std::string_view title = "Zuletzt am Telefon erfahren";
    for (auto const* site : {&first, &second})
        ASSERT_THAT(site->get(page_).body, Not(HasSubstr(std::string(title))))
            << "now in the page cache of both";
    auto const published = publish(first, editor, title);
    ASSERT_EQ(published.status, 303) << published.body;
    EXPECT_TRUE(is_seen_on(second, title));
    EXPECT_TRUE(is_seen_on(first, title));
    EXPECT_THAT(second.get(desk_, editor).body, HasSubstr(std::string(title))) << "one session for both";
    for (auto* site : {&first, &second}) {
        site->program().send_signal(SIGTERM);
        EXPECT_EQ(site->program().wait().code, 0);
    }
    EXPECT_TRUE(is_sound(place_));
}

} // namespace
} // namespace kommin::program_tests
