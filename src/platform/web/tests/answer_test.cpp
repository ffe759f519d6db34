#include "platform/db/testing.hpp"
#include "platform/web/language_choice.hpp"
#include "platform/web/public_form.hpp"
#include "platform/web/visitor_routes.hpp"
#include "platform/web/write.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <utility>

namespace kommin::web {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

constexpr TenantId district{1};

Language language(std::string_view tag)
{
    return *Language::find(tag);
}

// A district whose modules publish nothing.
Site small_site()
{
    Site site;
    site.tenant = district;
    site.name = "Kreis Beispiel";
    site.languages = {Language::german(), language("en"), language("uk")};
    site.zone = &i18n::Zone::berlin();
    site.asset_url = [](std::string_view name) { return "/assets/" + std::string(name); };
    return site;
}

class Answer : public db::DatabaseTest {
protected:
    http::Response ask(Route const& route, http::Request const& request, std::string_view lang = {})
    {
        http::PathParams const path({{"lang", std::string(lang)}});
        Call call{request, path, site_, published_, staff_, clock_, no_signals, &connection()};
        return answer(route, call);
    }
    static http::Request get(std::string target, http::Headers headers = {})
    {
        return http::Request::for_test(http::Method::get, std::move(target), std::move(headers));
    }
    static http::Request post(std::string body, http::Headers headers = {})
    {
        headers.push_back({"Host", "portal.example"});
        headers.push_back({"Content-Type", "application/x-www-form-urlencoded"});
        return http::Request::for_test(http::Method::post, "/de/x", std::move(headers), std::move(body));
    }
    static Result<void> note(Work& work)
    {
        work.audit("test.noted", "note", 1);
        return {};
    }
    std::int64_t notes() { return audit::head(connection(), district).sequence; }

    // A form with one field that must not be empty.
    Route form_route()
    {
        return {
            http::Method::post, "/{lang:lang}/x", public_page, [this](Call& call) {
                Visit visit(call);
                return receive_form(
                    visit, gate_, [this, &visit](http::Form const& posted, std::string const& key) {
                        auto const text = std::string(posted.value("text"));
                        return PublicForm{
                            .check = [text]() -> std::vector<Problem> {
                                if (text.empty())
                                    return {Problem::invalid("text", "form.required"_msg)};
                                return {};
                            },
                            .receive = [this, &visit](Work& work) { return receive_(work, visit); },
                            .show =
                                [&visit, text,
                                 key](http::Status status, std::vector<Problem> const& problems) {
                                    std::string html = text + '|' + key + '|';
                                    for (auto const& problem : problems)
                                        html += i18n::text_of(problem, visit.texts);
                                    return http::Response::text(status, std::move(html));
                                },
                            .thanks = visit.url({"danke"}),
                            .conflicts
                            = {{"published_versions_module", Problem::conflict({}, "general.unknown"_msg)}}};
                    });
            }};
    }

