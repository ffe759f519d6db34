#pragma once
// Fields: a record as its form shows it – the name of each field and what stands in it, as typed. One form
// for drafts that need not be right yet, for versions, for comparing them and for taking one back.

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace kommin::records {

// A field that nobody filled in and one that is not there are the same; several values are a set and stand in
// ascending order.
class Fields {
public:
    using Values = std::vector<std::string>;

    Fields() = default;
    // The first value, "" if there is none.
    [[nodiscard]] std::string_view value(std::string_view name) const;
    // All of them: boxes that are ticked.
    [[nodiscard]] Values const& values(std::string_view name) const;
    [[nodiscard]] bool has(std::string_view name, std::string_view value) const;
    void set(std::string_view name, std::string value);
    void set(std::string_view name, Values values);
    [[nodiscard]] bool empty() const { return values_.empty(); }
    [[nodiscard]] std::map<std::string, Values, std::less<>> const& all() const { return values_; }

    // {"title":["Sprachcafé"]}, ascending by name: the same fields give the same text.
    [[nodiscard]] std::string to_json() const;
    // Nothing for what to_json() never writes.
    static std::optional<Fields> from_json(std::string_view json);

    friend bool operator==(Fields const&, Fields const&) = default;

private:
    std::map<std::string, Values, std::less<>> values_; // without empty ones
};

// The names of the fields in which two versions differ, ascending.
std::vector<std::string> differences(Fields const& one, Fields const& other);

// What becomes of a field when two people have changed the same version.
enum class Merge : std::uint8_t {
    same, // both want the same, or nobody changed it
    mine, // only mine has changed
    theirs, // only theirs has changed
    both, // each changed it, in different ways: somebody must choose
};
Merge merge(Fields const& base, Fields const& mine, Fields const& theirs, std::string_view field);

// A text in pieces, against another: what is common to both and what only this one has, by words.
struct Piece {
    std::string_view text; // of the text that was given first
    bool is_common = true;
    friend bool operator==(Piece const&, Piece const&) = default;
};
// The pieces of `text`, joined they are the text again. Longer texts than a few thousand words are told apart
// as a whole.
std::vector<Piece> compare(std::string_view text, std::string_view other);

// What became of a text, by words: what was kept and added, joined, is the newer text again. A word is kept
// whatever white space follows it. Of what was replaced, the earlier words come first.
struct Change {
    enum class Kind : std::uint8_t { kept, removed, added };
    Kind kind = Kind::kept;
    std::string_view text; // of the newer text, where it was kept
    friend bool operator==(Change const&, Change const&) = default;
};
// As long as compare() tells them apart; of longer texts all is removed and all is added.
std::vector<Change> changes(std::string_view earlier, std::string_view newer);

} // namespace kommin::records
