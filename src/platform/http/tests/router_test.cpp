#include "platform/http/router.hpp"

#include <gtest/gtest.h>

namespace kommin::http {
namespace {

// The handler's context here: where it notes who was called.
struct Notes {
    std::string text;
};

class RouterTest : public ::testing::Test {
protected:
    void add(Method method, std::string const& pattern, std::vector<std::string> const& params = {})
    {
        router.add(
            method, pattern, [pattern, params](Notes& notes, Request const&, PathParams const& values) {
                notes.text = pattern;
                for (auto const& name : params)
                    notes.text += " " + name + "=" + std::string{values[name]};
                return Response::text(Status::ok, notes.text);
            });
    }
    Response ask(Method method, std::string const& target)
    {
        Notes notes;
        return router.dispatch(notes, Request::for_test(method, target), [](Status status, Request const&) {
            return Response{status};
        });
    }
    std::string get(std::string const& target) { return ask(Method::get, target).body_text(); }
    Status status(Method method, std::string const& target) { return ask(method, target).status(); }

    Router<Notes> router;
};

TEST_F(RouterTest, static_segments_win_over_parameters_whatever_the_order)
{
    add(Method::get, "/{lang}/{rest*}", {"lang", "rest"});
    add(Method::get, "/{lang}/angebote/{slug}", {"lang", "slug"});
    add(Method::get, "/{lang}/angebote/neu", {"lang"});
    add(Method::get, "/{lang}/angebote/{id:u32}", {"id"});
    add(Method::get, "/api/angebote/{slug}", {"slug"});
    EXPECT_EQ(get("/de/angebote/neu"), "/{lang}/angebote/neu lang=de");
    EXPECT_EQ(get("/de/angebote/kurs"), "/{lang}/angebote/{slug} lang=de slug=kurs");
    EXPECT_EQ(get("/de/angebote/17"), "/{lang}/angebote/{id:u32} id=17");
    EXPECT_EQ(get("/api/angebote/x"), "/api/angebote/{slug} slug=x");
    EXPECT_EQ(get("/de/a/b/c"), "/{lang}/{rest*} lang=de rest=a/b/c");
    EXPECT_EQ(get("/api/other"), "/{lang}/{rest*} lang=api rest=other") << "goes back from a dead end";
    EXPECT_EQ(ask(Method::get, "/de/angebote/kurs").route(), "/{lang}/angebote/{slug}");
}

TEST_F(RouterTest, a_route_says_how_large_a_body_may_be)
{
    auto const nothing = [](Notes&, Request const&, PathParams const&) { return Response{Status::ok}; };
    router.add(Method::post, "/{lang}/form", nothing);
    router.add(Method::post, "/{lang}/upload", nothing, 10U << 20);
    EXPECT_EQ(router.body_limit(Method::post, "/de/form"), form_limit);
    EXPECT_EQ(router.body_limit(Method::post, "/de/upload"), 10U << 20);
    EXPECT_EQ(router.body_limit(Method::put, "/de/upload"), form_limit)
        << "no such route: no more than a form";
    EXPECT_EQ(router.body_limit(Method::post, "/nowhere"), form_limit);
}

TEST_F(RouterTest, parameters_are_decoded_and_never_empty)
{
    add(Method::get, "/x/{name}", {"name"});
    EXPECT_EQ(get("/x/Gr%C3%B6%C3%9Fe%20a"), "/x/{name} name=Größe a");
    EXPECT_EQ(status(Method::get, "/x/"), Status::not_found);
    EXPECT_EQ(status(Method::get, "/x//y"), Status::not_found);
    EXPECT_EQ(get("/%78/y"), "/x/{name} name=y");
}

TEST_F(RouterTest, types_decide_whether_a_parameter_fits)
{
    add(Method::get, "/u/{n:u32}", {"n"});
    add(Method::get, "/i/{n:i64}", {"n"});
    add(Method::get, "/s/{n:slug}", {"n"});
    add(Method::get, "/l/{n:lang}", {"n"});
    for (auto const* target :
         {"/u/0", "/u/4294967295", "/i/-9", "/s/kurs-2", "/l/de", "/l/de-simple", "/l/zh-Hant-TW"})
        EXPECT_EQ(status(Method::get, target), Status::ok) << target;
    for (auto const* target :
         {"/u/4294967296", "/u/-1", "/u/01", "/u/1x", "/i/9223372036854775808", "/s/Kurs", "/s/a_b", "/l/d",
          "/l/12", "/l/deutsch", "/l/de-", "/l/de--x"})
        EXPECT_EQ(status(Method::get, target), Status::not_found) << target;
}

TEST_F(RouterTest, a_wrong_method_is_told_the_right_ones)
{
    add(Method::get, "/a");
    add(Method::post, "/a");
    add(Method::del, "/b");
    EXPECT_EQ(ask(Method::put, "/a").header("Allow"), "GET, HEAD, POST, OPTIONS");
    EXPECT_EQ(status(Method::put, "/a"), Status::method_not_allowed);
    EXPECT_EQ(ask(Method::get, "/b").header("Allow"), "DELETE, OPTIONS");
    EXPECT_EQ(status(Method::options, "/a"), Status::no_content);
    EXPECT_EQ(ask(Method::options, "/a").header("Allow"), "GET, HEAD, POST, OPTIONS");
    EXPECT_EQ(ask(Method::head, "/a").body_text(), "/a") << "HEAD is the GET handler's";
    EXPECT_EQ(status(Method::head, "/b"), Status::method_not_allowed);
    EXPECT_EQ(status(Method::options, "*"), Status::not_found);
}

TEST_F(RouterTest, a_rest_takes_the_methods_that_an_address_below_it_has_not)
{
    add(Method::get, "/w/a");
    add(Method::get, "/w/{b}/c", {"b"});
    add(Method::post, "/w/d");
    add(Method::post, "/w/{rest*}", {"rest"});
    add(Method::get, "/w/x/{rest*}", {"rest"});
    EXPECT_EQ(ask(Method::post, "/w/a").body_text(), "/w/{rest*} rest=a");
    EXPECT_EQ(ask(Method::post, "/w/x/c").body_text(), "/w/{rest*} rest=x/c") << "not the rest without POST";
    EXPECT_EQ(ask(Method::post, "/w/d").body_text(), "/w/d");
    EXPECT_EQ(get("/w/y/c"), "/w/{b}/c b=y") << "its own route first";
    EXPECT_EQ(status(Method::put, "/w/a"), Status::method_not_allowed) << "the rest has no PUT either";
    EXPECT_EQ(ask(Method::put, "/w/a").header("Allow"), "GET, HEAD, OPTIONS");
    EXPECT_EQ(status(Method::get, "/w/d"), Status::method_not_allowed);
}

TEST_F(RouterTest, a_missing_or_extra_slash_redirects_and_keeps_the_query)
{
    add(Method::post, "/de/suche");
    add(Method::get, "/en/");
    add(Method::get, "/f/{rest*}");
    auto const redirect = ask(Method::post, "/de/suche/?q=a%20b&x");
    EXPECT_EQ(redirect.status(), Status::permanent_redirect);
    EXPECT_EQ(redirect.header("Location"), "/de/suche?q=a%20b&x");
    EXPECT_EQ(ask(Method::get, "/en").header("Location"), "/en/");
    EXPECT_EQ(status(Method::get, "/"), Status::not_found);
}

TEST_F(RouterTest, a_slash_redirect_never_leads_to_another_host)
{
    add(Method::get, "/{a}");
    add(Method::get, "/{a}/{b}");
    for (auto const* path : {"//evil.example/", "//evil.example", "///", "//evil.example/x/"}) {
        auto const answer = ask(Method::get, path);
        EXPECT_EQ(answer.status(), Status::not_found) << path;
        EXPECT_EQ(answer.header("Location"), "");
    }
}

TEST_F(RouterTest, malformed_and_repeated_patterns_are_programming_errors)
{
    add(Method::get, "/a/{b}");
    add(Method::get, "/r/{rest*}");
    for (auto const* pattern :
         {"", "a", "/a/{b}", "//a", "/{", "/{}", "/{a:float}", "/{a*}/b", "/{a:u32*}", "/x{a}", "/{a}x",
          "/{a}/{a}", "/a%20b", "/r/{other*}", "/a?b"})
        EXPECT_THROW(add(Method::get, pattern), std::logic_error) << pattern;
    add(Method::post, "/a/{b}");
    EXPECT_EQ(router.routes().size(), 3U);
    EXPECT_EQ(router.routes()[2].pattern, "/a/{b}");
}

}
} // namespace kommin::http
