#include "platform/pdf/pdf.hpp"

#include "platform/base/testing.hpp"
#include "platform/pdf/answer.hpp"
#include "platform/pdf/cleaner.hpp"
#include "platform/pdf/tests/samples.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace kommin::pdf {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

MessageKey problem_of(std::string_view bytes)
{
    auto const made = clean(bytes);
    return made ? MessageKey{} : made.problem().message;
}

std::string cleaned(Sample const& sample)
{
    auto const made = clean(write_pdf(sample));
    EXPECT_TRUE(made) << write_pdf(sample);
    return made ? made->bytes : std::string{};
}

TEST(Pdf, a_document_is_written_anew_and_stays_as_it_is)
{
    auto const made = clean(write_pdf({.catalog = "/Lang (de-DE)", .pages = 3}));
    ASSERT_TRUE(made);
    EXPECT_EQ(made->pages, 3);
    EXPECT_THAT(made->bytes, HasSubstr("/Lang (de-DE)"));
    EXPECT_EQ(clean(write_pdf({.catalog = "/Lang (de-DE)", .pages = 3}))->bytes, made->bytes)
        << "the same file is the same file";
    auto const again = clean(made->bytes);
    ASSERT_TRUE(again);
    EXPECT_EQ(again->pages, 3);
}

TEST(Pdf, what_acts_by_itself_is_left_out)
{
    struct Hostile {
        Sample sample;
        std::string gone;
    };
    auto const script = std::string("<< /S /JavaScript /JS (app.alert\\(1\\)) >>");
    for (auto const& [sample, gone] : std::vector<Hostile>{
             {{.catalog = "/OpenAction " + script}, "app.alert"},
             {{.catalog = "/AA << /WC " + script + " >>"}, "app.alert"},
             {{.catalog = "/Names << /JavaScript << /Names [ (a) " + script + " ] >> >>"}, "app.alert"},
             {{.catalog = "/OpenAction 10 0 R", .objects = {script}}, "app.alert"},
             {{.page = "/AA << /O << /S /Launch /F (calc.exe) >> >>"}, "calc.exe"},
             {{.page = "/Annots [ << /Type /Annot /Subtype /Link /Rect [0 0 9 9] /A << /S /Launch /F "
                       "(calc.exe) >> >> ]"},
              "calc.exe"},
             {{.page = "/Annots [ 10 0 R ]",
               .objects = {"<< /Type /Annot /Subtype /Link /Rect [0 0 9 9] /A 11 0 R >>", script}},
              "app.alert"},
             {{.page = "/Annots [ << /Type /Annot /Subtype /Link /Rect [0 0 9 9] /A << /S /URI /URI "
                       "(javascript:alert\\(7\\)) >> >> ]"},
              "javascript:"},
             {{.page = "/Annots [ << /Type /Annot /Subtype /Link /Rect [0 0 9 9] /A << /S /GoTo /D [1000 0 R "
                       "/Fit] /Next "
                   + script + " >> >> ]"},
              "app.alert"},
             {{.page = "/Annots [ << /Type /Annot /Subtype /Widget /FT /Tx /A << /S /SubmitForm /F "
                       "(http://collect.example) >> >> ]"},
              "collect.example"},
             {{.page = "/Annots [ << /Type /Annot /Subtype /FileAttachment /Rect [0 0 9 9] /FS << /Type "
                       "/Filespec /F (a.exe) /EF << /F 10 0 R >> >> >> ]",
               .objects = {"<< /Type /EmbeddedFile /Length 4 >>\nstream\nMZxx\nendstream"}},
              "MZxx"},
             {{.catalog = "/Names << /EmbeddedFiles << /Names [ (a) << /EF << /F 10 0 R >> >> ] >> >>",
               .objects = {"<< /Length 4 >>\nstream\nMZxx\nendstream"}},
              "MZxx"},
             {{.catalog = "/AcroForm << /XFA [ (a) (<xdp/>) ] /Fields [] >>"}, "xdp"},
             {{.page = "/Contents 10 0 R",
               .objects = {"<< /Length 0 /F (/etc/passwd) >>\nstream\n\nendstream"}},
              "passwd"}}) {
        EXPECT_THAT(write_pdf(sample), HasSubstr(gone)) << "what is asked was there";
        EXPECT_THAT(cleaned(sample), Not(HasSubstr(gone))) << write_pdf(sample);
    }
}

