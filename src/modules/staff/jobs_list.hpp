#pragma once
// What somebody asks the lists of jobs and of refused addresses, as it stands in their addresses.

#include "platform/http/form.hpp"
#include "platform/jobs/jobs.hpp"
#include "platform/post/refused_address.hpp"
#include "platform/web/saved_views.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace kommin::staff {

// The words for states in addresses: "aufgegeben".
std::string_view code_of(jobs::State state);
jobs::State state_of(std::string_view code); // given up for a word that is none

std::string_view word_of(jobs::Order order);
std::string_view word_of(post::RefusedOrder order);

inline constexpr int jobs_per_page = 50;
inline constexpr int addresses_per_page = 50;
inline constexpr std::int64_t most_jobs_counted = 10'000; // as far as pages go
inline constexpr std::int64_t most_addresses_counted = 10'000;

// Everything that the lists do not know is left out. Without another order the newest come first.
struct JobFilter {
    jobs::State state = jobs::State::dead; // zustand
    std::string kind = {}; // art
    jobs::Order order = jobs::Order::time; // nach
    bool reversed = false; // ab
    int page = 1; // seite
    std::optional<jobs::JobId> number = {}; // nummer: this one alone

    static JobFilter parse(http::Form const& query);
    // Name and value of every field that is in force, without the page.
    [[nodiscard]] web::ListFields fields() const;
    [[nodiscard]] jobs::ListQuery query() const; // of its page
    [[nodiscard]] bool is_descending() const { return (order == jobs::Order::time) != reversed; }
};
struct RefusedFilter {
    std::string text = {}; // t
    post::RefusedOrder order = post::RefusedOrder::time; // nach
    bool reversed = false; // ab
    int page = 1; // seite

    static RefusedFilter parse(http::Form const& query);
    [[nodiscard]] web::ListFields fields() const;
    [[nodiscard]] post::RefusedQuery query() const;
    [[nodiscard]] bool is_descending() const { return (order == post::RefusedOrder::time) != reversed; }
};

extern web::StaffList const job_list;
extern web::StaffList const refused_list; // below the jobs

} // namespace kommin::staff
