#include "platform/metrics/metrics.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sstream>

#include <thread>

namespace kommin::metrics {
namespace {

using ::testing::HasSubstr;

TEST(Metrics, are_told_in_the_prometheus_text_format)
{
    Registry registry;
    registry.counter("kommin_requests_total", "Answered requests", {{"status", "200"}}).add();
    registry.counter("kommin_requests_total", "Answered requests", {{"status", "200"}}).add(2);
    registry.counter("kommin_requests_total", "Answered requests", {{"status", "404"}}).add();
    registry.gauge("kommin_connections", "Open connections").set(7);
    auto const seconds = registry.histogram("kommin_seconds", "Time", {}, {0.1, 1});
    seconds.observe(0.05);
    seconds.observe(0.5);
    seconds.observe(5);
    auto const text = registry.expose();
    EXPECT_THAT(text, HasSubstr("# HELP kommin_requests_total Answered requests\n"));
    EXPECT_THAT(text, HasSubstr("# TYPE kommin_requests_total counter\n"));
    EXPECT_THAT(text, HasSubstr("kommin_requests_total{status=\"200\"} 3\n"));
    EXPECT_THAT(text, HasSubstr("kommin_requests_total{status=\"404\"} 1\n"));
    EXPECT_THAT(text, HasSubstr("kommin_connections 7\n"));
    EXPECT_THAT(text, HasSubstr("kommin_seconds_bucket{le=\"0.1\"} 1\n"));
    EXPECT_THAT(text, HasSubstr("kommin_seconds_bucket{le=\"1\"} 2\n"));
    EXPECT_THAT(text, HasSubstr("kommin_seconds_bucket{le=\"+Inf\"} 3\n"));
    EXPECT_THAT(text, HasSubstr("kommin_seconds_count 3\n"));
}

TEST(Metrics, label_values_cannot_break_the_format)
{
    Registry registry;
    registry.counter("kommin_test_total", "x", {{"label", "a\"b\\c\nd"}}).add();
    EXPECT_THAT(registry.expose(), HasSubstr(R"(kommin_test_total{label="a\"b\\c\nd"} 1)"));
}

TEST(Metrics, refuses_malformed_names_and_a_name_of_two_kinds)
{
    Registry registry;
    EXPECT_THROW(registry.counter("0 nonsense", "x"), std::invalid_argument);
    EXPECT_THROW(registry.counter("kommin_a_total", "x", {{"1a", "x"}}), std::invalid_argument);
    registry.gauge("kommin_b", "x");
    EXPECT_THROW(registry.counter("kommin_b", "x"), std::invalid_argument);
}

TEST(Metrics, counts_exactly_from_many_threads)
{
    Registry registry;
    auto const counter = registry.counter("kommin_total", "x");
    auto const gauge = registry.gauge("kommin_now", "x");
    auto const seconds = registry.histogram("kommin_seconds", "x");
    std::vector<std::thread> threads;
    for (int thread = 0; thread < 4; ++thread) {
        threads.emplace_back([&] {
            for (int i = 0; i < 10'000; ++i) {
                counter.add();
                gauge.add(i % 2 == 0 ? 1 : -1);
                seconds.observe(0.001);
                registry.counter("kommin_looked_up_total", "x", {{"n", std::to_string(i % 3)}}).add();
            }
        });
    }
    for (int i = 0; i < 20; ++i)
        EXPECT_FALSE(registry.expose().empty());
    for (auto& thread : threads)
        thread.join();
    EXPECT_EQ(counter.value(), 40'000);
    EXPECT_EQ(gauge.value(), 0);
    EXPECT_THAT(registry.expose(), HasSubstr("kommin_seconds_count 40000\n"));
}

TEST(Metrics, a_counter_never_goes_back)
{
    Registry registry;
    auto const counter = registry.counter("kommin_total", "x");
    counter.add(5);
    counter.add(-3);
    EXPECT_EQ(counter.value(), 5);
}

TEST(Metrics, gauges_can_be_read_when_they_are_asked_for)
{
    Registry registry;
    auto const gauge = registry.gauge("kommin_queue", "x");
    int calls = 0;
    registry.before_expose([&] { gauge.set(++calls); });
    EXPECT_THAT(registry.expose(), HasSubstr("kommin_queue 1\n"));
    EXPECT_THAT(registry.expose(), HasSubstr("kommin_queue 2\n"));
}

TEST(Metrics, libraries_that_an_update_has_replaced_are_counted_each_once)
{
    std::istringstream maps(
        "55d0-55d1 r-xp 00000000 fe:01 11 /usr/bin/kommin (deleted)\n"
        "7f10-7f11 r--p 00000000 fe:01 12 /usr/lib/x86_64-linux-gnu/libsodium.so.23.3.0 (deleted)\n"
        "7f11-7f12 r-xp 00001000 fe:01 12 /usr/lib/x86_64-linux-gnu/libsodium.so.23.3.0 (deleted)\n"
        "7f20-7f21 r-xp 00001000 fe:01 13 /usr/lib/x86_64-linux-gnu/libpq.so.5.15 (deleted)\n"
        "7f30-7f31 r-xp 00001000 fe:01 14 /usr/lib/x86_64-linux-gnu/libc.so.6\n"
        "7f40-7f41 rw-s 00000000 00:01 15 /memfd:picture (deleted)\n"
        "7f50-7f51 rw-s 00000000 fe:01 16 /var/lib/kommin/kommin.db-shm (deleted)\n"
        "7ffd-7ffe rw-p 00000000 00:00 0 [stack]\n");
    EXPECT_EQ(count_replaced_libraries(maps), 2);
}

TEST(Metrics, the_process_tells_of_itself)
{
    Registry registry;
    add_process_metrics(registry);
    auto const text = registry.expose();
    EXPECT_THAT(text, HasSubstr("# TYPE process_cpu_seconds_total counter\n"));
    EXPECT_THAT(text, HasSubstr("process_resident_memory_bytes "));
    EXPECT_THAT(text, ::testing::Not(HasSubstr("process_open_fds 0\n")));
    EXPECT_THAT(text, ::testing::Not(HasSubstr("process_resident_memory_bytes 0\n")));
    EXPECT_THAT(text, HasSubstr("process_threads "));
    EXPECT_THAT(text, HasSubstr("kommin_replaced_libraries 0\n"));
    EXPECT_THAT(text, HasSubstr("process_start_time_seconds "));
}

}
} // namespace kommin::metrics
