// The process that makes pictures: what it may not do, and what the other one does when it misbehaves.

#include "platform/base/testing.hpp"
#include "platform/images/answer.hpp"
#include "platform/images/studio.hpp"
#include "platform/images/tests/samples.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <thread>

namespace kommin::images {
namespace {

using std::chrono::milliseconds;

StudioOptions program()
{
    return {.command = {testing::program_file(), std::string(worker_argument)}};
}
// A process that does something else in its stead.
StudioOptions instead(std::string const& script, milliseconds patience = milliseconds(10'000))
{
    return {.command = {"/bin/sh", "-c", script}, .patience = patience};
}

MessageKey problem_of(StudioOptions const& options)
{
    auto const made = Studio(options).render(write_png({}));
    return made ? MessageKey{} : made.problem().message;
}

TEST(Studio, the_program_makes_pictures_in_a_process_of_its_own)
{
    Studio studio(program());
    auto const bytes = write_jpeg({.width = 1200, .height = 800, .paint = three_fields(1200, 800)});
    auto const made = studio.render(bytes);
    ASSERT_TRUE(made);
    EXPECT_EQ(made->large.width, 960);
    ASSERT_TRUE(made->small);
    EXPECT_EQ(made->large.webp, render(bytes)->large.webp) << "as this process would make it";
    // The parts that ask the system for something of their own: profiles, inks.
    EXPECT_TRUE(studio.render(write_png({.profile = profile_with_swapped_colours()})));
    EXPECT_TRUE(studio.render(write_jpeg({.is_cmyk = true})));
}

TEST(Studio, does_not_begin_what_nobody_will_wait_for)
{
    Studio studio(program());
    auto const now = std::chrono::steady_clock::now();
    auto const too_late = studio.render(write_png({}), now + milliseconds(11'000));
    ASSERT_FALSE(too_late);
    EXPECT_EQ(too_late.problem().message, "images.problem.busy"_msg);
    EXPECT_EQ(too_late.problem().kind, ProblemKind::unavailable);
    EXPECT_TRUE(studio.render(write_png({}), now + milliseconds(60'000)));
}

TEST(Studio, problems_come_through_as_they_are)
{
    Studio studio(program());
    for (auto const& [bytes, problem] : std::initializer_list<std::pair<std::string, MessageKey>>{
             {"GIF89a", "images.problem.format"_msg},
             {"", "images.problem.format"_msg},
             {write_png({}).substr(0, 100), "images.problem.broken"_msg},
             {std::string(largest_picture + 1, 'x'), "images.problem.broken"_msg}}) {
        auto const made = studio.render(bytes);
        ASSERT_FALSE(made);
        EXPECT_EQ(made.problem().message, problem);
    }
    EXPECT_TRUE(studio.render(write_png({}))) << "the next one is as good as ever";
}

TEST(Studio, whatever_the_process_does_has_an_end)
{
    auto const broken = "images.problem.broken"_msg;
    EXPECT_EQ(problem_of(instead("exit 0")), broken) << "says nothing";
    EXPECT_EQ(problem_of(instead("kill -SEGV $$")), broken) << "crashes";
    EXPECT_EQ(problem_of(instead("echo ok 960 640 4; printf RIFF")), broken) << "lies";
    EXPECT_EQ(problem_of(instead("cat /dev/zero")), broken) << "never stops talking";
    auto const begun = std::chrono::steady_clock::now();
    EXPECT_EQ(problem_of(instead("sleep 60", milliseconds(300))), "images.problem.too_long"_msg);
    EXPECT_EQ(problem_of(instead("while :; do :; done", milliseconds(300))), "images.problem.too_long"_msg);
    EXPECT_EQ(problem_of(instead("cat >/dev/null; exec 1>&- 0<&-; sleep 60", milliseconds(20'000))), broken)
        << "closes its mouth and stays";
    EXPECT_LT(std::chrono::steady_clock::now() - begun, std::chrono::seconds(15));
    EXPECT_THROW(static_cast<void>(problem_of({.command = {"/nowhere/kommin"}})), std::runtime_error);
    EXPECT_THROW(static_cast<void>(problem_of(instead("exit 70"))), std::runtime_error) << "not confined";
}

TEST(Studio, the_process_finds_nothing_of_ours)
{
    ASSERT_EQ(::setenv("KOMMIN_SECRET", "geheim", 1), 0);
    int const first = ::open("/dev/null", O_RDONLY);
    int const open = ::fcntl(first, F_DUPFD, 57); // without O_CLOEXEC; ls opens lower ones
    auto const path
        = std::filesystem::temp_directory_path() / ("kommin-images-" + std::to_string(::getpid()));
    EXPECT_EQ(
        problem_of(instead("cat >/dev/null; { env; ls /proc/self/fd; } >" + path.string())),
        "images.problem.broken"_msg);
    std::ifstream file(path);
    std::string const text((std::istreambuf_iterator<char>(file)), {});
    EXPECT_THAT(text, ::testing::Not(::testing::HasSubstr("KOMMIN_SECRET")));
    EXPECT_THAT(text, ::testing::HasSubstr("\n1\n"));
    EXPECT_THAT(text, ::testing::Not(::testing::HasSubstr("\n" + std::to_string(open) + "\n")));
    std::filesystem::remove(path);
    ::close(open);
    ::close(first);
    ::unsetenv("KOMMIN_SECRET");
}

TEST(Studio, pictures_wait_for_each_other_but_not_for_ever)
{
    Studio studio(instead("sleep 60", milliseconds(400)));
    std::thread first([&] { EXPECT_FALSE(studio.render("x")); });
    std::this_thread::sleep_for(milliseconds(50));
    std::thread second([&] { EXPECT_FALSE(studio.render("x")); });
    std::thread third([&] { EXPECT_FALSE(studio.render("x")); });
    first.join();
    second.join();
    third.join();
    Studio busy(instead("sleep 60", milliseconds(100)));
    std::vector<Result<Renditions>> answers;
    std::mutex mutex;
    std::vector<std::thread> crowd;
    for (int i = 0; i < 4; ++i)
        crowd.emplace_back([&] {
            auto answer = busy.render("x");
            std::lock_guard const lock(mutex);
            answers.push_back(std::move(answer));
        });
    for (auto& thread : crowd)
        thread.join();
    EXPECT_TRUE(std::ranges::any_of(answers, [](auto const& answer) {
        return answer.problem().message == "images.problem.busy"_msg
            && answer.problem().kind == ProblemKind::unavailable;
    }));
}

TEST(Answer, only_what_a_page_can_show_is_believed)
{
    auto const made = render(write_png({}));
    ASSERT_TRUE(made);
    auto const text = print_answer(made);
    auto const read = read_answer(text);
    ASSERT_TRUE(read && *read);
    EXPECT_EQ((*read)->large.webp, made->large.webp);
    auto const& webp = made->large.webp;
    auto const size = std::to_string(webp.size());
    for (auto const& lie :
         {std::string(), std::string("ok"), std::string("ok\n"), "ok 60 40 " + size, text + "x",
          text.substr(0, text.size() - 1), "ok 961 40 " + size + '\n' + webp, "ok 0 40 " + size + '\n' + webp,
          "ok 60 -1 " + size + '\n' + webp, std::string("ok 60 40 5\n<svg>"),
          "ok 60 40 " + size + " 1\n" + webp, "ok 60 40 99999999999\n" + webp,
          std::string("no broken\nand more")})
        EXPECT_FALSE(read_answer(lie).has_value()) << lie.substr(0, 40);
    auto const unknown = read_answer("no <b>idea</b>\n");
    ASSERT_TRUE(unknown && !*unknown);
    EXPECT_EQ(unknown->problem().message, "images.problem.broken"_msg);
}

}
} // namespace kommin::images
