// A picture of an information page, from the desk to the portal; what pictures are otherwise,
// image_story_test.cpp tells with offers.

#include "app/tests/page_story.hpp"
#include "platform/base/testing.hpp"

#include <regex>

namespace kommin::app {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::Not;

class PageImageStory : public PageStory {
protected:
    // As a browser sends the form with a file.
    http::Response send(Browser& browser, portal::PageId id, std::string const& alt = "Ein Haus mit Tür.")
    {
        auto const file = testing::source_folder() / "src/app/tests/pictures/fields.png";
        auto const field = [](std::string const& name, std::string const& value) {
            return "--grenze\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + value
                + "\r\n";
        };
        auto const seen = seen_on(browser.get(at_desk(id, "/bild")).body_text());
        auto const body = field("formular", browser.token) + field("fassung", seen.substr(0, seen.find('&')))
            + field("image_alt", alt) + field("image_credit", "Foto: Kreis Musterau")
            + "--grenze\r\nContent-Disposition: form-data; name=\"datei\"; filename=\"haus.png\"\r\n"
              "Content-Type: image/png\r\n\r\n"
            + files::read_file(file, 100'000).value() + "\r\n--grenze--\r\n";
        return browser.send(
            http::Method::post, at_desk(id, "/bild"),
            {{"Content-Type", "multipart/form-data; boundary=grenze"}}, body);
    }
    static std::string in(std::string const& page, std::string const& pattern)
    {
        std::smatch match;
        return std::regex_search(page, match, std::regex(pattern)) ? match[1].str() : std::string{};
    }
    // What the form says of the picture, as a browser sends it along with the rest.
    static std::string image_entries(std::string const& form)
    {
        auto const id = in(form, "name=\"image\" value=\"([^\"]*)\"");
        return id.empty() ? std::string{}
                          : "image=" + id + "&image_alt=" + in(form, "name=\"image_alt\"[^>]*>([^<]*)<")
                + "&image_credit=Foto%3A+Kreis+Musterau";
    }
    http::Response publish(Browser& browser, portal::PageId id)
    {
        auto const form = browser.get(at_desk(id)).body_text();
        return browser.post(
            at_desk(id, "/veroeffentlichen"),
            entries(seen_on(form), "Wohnen", "Hier+steht%2C+was+zu+tun+ist.", image_entries(form)));
    }
    std::string shown(std::string const& slug)
    {
        return in(text_of_page(slug), "<img src=\"(/bilder/[^\"]*gross.webp)\"");
    }
};
KOMMIN_ON_BOTH_ENGINES(PageImageStory);

TEST_P(PageImageStory, a_picture_is_drafted_previewed_published_and_translated)
{
    auto const id = public_page_called("wohnen", "Wohnen");
    auto editor = browser_of("conference_office");
    EXPECT_THAT(editor.get(at_desk(id)).body_text(), HasSubstr(at_desk(id, "/bild")));
    ASSERT_EQ(send(editor, id).status(), http::Status::see_other);
    EXPECT_EQ(shown("wohnen"), "") << "a draft is nobody's business";
    auto const form = editor.get(at_desk(id)).body_text();
    EXPECT_THAT(form, AllOf(HasSubstr("Ein Haus mit Tür."), HasSubstr("Foto: Kreis Musterau")));
    auto const public_id = in(form, "name=\"image\" value=\"([^\"]*)\"");
    EXPECT_EQ(seen_by_public("/bilder/" + public_id + "/gross.webp").status(), http::Status::not_found);
    auto const preview = editor.get(at_desk(id, "/vorschau/de")).body_text();
    auto const at_desk_only = in(preview, "<img src=\"(/verwaltung/seiten/[^\"]*gross.webp)\"");
    EXPECT_EQ(editor.get(at_desk_only).status(), http::Status::ok);
    EXPECT_NE(Browser{*this}.get(at_desk_only).status(), http::Status::ok) << "of people at work";

    ASSERT_EQ(publish(editor, id).status(), http::Status::see_other);
    EXPECT_THAT(
        text_of_page("wohnen"),
        AllOf(
            HasSubstr("alt=\"Ein Haus mit Tür.\""), HasSubstr("loading=\"lazy\" decoding=\"async\""),
            HasSubstr("<figcaption>Foto: Kreis Musterau</figcaption>")));
    auto const address = shown("wohnen");
    auto const image = seen_by_public(address);
    EXPECT_EQ(image.status(), http::Status::ok);
    EXPECT_EQ(image.header("Content-Type"), "image/webp");
    EXPECT_THAT(
        seen_by_public("/ar/info/wohnen").body_text(),
        HasSubstr("alt=\"Ein Haus mit Tür.\" lang=\"de\" dir=\"ltr\""));

    auto translator = browser_of("translator");
    auto const text = "/verwaltung/uebersetzungen/tr/page/" + std::to_string(id.value);
    auto const open = translator.get(text).body_text();
    auto const hidden
        = [&](std::string const& name) { return in(open, "name=\"" + name + "\" value=\"([^\"]*)\""); };
    ASSERT_EQ(
        translator
            .post(
                text,
                "t-image_alt=Bir+ev&quelle-image_alt=" + hidden("quelle-image_alt")
                    + "&stand-image_alt=" + hidden("stand-image_alt"))
            .status(),
        http::Status::see_other);
    EXPECT_THAT(seen_by_public("/tr/info/wohnen").body_text(), HasSubstr("alt=\"Bir ev\" loading"));
    EXPECT_EQ(publish(editor, id).status(), http::Status::see_other);
    EXPECT_THAT(seen_by_public("/tr/info/wohnen").body_text(), HasSubstr("alt=\"Bir ev\" loading"))
        << "what is published again keeps what was translated";

    ASSERT_EQ(send(editor, id, "Ein Kindergarten.").status(), http::Status::see_other);
    ASSERT_EQ(publish(editor, id).status(), http::Status::see_other);
    EXPECT_THAT(
        seen_by_public("/tr/info/wohnen").body_text(),
        AllOf(HasSubstr("alt=\"Ein Kindergarten.\" lang=\"de\""), Not(HasSubstr("Bir ev"))))
        << "nobody sees the earlier picture on this one";
}

TEST_P(PageImageStory, a_picture_leaves_the_page_and_the_history_when_somebody_wants_to_be_gone)
{
    auto const id = public_page_called("wohnen", "Wohnen");
    auto editor = browser_of("conference_office");
    ASSERT_EQ(send(editor, id).status(), http::Status::see_other);
    ASSERT_EQ(publish(editor, id).status(), http::Status::see_other);
    auto const address = shown("wohnen");
    auto const public_id = in(address, "/bilder/([^/]*)/");
    auto const erase = at_desk(id, "/bild/" + public_id + "/loeschen");
    EXPECT_EQ(editor.post(erase, "").status(), http::Status::conflict) << "it is shown";

    auto const page = editor.get(at_desk(id, "/bild")).body_text();
    ASSERT_EQ(
        editor.post(at_desk(id, "/bild-entfernen"), "fassung=" + in(page, "name=\"fassung\" value=\"(\\d+)"))
            .status(),
        http::Status::see_other);
    EXPECT_EQ(shown("wohnen"), address) << "until it is published";
    ASSERT_EQ(publish(editor, id).status(), http::Status::see_other);
    EXPECT_EQ(shown("wohnen"), "");
    EXPECT_EQ(seen_by_public(address).status(), http::Status::not_found);

    EXPECT_EQ(browser_of("department_editor").post(erase, "").status(), http::Status::not_found)
        << "whoever may not publish";
    EXPECT_EQ(editor.post(erase, "").status(), http::Status::see_other);
    EXPECT_EQ(connection().load<std::int64_t>("SELECT count(*) FROM images"), 0);
    EXPECT_THAT(
        audit_actions(), AllOf(Contains("portal.page.image_added"), Contains("portal.page.image_erased")));
    EXPECT_THAT(
        editor.get(at_desk(id, "?fassung=3")).body_text(), HasSubstr("Das Bild dieser Fassung hat jemand"))
        << "fetched back without it";
}

TEST_P(PageImageStory, a_picture_belongs_to_one_page)
{
    auto const id = public_page_called("wohnen", "Wohnen");
    auto const other = public_page_called("mieten", "Mieten");
    auto editor = browser_of("conference_office");
    ASSERT_EQ(send(editor, id).status(), http::Status::see_other);
    ASSERT_EQ(publish(editor, id).status(), http::Status::see_other);
    auto const foreign = image_entries(editor.get(at_desk(id)).body_text());
    auto const refused = editor.post(
        at_desk(other, "/veroeffentlichen"),
        entries(seen_on(editor.get(at_desk(other)).body_text()), "Mieten", "Text", foreign));
    EXPECT_EQ(refused.status(), http::Status::unprocessable);
    EXPECT_THAT(refused.body_text(), HasSubstr("Dieses Bild gehört nicht hierher."));

    auto town = browser_of("municipal_editor", aalfeld_);
    ASSERT_EQ(
        town.post("/verwaltung/seiten/eigene-fassung/" + std::to_string(id.value), "gemeinde=aalfeld")
            .status(),
        http::Status::see_other);
    EXPECT_EQ(connection().load<std::int64_t>("SELECT count(*) FROM page_images"), 1)
        << "a municipality begins its own version without the picture";
    EXPECT_EQ(send(town, id).status(), http::Status::not_found) << "the page of the Kreis";
}

TEST_P(PageImageStory, what_the_law_asks_for_has_none)
{
    auto const id = public_page_called(
        "impressum", "Impressum", {}, [](portal::InfoPage& page) { page.kind = portal::PageKind::legal; });
    auto editor = browser_of("conference_office");
    auto const form = editor.get(at_desk(id));
    ASSERT_EQ(form.status(), http::Status::ok);
    EXPECT_THAT(form.body_text(), AllOf(HasSubstr("Impressum"), Not(HasSubstr(at_desk(id, "/bild")))));
    EXPECT_EQ(editor.get(at_desk(id, "/bild")).status(), http::Status::not_found);
    EXPECT_EQ(send(editor, id).status(), http::Status::not_found);
}

// Every night: what neither a page nor a version of one names goes after a week.
TEST_P(PageImageStory, what_no_page_refers_to_goes_after_a_week)
{
    auto const id = public_page_called("wohnen", "Wohnen");
    auto editor = browser_of("conference_office");
    ASSERT_EQ(send(editor, id).status(), http::Status::see_other);
    ASSERT_EQ(publish(editor, id).status(), http::Status::see_other);
    image_of(id); // nobody has ever shown it
    auto const rows = [&] { return connection().load<std::int64_t>("SELECT count(*) FROM images"); };
    for (int night = 0; night < 9; ++night) {
        clock().set(clock().now() + std::chrono::hours(24));
        ASSERT_TRUE(portal::clean_some_images(
            {connection(), tenant_, Actor::system(), clock(), i18n::Zone::berlin(), no_signals}, 0));
    }
    EXPECT_EQ(rows(), 1) << "the one that is shown stays";
    EXPECT_THAT(audit_actions(), Contains("portal.page.image_erased"));
    EXPECT_NE(shown("wohnen"), "");
}

}
} // namespace kommin::app
