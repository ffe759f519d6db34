#pragma once
// What other modules may know of people, and what they say of them (docs/adr/0065). A name is told to whoever
// may see the person, an address to the letters alone.

#include "modules/contacts/people/consent.hpp"
#include "modules/contacts/people/person.hpp"
#include "platform/access/actor.hpp"
#include "platform/base/date.hpp"
#include "platform/base/result.hpp"
#include "platform/db/connection.hpp"
#include "platform/db/query.hpp"
#include "platform/html/url.hpp"
#include "platform/web/call.hpp"
#include "platform/web/document.hpp"
#include "platform/work/work.hpp"

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace kommin::contacts {

// ── What another module asks ──

struct NamedPerson {
    PersonId id;
    std::string name; // "Dr. Ayşe Kaya"
    std::string list_name; // "Kaya, Dr. Ayşe"
    std::string detail; // where they work and as what; "" where nobody has said it
};
// Those of them whom this actor may see; nobody who was merged or erased. Asks for some hundreds at a time.
using NamedPeople = std::unordered_map<PersonId, NamedPerson>;
NamedPeople list_named_people(
    db::Connection& db, TenantId tenant, Actor const& actor, std::vector<PersonId> const& ids);
// Those of them whom everybody may read of: who allow it today (Purpose::public_name).
NamedPeople list_publicly_named_people(db::Connection& db, TenantId tenant, std::vector<PersonId> const& ids);
// A SELECT of the columns id and list_text of everybody whom this actor may see, for a list of another part
// that is in the order of names.
db::Query names_to_sort(TenantId tenant, Actor const& actor);
// At most `most` whom this actor may see, by name: each word is in a name in any spelling, an organisation or
// a mail address. Without words nobody.
struct FoundPeople {
    std::vector<NamedPerson> people;
    bool has_more = false;
};
FoundPeople find_named_people(
    db::Connection& db, TenantId tenant, Actor const& actor, std::string_view words, int most);
// What narrows a choice of people; empty: nothing.
struct PeopleChoice {
    std::string words; // each of them in a name in any spelling, an organisation or a mail address
    std::string municipality; // a slug; nobody stands for one that there is not
    std::string field_of_work; // its word; nobody stands for one that there is not
    std::string language; // the tag of one that they speak; nobody speaks one that there is not
};
// By name, at most `most` whom this actor may see and who allow it today.
std::vector<PersonId> list_people_who_allow(
    db::Connection& db, TenantId tenant, Actor const& actor, Purpose purpose, PeopleChoice const& choice,
    int most);
// How each of these people stands to a purpose; nobody who was never asked for any. Asks for no right.
using ConsentStandings = std::unordered_map<PersonId, ConsentStanding>;
ConsentStandings list_consent_standings(
    db::Connection& db, TenantId tenant, Purpose purpose, std::vector<PersonId> const& ids);
bool may_see_person(db::Connection& db, TenantId tenant, Actor const& actor, PersonId id);
// Whether there is anybody whom this actor may see, or add to those of this owner.
bool may_see_people(Actor const& actor);
bool may_add_people(Actor const& actor, Scope owner);
// Whether they may erase people of the whole district: whom everything is told that is kept of anybody.
bool may_erase_people(Actor const& actor);

// What people have said of themselves, for counting them; nothing is reckoned from anything else.
struct Told {
    PersonId id;
    Gender gender = Gender::unknown;
    FieldOfWork field_of_work = FieldOfWork::unknown;
    std::optional<tenants::BodyId> municipality;
};
// Of those who are there, whoever may see them: not to be shown of a single one.
std::vector<Told> list_told(db::Connection& db, TenantId tenant, std::vector<PersonId> const& ids);

// Where letters go, for jobs that nobody sits at: nothing of it is shown. Of those who are there, in the
// order of the ids.
struct ReachablePerson {
    PersonId id;
    std::string name; // "Dr. Ayşe Kaya"
    std::string salutation; // as letters to them begin; "" where nobody has said it
    std::string letters_language; // tag of a language of the pages
    std::string mail; // "" where none is known
};
std::vector<ReachablePerson> list_reachable_people(
    db::Connection& db, TenantId tenant, std::vector<PersonId> const& ids);

// By what somebody is recognised on another list, without showing it to anybody. Of those who are there.
struct KnownPerson {
    PersonId id;
    std::string name; // "Ayşe Kaya"
    std::string title; // "Dr."
    std::vector<std::string> mails; // all of them, as of normal_of(); letters go to the first
    Scope owner = Scope::whole_tenant(); // whose record it is

    // An address, however it is written.
    [[nodiscard]] bool has_mail(std::string_view mail) const;
    [[nodiscard]] bool is_reached_at(std::string_view mail) const;
    // Whether somebody is called as they are, with a title or another given name or without. Spelled
    // otherwise it has to sound the same: what people are proposed by to be one (likeness.hpp), Ali and Ela
    // have, too.
    [[nodiscard]] bool is_called(std::string_view called) const;
    // Whether a text names somebody called so: the words of the name stand side by side, whichever comes
    // first. Whoever has one name only is found in none.
    [[nodiscard]] bool is_named_in(std::string_view text) const;
};
std::vector<KnownPerson> list_known_people(
    db::Connection& db, TenantId tenant, std::vector<PersonId> const& ids);
// Those who have this address among theirs, by id.
std::vector<KnownPerson> list_known_people_at(db::Connection& db, TenantId tenant, std::string_view mail);

// The page of somebody; it asks for the right to see them.
html::Url person_url(PersonId id);

// Somebody of whom only the name is known yet, kept by this owner. `form_key` and problems as of
// add_person().
struct NewName {
    std::optional<tenants::BodyId> body; // nothing: the Kreis
    std::string given, family;
};
Result<PersonId> add_named_person(Work& work, NewName const& name, std::string_view form_key);
// There is a ground to keep this person from now on; the days without one are over.
void note_ground(Work& work, PersonId id);
void note_grounds(Work& work, std::vector<PersonId> const& ids); // the same for each, some hundreds at a time

// ── What another module gives ──

// A SELECT of the ids of all people for whom a module has a ground on that day.
using Ground = std::function<db::Query(TenantId, Date today)>;

struct ReportLine {
    std::string label;
    std::string value;
    bool begins_record = false;
};
// Under one heading. The lines of a part may be several records, such as one consent after the other.
struct ReportPart {
    std::string heading;
    std::vector<ReportLine> lines;
};

// What a module shows of somebody on their page, as far as the person of the call may see it.
struct OnPersonPage {
    web::Body section = {}; // empty: nothing
    std::vector<std::string> grounds = {}; // each in words, to whoever sees the person
};

// What seems to be of somebody and bears no number of theirs: an address or a name says so. Erasing leaves
// it, and whoever erases is asked to look at it before, since nothing finds it afterwards.
struct LeftByErasing {
    std::string sentence;
    std::optional<html::Url> url = {}; // where it can be seen to, for whoever may
};

// All that another module has of people, and what becomes of it. Every function is there.
struct OfPeople {
    Ground ground;
    // Everything it has of somebody (Art. 15 GDPR), also what nobody but them may read here.
    std::function<void(web::Call const&, PersonId, std::vector<ReportPart>&)> report;
    std::function<OnPersonPage(web::Call const&, PersonId)> show;
    // `from` turns out to be `into`: what is of the one is the other's from now on.
    std::function<void(Work&, PersonId from, PersonId into)> merge;
    // Nothing is left of this person.
    std::function<void(Work&, PersonId)> erase;
    // What erase() would take away, one sentence for each kind, for the question before it.
    std::function<std::vector<std::string>(web::Call const&, PersonId)> lost_by_erasing;
    // What erase() would leave, for the same question.
    std::function<std::vector<LeftByErasing>(web::Call const&, PersonId)> left_by_erasing;
};
using OtherModules = std::vector<OfPeople>;
// Throws std::logic_error where a function is missing: at the start, rather than before whoever erases
// somebody.
void check_is_whole(OfPeople const& of_people);

// For modules that keep nobody, whose page says nothing of what they have, whose records bear no number of
// whoever they are of, or which leave nothing.
db::Query no_ground(TenantId tenant, Date today);
OnPersonPage nothing_shown(web::Call const& call, PersonId person);
void nothing_merged(Work& work, PersonId from, PersonId into);
void nothing_erased(Work& work, PersonId person);
std::vector<std::string> nothing_lost(web::Call const& call, PersonId person);
std::vector<LeftByErasing> nothing_left(web::Call const& call, PersonId person);

} // namespace kommin::contacts
