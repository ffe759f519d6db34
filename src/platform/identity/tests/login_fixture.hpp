#pragma once
// What the tests of logins have in common: a district, one account with a password, and the ways in.

#include "platform/audit/audit.hpp"
#include "platform/base/clock.hpp"
#include "platform/crypto/crypto.hpp"
#include "platform/db/testing.hpp"
#include "platform/identity/account.hpp"
#include "platform/identity/session.hpp"
#include "platform/identity/totp.hpp"
#include "platform/work/use_case.hpp"

#include <gtest/gtest.h>

#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace kommin::identity {

inline constexpr std::string_view good_password = "Regen fällt auf Kamen";
inline constexpr Permission read_messages{"portal.feedback.read"};
inline constexpr Permission edit_offers{"portal.offer.edit"};

class LoginTest : public db::DatabaseTest {
protected:
    void SetUp() override
    {
        db::DatabaseTest::SetUp();
        // Identity knows nothing of districts; the row is what its tables refer to.
        for (auto* id : {&tenant_, &other_tenant_})
            *id = connection().load<TenantId>(
                "INSERT INTO tenants (slug, name, ags, zone, source_language, is_demonstration, help_name,"
                " help_phone, help_email, help_address, map_view_box, map_attribution, created_at)"
                " VALUES (?, 'Kreis', '', 'Europe/Berlin', 'de', FALSE, '', '', '', '', '', '', ?)"
                " RETURNING id",
                id == &tenant_ ? "musterau" : "beispielhain", clock_.now());
        account_
            = work([&](Work& work) {
                  return invite_account(
                      work, {.email = " Ayse.Kaya@Kreis.example ", .name = "Ayşe Kaya", .grants = grants_});
              }).value();
        set_password();
    }

    [[nodiscard]] WorkContext context(std::optional<TenantId> tenant = std::nullopt)
    {
        return {connection(),
                tenant.value_or(tenant_),
                Actor::visitor(),
                clock_,
                i18n::Zone::berlin(),
                no_signals,
                {}};
    }
    void pass(Instant::duration time) { clock_.set(clock_.now() + time); }
    template<class UseCase>
    std::invoke_result_t<UseCase&, Work&> work(UseCase use_case)
    {
        return run_use_case(context(), use_case);
    }
    std::string link(LinkPurpose purpose)
    {
        return work([&](Work& work) -> Result<std::string> { return make_link(work, account_, purpose); })
            .value();
    }
    void set_password()
    {
        auto const token = link(LinkPurpose::invitation);
        ASSERT_TRUE(set_by_link(token, good_password));
    }
    Result<PasswordSet> set_by_link(std::string_view token, std::string_view password)
    {
        auto const hashed = TRY(hash_password_for_link(
            connection(), tenant_, secrets_, token, password, {"Kreis"}, clock_.now()));
        return work([&](Work& work) { return set_password_by_link(work, token, hashed); });
    }
    HashedPassword hashed(std::string_view password)
    {
        return hash_new_password(connection(), tenant_, secrets_, account_, password, {"Kreis"}).value();
    }
    Result<ProvenPassword> prove(std::string_view password)
    {
        return prove_password(context(), secrets_, account_, password);
    }
    Result<LoggedIn> try_login(
        std::string_view password, std::string_view device = {}, std::string_view peer = "192.0.2.1",
        std::string_view email = "ayse.kaya@kreis.example")
    {
        return log_in(
            context(), secrets_,
            {std::string(email), std::string(password), std::string(device), std::string(peer), "Firefox"});
    }
    std::optional<Person> person(std::string_view token, std::optional<TenantId> tenant = std::nullopt)
    {
        return find_person(connection(), tenant.value_or(tenant_), token, rules_, clock_.now());
    }
    // Sets up the second factor; returns its secret and the recovery codes.
    std::pair<std::string, std::vector<std::string>> second_factor()
    {
        auto const start = start_second_factor(secrets_, account_);
        auto codes = work([&](Work& work) {
                         return confirm_second_factor(
                             work, secrets_, account_, start.sealed,
                             totp_code(start.secret, totp_step(clock_.now())));
                     }).value();
        pass(std::chrono::minutes(1));
        return {start.secret, std::move(codes)};
    }
    std::vector<std::string> audit_actions()
    {
        std::vector<std::string> actions;
        for (auto const& entry : audit::list_entries(connection(), tenant_, std::nullopt, 100))
            actions.push_back(entry.action);
        return actions;
    }

    FixedClock clock_{*parse_instant("2026-11-23T09:00:00Z")};
    TenantId tenant_;
    TenantId other_tenant_;
    AccountId account_;
    Secrets secrets_ = Secrets::of(crypto::Key::random());
    std::vector<Grant> grants_{{"editor", Scope::whole_tenant()}};
    std::vector<PermissionRule> rules_{
        {edit_offers, {}, Sees::no_personal_data, {{"editor"}}},
        {read_messages, {}, Sees::personal_data, {{"office"}}}};
};

} // namespace kommin::identity