TEST(Pdf, pages_of_other_files_are_not_fetched)
{
    Sample const sample{
        .page = "/Resources << /XObject << /X 10 0 R >> >>",
        .objects = {"<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Ref << /F (anderswo.pdf) /Page 0 >>"
                    " /OPI << /2.0 << /F (bild.tif) >> >> /Length 0 >>\nstream\n\nendstream"}};
    EXPECT_THAT(
        cleaned(sample),
        ::testing::AllOf(HasSubstr("/XObject"), Not(HasSubstr("anderswo")), Not(HasSubstr("bild.tif"))));
}

TEST(Pdf, metadata_that_nobody_can_read_are_left_out_like_any_other)
{
    auto const bytes = cleaned(
        {.catalog = "/Metadata 10 0 R",
         .objects
         = {"<< /Type /Metadata /Subtype /XML /Filter /Unbekannt /Length 6 >>\nstream\nErika!\nendstream"}});
    EXPECT_THAT(bytes, Not(HasSubstr("Erika")));
}

TEST(Pdf, links_and_the_structure_for_the_blind_stay)
{
    auto const bytes = cleaned(
        {.catalog = "/Lang (de-DE) /MarkInfo << /Marked true >> /StructTreeRoot 10 0 R",
         .page = "/Annots [ << /Type /Annot /Subtype /Link /Rect [0 0 9 9] /A << /S /URI /URI "
                 "(https://kreis.example/a) >> >>"
                 " << /Type /Annot /Subtype /Link /Rect [0 0 9 9] /A << /S /GoTo /D [1000 0 R /Fit] >> >> ]",
         .objects
         = {"<< /Type /StructTreeRoot /K 11 0 R >>",
            "<< /Type /StructElem /S /Table /P 10 0 R /Alt (Tabelle) /A << /O /Table /Headers [ (h) ] >> "
            ">>"}});
    for (auto const* kept :
         {"https://kreis.example/a", "/GoTo", "/MarkInfo", "/Marked true", "(Tabelle)", "/O /Table"})
        EXPECT_THAT(bytes, HasSubstr(kept));
}

TEST(Pdf, authors_programs_and_earlier_versions_are_not_told)
{
    auto const metadata = std::string("<x>pdf author Erika Musterfrau <pdfuaid:part>1</pdfuaid:part></x>");
    Sample const sample{
        .catalog = "/Metadata 11 0 R",
        .objects
        = {"<< /Title (Bericht & Plan) /Author (Erika Musterfrau) /Creator (Writer 7) >>",
           "<< /Type /Metadata /Subtype /XML /Length " + std::to_string(metadata.size()) + " >>\nstream\n"
               + metadata + "\nendstream",
           "<< /Old (Erika Musterfrau) >>"},
        .trailer = "/Info 10 0 R"};
    auto const bytes = cleaned(sample);
    EXPECT_THAT(bytes, Not(HasSubstr("Musterfrau")));
    EXPECT_THAT(bytes, Not(HasSubstr("Writer 7")));
    EXPECT_THAT(bytes, HasSubstr("(Bericht & Plan)"));
    auto const plain
        = cleaned({.objects = {metadata.empty() ? "" : "<< /Author (E) >>"}, .trailer = "/Info 10 0 R"});
    EXPECT_THAT(plain, Not(HasSubstr("/Metadata")))
        << "only who called itself readable for everybody says so";
    EXPECT_THAT(bytes, HasSubstr("/Metadata"));
}

