#include "modules/meetings/attendance/counted_once.hpp"

#include "modules/meetings/attendance/attendance.hpp"
#include "platform/base/text.hpp"
#include "platform/search/fold.hpp"

#include <algorithm>
#include <string_view>

namespace kommin::meetings {

namespace {

// The words of a name, whichever comes first: "Kaya, Ayşe" and "ayse kaya" are one.
std::vector<std::string> words_of_name(std::string_view name)
{
    std::vector<std::string> words;
    search::FoldedWords walk(name);
    while (auto const word = walk.next()) {
        if (!word->folded.empty())
            words.emplace_back(word->folded);
    }
    std::ranges::sort(words);
    return words;
}

// As the contacts compare addresses.
std::string normal_mail(std::string_view mail)
{
    return contacts::normal_of(contacts::AddressKind::mail, trim(mail));
}

struct Known {
    contacts::PersonId id;
    std::vector<std::string> name, name_with_title;
    std::vector<std::string> mails;
    bool is_found = false;
};

std::vector<Known> list_known(
    db::Connection& db, TenantId tenant, std::vector<contacts::PersonId> const& people)
{
    std::vector<Known> known;
    for (auto& person : contacts::list_known_people(db, tenant, people))
        known.push_back(
            {person.id, words_of_name(person.name), words_of_name(person.title + ' ' + person.name),
             std::move(person.mails)});
    return known;
}

}

std::string same_line_mark(OtherLine const& line)
{
    auto const mail = normal_mail(line.mail);
    auto const words = words_of_name(line.name);
    if (mail.empty() || words.empty())
        return {};
    auto mark = mail;
    for (auto const& word : words)
        mark += '\n' + word;
    return mark;
}

std::vector<std::optional<contacts::PersonId>> find_same_people(
    db::Connection& db, TenantId tenant, std::vector<OtherLine> const& lines,
    std::vector<contacts::PersonId> const& people)
{
    std::vector<std::optional<contacts::PersonId>> same(lines.size());
    if (std::ranges::all_of(lines, [](OtherLine const& line) { return line.mail.empty(); }))
        return same;
    auto known = list_known(db, tenant, people);
    for (std::size_t i = 0; i < lines.size(); ++i) {
        auto const mail = normal_mail(lines[i].mail);
        auto const name = words_of_name(lines[i].name);
        if (mail.empty() || name.empty())
            continue;
        auto const one = std::ranges::find_if(known, [&](Known const& person) {
            return !person.is_found && (name == person.name || name == person.name_with_title)
                && std::ranges::find(person.mails, mail) != person.mails.end();
        });
        if (one == known.end())
            continue;
        one->is_found = true;
        same[i] = one->id;
    }
    return same;
}

std::int64_t count_erased_arrivals(db::Connection& db, TenantId tenant, MeetingId meeting)
{
    return db.load<std::int64_t>(
        "SELECT CAST(COALESCE(SUM(t.came - t.again), 0) AS BIGINT) FROM programmes p"
        " JOIN participant_totals t ON t.programme_id = p.id"
        " WHERE p.tenant_id = ? AND p.meeting_id = ? AND t.cut = 'part'",
        tenant, meeting);
}

namespace {

// Of those who came in several parties the first line counts. The second of one name in a party is somebody
// else, also in the next party: father and son. Whoever is not there, or of whom nobody knows an address any
// more, was counted in no other line.
void settle_parties(Work& work, MeetingId meeting)
{
    struct Came {
        std::int64_t id = 0;
        std::int64_t party = 0;
        std::string name, mail;
        bool arrived = false;
        bool again = false;
    };
    auto const came = work.db().list<Came>(
        "SELECT a.id, r.id, a.name, r.mail, a.arrived, a.again FROM programmes p JOIN registrations r"
        " ON r.programme_id = p.id JOIN participants a ON a.registration_id = r.id"
        " WHERE p.tenant_id = ? AND p.meeting_id = ? AND ((a.arrived AND r.mail <> '') OR a.again)"
        " ORDER BY r.id, a.id",
        work.tenant(), meeting);
    LinesOfPeople lines;
    for (std::size_t i = 0; i < came.size(); ++i) {
        auto const& one = came[i];
        bool const again = one.arrived && lines.first_line_of(one.party, {one.name, one.mail}, i) != i;
        if (again != one.again)
            work.db().execute(
                "UPDATE participants SET again = ? WHERE tenant_id = ? AND id = ?", again, work.tenant(),
                one.id);
    }
}

}

std::size_t LinesOfPeople::first_line_of(std::int64_t party, OtherLine const& line, std::size_t at)
{
    auto const mark = same_line_mark(line);
    return mark.empty() ? at : first_.try_emplace({mark, in_party_[{party, mark}]++}, at).first->second;
}

void settle_arrivals(Work& work, MeetingId meeting)
{
    settle_parties(work, meeting);
    auto& db = work.db();
    auto const tenant = work.tenant();
    auto const attendances = list_attendances(db, tenant, meeting);
    if (attendances.empty())
        return;
    auto came = db.list<OtherLine>(
        "SELECT a.name, r.mail FROM programmes p JOIN registrations r ON r.programme_id = p.id"
        " JOIN participants a ON a.registration_id = r.id"
        " WHERE p.tenant_id = ? AND p.meeting_id = ? AND a.arrived ORDER BY a.id",
        tenant, meeting);
    bool const has_nameless = std::erase_if(came, [](OtherLine const& one) { return one.name.empty(); }) > 0
        || count_erased_arrivals(db, tenant, meeting) > 0;
    std::vector<contacts::PersonId> people;
    for (auto const& one : attendances)
        people.push_back(one.person);
    auto const same = find_same_people(db, tenant, came, people);
    for (auto const& one : attendances) {
        bool const is_found = std::ranges::find(same, std::optional(one.person)) != same.end();
        bool const is_participant = is_found || (has_nameless && one.as_participant);
        if (is_participant != one.as_participant)
            db.execute(
                "UPDATE attendances SET as_participant = ? WHERE tenant_id = ? AND meeting_id = ?"
                " AND person_id = ?",
                is_participant, tenant, meeting, one.person);
    }
}

void settle_new_arrival(Work& work, MeetingId meeting, contacts::PersonId person)
{
    auto const mails = work.db().list<std::string>(
        "SELECT DISTINCT r.mail FROM programmes p JOIN registrations r ON r.programme_id = p.id"
        " JOIN participants a ON a.registration_id = r.id"
        " WHERE p.tenant_id = ? AND p.meeting_id = ? AND a.arrived AND r.mail <> ''",
        work.tenant(), meeting);
    auto const known = mails.empty() ? std::vector<contacts::KnownPerson>{}
                                     : contacts::list_known_people(work.db(), work.tenant(), {person});
    auto const is_theirs = [&](std::string const& mail) { return known.front().has_mail(mail); };
    if (!known.empty() && std::ranges::any_of(mails, is_theirs))
        settle_arrivals(work, meeting);
}

void settle_new_arrival(Work& work, MeetingId meeting, std::string_view mail)
{
    auto const came = [&](contacts::KnownPerson const& person) {
        return find_attendance(work.db(), work.tenant(), meeting, person.id).has_value();
    };
    auto const parties = work.db().load<std::int64_t>(
        "SELECT COUNT(DISTINCT r.id) FROM programmes p JOIN registrations r ON r.programme_id = p.id"
        " JOIN participants a ON a.registration_id = r.id"
        " WHERE p.tenant_id = ? AND p.meeting_id = ? AND a.arrived AND r.mail <> '' AND lower(r.mail) = "
        "lower(?)",
        work.tenant(), meeting, mail);
    if (parties > 1
        || std::ranges::any_of(contacts::list_known_people_at(work.db(), work.tenant(), mail), came))
        settle_arrivals(work, meeting);
}

} // namespace kommin::meetings
