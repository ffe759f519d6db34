#pragma once
// StaffStory: two districts with people at work, and their browsers.

#include "app/tests/story.hpp"
#include "modules/goals/testing.hpp"
#include "modules/staff/api.hpp"
#include "platform/audit/audit.hpp"
#include "platform/base/testing.hpp"
#include "platform/crypto/crypto.hpp"
#include "platform/files/files.hpp"
#include "platform/identity/account_store.hpp"
#include "platform/identity/session_store.hpp"
#include "platform/jobs/jobs.hpp"
#include "platform/work/use_case.hpp"

#include <gmock/gmock.h>

#include <chrono>
#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <regex>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace kommin::app {

// A folder that goes with the test.
class Folder {
public:
    Folder()
        : path_(std::filesystem::temp_directory_path() / ("kommin-staff-" + crypto::random_token(9)))
    { }
    Folder(Folder const&) = delete;
    Folder& operator=(Folder const&) = delete;
    ~Folder() { std::filesystem::remove_all(path_); }
    [[nodiscard]] std::filesystem::path const& path() const { return path_; }

private:
    std::filesystem::path path_;
};

using ChangeSettings = std::function<void(Settings&)>;

// `links`: whom they ask about links; nobody unless a test says so.
inline MakeModules modules_in(
    std::filesystem::path const& data, ChangeSettings change = {}, portal::LinkCare links = {})
{
    return [data, change = std::move(change), links = std::move(links)] {
        std::filesystem::create_directories(data);
        std::filesystem::copy_file(
            testing::source_folder() / "src/app/tests/small_installation/concepts.csv",
            data / "concepts.csv");
        Settings settings;
        settings.data = data;
        if (change)
            change(settings);
        return all_modules(settings, links, workers_of_tests());
    };
}

struct FolderFirst {
    Folder folder_;
};

class StaffStory : protected FolderFirst, public DistrictStory {
protected:
    static constexpr std::string_view good_password = "Regen fällt auf Kamen";

    explicit StaffStory(
        ChangeSettings change = {}, portal::LinkCare links = {},
        Publications::Options const& options = {.base_url = "https://musterau.example"})
        : DistrictStory(options, modules_in(folder_.path(), std::move(change), std::move(links)))
    { }
    void SetUp() override
    {
        DistrictStory::SetUp();
        tenant_ = found(
            {.slug = "musterau",
             .towns = {"aalfeld", "bergau"},
             .hosts = {"musterau.example"},
             .languages = {"de", "ar", "tr"}});
        other_tenant_ = found(
            {.slug = "beispielhain",
             .name = "Kreis Beispielhain",
             .towns = {"chemheim"},
             .hosts = {"beispielhain.example"}});
        for (auto const& body : tenants::list_bodies(connection(), tenant_)) {
            if (body.slug == "aalfeld")
                aalfeld_ = Scope::of_owner(body.id.value);
            if (body.slug == "bergau")
                bergau_ = Scope::of_owner(body.id.value);
        }
    }

    template<class UseCase>
    std::invoke_result_t<UseCase&, Work&> work(
        UseCase use_case, std::optional<TenantId> tenant = std::nullopt)
    {
        return run_use_case(
            {connection(), tenant.value_or(tenant_), Actor::command_line(), clock(), i18n::Zone::berlin(),
             no_signals},
            use_case);
    }
    identity::AccountId account(
        std::string const& email, std::vector<Grant> grants, std::optional<TenantId> tenant = std::nullopt)
    {
        return work(
                   [&](Work& work) {
                       return identity::invite_account(
                           work,
                           {.email = email,
                            .name = "Ayşe Kaya",
                            .language = "de",
                            .grants = std::move(grants)});
                   },
                   tenant)
            .value();
    }
    std::string public_id(identity::AccountId id)
    {
        return identity::find_account(connection(), tenant_, id)->public_id;
    }

    // A browser of somebody who has logged in, with the second factor where a role asks for it; without the
    // half second that the password would take.
    struct Browser {
        StaffStory& story;
        std::string host = "musterau.example";
        std::map<std::string, std::string> cookies = {};
        std::optional<std::chrono::seconds> time = {}; // for each answer

