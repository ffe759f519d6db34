#pragma once
// What somebody asks the log of advice, as it stands in its address, and one page of the answer.

#include "modules/meetings/advice/advice_store.hpp"
#include "platform/base/key_page.hpp"
#include "platform/http/form.hpp"
#include "platform/web/saved_views.hpp"

#include <array>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::meetings {

inline constexpr std::array all_steps_of{StepsOf::any, StepsOf::open, StepsOf::none};
std::string_view word_of(StepsOf steps); // "" for any
std::string_view word_of(AdviceOrder order); // "" for day
MessageKey label_of(StepsOf steps);

struct AdviceFilter {
    std::string words = {}; // t
    std::string municipality = {}; // gemeinde: the slug
    std::string organisation = {}; // einrichtung: a part of its name
    std::optional<AdviceTopic> topic = {}; // thema
    std::optional<int> year = {}; // jahr
    std::optional<std::int64_t> adviser = {}; // von: the account
    StepsOf steps = StepsOf::any; // schritt
    AdviceOrder order = AdviceOrder::day; // nach
    bool reversed = false; // ab
    std::optional<AdviceId> after = {}; // hinter: the page begins behind this one
    std::optional<AdviceId> before = {}; // vor: the page ends in front of it

    static AdviceFilter read(http::Form const& query);
    // Name and value of every field that is in force, without the page.
    [[nodiscard]] web::ListFields fields() const;
    [[nodiscard]] web::ListFields fields_with_page() const;
    [[nodiscard]] bool narrows() const;
    // The newest first, but who was advised from A.
    [[nodiscard]] bool is_descending() const { return (order == AdviceOrder::day) != reversed; }
};

using AdviceList = KeyPage<Advice, AdviceFilter>;
AdviceList list_advice_for_staff(
    db::Connection& db, TenantId tenant, std::vector<tenants::Body> const& bodies,
    AdviceFilter const& filter);
// All of it, a thousand lines at a time, for a file; until `take` says that it wants no more.
void export_advice_list(
    db::Connection& db, TenantId tenant, std::vector<tenants::Body> const& bodies, AdviceFilter const& filter,
    std::function<bool(std::vector<Advice> const&)> const& take);

extern web::StaffList const advice_list;

std::vector<AdviceId> ids_of(std::vector<Advice> const& entries);
// The next steps of these entries.
using StepsByAdvice = std::map<AdviceId, std::vector<Task>>;
StepsByAdvice steps_of(db::Connection& db, TenantId tenant, std::vector<Advice> const& entries);

// Those of whom nothing was heard for long, by name.
std::vector<SilentMunicipality> list_silent_municipalities(
    db::Connection& db, TenantId tenant, std::vector<tenants::Body> const& bodies, Date today);

} // namespace kommin::meetings
