#pragma once
// What somebody asks the audit trail, as it stands in the address of its page.

#include "platform/audit/audit.hpp"
#include "platform/base/date.hpp"
#include "platform/base/problem.hpp"
#include "platform/http/form.hpp"
#include "platform/i18n/zone.hpp"
#include "platform/web/saved_views.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace kommin::staff {

struct AuditQuery {
    std::string actor; // wer
    std::string action; // was: its beginning, up to a dot
    std::string subject_kind; // art
    std::optional<std::int64_t> subject_id; // nr
    std::optional<Date> first_day; // von
    std::optional<Date> last_day; // bis
    // What was typed there and is no day: none is left out for it, and the page says so.
    std::string unread_first, unread_last;

    static AuditQuery parse(http::Form const& query);
    [[nodiscard]] std::vector<Problem> problems() const;
    // Name and value of every field that is in force.
    [[nodiscard]] web::ListFields fields() const;
    // The days are those of this zone, both of them whole.
    [[nodiscard]] audit::EntryFilter filter(i18n::Zone const& zone) const;
};

} // namespace kommin::staff