TEST(Pdf, a_signature_is_none_once_a_byte_has_changed)
{
    EXPECT_THAT(
        cleaned(
            {.catalog = "/AcroForm << /SigFlags 3 /Fields [ 10 0 R ] >>",
             .objects
             = {"<< /FT /Sig /T (Unterschrift) /V << /Type /Sig /Contents <00> /Name (Erika) >> >>"}}),
        Not(HasSubstr("Erika")));
}

TEST(Pdf, what_is_no_document_is_said)
{
    EXPECT_EQ(problem_of(""), "pdf.problem.format"_msg);
    EXPECT_EQ(problem_of("PK\x03\x04"), "pdf.problem.format"_msg);
    EXPECT_EQ(problem_of("%PDF-1.7\nnothing"), "pdf.problem.broken"_msg);
    EXPECT_EQ(problem_of(write_pdf({.pages = 0})), "pdf.problem.broken"_msg);
    EXPECT_EQ(problem_of(write_pdf({.pages = most_pages + 1})), "pdf.problem.too_many_pages"_msg);
    EXPECT_TRUE(clean(write_pdf({.pages = most_pages})));
    auto const locked = "/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <" + std::string(64, '1') + "> /U <"
        + std::string(64, '2') + "> >> /ID [ <01> <01> ]";
    EXPECT_EQ(problem_of(write_pdf({.trailer = locked})), "pdf.problem.locked"_msg);
}

TEST(Pdf, an_answer_is_believed_only_where_it_could_have_been_written)
{
    auto const made = clean(write_pdf({}));
    ASSERT_TRUE(made);
    auto const text = print_answer(made);
    auto const read = read_answer(text);
    ASSERT_TRUE(read && *read);
    EXPECT_EQ((*read)->bytes, made->bytes);
    for (auto const* lie :
         {"", "ok 1", "ok 1\n<html>", "ok 0\n%PDF-1.7", "ok 2001\n%PDF-1.7", "ok x\n%PDF-1.7",
          "no broken\nand more", "yes 1\n%PDF-1.7"})
        EXPECT_FALSE(read_answer(lie).has_value()) << lie;
    auto const unknown = read_answer("no idea\n");
    ASSERT_TRUE(unknown && !*unknown);
    EXPECT_EQ(unknown->problem().message, "pdf.problem.broken"_msg);
}

TEST(PdfCleaner, the_program_writes_documents_anew_in_a_process_of_its_own)
{
    CleanerOptions const program{.command = {testing::program_file(), std::string(worker_argument)}};
    Cleaner cleaner(program);
    auto const bytes = write_pdf({.catalog = "/OpenAction << /S /JavaScript /JS (x) >>", .pages = 2});
    auto const made = cleaner.clean(bytes);
    ASSERT_TRUE(made);
    EXPECT_EQ(made->pages, 2);
    EXPECT_EQ(made->bytes, clean(bytes)->bytes) << "as this process would make it";
    for (auto const& [wrong, problem] : std::vector<std::pair<std::string, MessageKey>>{
             {"GIF89a", "pdf.problem.format"_msg},
             {write_pdf({}).substr(0, 20), "pdf.problem.broken"_msg},
             {"%PDF-" + std::string(largest_document, 'x'), "pdf.problem.broken"_msg}}) {
        auto const refused = cleaner.clean(wrong);
        ASSERT_FALSE(refused);
        EXPECT_EQ(refused.problem().message, problem);
    }
    auto const now = std::chrono::steady_clock::now();
    auto const too_late = cleaner.clean(bytes, now + std::chrono::milliseconds(11'000));
    ASSERT_FALSE(too_late);
    EXPECT_EQ(too_late.problem().message, "pdf.problem.busy"_msg);
    EXPECT_EQ(too_late.problem().kind, ProblemKind::unavailable);
}

}
} // namespace kommin::pdf