    std::function<Result<html::Url>(Work&, Visit const&)> receive_
        = [](Work& work, Visit const& visit) -> Result<html::Url> {
        TRY(note(work));
        return visit.url({"danke", "7"});
    };
    Site site_ = small_site();
    PublishedParts published_;
    Staff staff_;
    FixedClock clock_{*parse_instant("2026-11-23T12:00:00Z")};
    VisitorGate gate_;
};
KOMMIN_ON_BOTH_ENGINES(Answer);

TEST_P(Answer, a_cached_route_does_not_see_who_asks)
{
    std::optional<http::Request> seen;
    auto const look = [&](Call& call) {
        seen.emplace(call.request);
        return http::Response::text(http::Status::ok, "");
    };
    auto const request = get(
        "/de/x?seite=2",
        {{"Host", "portal.example"},
         {"Cookie", "kommin_sprache=uk"},
         {"Accept-Language", "uk"},
         {"User-Agent", "x"}});
    static_cast<void>(ask({http::Method::get, "/{lang:lang}/x", public_page, look}, request, "de"));
    EXPECT_EQ(seen->cookie("kommin_sprache"), "uk");
    static_cast<void>(ask({http::Method::get, "/{lang:lang}/x", public_cached, look}, request, "de"));
    ASSERT_EQ(seen->headers().size(), 1U);
    EXPECT_EQ(seen->host(), "portal.example");
    EXPECT_EQ(seen->query().value("seite"), "2");
    EXPECT_EQ(seen->peer(), "");
}

TEST_P(Answer, a_language_that_is_not_offered_has_no_pages_and_the_reader_is_told_in_theirs)
{
    Route const route{http::Method::get, "/{lang:lang}/x", public_cached, [](Call&) -> http::Response {
                          throw std::logic_error("must not be asked");
                      }};
    auto const answer = ask(route, get("/tr/x", {{"Accept-Language", "uk"}}), "tr");
    EXPECT_EQ(answer.status(), http::Status::not_found);
    EXPECT_THAT(answer.body_text(), HasSubstr("<html lang=\"uk\""));
    EXPECT_FALSE(answer.page_cache_lifetime());
}

TEST_P(Answer, an_error_page_needs_nothing_that_a_module_publishes)
{
    http::PathParams const path;
    auto const request = get("/en/x");
    Call call{request, path, site_, published_, staff_, clock_, no_signals};
    auto const bare = error_page(Visit(call), http::Status::internal_error).body_text();
    EXPECT_THAT(bare, HasSubstr("<h1>"));
    EXPECT_THAT(bare, Not(HasSubstr("role=\"search\"")));
    EXPECT_THAT(bare, Not(HasSubstr("km-way")));

    site_.links
        = {{LinkPlace::search, 10, "web.nav.search"_msg, "suche"},
           {LinkPlace::often, 10, "web.nav.places"_msg, "orte?x=1&y=2", {}, "error.places.hint"_msg, "pin"},
           {LinkPlace::remark, 10, "web.nav.search"_msg, "rueckmeldung"}};
    auto const helpful = error_page(Visit(call), http::Status::internal_error).body_text();
    EXPECT_THAT(helpful, HasSubstr("action=\"/en/suche\""));
    EXPECT_THAT(helpful, HasSubstr("href=\"/en/orte?x=1&amp;y=2\""));
    EXPECT_THAT(helpful, HasSubstr("<p class=\"km-way\"><a href=\"/en/rueckmeldung\">"));
}

TEST_P(Answer, a_handler_that_asks_for_no_origin_stores_nothing_for_another_site)
{
    Route const careless{http::Method::post, "/{lang:lang}/x", public_page, [](Call& call) {
                             static_cast<void>(write(call, &note));
                             return http::Response::text(http::Status::ok, "");
                         }};
    EXPECT_THROW(ask(careless, post("", {{"Sec-Fetch-Site", "cross-site"}}), "de"), ForeignForm);
    EXPECT_EQ(notes(), 0);
    EXPECT_EQ(ask(careless, post("", {{"Sec-Fetch-Site", "same-origin"}}), "de").status(), http::Status::ok);
    EXPECT_EQ(notes(), 1);
}

TEST_P(Answer, a_get_stores_nothing_but_that_something_was_read)
{
    Route const careless{http::Method::get, "/{lang:lang}/x", public_page, [](Call& call) {
                             static_cast<void>(write(call, &note));
                             return http::Response::text(http::Status::ok, "");
                         }};
    EXPECT_THROW(ask(careless, get("/de/x"), "de"), std::logic_error);
    EXPECT_EQ(notes(), 0);
    Route const reading{http::Method::get, "/{lang:lang}/x", public_page, [](Call& call) {
                            note_reading(call, "test.read", "note", StrongId<struct NoteTag>{7});
                            return http::Response::text(http::Status::ok, "");
                        }};
    EXPECT_EQ(ask(reading, get("/de/x", {{"Sec-Fetch-Site", "cross-site"}}), "de").status(), http::Status::ok)
        << "whoever follows a link has read it as well";
    auto const entries = audit::list_entries(connection(), district, std::nullopt, 2);
    ASSERT_EQ(entries.size(), 1U);
    EXPECT_EQ(entries[0].action, "test.read");
    EXPECT_EQ(entries[0].subject_id, 7);
}

// Two lines that count at one gate, and what a line names beside it.
struct Told {
    std::string word;
};
http::Response take_one(Visit& visit, Told const& told, VisitorGate& gate)
{
    auto const wait = gate.must_wait(district, "192.0.2.1", visit.call.clock.now());
    return http::Response::text(wait ? http::Status::too_many_requests : http::Status::ok, told.word);
}
http::Response say(Visit const& visit, Told const& told)
{
    return http::Response::text(http::Status::ok, told.word + ' ' + std::string(visit.language().tag()));
}

TEST_P(Answer, a_handler_for_visitors_gets_what_stands_at_its_line_and_lines_share_a_gate)
{
    auto const gate = std::make_shared<VisitorGate>(
        TokenBuckets::Rate{.burst = 2, .one_per = std::chrono::seconds(60)},
        TokenBuckets::Rate{.burst = 9, .one_per = std::chrono::seconds(60)});
    Route const first{
        http::Method::get, "/{lang:lang}/a", public_page, for_visitors(&take_one, Told{"eins"}, gate)};
    Route const second{
        http::Method::get, "/{lang:lang}/b", public_page, for_visitors(&take_one, Told{"zwei"}, gate)};
    auto const let_in = ask(first, get("/de/a"), "de");
    EXPECT_EQ(let_in.status(), http::Status::ok);
    EXPECT_EQ(let_in.body_text(), "eins");
    EXPECT_EQ(ask(second, get("/de/b"), "de").body_text(), "zwei");
    EXPECT_EQ(ask(first, get("/de/a"), "de").status(), http::Status::too_many_requests);
    EXPECT_EQ(ask(second, get("/de/b"), "de").status(), http::Status::too_many_requests);
    Route const other{http::Method::get, "/{lang:lang}/c", public_page, for_visitors(&say, Told{"drei"})};
    EXPECT_EQ(ask(other, get("/uk/c"), "uk").body_text(), "drei uk") << "the visit is that of the address";
}

TEST_P(Answer, a_public_form_is_received_once_everything_was_asked)
{
    auto const sent = ask(form_route(), post("text=a&schluessel=k"), "de");
    EXPECT_EQ(sent.status(), http::Status::see_other);
    EXPECT_EQ(sent.header("Location"), "/de/danke/7") << "the page that the use case names";
    EXPECT_EQ(notes(), 1);

    EXPECT_EQ(ask(form_route(), post("text=a&website=b"), "de").status(), http::Status::see_other)
        << "a program is not told that it was seen through";
    auto const empty = ask(form_route(), post("text=&schluessel=k"), "de");
    EXPECT_EQ(empty.status(), http::Status::unprocessable);
    EXPECT_THAT(empty.body_text(), HasSubstr("|k|Diese Angabe fehlt"));
    EXPECT_EQ(notes(), 1);
}

TEST_P(Answer, a_public_form_of_another_site_is_shown_with_a_key_of_our_own)
{
    auto const shown
        = ask(form_route(), post("text=a&schluessel=k", {{"Origin", "https://x.example"}}), "de");
    EXPECT_EQ(shown.status(), http::Status::forbidden);
    EXPECT_THAT(shown.body_text(), HasSubstr("a|"));
    EXPECT_THAT(shown.body_text(), Not(HasSubstr("|k|")));
    EXPECT_EQ(notes(), 0);
}

TEST_P(Answer, what_two_want_at_once_comes_back_with_what_was_typed)
{
    receive_ = [](Work& work, Visit const& visit) -> Result<html::Url> {
        for (int seat = 0; seat < 2; ++seat)
            work.db().execute(
                "INSERT INTO published_versions (tenant_id, module, version) VALUES (?, 'seat', 1)",
                work.tenant());
        return visit.url({"danke"});
    };
    auto const taken = ask(form_route(), post("text=a&schluessel=k"), "de");
    EXPECT_EQ(taken.status(), http::Status::conflict);
    EXPECT_THAT(taken.body_text(), HasSubstr("a|k|nicht bekannt"));

    receive_ = [](Work&, Visit const&) -> Result<html::Url> { throw db::SerializationConflict("again"); };
    auto const busy = ask(form_route(), post("text=a&schluessel=k"), "de");
    EXPECT_EQ(busy.status(), http::Status::unavailable);
    EXPECT_THAT(busy.body_text(), HasSubstr("a|k|"));
    EXPECT_EQ(busy.header("Retry-After"), "5");
}

TEST_P(Answer, our_own_failure_does_not_use_up_what_a_visitor_may_send)
{
    auto const receive = receive_;
    for (int i = 0; i < 11; ++i) {
        receive_ = [](Work&, Visit const&) -> Result<html::Url> { throw db::Unavailable("away"); };
        EXPECT_EQ(ask(form_route(), post("text=a"), "de").status(), http::Status::unavailable) << i;
        receive_ = [](Work&, Visit const&) -> Result<html::Url> { throw db::Error("broken"); };
        EXPECT_THROW(ask(form_route(), post("text=a"), "de"), db::Error) << i;
    }
    receive_ = receive;
    EXPECT_EQ(ask(form_route(), post("text=a"), "de").status(), http::Status::see_other);
}

TEST_P(Answer, a_form_with_a_key_is_never_cached)
{
    auto const show
        = [](Call& call) { return http::Response::text(http::Status::ok, new_form_key(Visit(call))); };
    EXPECT_EQ(
        ask({http::Method::get, "/{lang:lang}/x", public_page, show}, get("/de/x"), "de").status(),
        http::Status::ok);
    EXPECT_THROW(
        static_cast<void>(
            ask({http::Method::get, "/{lang:lang}/x", public_cached, show}, get("/de/x"), "de")),
        std::logic_error);
}

TEST_P(Answer, too_many_public_forms_wait_with_what_was_typed)
{
    http::Response last = http::Response::text(http::Status::ok, "");
    for (int i = 0; i < 11; ++i)
        last = ask(form_route(), post("text=" + std::to_string(i)), "de");
    EXPECT_EQ(last.status(), http::Status::too_many_requests);
    EXPECT_THAT(last.body_text(), HasSubstr("10|"));
    EXPECT_EQ(last.header("Retry-After"), "120");
    EXPECT_EQ(notes(), 10);
}

}
} // namespace kommin::web
