#pragma once
// Taking over from a package: reading one in, what it would make of a municipality's records, and making it.
// What somebody has changed there is never overwritten unless they say so (docs/adr/0097).

#include "modules/adoption/concepts/item_records.hpp"
#include "modules/adoption/concepts/package_store.hpp"
#include "platform/access/actor.hpp"
#include "platform/base/result.hpp"
#include "platform/html/url.hpp"
#include "platform/work/work.hpp"

#include <array>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::adoption {

// What the app hands in: what follows where a panel is called otherwise, and which letters there are.
struct AdoptionRules {
    meetings::PanelReworded panel_reworded = nullptr;
    letters::LetterKinds letter_kinds = {};
};

// Stores the file; one that is there already is found. Problems: not_found without the right anywhere; as of
// read_package_file(); "package.problem.letter" with the place where a letter is of a kind or a language, or
// has a placeholder, that this installation does not know; conflicts at "datei": "package.problem.key" where
// earlier versions are signed by another key; "package.problem.other_file" where that version is there and
// says something else; "package.problem.older"; "package.problem.own" where the district gives out that
// package itself. `compared`: the public key whose fingerprint somebody has compared with the issuer; "":
// nobody has.
Result<PackageId> take_in_package(
    Work& work, AdoptionRules const& rules, std::string_view bytes, std::string_view compared);

// How a part stands beside the records of a municipality.
enum class Standing : std::uint8_t {
    fresh, // nothing of it is here
    found, // a record of the same name is here, which nobody has named as the same
    waits, // nothing to put it into: a checklist without an open year
    same, // stands here in these words
    own, // changed here; the package says nothing new
    proposed, // the package says something new, nobody has changed it here
    both, // the package says something new, and so does whoever has changed it here
    declined, // was not wanted in these words
    ended, // has ended here, or was dropped: that stays so
};
inline constexpr std::array<std::string_view, 9> standing_names{
    "fresh", "found", "waits", "same", "own", "proposed", "both", "declined", "ended"};
inline std::string_view to_text(Standing standing)
{
    return kommin::name_of(standing_names, standing);
}
MessageKey label_of(Standing standing);
// Whether somebody has something to say about it.
bool is_open(Standing standing);
// `base`: what was taken over or not wanted last; `mine`: what stands here; `theirs`: what the package says.
Standing compare_words(Item const& base, Item const& mine, Item const& theirs);

struct PartLine {
    Item theirs;
    Standing standing = Standing::fresh;
    std::optional<Item> mine; // the record that it is, or would be, here
    std::optional<html::Url> url; // of that record
    std::vector<Item> figures; // of a measure: those that it has not here
    std::optional<goals::MeasureId> measure; // where they are entered
    std::optional<AdoptedItem> adopted; // what became of it, as somebody has said
    std::optional<AdoptedItem> found; // a record of the same name, which nobody has named yet
};

struct AdoptionView {
    StoredPackage stored;
    ConceptPackage package;
    tenants::Body body;
    std::optional<Adoption> adoption;
    bool is_newest = true; // else there is a later version
    bool has_other_key = false; // than a version before it
    std::vector<PartLine> lines; // without figures, which stand with their measures
    std::vector<AdoptedItem> gone; // taken over once, and not in this version
    // Of all that was read: another one where anything of it has changed.
    std::string digest;
};
// Nothing where there is no such package, or this actor may not take over for that municipality.
std::optional<AdoptionView> find_adoption_view(
    db::Connection& db, TenantId tenant, Actor const& actor, PackageId package, std::string_view body,
    Date today);

// keep: what stands here, or that nothing does. What is not named is left for later.
enum class PartChoice : std::uint8_t { take, keep };
using PartChoices = std::map<std::string, PartChoice, std::less<>>; // by the key of the part
// The field of a form that asks for a part.
std::string choice_field(std::string_view key);

struct AdoptionCount {
    int taken = 0;
    int kept = 0;
};
// All of it or nothing. Problems: not_found; conflicts where anything has changed since `digest`
// ("package.problem.moved") or there is a later version ("package.problem.newer");
// "package.problem.nothing"; at the field of a part what its own form would say, or what it needs first.
Result<AdoptionCount> adopt_parts(
    Work& work, AdoptionRules const& rules, PackageId package, std::string_view body,
    PartChoices const& choices, std::string_view digest);

// Whether a package has to do with an entry of the log of advice or with an application: one of both, which
// this actor may see. Problems: not_found.
Result<void> link_package(Work& work, PackageId package, AdoptionLink const& link);
Result<void> unlink_package(Work& work, PackageId package, AdoptionLinkId link);

} // namespace kommin::adoption
