#include "platform/crypto/hash.hpp"
#include "platform/files/files.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sched.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <functional>
#include <thread>
#include <vector>

namespace kommin::files {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;

class Directory : public ::testing::Test {
protected:
    void SetUp() override
    {
        auto pattern = (fs::temp_directory_path() / "kommin-files-XXXXXX").string();
        ASSERT_NE(mkdtemp(pattern.data()), nullptr);
        path_ = pattern;
    }
    void TearDown() override { fs::remove_all(path_); }
    [[nodiscard]] std::size_t count_files() const
    {
        std::size_t count = 0;
        for (auto const& entry : fs::recursive_directory_iterator(path_))
            count += entry.is_regular_file() ? 1 : 0;
        return count;
    }
    fs::path path_;
};

// Runs the body in a child process (limits, mounts and user ids stay there); says what it returned.
std::string in_child(std::function<std::string()> const& body)
{
    int pipe_ends[2];
    if (pipe(pipe_ends) != 0)
        return "no pipe";
    auto const child = fork();
    if (child == 0) {
        std::string message;
        try {
            message = body();
        } catch (std::exception const& error) {
            message = std::string("threw ") + error.what();
        }
        auto const written = write(pipe_ends[1], message.data(), message.size());
        _exit(written == static_cast<ssize_t>(message.size()) ? 0 : 1);
    }
    close(pipe_ends[1]);
    std::string output;
    char buffer[512];
    for (ssize_t count = 0; (count = read(pipe_ends[0], buffer, sizeof buffer)) > 0;)
        output.append(buffer, static_cast<std::size_t>(count));
    close(pipe_ends[0]);
    waitpid(child, nullptr, 0);
    return output;
}

std::string message_of(std::function<void()> const& action)
{
    try {
        action();
    } catch (Unavailable const& error) {
        return error.what();
    }
    return "nothing happened";
}

using Files = Directory;

TEST_F(Files, are_replaced_as_a_whole)
{
    auto const file = path_ / "state.json";
    write_atomically(file, "old");
    EXPECT_EQ(*read_file(file, 100), "old");
    write_atomically(file, std::string(100'000, 'n'));
    EXPECT_EQ(read_file(file, 1'000'000)->size(), 100'000U);
    write_atomically(file, "");
    EXPECT_EQ(*read_file(file, 100), "");
    EXPECT_EQ(count_files(), 1U);
}

TEST_F(Files, are_never_seen_half_written)
{
    auto const file = path_ / "state";
    write_atomically(file, std::string(50'000, '0'));
    std::atomic<bool> stop = false;
    std::thread writer([&] {
        for (int i = 1; i <= 60; ++i)
            write_atomically(file, std::string(50'000, static_cast<char>('0' + i % 10)));
        stop = true;
    });
    while (!stop) {
        auto const bytes = read_file(file, 1'000'000);
        ASSERT_TRUE(bytes);
        ASSERT_EQ(*bytes, std::string(50'000, bytes->front()));
    }
    writer.join();
}

TEST_F(Files, missing_and_too_large_files_are_expected_failures)
{
    EXPECT_EQ(read_file(path_ / "no", 10).problem().kind, ProblemKind::not_found);
    EXPECT_EQ(read_file(path_ / "no" / "way", 10).problem().kind, ProblemKind::not_found);
    write_atomically(path_ / "ten", "0123456789");
    EXPECT_EQ(*read_file(path_ / "ten", 10), "0123456789");
    auto const problem = read_file(path_ / "ten", 9).problem();
    EXPECT_EQ(problem.kind, ProblemKind::too_large);
    EXPECT_EQ(problem.arguments.at(0).second, "9");
    EXPECT_EQ(read_file("/dev/zero", 100'000).problem().kind, ProblemKind::too_large);
    EXPECT_EQ(read_file(path_, 10).problem().kind, ProblemKind::not_found) << "a directory";
}

TEST_F(Files, a_missing_directory_is_named_in_the_error)
{
    auto const message = message_of([&] { write_atomically(path_ / "no" / "file", "x"); });
    EXPECT_THAT(message, HasSubstr("no/file"));
    EXPECT_THAT(message, HasSubstr("No such file or directory"));
}

TEST_F(Files, of_a_private_directory_are_for_its_owner_only_and_an_older_one_keeps_its_mode)
{
    auto const mode = [](fs::path const& path) { return fs::status(path).permissions(); };
    auto const folder = path_ / "above" / "private";
    make_private_directory(folder);
    EXPECT_EQ(mode(folder), fs::perms::owner_all);
    auto const shared = fs::perms::owner_all | fs::perms::group_read | fs::perms::group_exec;
    fs::permissions(folder, shared);
    make_private_directory(folder);
    EXPECT_EQ(mode(folder), shared);
}

using Blobs = Directory;

TEST_F(Blobs, are_found_under_the_hash_of_their_content)
{
    BlobStore store(path_ / "data" / "blobs");
    std::string const bytes("Bild\0\xFF", 6);
    auto const hash = store.put(bytes);
    EXPECT_EQ(hash, crypto::sha256_hex(bytes));
    EXPECT_EQ(store.read(hash), bytes);
    EXPECT_TRUE(store.contains(hash));
    EXPECT_TRUE(store.verify(hash));
    EXPECT_EQ(store.put(bytes), hash);
    EXPECT_EQ(count_files(), 1U);
    auto const empty = store.put("");
    EXPECT_EQ(store.read(empty), "");
    std::vector<std::string> expected{hash, empty};
    std::sort(expected.begin(), expected.end());
    EXPECT_EQ(store.list(), expected);
    EXPECT_EQ(*store.path_of(hash), path_ / "data" / "blobs" / hash.substr(0, 2) / hash.substr(2, 2) / hash);
    EXPECT_EQ(BlobStore(path_ / "data" / "blobs").read(hash), bytes);
}

TEST_F(Blobs, what_is_put_again_is_young_again)
{
    BlobStore store(path_ / "store");
    auto const hash = store.put("ein Bild");
    auto const make_old = [&] {
        fs::last_write_time(*store.path_of(hash), fs::file_time_type::clock::now() - std::chrono::hours(30));
    };
    EXPECT_TRUE(store.list_unchanged_for(std::chrono::hours(24)).empty());
    make_old();
    EXPECT_EQ(store.list_unchanged_for(std::chrono::hours(24)), std::vector{hash});
    EXPECT_TRUE(store.is_unchanged_for(hash, std::chrono::hours(24)));
    EXPECT_FALSE(store.is_unchanged_for(hash, std::chrono::hours(48)));
    EXPECT_EQ(store.put("ein Bild"), hash);
    EXPECT_FALSE(store.is_unchanged_for(hash, std::chrono::hours(24)));
    store.erase(hash);
    EXPECT_FALSE(store.is_unchanged_for(hash, std::chrono::hours(24))) << "what is not there has no age";
    EXPECT_FALSE(store.is_unchanged_for("../store", std::chrono::hours(24)));
}

TEST_F(Blobs, what_is_no_hash_leads_nowhere)
{
    BlobStore store(path_);
    write_atomically(path_ / "secret", "x");
    std::vector<std::string> const names{
        "",
        "secret",
        "../secret",
        std::string(64, 'G'),
        std::string(64, '.'),
        std::string(64, 'A'),
        std::string(63, 'a'),
        std::string(65, 'a')};
    for (auto const& name : names) {
        EXPECT_EQ(store.read(name), std::nullopt) << name;
        EXPECT_FALSE(store.contains(name));
        EXPECT_FALSE(store.verify(name));
        EXPECT_FALSE(store.erase(name));
    }
    EXPECT_EQ(store.read(std::string(64, 'a')), std::nullopt);
    EXPECT_FALSE(store.verify(std::string(64, 'a')));
}

TEST_F(Blobs, damage_is_found_and_healed_by_storing_again)
{
    BlobStore store(path_);
    auto const hash = store.put("picture");
    std::ofstream(*store.path_of(hash)) << "pictura";
    EXPECT_FALSE(store.verify(hash));
    store.put("picture");
    EXPECT_TRUE(store.verify(hash));
    EXPECT_EQ(store.read(hash), "picture");
}

TEST_F(Blobs, erased_is_erased)
{
    BlobStore store(path_);
    auto const hash = store.put("person");
    EXPECT_TRUE(store.erase(hash));
    EXPECT_FALSE(store.contains(hash));
    EXPECT_FALSE(store.erase(hash));
    EXPECT_EQ(count_files(), 0U);
}

TEST_F(Blobs, left_overs_of_a_crash_go_but_not_what_another_process_writes_now)
{
    BlobStore const first(path_);
    auto const old = path_ / "incoming" / "old";
    auto const fresh = path_ / "incoming" / "fresh";
    std::ofstream(old) << "x";
    std::ofstream(fresh) << "x";
    fs::last_write_time(old, fs::file_time_type::clock::now() - std::chrono::hours(48));
    BlobStore const second(path_);
    EXPECT_FALSE(fs::exists(old));
    EXPECT_TRUE(fs::exists(fresh));
    EXPECT_TRUE(second.list().empty());
}

TEST_F(Blobs, threads_may_store_the_same_bytes_at_once)
{
    BlobStore store(path_);
    std::vector<std::thread> threads;
    for (int thread = 0; thread < 4; ++thread) {
        threads.emplace_back([&] {
            for (int i = 0; i < 20; ++i)
                store.put("blob " + std::to_string(i));
        });
    }
    for (auto& thread : threads)
        thread.join();
    EXPECT_EQ(store.list().size(), 20U);
    EXPECT_EQ(count_files(), 20U);
    for (auto const& hash : store.list())
        EXPECT_TRUE(store.verify(hash));
}

// A disk that is full after 64 KB, for whoever may not mount one: the limit on file sizes stops a write in
// the middle in the same way.
TEST_F(Blobs, a_write_that_stops_in_the_middle_leaves_nothing_behind)
{
    auto const message = in_child([&] {
        std::signal(SIGXFSZ, SIG_IGN);
        rlimit const limit{65536, 65536};
        setrlimit(RLIMIT_FSIZE, &limit);
        BlobStore store(path_ / "blobs");
        auto text = message_of([&] { store.put(std::string(200'000, 'x')); });
        text += message_of([&] { write_atomically(path_ / "file", std::string(200'000, 'x')); });
        return text + (store.read(store.put("small")) == "small" ? " and works on" : "");
    });
    EXPECT_THAT(message, HasSubstr("cannot write"));
    EXPECT_THAT(message, HasSubstr("File too large"));
    EXPECT_THAT(message, HasSubstr("and works on"));
    EXPECT_EQ(count_files(), 1U);
    EXPECT_FALSE(fs::exists(path_ / "file"));
}

// Root gets mounts of its own; anybody else needs users of his own as well, among whom he is root.
bool enter_own_mounts()
{
    auto const user = geteuid();
    auto const group = getegid();
    if (unshare(CLONE_NEWNS | (user == 0 ? 0 : CLONE_NEWUSER)) != 0)
        return false;
    if (user != 0) {
        std::ofstream("/proc/self/setgroups") << "deny";
        std::ofstream("/proc/self/uid_map") << "0 " << user << " 1";
        std::ofstream("/proc/self/gid_map") << "0 " << group << " 1";
    }
    return mount("none", "/", nullptr, MS_REC | MS_PRIVATE, nullptr) == 0;
}

TEST_F(Blobs, a_full_disk_is_told_and_leaves_nothing_behind)
{
    auto const message = in_child([&]() -> std::string {
        if (!enter_own_mounts() || mount("tmpfs", path_.c_str(), "tmpfs", 0, "size=128k") != 0)
            return "may not mount";
        BlobStore store(path_ / "blobs");
        auto text = message_of([&] { store.put(std::string(500'000, 'x')); });
        if (count_files() != 0)
            text += " left something behind";
        return text + (store.read(store.put("small")) == "small" ? " and works on" : "");
    });
    // Where mounting is forbidden (also for root in most containers), the test before this one has shown the
    // same with a limit.
    if (message != "may not mount") {
        EXPECT_THAT(message, HasSubstr("No space left on device"));
        EXPECT_THAT(message, HasSubstr("and works on"));
        EXPECT_THAT(message, ::testing::Not(HasSubstr("left something behind")));
    }
}

TEST_F(Blobs, missing_permission_is_told)
{
    auto const message = in_child([&]() -> std::string {
        BlobStore store(path_ / "blobs");
        auto const hash = store.put("x");
        fs::permissions(path_ / "blobs" / "incoming", fs::perms::owner_read | fs::perms::owner_exec);
        fs::permissions(*store.path_of(hash), fs::perms::none);
        fs::permissions(path_, fs::perms::owner_all | fs::perms::others_exec);
        fs::permissions(path_ / "blobs", fs::perms::owner_all | fs::perms::others_exec);
        // Root may everything: become nobody.
        if (geteuid() == 0 && seteuid(65534) != 0)
            return "cannot become nobody";
        return message_of([&] { store.put("y"); }) + "; " + message_of([&] { (void)store.read(hash); }) + "; "
            + message_of([&] { BlobStore(path_ / "blobs" / "incoming" / "new"); });
    });
    EXPECT_THAT(
        message, ::testing::MatchesRegex(".*Permission denied; .*Permission denied; .*Permission denied"))
        << message;
}

}
} // namespace kommin::files
