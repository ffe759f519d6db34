// Two servers on one database: what is published on one is soon seen by whoever asks the other.

#include "platform/crypto/crypto.hpp"
#include "program/site.hpp"

#include <gmock/gmock.h>

#include <csignal>

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
        auto const form = site.get(link).body;
        auto const at = form.find("name=\"stand\" value=\"");
        auto const start = at + std::string_view("name=\"stand\" value=\"").size();
        auto const mark
            = at == std::string::npos ? std::string{} : form.substr(start, form.find('"', start) - start);
        return site.post(link, encode_form({{"antwort", "stimmt"}, {"schluessel", key}, {"stand", mark}}));
    }

    static constexpr std::string_view token = "ein-langes-Zeichen-aus-einer-Mail";
    Installation place_{GetParam()};
    std::string page_;
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
    auto const is_seen_on = [&](Site const& site) {
        return becomes_true(
            [&] { return site.get(page_).body.find(confirmed) != std::string::npos; }, seen_within);
    };
    EXPECT_TRUE(is_seen_on(second));
    EXPECT_TRUE(is_seen_on(first));
    EXPECT_EQ(confirm(second, "zwei").status, 410) << "the link is used up on both";
    for (auto* site : {&first, &second}) {
        site->program().send_signal(SIGTERM);
        EXPECT_EQ(site->program().wait().code, 0);
    }
    EXPECT_TRUE(is_sound(place_));
}

} // namespace
} // namespace kommin::program_tests
