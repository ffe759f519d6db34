// A picture from the desk to the public page and back: uploaded, published, replaced, removed, cleaned away.

#include "app/maintenance.hpp"
#include "app/tests/offer_story.hpp"
#include "platform/base/testing.hpp"

#include <regex>

namespace kommin::app {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;

class ImageStory : public OfferStory {
protected:
    explicit ImageStory(ChangeSettings change = {})
        : OfferStory(std::move(change))
    { }
    static std::string picture(std::string const& name)
    {
        auto const file = testing::source_folder() / "src/app/tests/pictures" / name;
        return files::read_file(file, 100'000).value();
    }
    // As a browser sends the form with a file.
    http::Response send(
        Browser& browser, portal::OfferId id, std::string const& bytes,
        std::string const& alt = "Kinder malen drei Felder.", std::string const& seen = {})
    {
        auto const field = [](std::string const& name, std::string const& value) {
            return "--grenze\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + value
                + "\r\n";
        };
        auto const version = seen.empty() ? version_of(browser, id) : seen;
        auto const body = field("formular", browser.token) + field("fassung", version)
            + field("image_alt", alt) + field("image_credit", "Foto: Kreis Musterau")
            + "--grenze\r\nContent-Disposition: form-data; name=\"datei\"; filename=\"../bild.jpg\"\r\n"
              "Content-Type: image/jpeg\r\n\r\n"
            + bytes + "\r\n--grenze--\r\n";
        return browser.send(
            http::Method::post, desk(id, "/bild"), {{"Content-Type", "multipart/form-data; boundary=grenze"}},
            body);
    }
    std::string version_of(Browser& browser, portal::OfferId id)
    {
        auto const seen = seen_on(browser.get(desk(id, "/bild")).body_text());
        return seen.substr(0, seen.find('&'));
    }
    // What the form says now, sent to a button of it.
    http::Response press(
        Browser& browser, portal::OfferId id, std::string const& button, std::string const& version = {})
    {
        auto const form = browser.get(desk(id) + version).body_text();
        return browser.post(desk(id, button), fields(seen_on(form), "Malkurs", image_fields(form)));
    }
    static std::string image_fields(std::string const& form)
    {
        auto const id = in(form, "name=\"image\" value=\"([^\"]*)\"");
        return id.empty() ? std::string{}
                          : "image=" + id + "&image_alt=" + in(form, "name=\"image_alt\"[^>]*>([^<]*)<")
                + "&image_credit=Foto%3A+Kreis+Musterau";
    }
    static std::string in(std::string const& page, std::string const& pattern)
    {
        std::smatch match;
        return std::regex_search(page, match, std::regex(pattern)) ? match[1].str() : std::string{};
    }
    // The address of the picture that a public page shows.
    std::string shown(std::string const& slug)
    {
        return in(public_page(slug), "<img src=\"(/bilder/[^\"]*gross.webp)\"");
    }
    http::Status status(std::string const& address, std::string const& host = "musterau.example")
    {
        product_.publications.refresh(connection());
        return get(address, host).status();
    }
    std::vector<std::string> stored()
    {
        return files::BlobStore(folder_.path() / "blobs/images" / std::to_string(tenant_.value)).list();
    }
    std::int64_t rows() { return connection().load<std::int64_t>("SELECT count(*) FROM images"); }
    // The nights of so many days.
    void pass(int days)
    {
        for (int i = 0; i < days; ++i) {
            clock().set(clock().now() + std::chrono::hours(24));
            ASSERT_TRUE(portal::clean_some_images(
                {connection(), tenant_, Actor::system(), clock(), i18n::Zone::berlin(), no_signals}, 0));
            jobs_of(product_.modules, clock(), no_signals).run_due(connection());
        }
    }
    void make_files_old()
    {
        for (auto const& entry : std::filesystem::recursive_directory_iterator(folder_.path() / "blobs")) {
            if (entry.is_regular_file())
                std::filesystem::last_write_time(
                    entry.path(), std::filesystem::file_time_type::clock::now() - std::chrono::hours(48));
        }
    }
};
KOMMIN_ON_BOTH_ENGINES(ImageStory);

TEST_P(ImageStory, a_picture_gets_from_the_desk_to_everybody)
{
    auto const id = offer("malkurs", "Malkurs", "aalfeld");
    auto editor = browser_of("conference_office");
    EXPECT_THAT(editor.get(desk(id)).body_text(), HasSubstr(desk(id, "/bild")));
    auto const sent = send(editor, id, picture("fields.png"));
    ASSERT_EQ(sent.status(), http::Status::see_other) << sent.body_text();
    auto const form = editor.get(desk(id)).body_text();
    EXPECT_THAT(form, AllOf(HasSubstr("Kinder malen drei Felder."), HasSubstr("Foto: Kreis Musterau")));
    auto const preview = editor.get(desk(id, "/vorschau/de")).body_text();
    auto const at_desk = in(preview, "<img src=\"(/verwaltung/angebote/[^\"]*gross.webp)\"");
    auto const image = editor.get(at_desk);
    EXPECT_EQ(image.status(), http::Status::ok);
    EXPECT_EQ(image.header("Cache-Control"), "no-store");
    EXPECT_EQ(shown("malkurs"), "") << "a draft is nobody's business";
    auto const public_id = in(form, "name=\"image\" value=\"([^\"]*)\"");
    EXPECT_EQ(status("/bilder/" + public_id + "/gross.webp"), http::Status::not_found);

    EXPECT_EQ(press(editor, id, "/veroeffentlichen").status(), http::Status::see_other);
    auto const page = public_page("malkurs");
    EXPECT_THAT(
        page,
        AllOf(
            HasSubstr("width=\"960\" height=\"640\" alt=\"Kinder malen drei Felder.\""),
            HasSubstr("loading=\"lazy\" decoding=\"async\""),
            HasSubstr("/klein.webp\" width=\"480\" height=\"320\""),
            HasSubstr("<figcaption>Foto: Kreis Musterau</figcaption>")));
    auto const address = shown("malkurs");
    for (auto const& size : {address, std::regex_replace(address, std::regex("gross"), "klein")}) {
        auto const answer = get(size);
        EXPECT_EQ(answer.status(), http::Status::ok);
        EXPECT_EQ(answer.header("Content-Type"), "image/webp");
        EXPECT_EQ(answer.header("Cache-Control"), "public, max-age=31536000, immutable");
        auto const* const file = std::get_if<http::File>(&answer.body());
        ASSERT_NE(file, nullptr);
        auto const bytes = files::read_file(file->path, 1'000'000).value();
        EXPECT_TRUE(bytes.starts_with("RIFF"));
        Browser stranger{*this};
        EXPECT_EQ(
            stranger.send(http::Method::get, size, {{"If-None-Match", std::string(answer.header("ETag"))}})
                .status(),
            http::Status::not_modified);
    }
    EXPECT_EQ(status("/bilder/geraten/gross.webp"), http::Status::not_found);
    EXPECT_EQ(
        status(std::regex_replace(address, std::regex("gross.webp"), "gross.png")), http::Status::not_found);
    EXPECT_EQ(status(address, "beispielhain.example"), http::Status::not_found) << "another district";
}

TEST_P(ImageStory, the_text_of_a_picture_is_translated_like_all_others)
{
    auto const id = offer("malkurs", "Malkurs", "aalfeld");
    auto editor = browser_of("conference_office");
    ASSERT_EQ(send(editor, id, picture("fields.png")).status(), http::Status::see_other);
    press(editor, id, "/veroeffentlichen");
    product_.publications.refresh(connection());
    EXPECT_THAT(
        page("/ar/angebote/malkurs"),
        AllOf(
            HasSubstr("alt=\"Kinder malen drei Felder.\" lang=\"de\" dir=\"ltr\""),
            HasSubstr("<figcaption><bdi lang=\"de\">Foto: Kreis Musterau</bdi></figcaption>")));
    auto translator = browser_of("translator");
    auto const text = "/verwaltung/uebersetzungen/tr/offer/" + std::to_string(id.value);
    auto const form = translator.get(text).body_text();
    EXPECT_THAT(form, AllOf(HasSubstr("Was auf dem Bild zu sehen ist"), HasSubstr("t-image_alt")));
    auto const hidden
        = [&](std::string const& name) { return in(form, "name=\"" + name + "\" value=\"([^\"]*)\""); };
    EXPECT_EQ(
        translator
            .post(
                text,
                "t-image_alt=Renkler&quelle-image_alt=" + hidden("quelle-image_alt")
                    + "&stand-image_alt=" + hidden("stand-image_alt"))
            .status(),
        http::Status::see_other);
    product_.publications.refresh(connection());
    EXPECT_THAT(page("/tr/angebote/malkurs"), HasSubstr("alt=\"Renkler\" loading"));
}

TEST_P(ImageStory, what_is_no_picture_stores_nothing_and_loses_no_words)
{
    auto const id = offer("malkurs", "Malkurs", "aalfeld");
    auto editor = browser_of("conference_office");
    auto const refuses = [&](std::string const& bytes, std::string const& sentence, http::Status status) {
        auto const answer = send(editor, id, bytes, "Ein Kind & ein \"Hund\"");
        EXPECT_EQ(answer.status(), status) << sentence;
        EXPECT_THAT(
            answer.body_text(),
            AllOf(
                HasSubstr(sentence), HasSubstr("Ein Kind &amp; ein"), HasSubstr("Foto: Kreis Musterau"),
                HasSubstr("aria-invalid=\"true\"")));
    };
    refuses("GIF89a\x01", "JPEG, PNG und WebP; GIF", http::Status::unprocessable);
    refuses("<svg xmlns=\"http://www.w3.org/2000/svg\"/>", "GIF, SVG, HEIC", http::Status::unprocessable);
    refuses(picture("fields.png").substr(0, 700), "bricht ab", http::Status::unprocessable);
    refuses("", "Bitte wählen Sie eine Datei", http::Status::unprocessable);
    auto bomb = picture("other.png");
    bomb.replace(16, 8, std::string("\0\1\0\0\0\1\0\0", 8));
    refuses(bomb, "bricht ab", http::Status::unprocessable);
    refuses(
        std::string(images::largest_picture + 1, 'x'), "größer als 10 MB", http::Status::payload_too_large);
    auto const wordless = send(editor, id, picture("fields.png"), "  ");
    EXPECT_EQ(wordless.status(), http::Status::unprocessable);
    EXPECT_THAT(wordless.body_text(), HasSubstr("Bitte schreiben Sie, was auf dem Bild zu sehen ist."));
    EXPECT_EQ(rows(), 0);
    EXPECT_THAT(stored(), IsEmpty());
    EXPECT_EQ(send(editor, id, picture("fields.png")).status(), http::Status::see_other)
        << "the server is well";
    EXPECT_EQ(send(editor, id, picture("other.png"), "Gelb", "1").status(), http::Status::conflict)
        << "of an older page";
    EXPECT_EQ(rows(), 1);
}

TEST_P(ImageStory, a_picture_is_for_whoever_may_see_its_record)
{
    auto const id = offer("malkurs", "Malkurs", "aalfeld");
    auto const others = offer("chor", "Chor", "bergau");
    auto editor = browser_of("conference_office");
    ASSERT_EQ(send(editor, id, picture("fields.png")).status(), http::Status::see_other);
    auto const form = editor.get(desk(id)).body_text();
    auto const public_id = in(form, "name=\"image\" value=\"([^\"]*)\"");
    auto const address = desk(id, "/bild/" + public_id + "/gross.webp");
    auto neighbour = browser_of("municipal_editor", bergau_);
    for (auto const& path : {address, desk(id, "/bild")})
        EXPECT_EQ(neighbour.get(path).status(), http::Status::not_found) << path;
    EXPECT_EQ(send(neighbour, id, picture("other.png"), "x", "1").status(), http::Status::not_found);
    EXPECT_EQ(neighbour.post(desk(id, "/bild-entfernen"), "fassung=2").status(), http::Status::not_found);
    EXPECT_EQ(
        neighbour.get(desk(others, "/bild/" + public_id + "/gross.webp")).status(), http::Status::not_found)
        << "the picture of another offer";
    auto reader = browser_of("reader");
    EXPECT_EQ(reader.get(address).status(), http::Status::ok);
    EXPECT_EQ(reader.get(desk(id, "/bild")).status(), http::Status::not_found);
    auto const borrowed = neighbour.post(
        desk(others, "/veroeffentlichen"),
        fields(
            seen_on(neighbour.get(desk(others)).body_text()), "Chor",
            "image=" + public_id + "&image_alt=Fremd", "bergau"));
    EXPECT_EQ(borrowed.status(), http::Status::unprocessable);
    EXPECT_THAT(borrowed.body_text(), HasSubstr("Dieses Bild gehört nicht hierher."));
    Browser stranger{*this};
    EXPECT_EQ(stranger.get(address).status(), http::Status::see_other) << "the way in";
}

TEST_P(ImageStory, a_picture_is_replaced_removed_and_fetched_back)
{
    auto const id = offer("malkurs", "Malkurs", "aalfeld");
    auto editor = browser_of("conference_office");
    ASSERT_EQ(send(editor, id, picture("fields.png")).status(), http::Status::see_other);
    ASSERT_EQ(press(editor, id, "/veroeffentlichen").status(), http::Status::see_other);
    auto const first = shown("malkurs");
    auto const first_version = connection().load<std::int64_t>("SELECT version FROM offers WHERE id = ?", id);

    ASSERT_EQ(send(editor, id, picture("other.png"), "Gelb").status(), http::Status::see_other);
    EXPECT_EQ(shown("malkurs"), first) << "until it is published";
    ASSERT_EQ(press(editor, id, "/veroeffentlichen").status(), http::Status::see_other);
    auto const second = shown("malkurs");
    EXPECT_NE(second, first);
    EXPECT_EQ(status(second), http::Status::ok);
    EXPECT_EQ(status(first), http::Status::not_found) << "what is no longer published is not served";
    EXPECT_THAT(public_page("malkurs"), Not(HasSubstr("<source"))) << "of a small picture there is one size";

    ASSERT_EQ(
        editor.post(desk(id, "/bild-entfernen"), "fassung=" + version_of(editor, id)).status(),
        http::Status::see_other);
    ASSERT_EQ(press(editor, id, "/veroeffentlichen").status(), http::Status::see_other);
    EXPECT_THAT(public_page("malkurs"), Not(HasSubstr("<figure")));
    EXPECT_EQ(status(second), http::Status::not_found);

    EXPECT_THAT(editor.get(desk(id, "/verlauf")).body_text(), HasSubstr("Was auf dem Bild zu sehen ist"));
    ASSERT_EQ(
        press(editor, id, "/veroeffentlichen", "?fassung=" + std::to_string(first_version)).status(),
        http::Status::see_other);
    EXPECT_EQ(shown("malkurs"), first) << "of an earlier version";
    EXPECT_EQ(status(first), http::Status::ok);
    ASSERT_EQ(
        editor.post(desk(id, "/archivieren"), "fassung=" + version_of(editor, id)).status(),
        http::Status::see_other);
    EXPECT_EQ(status(first), http::Status::not_found) << "an offer that has ended shows nothing";
    EXPECT_FALSE(audit::verify(connection(), tenant_).first_broken);
}

TEST_P(ImageStory, whoever_takes_back_their_consent_is_gone_from_the_history)
{
    auto const id = offer("malkurs", "Malkurs", "aalfeld");
    auto editor = browser_of("conference_office");
    ASSERT_EQ(send(editor, id, picture("fields.png")).status(), http::Status::see_other);
    auto const public_id = in(editor.get(desk(id)).body_text(), "name=\"image\" value=\"([^\"]*)\"");
    auto const erase = desk(id, "/bild/" + public_id + "/loeschen");
    EXPECT_THAT(editor.get(desk(id, "/bild")).body_text(), Not(HasSubstr(erase)));
    EXPECT_EQ(editor.post(erase, "").status(), http::Status::conflict) << "the draft shows it";
    ASSERT_EQ(send(editor, id, picture("other.png"), "Gelb").status(), http::Status::see_other);
    EXPECT_THAT(editor.get(desk(id, "/bild")).body_text(), HasSubstr(erase));
    auto department = browser_of("department_editor");
    EXPECT_EQ(department.post(erase, "").status(), http::Status::not_found) << "whoever may not publish";
    EXPECT_EQ(editor.post(erase, "").status(), http::Status::see_other);
    EXPECT_EQ(editor.get(desk(id, "/bild/" + public_id + "/gross.webp")).status(), http::Status::not_found);
    EXPECT_EQ(rows(), 1);
    EXPECT_THAT(audit_actions(), ::testing::Contains("portal.offer.image_erased"));
    make_files_old();
    pass(1);
    EXPECT_THAT(stored(), SizeIs(1));
    auto const old = connection().load<std::int64_t>(
        "SELECT min(number) FROM record_versions WHERE subject_id = ? AND fields LIKE '%image%'", id);
    auto next_day = browser_of("conference_office"); // the session has ended in that night
    auto const fetched = "?fassung=" + std::to_string(old);
    auto const form = next_day.get(desk(id, fetched)).body_text();
    EXPECT_THAT(
        form,
        AllOf(
            HasSubstr("Das Bild dieser Fassung hat jemand gelöscht"), Not(HasSubstr(public_id)),
            Not(HasSubstr("Kinder malen drei Felder"))));
    EXPECT_EQ(press(next_day, id, "/veroeffentlichen", fetched).status(), http::Status::see_other)
        << "nothing that nobody sees stands in the way";
    EXPECT_THAT(public_page("malkurs"), Not(HasSubstr("<figure")));
    EXPECT_THAT(
        next_day.get(desk(id)).body_text(), Not(HasSubstr("Das Bild dieser Fassung hat jemand gelöscht")));
}

TEST_P(ImageStory, one_person_adds_no_more_than_a_hundred_a_day)
{
    auto const id = offer("malkurs", "Malkurs", "aalfeld");
    auto const person = account("editor@kreis.example", {{"conference_office", Scope::whole_tenant()}});
    auto editor = logged_in(person);
    auto const add = [&](int count) {
        auto const added = run_use_case(
            {connection(), tenant_,
             Actor::account(person.value, "Ayşe Kaya", std::make_shared<Rights const>()), clock(),
             i18n::Zone::berlin(), no_signals},
            [&](Work& work) -> Result<void> {
                for (int i = 0; i < count; ++i)
                    work.audit("portal.offer.image_added", "offer", id);
                return {};
            });
        EXPECT_TRUE(added);
    };
    add(99);
    ASSERT_EQ(send(editor, id, picture("fields.png")).status(), http::Status::see_other) << "the hundredth";
    auto const refused = send(editor, id, picture("other.png"));
    EXPECT_EQ(refused.status(), http::Status::unprocessable);
    EXPECT_THAT(refused.body_text(), HasSubstr("in den letzten 24 Stunden schon 100 Bilder"));
    EXPECT_THAT(refused.body_text(), HasSubstr("Kinder malen drei Felder.")) << "what was typed stays";
    EXPECT_EQ(rows(), 1);
    EXPECT_THAT(stored(), SizeIs(2)) << "the two sizes of the first";
    auto other = browser_of("conference_office");
    EXPECT_EQ(send(other, id, picture("other.png")).status(), http::Status::see_other) << "a day for each";
    clock().set(clock().now() + std::chrono::hours(25));
    auto next_day = logged_in(person);
    EXPECT_EQ(send(next_day, id, picture("other.png")).status(), http::Status::see_other);
}

class FewPictures : public ImageStory {
protected:
    FewPictures()
        : ImageStory([](Settings& settings) { settings.most_pictures = 2; })
    { }
};
KOMMIN_ON_BOTH_ENGINES(FewPictures);

TEST_P(FewPictures, a_district_has_no_more_than_its_operator_allows)
{
    auto const id = offer("malkurs", "Malkurs", "aalfeld");
    auto editor = browser_of("conference_office");
    ASSERT_EQ(send(editor, id, picture("fields.png")).status(), http::Status::see_other);
    auto const first = in(editor.get(desk(id)).body_text(), "name=\"image\" value=\"([^\"]*)\"");
    ASSERT_EQ(send(editor, id, picture("other.png")).status(), http::Status::see_other);
    auto const refused = send(editor, id, picture("fields.png"));
    EXPECT_EQ(refused.status(), http::Status::unprocessable);
    EXPECT_THAT(refused.body_text(), HasSubstr("Mehr als 2 Bilder kann das Portal nicht haben"));
    EXPECT_EQ(rows(), 2);
    ASSERT_EQ(editor.post(desk(id, "/bild/" + first + "/loeschen"), "").status(), http::Status::see_other);
    EXPECT_EQ(send(editor, id, picture("fields.png")).status(), http::Status::see_other) << "there is room";
}

TEST_P(ImageStory, an_import_leaves_the_picture_alone)
{
    auto file = offer_called("malkurs", "Malkurs", "aalfeld");
    auto const import = [&] {
        return work([&](Work& work) -> Result<portal::ImportReport> {
                   portal::ReadOffers read;
                   read.offers.push_back(file);
                   read.rows.emplace_back("1");
                   return portal::import_offers(
                       work, read,
                       {.source_name = "a", .source_hash = "b", .overwrites_edited = true, .progress = {}});
               })
            .value();
    };
    EXPECT_EQ(import().created, 1);
    auto const id = *portal::find_offer_by_key(connection(), tenant_, "malkurs");
    auto editor = browser_of("conference_office");
    ASSERT_EQ(send(editor, id, picture("fields.png")).status(), http::Status::see_other);
    ASSERT_EQ(press(editor, id, "/veroeffentlichen").status(), http::Status::see_other);
    auto const before = shown("malkurs");
    EXPECT_EQ(import().unchanged, 1) << "the source has nothing new to say";
    file.summary.source = "Malen und reden";
    EXPECT_EQ(import().changed, 1);
    EXPECT_THAT(public_page("malkurs"), HasSubstr("Malen und reden"));
    EXPECT_EQ(shown("malkurs"), before);
}

TEST_P(ImageStory, what_nobody_refers_to_goes_after_a_week)
{
    auto const id = offer("malkurs", "Malkurs", "aalfeld");
    auto editor = browser_of("conference_office");
    ASSERT_EQ(send(editor, id, picture("fields.png")).status(), http::Status::see_other);
    ASSERT_EQ(
        editor.post(desk(id, "/bild-entfernen"), "fassung=" + version_of(editor, id)).status(),
        http::Status::see_other);
    EXPECT_THAT(stored(), SizeIs(2));
    make_files_old();
    pass(10);
    EXPECT_EQ(rows(), 1) << "an earlier version still shows it";
    EXPECT_THAT(stored(), SizeIs(2));

    ASSERT_TRUE(work([&](Work& work) -> Result<void> {
        records::erase_versions(work, {portal::offer_subject, id.value});
        return {};
    }));
    pass(7);
    EXPECT_EQ(rows(), 1) << "a week to think again";
    EXPECT_THAT(portal::list_image_hashes(connection(), tenant_, portal::Hashes::in_use), IsEmpty());
    EXPECT_THAT(audit_actions(), Not(::testing::Contains("portal.offer.image_erased")));
    pass(2);
    EXPECT_EQ(rows(), 0);
    EXPECT_THAT(audit_actions(), ::testing::Contains("portal.offer.image_erased")) << "as by hand";
    EXPECT_THAT(stored(), IsEmpty());
}

TEST_P(ImageStory, a_file_that_no_row_names_goes_when_it_is_a_day_old)
{
    files::BlobStore store(folder_.path() / "blobs/images" / std::to_string(tenant_.value));
    store.put("RIFF of a work that was rolled back");
    pass(1);
    EXPECT_THAT(stored(), SizeIs(1)) << "its row may be on the way";
    make_files_old();
    store.put("RIFF of a work that was rolled back");
    pass(1);
    EXPECT_THAT(stored(), SizeIs(1)) << "stored again";
    make_files_old();
    pass(1);
    EXPECT_THAT(stored(), IsEmpty());
}

TEST_P(ImageStory, a_copy_has_the_pictures_and_verify_misses_them)
{
    auto const id = offer("malkurs", "Malkurs", "aalfeld");
    auto editor = browser_of("conference_office");
    ASSERT_EQ(send(editor, id, picture("fields.png")).status(), http::Status::see_other);
    Settings settings;
    settings.data = folder_.path();
    EXPECT_TRUE(verify(connection(), settings, {}).is_sound);
    Folder const elsewhere;
    std::filesystem::create_directories(elsewhere.path());
    auto const before = stored();
    files::BlobStore store(folder_.path() / "blobs/images" / std::to_string(tenant_.value));
    std::string late;
    ASSERT_TRUE(back_up(connection(), settings, elsewhere.path() / "kopie", [&] {
        // What a job and somebody at their desk do just then.
        for (auto const& hash : before)
            store.erase(hash);
        late = store.put("RIFF of another picture");
    }));
    auto const copies
        = files::BlobStore(elsewhere.path() / "kopie.blobs/images" / std::to_string(tenant_.value)).list();
    EXPECT_THAT(copies, SizeIs(before.size() + 1));
    EXPECT_THAT(copies, ::testing::Contains(late));
    for (auto const& hash : before)
        EXPECT_THAT(copies, ::testing::Contains(hash)) << "the copied database names it";
    std::filesystem::remove_all(folder_.path() / "blobs");
    auto const report = verify(connection(), settings, {});
    EXPECT_FALSE(report.is_sound);
    EXPECT_THAT(report.lines, ::testing::Contains(HasSubstr("images musterau: 2 files, MISSING 2")));
}

TEST_P(ImageStory, whoever_runs_the_offer_sees_it_as_the_portal_shows_it)
{
    auto const id = offer("malkurs", "Malkurs", "aalfeld");
    auto editor = browser_of("conference_office");
    ASSERT_EQ(send(editor, id, picture("fields.png")).status(), http::Status::see_other);
    auto const form = editor.get(desk(id)).body_text();
    ASSERT_EQ(
        editor
            .post(
                desk(id, "/veroeffentlichen"),
                fields(
                    seen_on(form), "Malkurs",
                    image_fields(form)
                        + "&email=malen%40aalfeld.example&latitude=51.53&longitude=7.68"
                          "&phones=02303+27-1%0A02303+27-2"
                          "&description=Wir+malen.%0A%0A%23%23+Mitbringen%0A%0A-+Farben%0A-+**Papier**"))
            .status(),
        http::Status::see_other);
    product_.publications.refresh(connection());
    auto const link = work([&](Work& work) -> Result<std::string> {
        return "/angaben/" + portal::add_link(work, *portal::find_offer(work.db(), work.tenant(), id));
    });
    Browser provider{*this};
    auto const german = provider.get("/de" + link.value()).body_text();
    EXPECT_THAT(
        german,
        AllOf(
            HasSubstr("alt=\"Kinder malen drei Felder.\""),
            HasSubstr("<figcaption>Foto: Kreis Musterau</figcaption>"),
            HasSubstr("<dt>Was auf dem Bild zu sehen ist</dt><dd>Kinder malen drei Felder.</dd>"),
            HasSubstr("<h3>Mitbringen</h3>"), HasSubstr("<li><strong>Papier</strong></li>"),
            HasSubstr("02303 27-1<br>02303 27-2"), HasSubstr("href=\"geo:51.53"),
            Not(HasSubstr("- Farben"))));
    EXPECT_EQ(get(in(german, "<img src=\"(/bilder/[^\"]*gross.webp)\"")).status(), http::Status::ok);
    auto const arabic = provider.get("/ar" + link.value()).body_text();
    EXPECT_THAT(
        arabic,
        AllOf(
            HasSubstr("<dt>الصورة</dt><dd><figure"),
            HasSubstr("<dt>لمن في المقاطعة؟</dt><dd>مدينة أو بلدية واحدة</dd>"),
            HasSubstr("<dt>حالة المكان</dt><dd>مفتوح</dd>"),
            HasSubstr("<div class=\"km-stack km-stack--s\" lang=\"de\" dir=\"ltr\"><p>Wir malen.</p>")));
}

}
} // namespace kommin::app
