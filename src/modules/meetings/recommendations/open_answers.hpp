#pragma once
// Which answers a meeting looks after: a session of a conference and a meeting of its steering group those of
// that conference, a meeting of the administrative steering group, which stands below nothing, those of all
// conferences of the same owner. Reckoned, not stored (docs/adr/0067, 0086).

#include "modules/meetings/meetings/meeting.hpp"
#include "modules/meetings/recommendations/recommendation.hpp"
#include "platform/access/permission.hpp"
#include "platform/base/date.hpp"
#include "platform/db/connection.hpp"
#include "platform/i18n/texts.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::meetings {

// The conferences whose answers it looks after, in the order of `panels`; nothing for every other panel.
std::vector<PanelId> conferences_of(std::span<Panel const> panels, Panel const& panel);

struct OpenAnswer {
    RecommendationId id;
    std::string number; // as the conference counts; may be empty
    std::string title; // in German, as it is translated: without its number
    std::string owner; // who owes it: a panel or an office; "" where nobody has said it
    std::optional<Date> due;
    bool is_late = false;
    bool comes_back = false; // what was put off is due again
    Scope of = Scope::whole_tenant(); // whose recommendation it is
};
struct OpenAnswers {
    std::vector<OpenAnswer> first; // those due first
    std::int64_t count = 0; // of all, no further than OpenAnswers::most_counted
    std::optional<PanelId> conference; // where there is one only

    static constexpr std::int64_t most_counted = 1000;
};
// Asks for no right: whatever the conference has adopted is public. `most`: so many are listed; whoever has
// more of them opens the list.
OpenAnswers list_open_answers(
    db::Connection& db, TenantId tenant, std::span<Panel const> panels, Panel const& panel, Date today,
    int most = 20);
OpenAnswers list_open_answers(db::Connection& db, TenantId tenant, PanelId panel, Date today, int most = 20);
bool has_open_answers(
    db::Connection& db, TenantId tenant, std::span<Panel const> panels, Panel const& panel, Date today);

// "2007/1 Abendkurse – Fachbereich Arbeit – Antwort bis 1. März 2027 – überfällig": as minutes keep it.
std::string line_of(OpenAnswer const& answer, i18n::Texts const& texts);
// What stands behind the title: who, until when; and whether it is late, or due again ("": neither).
std::string details_of(OpenAnswer const& answer, i18n::Texts const& texts);
std::string_view lateness_of(OpenAnswer const& answer, i18n::Texts const& texts);

} // namespace kommin::meetings
