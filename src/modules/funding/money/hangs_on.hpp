#pragma once
// What money hangs on, in forms and in words: an application, or a grant that came without one.

#include "modules/funding/grants/grant_named.hpp"
#include "modules/funding/money/budget_line.hpp"
#include "platform/access/actor.hpp"
#include "platform/db/connection.hpp"
#include "platform/html/url.hpp"
#include "platform/i18n/texts.hpp"
#include "platform/web/staff_form.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::funding {

// "a3": an application; "g4": a grant; "": nothing.
std::string hangs_on_value(HangsOn const& on);
// Nothing for what is neither.
std::optional<HangsOn> read_hangs_on(std::string_view value);

// Those that this actor may see.
struct HangsOnNames {
    std::vector<Application> applications; // the newest first
    std::vector<NamedGrant> grants; // without an application

    // "" for one that this person does not see: no word of it is said.
    [[nodiscard]] std::string title(HangsOn const& on) const;
    // "Zum Lesen geboren (Entwurf)"; of one that is not seen, that there is one.
    [[nodiscard]] std::string text(HangsOn const& on, i18n::Texts const& texts) const;
    [[nodiscard]] bool has(HangsOn const& on) const { return !title(on).empty(); }
    // To choose from, `chosen` among them whatever it is; the first one is none.
    [[nodiscard]] std::vector<web::Choice> choices(
        i18n::Texts const& texts, MessageKey none, std::string_view chosen) const;
};
// At most a thousand of each.
HangsOnNames load_hangs_on_names(db::Connection& db, TenantId tenant, Actor const& actor);
html::Url url_of(HangsOn const& on);

} // namespace kommin::funding
