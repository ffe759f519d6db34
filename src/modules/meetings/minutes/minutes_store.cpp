#include "modules/meetings/minutes/minutes_store.hpp"

#include "modules/meetings/agenda/agenda_store.hpp"
#include "platform/search/fold.hpp"

#include <string>
#include <utility>

namespace kommin::meetings {

using records::Fields;

namespace {

db::Query minutes_of(TenantId tenant)
{
    return db::Query(
        "SELECT s.id, s.meeting_id, s.state, s.content, s.amend_until, s.round, s.approval_item,"
        " s.published_edition, s.correction, s.version, s.changed_at, s.links_until FROM minutes s"
        " JOIN meetings m ON m.id = s.meeting_id WHERE s.tenant_id = ?",
        tenant);
}

std::optional<Minutes> only_minutes(std::vector<Minutes> rows)
{
    return rows.empty() ? std::nullopt : std::optional(std::move(rows.front()));
}

db::Query editions_of(TenantId tenant, MinutesId id)
{
    return db::Query(
        "SELECT number, content, agenda, reason, approved_on, approved_in, present, tasks"
        " FROM minutes_editions"
        " WHERE tenant_id = ? AND minutes_id = ?",
        tenant, id);
}

// Never empty: what is has not been reckoned yet.
std::string list_text_of(MinutesContent const& content)
{
    return searched_text(content) + '\n';
}

db::Query& add_words(db::Query& query, std::vector<PanelId> const& panels, std::string_view words)
{
    return query.add_any_of("m.panel_id", panels)
        .add(" AND s.list_text LIKE ? ESCAPE '!'", db::like_pattern(words));
}

db::Query amendments_of(TenantId tenant)
{
    return db::Query(
        "SELECT id, minutes_id, person_id, item_id, text, received_at, state, word, participant_id,"
        " by_participant, word_is_told FROM amendments WHERE tenant_id = ?",
        tenant);
}

}

std::optional<Minutes> load_minutes(db::Connection& db, TenantId tenant, MinutesId id)
{
    return only_minutes(db.list<Minutes>(minutes_of(tenant).add(" AND s.id = ?", id)));
}

std::optional<Minutes> find_minutes(db::Connection& db, TenantId tenant, MeetingId meeting)
{
    return only_minutes(db.list<Minutes>(minutes_of(tenant).add(" AND s.meeting_id = ?", meeting)));
}

bool has_minutes(db::Connection& db, TenantId tenant, MeetingId meeting)
{
    return db.load<std::int64_t>(
               "SELECT COUNT(*) FROM minutes WHERE tenant_id = ? AND meeting_id = ?", tenant, meeting)
        > 0;
}

std::optional<Minutes> find_newest_minutes(db::Connection& db, TenantId tenant, PanelId panel)
{
    return only_minutes(db.list<Minutes>(
        minutes_of(tenant).add(" AND m.panel_id = ? ORDER BY m.day DESC, s.id DESC LIMIT 1", panel)));
}

std::vector<Minutes> list_sent_minutes(db::Connection& db, TenantId tenant)
{
    return db.list<Minutes>(minutes_of(tenant).add(" AND s.state = ? ORDER BY s.id", MinutesState::sent));
}

std::vector<PublicMinutes> list_public_minutes(db::Connection& db, TenantId tenant)
{
    return db.list<PublicMinutes>(
        "SELECT m.id, m.title, COALESCE(p.body_id, 0) FROM minutes s JOIN meetings m ON m.id = s.meeting_id"
        " JOIN panels p ON p.id = m.panel_id WHERE s.tenant_id = ? AND s.published_edition > 0"
        " ORDER BY m.day DESC, m.id DESC",
        tenant);
}

std::vector<std::int64_t> list_public_minutes_ids(
    db::Connection& db, TenantId tenant, std::int64_t after, int limit)
{
    return db.list<std::int64_t>(
        "SELECT id FROM minutes WHERE tenant_id + 0 = ? AND id > ? AND published_edition > 0 ORDER BY id "
        "LIMIT ?",
        tenant, after, limit);
}

std::vector<std::int64_t> list_items_of_public_minutes(
    db::Connection& db, TenantId tenant, std::int64_t after, int limit)
{
    return db.list<std::int64_t>(
        "SELECT a.id FROM agenda_items a JOIN minutes s ON s.meeting_id = a.meeting_id"
        " WHERE a.tenant_id + 0 = ? AND a.id > ? AND s.published_edition > 0 ORDER BY a.id LIMIT ?",
        tenant, after, limit);
}

std::vector<Minutes> list_minutes(
    db::Connection& db, TenantId tenant, std::vector<PanelId> const& panels, MinutesState state, int limit)
{
    auto query = minutes_of(tenant);
    query.add(" AND s.state = ?", state)
        .add_any_of("m.panel_id", panels)
        .add(" ORDER BY m.day, s.id LIMIT ?", limit);
    return db.list<Minutes>(query);
}

std::string searched_text(MinutesContent const& content)
{
    auto text = content.general;
    for (auto const& notes : content.items) {
        text += '\n' + notes.notes;
        for (auto const& motion : notes.motions)
            text += '\n' + motion.text + '\n' + motion.decision;
    }
    return search::folded_text(text);
}

MinutesContent content_as_read(db::Connection& db, TenantId tenant, Minutes const& minutes)
{
    bool const may_be_approved = minutes.state == MinutesState::approved;
    return content_as_read(
        db, tenant, minutes,
        may_be_approved ? list_editions(db, tenant, minutes.id) : std::vector<Edition>{});
}

MinutesContent content_as_read(
    db::Connection& db, TenantId tenant, Minutes const& minutes, std::vector<Edition> const& editions)
{
    if (minutes.state == MinutesState::approved && !editions.empty())
        return editions.front().read();
    return content_of(minutes.fields(), items_of(list_agenda(db, tenant, minutes.meeting)));
}

std::vector<FoundDecision> find_decisions(
    db::Connection& db, TenantId tenant, std::vector<PanelId> const& panels, std::int64_t number,
    std::int64_t year, int limit)
{
    db::Query query(
        "SELECT minutes_id, motion FROM decisions WHERE tenant_id = ? AND number = ? AND year = ?", tenant,
        number, year);
    query.add_any_of("panel_id", panels).add(" ORDER BY id DESC LIMIT ?", limit);
    return db.list<FoundDecision>(query);
}

std::vector<NumberedDecision> list_numbered_decisions(
    db::Connection& db, TenantId tenant, PanelId panel, int year, int limit)
{
    return db.list<NumberedDecision>(
        "SELECT d.minutes_id, d.motion, d.year, d.number, m.id, m.title, m.day FROM decisions d"
        " JOIN minutes s ON s.id = d.minutes_id JOIN meetings m ON m.id = s.meeting_id"
        " WHERE d.tenant_id = ? AND d.panel_id = ? AND d.year = ? ORDER BY d.number LIMIT ?",
        tenant, panel, year, limit);
}

std::vector<NumberedDecision> list_numbered_decisions(
    db::Connection& db, TenantId tenant, std::vector<PanelId> const& panels,
    std::vector<MeetingId> const& meetings)
{
    db::Query query(
        "SELECT d.minutes_id, d.motion, d.year, d.number, m.id, m.title, m.day FROM decisions d"
        " JOIN minutes s ON s.id = d.minutes_id JOIN meetings m ON m.id = s.meeting_id"
        " WHERE d.tenant_id + 0 = ?",
        tenant);
    query.add_any_of("s.meeting_id", meetings).add_any_of("d.panel_id", panels);
    return db.list<NumberedDecision>(query.add(" ORDER BY d.year, d.number, d.panel_id"));
}

std::vector<Minutes> find_minutes_with(
    db::Connection& db, TenantId tenant, std::vector<PanelId> const& panels, std::string_view words,
    int limit)
{
    auto query = minutes_of(tenant);
    add_words(query, panels, words).add(" ORDER BY m.day DESC, s.id DESC LIMIT ?", limit);
    return db.list<Minutes>(query);
}

std::int64_t count_minutes_with(
    db::Connection& db, TenantId tenant, std::vector<PanelId> const& panels, std::string_view words,
    std::int64_t most)
{
    db::Query query(
        "SELECT COUNT(*) FROM (SELECT 1 FROM minutes s JOIN meetings m ON m.id = s.meeting_id"
        " WHERE s.tenant_id = ?",
        tenant);
    return db.list<std::int64_t>(add_words(query, panels, words).add(" LIMIT ?) AS counted", most)).front();
}

void spell_some_minutes(db::Connection& db, TenantId tenant, int limit)
{
    for (auto const& one : db.list<Minutes>(minutes_of(tenant).add(" AND s.list_text = '' LIMIT ?", limit)))
        db.execute(
            "UPDATE minutes SET list_text = ? WHERE tenant_id = ? AND id = ? AND list_text = ''",
            list_text_of(content_as_read(db, tenant, one)), tenant, one.id);
}

MinutesId insert_minutes(
    db::Connection& db, TenantId tenant, MeetingId meeting, std::string_view content, Instant now)
{
    return db.load<MinutesId>(
        "INSERT INTO minutes (tenant_id, meeting_id, state, content, round, published_edition, correction,"
        " list_text, changed_at) VALUES (?, ?, ?, ?, 0, 0, '', ?, ?) RETURNING id",
        tenant, meeting, MinutesState::writing, content,
        list_text_of(content_of(
            Fields::from_json(content).value_or(Fields{}), items_of(list_agenda(db, tenant, meeting)))),
        now);
}

void update_minutes(db::Connection& db, TenantId tenant, Minutes const& minutes, Instant now)
{
    db.execute(
        "UPDATE minutes SET state = ?, content = ?, amend_until = ?, round = ?, approval_item = ?,"
        " published_edition = ?, correction = ?, list_text = ?, links_until = ?, version = version + 1,"
        " changed_at = ?"
        " WHERE tenant_id = ? AND id = ?",
        minutes.state, minutes.content, minutes.amend_until, minutes.round, minutes.approval_item,
        minutes.published_edition, minutes.correction, list_text_of(content_as_read(db, tenant, minutes)),
        minutes.links_until, now, tenant, minutes.id);
}

std::vector<Edition> list_editions(db::Connection& db, TenantId tenant, MinutesId id)
{
    return db.list<Edition>(editions_of(tenant, id).add(" ORDER BY number DESC"));
}

std::vector<NewestEdition> list_newest_editions(
    db::Connection& db, TenantId tenant, std::vector<MinutesId> const& ids)
{
    struct Row {
        MinutesId minutes;
        std::int64_t number;
        std::string content;
        std::string agenda;
        std::string reason;
        Date approved_on;
        std::optional<MeetingId> approved_in;
    };
    db::Query query(
        "SELECT e.minutes_id, e.number, e.content, e.agenda, e.reason, e.approved_on, e.approved_in"
        " FROM minutes_editions e WHERE e.tenant_id = ? AND e.number = (SELECT MAX(n.number)"
        " FROM minutes_editions n WHERE n.minutes_id = e.minutes_id)",
        tenant);
    std::vector<NewestEdition> newest;
    for (auto& row : db.list<Row>(query.add_any_of("e.minutes_id", ids)))
        newest.push_back(
            {row.minutes,
             {.number = row.number,
              .content = std::move(row.content),
              .agenda = std::move(row.agenda),
              .reason = std::move(row.reason),
              .approved_on = row.approved_on,
              .approved_in = row.approved_in}});
    return newest;
}

std::optional<Edition> find_edition(db::Connection& db, TenantId tenant, MinutesId id, std::int64_t number)
{
    auto rows = db.list<Edition>(editions_of(tenant, id).add(" AND number = ?", number));
    return rows.empty() ? std::nullopt : std::optional(std::move(rows.front()));
}

void insert_edition(db::Connection& db, TenantId tenant, MinutesId id, Edition const& edition)
{
    db.execute(
        "INSERT INTO minutes_editions (minutes_id, number, tenant_id, content, agenda, reason, approved_on,"
        " approved_in, present, tasks) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        id, edition.number, tenant, edition.content, edition.agenda, edition.reason, edition.approved_on,
        edition.approved_in, edition.present, edition.tasks);
}

std::vector<DecisionNumber> list_decisions(db::Connection& db, TenantId tenant, MinutesId id)
{
    return db.list<DecisionNumber>(
        "SELECT motion, year, number FROM decisions WHERE tenant_id = ? AND minutes_id = ? ORDER BY number",
        tenant, id);
}

void number_decision(
    db::Connection& db, TenantId tenant, PanelId panel, MinutesId id, std::string_view motion,
    std::int64_t year)
{
    auto const next = db.load<std::int64_t>(
        "SELECT COALESCE(MAX(number), 0) + 1 FROM decisions WHERE tenant_id = ? AND panel_id = ? AND year = "
        "?",
        tenant, panel, year);
    db.execute(
        "INSERT INTO decisions (tenant_id, panel_id, minutes_id, motion, year, number)"
        " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (minutes_id, motion) DO NOTHING",
        tenant, panel, id, motion, year, next);
}

void insert_minutes_link(
    db::Connection& db, TenantId tenant, MinutesId id, contacts::PersonId person, std::string_view token_hash,
    Instant now)
{
    db.execute(
        "INSERT INTO minutes_links (token_hash, tenant_id, minutes_id, person_id, made_at)"
        " VALUES (?, ?, ?, ?, ?)",
        token_hash, tenant, id, person, now);
}

std::optional<MinutesLink> find_minutes_link(db::Connection& db, TenantId tenant, std::string_view token_hash)
{
    return db.find<MinutesLink>(
        "SELECT minutes_id, person_id FROM minutes_links WHERE tenant_id = ? AND token_hash = ?", tenant,
        token_hash);
}

void insert_party_link(
    db::Connection& db, TenantId tenant, PartyLink const& link, std::string_view token_hash, Instant now)
{
    db.execute(
        "INSERT INTO minutes_party_links (token_hash, tenant_id, minutes_id, registration_id, address_mark,"
        " made_at) VALUES (?, ?, ?, ?, ?, ?)",
        token_hash, tenant, link.minutes, link.party, link.address_mark, now);
}

std::optional<PartyLink> find_party_link(db::Connection& db, TenantId tenant, std::string_view token_hash)
{
    return db.find<PartyLink>(
        "SELECT minutes_id, registration_id, address_mark FROM minutes_party_links"
        " WHERE tenant_id = ? AND token_hash = ?",
        tenant, token_hash);
}

std::vector<Amendment> list_amendments(db::Connection& db, TenantId tenant, MinutesId id)
{
    return db.list<Amendment>(amendments_of(tenant).add(" AND minutes_id = ? ORDER BY id", id));
}

std::vector<Amendment> list_amendments_of_person(
    db::Connection& db, TenantId tenant, contacts::PersonId person)
{
    return db.list<Amendment>(amendments_of(tenant).add(" AND person_id = ? ORDER BY id", person));
}

std::optional<Amendment> load_amendment(db::Connection& db, TenantId tenant, AmendmentId id)
{
    auto rows = db.list<Amendment>(amendments_of(tenant).add(" AND id = ?", id));
    return rows.empty() ? std::nullopt : std::optional(std::move(rows.front()));
}

bool has_open_amendments(db::Connection& db, TenantId tenant, MinutesId id)
{
    return db.load<std::int64_t>(
               "SELECT COUNT(*) FROM amendments WHERE tenant_id = ? AND minutes_id = ? AND state = ?", tenant,
               id, AmendmentState::open)
        > 0;
}

bool insert_amendment(db::Connection& db, TenantId tenant, Amendment const& amendment, std::string_view mark)
{
    return db.execute(
               "INSERT INTO amendments (tenant_id, minutes_id, person_id, item_id, text, received_at, state,"
               " word, participant_id, by_participant, mark) VALUES (?, ?, ?, ?, ?, ?, ?, '', ?, ?, ?)"
               " ON CONFLICT (tenant_id, mark) DO NOTHING",
               tenant, amendment.minutes, amendment.person, amendment.item, amendment.text,
               amendment.received_at, amendment.state, amendment.participant, amendment.by_participant, mark)
        > 0;
}

void update_amendment(db::Connection& db, TenantId tenant, Amendment const& amendment)
{
    db.execute(
        "UPDATE amendments SET state = ?, word = ?, word_is_told = ? WHERE tenant_id = ? AND id = ?",
        amendment.state, amendment.word, amendment.word_is_told, tenant, amendment.id);
}

void move_minutes_of_person(
    db::Connection& db, TenantId tenant, contacts::PersonId from, contacts::PersonId into)
{
    db.execute(
        "UPDATE minutes_links SET person_id = ? WHERE tenant_id = ? AND person_id = ?", into, tenant, from);
    db.execute(
        "UPDATE amendments SET person_id = ? WHERE tenant_id = ? AND person_id = ?", into, tenant, from);
}

void forget_whoever_is_not_noted_as_present(db::Connection& db, TenantId tenant)
{
    db.execute(
        "UPDATE amendments SET person_id = NULL WHERE tenant_id = ? AND person_id IS NOT NULL AND NOT EXISTS"
        " (SELECT 1 FROM minutes m JOIN attendances a ON a.meeting_id = m.meeting_id"
        " WHERE m.id = amendments.minutes_id AND a.person_id = amendments.person_id)",
        tenant);
    db.execute(
        "DELETE FROM minutes_links WHERE tenant_id = ? AND NOT EXISTS"
        " (SELECT 1 FROM minutes m JOIN attendances a ON a.meeting_id = m.meeting_id"
        " WHERE m.id = minutes_links.minutes_id AND a.person_id = minutes_links.person_id)",
        tenant);
}

void forget_participants_in_minutes(db::Connection& db, TenantId tenant, Date today)
{
    db.execute(
        "UPDATE amendments SET participant_id = NULL WHERE tenant_id = ? AND participant_id IS NOT NULL AND"
        " NOT EXISTS (SELECT 1 FROM participants a WHERE a.id = amendments.participant_id AND a.arrived"
        " AND a.name <> '')",
        tenant);
    db.execute(
        "DELETE FROM minutes_party_links WHERE tenant_id = ? AND (NOT EXISTS"
        " (SELECT 1 FROM registrations r JOIN participants a ON a.registration_id = r.id"
        " WHERE r.id = minutes_party_links.registration_id AND r.mail <> '' AND a.arrived) OR EXISTS"
        " (SELECT 1 FROM minutes m WHERE m.id = minutes_party_links.minutes_id"
        " AND (m.links_until < ? OR (m.links_until IS NULL AND m.amend_until < ?))))",
        tenant, today, today + -time_to_read_answers);
    db.execute(
        "DELETE FROM minutes_links WHERE tenant_id = ? AND EXISTS (SELECT 1 FROM minutes m"
        " WHERE m.id = minutes_links.minutes_id AND m.links_until < ?)",
        tenant, today);
}

void forget_person_in_minutes(db::Connection& db, TenantId tenant, contacts::PersonId person)
{
    db.execute("DELETE FROM minutes_links WHERE tenant_id = ? AND person_id = ?", tenant, person);
    db.execute(
        "UPDATE amendments SET person_id = NULL WHERE tenant_id = ? AND person_id = ?", tenant, person);
}

} // namespace kommin::meetings