        http::Response send(
            http::Method method, std::string target, http::Headers headers, std::string body = {})
        {
            headers.push_back({"Host", host});
            headers.push_back({"Sec-Fetch-Site", "same-origin"});
            std::string cookie;
            for (auto const& [name, value] : cookies) {
                cookie += cookie.empty() ? "" : "; ";
                cookie += name;
                cookie += '=';
                cookie += value;
            }
            if (!cookie.empty())
                headers.push_back({"Cookie", cookie});
            http::Request::Parts parts;
            parts.method = method;
            parts.target = std::move(target);
            parts.headers = std::move(headers);
            parts.body = std::move(body);
            parts.peer = peer;
            parts.secure = true;
            parts.request_id = "test";
            if (time)
                parts.deadline = std::chrono::steady_clock::now() + *time;
            auto response
                = story.product_.application.answer(http::Request(std::move(parts)), story.connection());
            for (auto const& header : response.headers()) {
                if (header.name != "Set-Cookie")
                    continue;
                auto const equals = header.value.find('=');
                cookies[header.value.substr(0, equals)]
                    = header.value.substr(equals + 1, header.value.find(';') - equals - 1);
            }
            return response;
        }
        http::Response get(std::string target) { return send(http::Method::get, std::move(target), {}); }
        // With the token of the forms that this browser was shown last.
        http::Response post(std::string target, std::string body, bool with_token = true)
        {
            if (with_token)
                body += "&formular=" + token;
            return send(
                http::Method::post, std::move(target),
                {{"Content-Type", "application/x-www-form-urlencoded"}}, std::move(body));
        }
        std::string token = {};
        std::string peer = "192.0.2.7";
    };
    // Means everything that a filter finds, and says yes to the page that then names it.
    static std::string change_everything(Browser& browser, std::string const& path, std::string const& form)
    {
        auto const question = std::string(browser.post(path, form).body_text());
        EXPECT_THAT(question, ::testing::HasSubstr("Das sind im Augenblick alle, die der Filter findet"));
        std::string yes;
        for (std::string const name : {"aktion", "abfrage", "wahl"}) {
            std::smatch match;
            if (std::regex_search(question, match, std::regex("name=\"" + name + "\" value=\"([^\"]*)\"")))
                yes += (yes.empty() ? "" : "&") + name + '=' + html::percent_encode(match[1].str());
        }
        return std::string(browser.post(path, yes).body_text());
    }
    // "Heute" without what somebody has worked on last: what waits for this person.
    static std::string waiting_for(Browser& browser)
    {
        std::string const page(browser.get("/verwaltung").body_text());
        return page.substr(0, page.find("id=\"zuletzt\""));
    }
    Browser logged_in(identity::AccountId id, std::optional<TenantId> tenant = std::nullopt)
    {
        Browser browser{*this};
        auto const token = crypto::random_token(32);
        auto const created = work(
            [&](Work& work) -> Result<void> {
                identity::update_password(
                    work.db(), work.tenant(), id, "none", identity::AccountState::active);
                identity::update_second_factor(work.db(), work.tenant(), id, "sealed", 1, work.now());
                identity::insert_session(
                    work.db(), work.tenant(),
                    {.id = {},
                     .account = id,
                     .stage = identity::Stage::complete,
                     .device = "Test",
                     .created_at = work.now(),
                     .last_seen_at = work.now(),
                     .expires_at = work.now() + std::chrono::hours(8)},
                    crypto::sha256_hex(token));
                return {};
            },
            tenant);
        EXPECT_TRUE(created);
        browser.cookies["__Host-kommin"] = token;
        browser.token
            = identity::find_person(connection(), tenant.value_or(tenant_), token, {}, clock().now())
                  ->form_token;
        return browser;
    }
    std::string mail()
    {
        jobs_of(product_.modules, clock(), no_signals).run_due(connection());
        std::string text;
        auto const outbox = folder_.path() / "outbox";
        if (std::filesystem::exists(outbox)) {
            for (auto const& entry : std::filesystem::directory_iterator(outbox))
                text += files::read_file(entry.path(), 100'000).value();
        }
        return text;
    }
    // Without the line breaks of quoted-printable.
    static std::string unfolded(std::string const& text)
    {
        return std::regex_replace(text, std::regex("=\r?\n"), "");
    }
    // The address below /verwaltung/ of a mailed link. Quoted-printable breaks its line, and an F that comes
    // to stand at the beginning of one is escaped.
    static std::string link_in(std::string text, std::string const& path = "/verwaltung/passwort/")
    {
        text = unfolded(text);
        text = std::regex_replace(text, std::regex("=46"), "F");
        std::smatch match;
        return std::regex_search(text, match, std::regex(path + "[A-Za-z0-9_-]+")) ? match.str()
                                                                                   : std::string{};
    }
    // The public id of a picture that a record could show.
    std::string image_of(portal::OfferId offer, std::optional<TenantId> tenant = std::nullopt)
    {
        return image_of(records::Subject{portal::offer_subject, offer.value}, tenant);
    }
    std::string image_of(portal::PageId page, std::optional<TenantId> tenant = std::nullopt)
    {
        return image_of(records::Subject{portal::page_subject, page.value}, tenant);
    }
    std::string image_of(records::Subject subject, std::optional<TenantId> tenant)
    {
        auto const owner = tenant.value_or(tenant_);
        auto const hash
            = files::BlobStore(folder_.path() / "blobs/images" / std::to_string(owner.value)).put("RIFF");
        portal::Image const image{
            .id = {},
            .public_id = crypto::random_token(),
            .width = 4,
            .height = 4,
            .hash = hash,
            .small_hash = {}};
        portal::insert_image(connection(), owner, subject, image, clock().now());
        return image.public_id;
    }
    // The number of a paper of an item, whose file nobody has read.
    std::string paper_of(meetings::ItemId item, std::optional<TenantId> tenant = std::nullopt)
    {
        auto const owner = tenant.value_or(tenant_);
        meetings::Paper paper;
        paper.item = item;
        paper.title = "Vorlage";
        paper.hash
            = files::BlobStore(folder_.path() / "blobs/papers" / std::to_string(owner.value)).put("%PDF-");
        auto const id = meetings::insert_paper(
            connection(), owner, paper, "paper of " + std::to_string(item.value), clock().now());
        return std::to_string(id.value);
    }
    // A report gets a photo that nobody has looked at.
    void photograph(goals::ReportId report, std::optional<TenantId> tenant = std::nullopt)
    {
        auto const owner = tenant.value_or(tenant_);
        auto const hash
            = files::BlobStore(folder_.path() / "blobs/photos" / std::to_string(owner.value)).put("RIFF");
        goals::insert_photo(connection(), owner, report, {.hash = hash, .width = 4, .height = 4, .size = 4});
    }
    // A file of a grant or a voucher, which nobody has read: its digest.
    std::string file_of_grants(std::optional<TenantId> tenant = std::nullopt)
    {
        auto const owner = tenant.value_or(tenant_);
        return files::BlobStore(folder_.path() / "blobs/vouchers" / std::to_string(owner.value)).put("%PDF-");
    }
    // Likewise of a step.
    std::string file_of_steps(std::optional<TenantId> tenant = std::nullopt)
    {
        auto const owner = tenant.value_or(tenant_);
        return files::BlobStore(folder_.path() / "blobs/steps" / std::to_string(owner.value)).put("%PDF-");
    }
    // What a browser would save, of an answer that is sent piece by piece.
    static std::string file_of(http::Response response)
    {
        auto body = response.take_body();
        auto* const producer = std::get_if<http::Producer>(&body);
        EXPECT_NE(producer, nullptr);
        std::string bytes;
        while (producer != nullptr && (*producer)(bytes)) { }
        return bytes;
    }
    // For whoever is asked for it in an open session.
    void set_good_password(identity::AccountId id)
    {
        ASSERT_TRUE(work([&](Work& work) -> Result<void> {
            identity::update_password(
                work.db(), work.tenant(), id,
                crypto::hash_password(good_password, crypto::PasswordCost::lowest()),
                identity::AccountState::active);
            return {};
        }));
    }
    std::vector<std::string> audit_actions()
    {
        std::vector<std::string> actions;
        for (auto const& entry : audit::list_entries(connection(), tenant_, std::nullopt, 100))
            actions.push_back(entry.action);
        return actions;
    }

    TenantId tenant_;
    TenantId other_tenant_;
    Scope aalfeld_ = Scope::whole_tenant();
    Scope bergau_ = Scope::whole_tenant();
};

} // namespace kommin::app
