#include "modules/meetings/registration/found_parties.hpp"

#include <algorithm>
#include <unordered_map>
#include <utility>

namespace kommin::meetings {

namespace {

struct PartyRow {
    RegistrationId id;
    RegistrationState state;
    std::string language, mail, telephone, consent, beyond_reason;
    std::optional<std::int64_t> place;
    std::optional<Instant> offered_until;
    std::optional<Date> reminded_for;
    Instant registered_at;
    MeetingId meeting;
    std::optional<tenants::BodyId> body;
    std::string title;
    PartialDate day;
};

std::unordered_map<PartId, std::string> list_names_of_parts(
    db::Connection& db, TenantId tenant, std::vector<PartId> const& ids)
{
    struct NameRow {
        PartId id;
        std::string name;
    };
    db::Query sql("SELECT id, name FROM programme_parts WHERE tenant_id + 0 = ?", tenant);
    std::unordered_map<PartId, std::string> names;
    for (auto& row : db.list<NameRow>(sql.add_any_of("id", ids)))
        names.emplace(row.id, std::move(row.name));
    return names;
}

}

std::vector<FoundParty> list_parties_with_mail(
    db::Connection& db, TenantId tenant, std::vector<std::string> const& mails)
{
    db::Query sql(
        "SELECT r.id, r.state, r.language, r.mail, r.telephone, r.consent, r.beyond_reason, r.place,"
        " r.offered_until, r.reminded_for, r.registered_at, m.id, pn.body_id, m.title, m.day"
        " FROM registrations r JOIN programmes p ON p.id = r.programme_id"
        " JOIN meetings m ON m.id = p.meeting_id JOIN panels pn ON pn.id = m.panel_id"
        " WHERE r.tenant_id = ? AND r.mail <> ''",
        tenant);
    sql.add_any_of("lower(r.mail)", mails).add(" ORDER BY m.day, r.id");
    std::vector<FoundParty> parties;
    std::vector<RegistrationId> ids;
    for (auto& row : db.list<PartyRow>(sql)) {
        ids.push_back(row.id);
        parties.push_back(
            {row.id, row.state, std::move(row.language), std::move(row.mail), std::move(row.telephone),
             std::move(row.consent), std::move(row.beyond_reason), row.place, row.offered_until,
             row.reminded_for, row.registered_at, row.meeting, row.body, std::move(row.title), row.day});
    }
    if (parties.empty())
        return parties;
    auto people = list_participants_of(db, tenant, ids);
    std::vector<PartId> parts;
    for (auto const& [party, lines] : people) {
        for (auto const& line : lines)
            parts.push_back(line.part);
    }
    std::ranges::sort(parts);
    parts.erase(std::ranges::unique(parts).begin(), parts.end());
    auto const names = list_names_of_parts(db, tenant, parts);
    for (auto& party : parties) {
        for (auto& line : people[party.id]) {
            auto const part = line.part;
            party.people.push_back({std::move(line), names.at(part)});
        }
    }
    return parties;
}

} // namespace kommin::meetings
