#pragma once
// Before something grave happens to an account: words about it, and one's own password where somebody who
// finds an open browser must not do it.

#include "modules/staff/grant_words.hpp"
#include "modules/staff/module.hpp"
#include "modules/staff/one_account_pages.hpp"
#include "platform/web/call.hpp"
#include "platform/web/write.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace kommin::staff {

// Whether the form comes from the page that asked.
inline bool is_confirmed(http::Form const& form)
{
    return form.value("bestaetigt") == "1";
}

// The password was wrong, or tried too often: the page that asked for it says so.
inline bool is_about_password(Problem const& problem)
{
    return problem.field == "current" || problem.kind == ProblemKind::unavailable;
}

enum class Asks : std::uint8_t { nothing, password };

// Does it after the password of whoever acts, in the field "current" of the form, was proven. Problems: those
// of identity::prove_password() and of the use case.
template<class UseCase>
Result<void> write_proven(
    web::Call const& call, StaffOptions const& options, Asks asks, http::Form const& form, UseCase use_case)
{
    std::optional<identity::ProvenPassword> proven;
    if (asks == Asks::password)
        proven = TRY(identity::prove_password(
            web::context_of(call), options.secrets(), call.person->account, form.value("current")));
    return web::write(call, [&](Work& work) -> Result<void> {
        if (proven)
            TRY(identity::check_still_proven(work, call.person->account, *proven));
        return use_case(work);
    });
}

// A list of rights under a heading, if there are any.
inline void add_rights(
    Confirmation& confirmation, std::string_view heading, std::vector<RightChange> const& rights)
{
    std::vector<std::string> lines;
    for (auto const& right : rights)
        lines.push_back(right.label);
    if (!lines.empty())
        confirmation.changes.emplace_back(heading, std::move(lines));
}

} // namespace kommin::staff
