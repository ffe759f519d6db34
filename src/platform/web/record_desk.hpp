#pragma once
// RecordDesk: the buttons below the form of a record that is edited with drafts. Whatever is in the way –
// errors, a colleague who was faster, an import that has changed the record – what was typed is never lost.

#include "platform/access/permission.hpp"
#include "platform/base/problem.hpp"
#include "platform/base/result.hpp"
#include "platform/html/url.hpp"
#include "platform/records/editing.hpp"
#include "platform/records/fields.hpp"
#include "platform/records/versions.hpp"
#include "platform/web/call.hpp"
#include "platform/web/record_form.hpp"
#include "platform/web/record_versions.hpp"
#include "platform/work/use_case.hpp"
#include "platform/work/work.hpp"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::web {

// A record as its form was sent: the version, and the record_version that its fields were begun from.
struct Seen {
    std::int64_t version;
    std::int64_t base;
};

// A form as it is shown.
struct ShownForm {
    records::Fields const& fields;
    std::vector<Problem> problems = {};
    Aside aside = {};
    std::optional<std::int64_t> version = {}; // an earlier one stands in the fields
};

// What a module says of one kind of record. One for each request.
class RecordDesk {
public:
    explicit RecordDesk(Call const& call)
        : call_(call)
    { }
    RecordDesk(RecordDesk const&) = delete;
    RecordDesk& operator=(RecordDesk const&) = delete;
    virtual ~RecordDesk() = default;

    // Looks at the record anew; false where it does not exist or this person may not see it. Everything below
    // speaks of what was found last.
    virtual bool load() = 0;
    [[nodiscard]] virtual records::EditState const& state() const = 0;
    [[nodiscard]] virtual records::Fields record() const = 0; // what the public sees, or would see
    [[nodiscard]] virtual records::Fields fields() const = 0; // of the draft; without one those of the record
    [[nodiscard]] virtual RecordForm form() const = 0;
    [[nodiscard]] virtual records::Fields posted(http::Form const& posted) const = 0;
    // Everything that stands in the way of publishing these fields.
    [[nodiscard]] virtual std::vector<Problem> problems_of(records::Fields const& fields) const = 0;
    // The fields as they would be stored: "8-12" is stored as "08:00-12:00". What is wrong stays as typed.
    [[nodiscard]] virtual records::Fields spelled_fields(records::Fields const& fields) const = 0;
    // The fields of an earlier version for the history: in the words of then, whatever has become since of
    // what they name.
    [[nodiscard]] virtual records::Fields compared_fields(records::Fields const& fields) const
    {
        return spelled_fields(fields);
    }
    // Whose versions there are; nothing where it was never saved.
    [[nodiscard]] virtual std::optional<records::Subject> subject() const = 0;
    // Whose versions this person may see; all of them unless a record can belong to others than before.
    [[nodiscard]] virtual std::vector<Scope> scopes() const;
    [[nodiscard]] virtual Authors const& authors() const = 0;
    [[nodiscard]] virtual html::Url url() const = 0; // of the form
    // Whether this person gets to it, and an earlier version can be fetched there. Whoever only reads has a
    // page instead, below which the history stands.
    [[nodiscard]] virtual bool has_form() const { return true; }
    [[nodiscard]] virtual StaffFrame frame_below(std::string title) const = 0;
    [[nodiscard]] virtual std::string title_of(records::Fields const& fields) const = 0;
    [[nodiscard]] virtual http::Response show_form(ShownForm form) const = 0;
    // Of the history, below the form unless a desk says otherwise; with "?fassung=3" it shows what that
    // version changed.
    [[nodiscard]] virtual html::Url history_url() const;
    // Buttons at the head of the history.
    [[nodiscard]] virtual Body history_actions() const { return {}; }

    // A version that this person may see.
    [[nodiscard]] std::optional<records::Version> version(std::int64_t number) const;
    // The one that it goes on from.
    [[nodiscard]] std::optional<records::Version> origin_of(std::int64_t number) const;
    // Newest first, at most as many as one page holds.
    [[nodiscard]] std::vector<records::Version> versions() const;
    // For comparing with what is typed now: versions are older than the rule that drafts are spelled.
    [[nodiscard]] records::Version spelled(records::Version version) const;
    [[nodiscard]] std::optional<records::Version> spelled(std::optional<records::Version> version) const;

protected:
    [[nodiscard]] Call const& call() const { return call_; }

private:
    Call const& call_;
};

enum class Asks : std::uint8_t { nothing, everything };
using PressedUseCase = std::function<Result<void>(Work&, Seen, records::Fields const&)>;

// One press of a button below the form. `asks`: whether all problems are shown before the use case is tried.
// `is_done`: whether a record that says the same by now is what the button makes of it, because it was
// pressed twice; without it, where no draft waits, and for whatever only saves always.
using IsDone = std::function<bool(records::EditState const&)>;
// A draft that waits to be looked at, or that was approved since.
bool was_handed_in(records::EditState const& state);
http::Response press(
    Call& call, RecordDesk& desk, Asks asks, PressedUseCase const& use_case, IsDone const& is_done = {});
// A button without the fields around it.
http::Response press_alone(
    Call& call, RecordDesk& desk, std::function<Result<void>(Work&, std::int64_t version)> const& use_case);
// The form with what stands in it now, or with the earlier version that the address asks for ("?fassung=3").
http::Response show_record(Call& call, RecordDesk& desk);
http::Response show_history(Call& call, RecordDesk& desk);

// A record that somebody wants to add.
struct NewRecord {
    std::vector<Problem> problems = {}; // what is in the way before anything is tried
    std::function<Result<html::Url>(Work&)> add; // where its form stands
    std::function<http::Response(std::vector<Problem>)> show_form; // with everything that was typed
    Conflicts conflicts = {};
};
http::Response add_record(Call& call, NewRecord const& record);
// The key of the form that was sent: sent twice, it makes one record.
std::string key_of_form(http::Form const& posted);

} // namespace kommin::web
