#include "year/year.hpp"

#include "app/modules.hpp"
#include "app/server_key.hpp"
#include "modules/tenants/testing.hpp"
#include "platform/base/text.hpp"
#include "platform/crypto/crypto.hpp"
#include "platform/files/files.hpp"
#include "platform/i18n/language.hpp"
#include "platform/i18n/texts.hpp"
#include "platform/identity/account.hpp"
#include "platform/identity/totp.hpp"
#include "platform/images/studio.hpp"
#include "platform/log/log.hpp"
#include "platform/pdf/cleaner.hpp"
#include "platform/work/use_case.hpp"

#include <algorithm>
#include <filesystem>
#include <iterator>
#include <regex>
#include <stdexcept>

namespace kommin::year_tests {

namespace {

constexpr std::string_view office_mail = "buero@kreis.example";
constexpr std::string_view password = "Regen fällt auf Kamen";
constexpr std::chrono::seconds patience{30};
constexpr std::chrono::milliseconds moment{50};

// Every text of the catalogues has a key with dots; none of them is meant to be read.
std::set<std::string, std::less<>> keys_of_texts()
{
    std::set<std::string, std::less<>> keys;
    constexpr std::string_view begin = "msgid \"";
    for (auto const& entry :
         std::filesystem::directory_iterator(kommin::testing::source_folder() / "locales")) {
        if (!entry.path().filename().string().ends_with(".de.po"))
            continue;
        auto const text = files::read_file(entry.path(), std::size_t{1} << 24U).value();
        for (auto const line : split(text, '\n'))
            if (line.starts_with(begin) && line.find('.') != std::string_view::npos)
                keys.emplace(line.substr(begin.size(), line.rfind('"') - begin.size()));
    }
    return keys;
}

app::Workers workers()
{
    // This test is not the program that reads hostile files: the one of the same build is.
    auto const program = kommin::testing::program_file();
    return {
        std::make_shared<images::Studio>(
            images::StudioOptions{.command = {program, std::string(images::worker_argument)}}),
        std::make_shared<pdf::Cleaner>(
            pdf::CleanerOptions{.command = {program, std::string(pdf::worker_argument)}})};
}

}

Year::Year()
    : clock_(*parse_instant("2026-11-23T09:00:00Z"))
{ }

void Year::SetUp()
{
    log::configure(log::Level::warning, log::Target::standard_error());
    DatabaseTest::SetUp();
    keys_ = keys_of_texts();
    auto const tenant = tenants::found_district(
        connection(), clock_.now(),
        {.slug = "musterau",
         .name = "Kreis Musterau",
         .towns = {"aalfeld", "bergau"},
         .hosts = {std::string(host_of_district)},
         .languages = {public_languages.begin(), public_languages.end()},
         .help_email = "hilfe@kreis.example"});
    auto const smtp = smtp_.options();
    settings_.data = database().directory();
    settings_.port = 0;
    settings_.workers = 2;
    settings_.base_url = "https://" + std::string(host_of_district);
    settings_.trusted_proxies = {"127.0.0.1"};
    settings_.smtp_url = smtp.url;
    settings_.smtp_plain = smtp.is_plain;
    settings_.office_email = office_mail;
    settings_.link_checks = false;
    settings_.database = database().location().target;
    std::filesystem::copy_file(
        kommin::testing::source_folder() / "src/app/tests/small_installation/concepts.csv",
        settings_.data / "concepts.csv");
    auto const modules = app::all_modules(settings_, {}, workers());
    for (auto const& module : modules)
        recurring_ += std::ssize(module.recurring);
    service_.emplace(
        settings_, modules, database().location(), clock_,
        app::ServiceOptions{.plan_every = moment, .look_every = moment});
    server_ = std::thread([this] { service_->run(); });

    // As `kommin user add` does it, which prints the link.
    auto const link = run_use_case(
        {connection(), tenant, Actor::command_line(), clock_, i18n::Zone::berlin(), no_signals},
        [](Work& work) -> Result<std::string> {
            auto const id = TRY(identity::invite_account(
                work,
                {.email = std::string(office_mail),
                 .name = "Ayşe Kaya",
                 .language = "de",
                 .grants = {{"conference_office", Scope::whole_tenant()}}}));
            return identity::make_link(work, id, identity::LinkPurpose::invitation);
        });
    ASSERT_TRUE(link);
    office_.emplace(service_->port());
    auto const page = shown(office_->open("/verwaltung/passwort/" + *link));
    shown(office_->press(page.form("password").set("password", password)));
    log_in();
}

void Year::TearDown()
{
    if (service_) {
        service_->stop();
        if (server_.joinable())
            server_.join();
        service_.reset();
    }
    DatabaseTest::TearDown();
}

void Year::log_in()
{
    auto const code = [&] {
        return identity::totp_code(crypto::from_base32(secret_).value(), identity::totp_step(clock_.now()));
    };
    auto page = office_->press(
        office_->open("/verwaltung/anmelden")
            .form("passwort")
            .set({{"email", std::string(office_mail)}, {"passwort", std::string(password)}}));
    if (secret_.empty()) { // the first time
        page = shown(office_->open(desk("/verwaltung").link("Einrichten")));
        std::smatch secret;
        ASSERT_TRUE(std::regex_search(page.body(), secret, std::regex("class=\"secret\">([A-Z2-7 ]+)<")));
        secret_ = secret[1].str();
        page
            = office_->press(page.form("siegel").set({{"current", std::string(password)}, {"code", code()}}));
        EXPECT_THAT(page.text(), ::testing::HasSubstr("Ihre Ersatzcodes"));
    } else if (page.has_form("code")) {
        page = office_->press(page.form("code").set("code", code()));
    }
    shown(page);
    EXPECT_THAT(desk("/verwaltung").text(), ::testing::HasSubstr("Ayşe Kaya"));
}

Page Year::shown(Page page)
{
    EXPECT_EQ(page.status(), 200) << page.url() << '\n' << page.text();
    expect_no_raw_key(page);
    return page;
}

Page Year::enter(std::string_view url, std::string_view form, Entries const& entries, std::string_view button)
{
    return fill(url, form, [&](Form& form_of_page) { form_of_page.set(entries); }, button);
}

Page Year::fill(
    std::string_view url, std::string_view form, std::function<void(Form&)> const& change,
    std::string_view button)
{
    auto filled = desk(url).form(form);
    change(filled);
    return shown(office_->press(filled, button));
}

Browser Year::visitor()
{
    auto const number = visitors_++;
    return Browser(
        service_->port(), "10." + std::to_string(number / 250) + '.' + std::to_string(number % 250) + ".1");
}

Page Year::read(std::string const& url, std::function<bool(Page const&)> const& is_there)
{
    Page page;
    auto const came = kommin::testing::becomes_true(
        [&] {
            page = visitor().open(url);
            return page.status() == 200 && (!is_there || is_there(page));
        },
        patience);
    EXPECT_TRUE(came) << url << ": " << page.status() << '\n' << page.text();
    return page;
}

std::map<std::string_view, Page> Year::read_in_all_languages(
    std::string const& path, std::function<bool(Page const&)> const& is_there)
{
    std::map<std::string_view, Page> pages;
    for (auto const language : public_languages) {
        auto page = read('/' + std::string(language) + path, is_there);
        EXPECT_EQ(page.attribute_of_html("lang"), language) << page.url();
        EXPECT_EQ(page.attribute_of_html("dir"), language == "ar" ? "rtl" : "ltr") << page.url();
        expect_no_raw_key(page);
        pages.emplace(language, std::move(page));
    }
    return pages;
}

void Year::expect_no_raw_key(std::string_view text, std::string_view where)
{
    auto const is_of_word
        = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '.'; };
    for (auto at = text.find('.'); at != std::string_view::npos; at = text.find('.', at + 1)) {
        auto begin = at;
        while (begin > 0 && is_of_word(text[begin - 1]))
            --begin;
        while (at < text.size() && is_of_word(text[at]))
            ++at;
        auto const word = text.substr(begin, at - begin);
        EXPECT_FALSE(keys_.contains(word)) << "the text of " << word << " is missing on " << where;
    }
}

