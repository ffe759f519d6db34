#pragma once
// InboxStory: messages from the public and those who answer them. InboxMailStory: with a real mail server.

#include "app/tests/staff_story.hpp"
#include "platform/mail/testing.hpp"

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace kommin::app {

class InboxStory : public StaffStory {
protected:
    explicit InboxStory(ChangeSettings change = {})
        : StaffStory(std::move(change))
    { }
    void SetUp() override
    {
        StaffStory::SetUp();
        publish(tenant_, [&](Work& work) { insert(work, offer_called("chor", "Chor am Markt", "aalfeld")); });
    }
    // What quoted-printable makes of a text, undone.
    static std::string plain(std::string const& mail)
    {
        std::string text;
        for (std::size_t i = 0; i < mail.size(); ++i) {
            if (mail[i] != '=' || i + 2 >= mail.size()) {
                text += mail[i];
            } else if (mail[i + 1] == '\r' || mail[i + 1] == '\n') {
                i += mail[i + 1] == '\r' ? 2 : 1;
            } else {
                auto const code = mail.substr(i + 1, 2);
                if (code.find_first_not_of("0123456789ABCDEF") != std::string::npos) {
                    text += mail[i];
                    continue;
                }
                text += static_cast<char>(std::stoi(code, nullptr, 16));
                i += 2;
            }
        }
        return text;
    }
    // Returns its number.
    std::int64_t remark(
        std::string const& page = "orte", std::string const& contact = "leyla@example.org",
        std::string const& language = "de", std::string const& topic = "inhalt")
    {
        auto reader = Browser{*this};
        // One network may write a few messages only.
        reader.peer = "198.51.100." + std::to_string(++sent_);
        auto const answer = reader.post(
            "/" + language + "/rueckmeldung",
            "thema=" + topic + "&seite=" + html::percent_encode(page)
                + "&kontakt=" + html::percent_encode(contact)
                + "&nachricht=Der+Freitag+stimmt+nicht&schluessel=k" + std::to_string(sent_),
            false);
        EXPECT_EQ(answer.status(), http::Status::see_other);
        return sent_;
    }
    static std::string path_of(std::int64_t number, std::string const& page = {})
    {
        auto const path = "/verwaltung/rueckmeldungen/" + std::to_string(number);
        return page.empty() ? path : path + '/' + page;
    }
    portal::StoredFeedback message(std::int64_t number)
    {
        return portal::find_feedback(connection(), tenant_, portal::FeedbackId{number}).value();
    }
    std::string seen(std::int64_t number) { return "fassung=" + std::to_string(message(number).version); }
    // As a person does it: the page of the message leads to a question, and its form closes.
    http::Response close(Browser& browser, std::int64_t number)
    {
        EXPECT_THAT(
            std::string(browser.get(path_of(number)).body_text()),
            ::testing::HasSubstr("href=\"" + path_of(number, "schliessen") + '"'));
        return browser.post(
            path_of(number, "schliessen"), asked_version(browser.get(path_of(number, "schliessen"))));
    }
    static std::string asked_version(http::Response const& question)
    {
        constexpr std::string_view field = "name=\"fassung\" value=\"";
        auto const page = std::string(question.body_text());
        auto const at = page.find(field);
        EXPECT_NE(at, std::string::npos) << page;
        if (at == std::string::npos)
            return {};
        auto const value = at + field.size();
        return "fassung=" + page.substr(value, page.find('"', value) - value);
    }
    std::vector<portal::FeedbackAnswer> answers(std::int64_t number)
    {
        return portal::list_answers(connection(), tenant_, portal::FeedbackId{number});
    }
    void run() { jobs_of(product_.modules, clock(), no_signals).run_due(connection()); }
    Browser office(std::string const& name = "office")
    {
        return logged_in(account(name + "@kreis.example", {{"conference_office", Scope::whole_tenant()}}));
    }
    Browser town(Scope scope, std::string const& name)
    {
        return logged_in(account(name + "@stadt.example", {{"municipal_editor", scope}}));
    }

private:
    std::int64_t sent_ = 0;
};

struct InboxServerFirst {
    mail::SmtpServer server_;
};

class InboxMailStory : protected InboxServerFirst, public InboxStory {
protected:
    explicit InboxMailStory(mail::ServerHabits const& habits = {})
        : InboxServerFirst{mail::SmtpServer(habits)}
        , InboxStory([this](Settings& settings) {
            settings.smtp_url = server_.options().url;
            settings.smtp_plain = true;
            settings.mail_from = "portal@kreis.example";
            settings.base_url = "https://musterau.example";
        })
    { }
    // Those that came to this address.
    std::vector<std::string> mails_to(std::string const& address)
    {
        std::vector<std::string> found;
        for (auto const& mail : server_.mails()) {
            if (mail.find("To: " + address) != std::string::npos)
                found.push_back(plain(mail));
        }
        return found;
    }
};

} // namespace kommin::app
