#pragma once
// The life line of a record: what it came of, what happened to it and what came of it, as days with a
// sentence each (docs/adr/0095). Every module tells what it knows; the page that shows the line need not know
// whom.

#include "platform/base/date.hpp"
#include "platform/content/subject_kind.hpp"
#include "platform/html/url.hpp"
#include "platform/records/versions.hpp"
#include "platform/web/call.hpp"
#include "platform/web/document.hpp"

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace kommin::web {

struct LifePoint {
    enum class Kind : std::uint8_t { past, now, ahead };
    std::optional<PartialDate> day; // nothing: nobody knows when
    std::optional<Date> place; // by which it is put in its place; nothing: before everything else
    std::string text;
    std::optional<html::Url> url = {}; // for whoever may open it
    Kind kind = Kind::past;
    bool is_report = false; // one of many
};

// The line while it is put together. Modules add records first, of which they and others tell afterwards.
class LifeLine {
public:
    // More of a kind are not followed, and more reports are not shown; where there are more points than
    // these, still fewer. The page says so.
    static constexpr std::size_t most_of_a_kind = 40;
    static constexpr std::size_t most_reports = 40;
    static constexpr std::size_t most_points = 120;

    LifeLine(records::Subject of, Date today)
        : of_(of)
        , today_(today)
    {
        found_[std::string(of.kind.word())].push_back(of.id);
    }
    [[nodiscard]] records::Subject const& of() const { return of_; }
    [[nodiscard]] bool is_of(content::SubjectKind kind) const { return of_.kind.word() == kind.word(); }
    [[nodiscard]] Date today() const { return today_; }

    // The ids of a kind as far as they stand in the line by now, each once. In a sweep only those from which
    // that sweep has come: the record itself, and what it has added.
    [[nodiscard]] std::vector<std::int64_t> ids(content::SubjectKind kind) const;
    template<class Id>
    [[nodiscard]] std::vector<Id> ids_of(content::SubjectKind kind) const
    {
        std::vector<Id> typed;
        for (auto const id : ids(kind))
            typed.push_back(Id{id});
        return typed;
    }
    // Of records that the reader may know of; one that is there already is no second one.
    void add(content::SubjectKind kind, std::int64_t id);

    // What has happened stands where its day begins, at the earliest.
    void tell(std::optional<PartialDate> day, std::string text, std::optional<html::Url> url = {});
    // What is due stands where its day ends.
    void tell_due(PartialDate day, std::string text, std::optional<html::Url> url = {});
    // One of many values of the record itself. The oldest of these are left out where the line is too long,
    // and nothing else ever is: no other record tells where it came from.
    void tell_report(Date day, std::string text);
    // How the record itself stands today.
    void tell_now(std::string text);

    // In their order: what has no day first; what is of one day as it was told. The same sentence with the
    // same link on the same day is told once.
    [[nodiscard]] std::vector<LifePoint> points() const;
    // Records or reports were left out.
    [[nodiscard]] bool is_cut() const { return is_cut_ || surplus_reports() > 0; }

    // Begins the second sweep, and the telling.
    void turn_to_what_came();
    void turn_to_telling();

private:
    [[nodiscard]] std::size_t surplus_reports() const;

    using Ids = std::map<std::string, std::vector<std::int64_t>, std::less<>>;
    records::Subject of_;
    Date today_;
    Ids found_; // of this sweep; of all when it is told
    Ids earlier_;
    std::vector<LifePoint> points_;
    bool is_cut_ = false;
};

// A card with it. The reader may see the record itself; whoever adds and tells asks for each other one. Reads
// all of one moment.
Body life_line(Call const& call, records::Subject of);

} // namespace kommin::web