std::string Year::text_in(std::string_view language, MessageKey key)
{
    return std::string(i18n::Texts::of(i18n::Language::find(language).value())(key));
}

void Year::settle()
{
    auto const now = to_iso(clock_.now());
    auto const due = [&] {
        return connection().load<std::int64_t>(
            "SELECT COUNT(*) FROM jobs WHERE state = 'running' OR (state IN ('queued', 'failed') AND run_at "
            "<= ?)",
            now);
    };
    auto const planned = [&] {
        return connection().load<std::int64_t>(
            "SELECT COUNT(*) FROM jobs WHERE state = 'queued' AND run_at > ? AND idempotency_key LIKE "
            "'%:2___-__-__'",
            now);
    };
    EXPECT_TRUE(
        kommin::testing::becomes_true([&] { return due() == 0 && planned() >= recurring_; }, patience))
        << due() << " jobs are due, " << planned() << " of " << recurring_ << " nightly ones are planned";
    EXPECT_EQ(
        connection().load<std::int64_t>("SELECT COUNT(*) FROM jobs WHERE state IN ('dead', 'failed')"), 0);
}

void Year::go_to(std::string_view instant)
{
    settle();
    clock_.set(*parse_instant(instant));
    settle();
    log_in();
}

std::vector<Letter> Year::letters()
{
    settle();
    std::vector<Letter> fresh;
    auto const all = smtp_.mails();
    for (; read_letters_ < all.size(); ++read_letters_)
        fresh.emplace_back(all[read_letters_]);
    return fresh;
}

bool Year::has_letter_to(std::vector<Letter> const& all, std::string_view mail)
{
    return std::ranges::any_of(
        all, [&](Letter const& one) { return one.to.find(mail) != std::string::npos; });
}

Letter Year::letter_to(std::vector<Letter> const& all, std::string_view mail)
{
    for (auto const& one : all)
        if (one.to.find(mail) != std::string::npos)
            return one;
    throw std::runtime_error("no letter to " + std::string(mail));
}

} // namespace kommin::year_tests
