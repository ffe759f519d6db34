#pragma once
// Year: a district with its conference office, whose program serves over real sockets and does its jobs on
// real threads; the mails go to a real mail server. Only the clock is the test's.

#include "app/service.hpp"
#include "app/settings.hpp"
#include "platform/base/clock.hpp"
#include "platform/base/message_key.hpp"
#include "platform/base/testing.hpp"
#include "platform/db/testing.hpp"
#include "platform/mail/testing.hpp"
#include "year/browser.hpp"
#include "year/letter.hpp"

#include <gmock/gmock.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

namespace kommin::year_tests {

inline constexpr std::array<std::string_view, 7> public_languages{"de", "de-simple", "en", "tr",
                                                                  "ar", "uk",        "ro"};

class Year : public db::DatabaseTest {
protected:
    Year();
    void SetUp() override;
    void TearDown() override;

    // ── the chapters, in their order ──
    void the_office_plans();
    void members_are_invited_and_answer();
    void the_registration_opens();
    void people_register_in_all_languages();
    void they_change_cancel_wait_and_move_up();
    void the_day_before();
    void the_door();
    void minutes_are_written_live();
    void the_draft_is_mended_and_approved();
    void everybody_reads_what_was_decided();
    void people_say_how_it_was();
    void a_recommendation_is_answered();
    void the_names_go_and_the_figures_stay();

    // ── the office ──
    // Logs in as the office does, once its clock has moved on.
    void log_in();
    Page desk(std::string_view url) { return shown(office_->open(url)); }
    // The form on that page, with these entries, sent with that button. What is refused is a failure.
    Page enter(
        std::string_view url, std::string_view form, Entries const& entries, std::string_view button = {});
    // The same with whatever is done to the form.
    Page fill(
        std::string_view url, std::string_view form, std::function<void(Form&)> const& change,
        std::string_view button = {});
    // Fails unless it is what was asked for, with all its texts.
    Page shown(Page page);

    // ── the public ──
    Browser visitor();
    // A page as everybody reads it, once the publication has reached the server and `is_there` is true of it.
    Page read(std::string const& url, std::function<bool(Page const&)> const& is_there = {});
    // In each language: it is there, in that language, from right to left where it has to be, and no text is
    // missing.
    std::map<std::string_view, Page> read_in_all_languages(
        std::string const& path, std::function<bool(Page const&)> const& is_there = {});
    void expect_no_raw_key(Page const& page) { expect_no_raw_key(page.body(), page.url()); }
    void expect_no_raw_key(std::string_view text, std::string_view where);

    // What the catalogue of that language says.
    static std::string text_in(std::string_view language, MessageKey key);

    // ── time and letters ──
    // Waits until nothing is left that is due now, and all that recurs is planned.
    void settle();
    // The nights between are done by the rules of the program.
    void go_to(std::string_view instant);
    // Those that have left since the last time, once nothing is left to do.
    std::vector<Letter> letters();
    static Letter letter_to(std::vector<Letter> const& all, std::string_view mail);
    static bool has_letter_to(std::vector<Letter> const& all, std::string_view mail);

    FixedClock clock_;
    mail::SmtpServer smtp_;
    app::Settings settings_;
    std::optional<app::Service> service_;
    std::thread server_;
    std::int64_t recurring_ = 0; // how many rules
    std::optional<Browser> office_;
    std::string secret_; // of the office's second factor
    std::size_t read_letters_ = 0;
    int visitors_ = 0;
    std::set<std::string, std::less<>> keys_; // of all texts

    // What the chapters leave to each other.
    std::string conference_, field_, steering_; // numbers of panels
    std::string meeting_, next_; // addresses of sessions
    std::string topic_; // number of the item that is decided on
    std::map<std::string, std::string, std::less<>> registrations_; // by language
    std::string recommendation_;
};

} // namespace kommin::year_tests
