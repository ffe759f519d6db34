#pragma once
// Editing publications: a change counts at once. Rights are those of the Kreis.

#include "modules/meetings/panels/form_fields.hpp"
#include "modules/meetings/publications/publication.hpp"
#include "modules/meetings/publications/publication_store.hpp"
#include "platform/base/problem.hpp"
#include "platform/base/result.hpp"
#include "platform/records/editing.hpp"
#include "platform/records/fields.hpp"
#include "platform/work/work.hpp"

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

namespace kommin::meetings {

namespace publication_field {
inline constexpr std::string_view kind = "kind";
inline constexpr std::string_view title = "title";
inline constexpr std::string_view publisher = "publisher";
inline constexpr std::string_view issue = "issue";
inline constexpr std::string_view day = "day";
inline constexpr std::string_view subject = "subject";
inline constexpr std::string_view link = "link";
inline constexpr std::string_view meeting = "meeting"; // its id, "" for none
inline constexpr std::string_view visible = "visible";
inline constexpr std::string_view uncertain = common_field::uncertain;
inline constexpr std::string_view remark = common_field::remark;
} // namespace publication_field
// In the order of the form.
inline constexpr std::array all_publication_fields{
    FormField{publication_field::kind, "publication.field.kind"_msg},
    FormField{publication_field::title, "publication.field.title"_msg},
    FormField{publication_field::publisher, "publication.field.publisher"_msg},
    FormField{publication_field::issue, "publication.field.issue"_msg},
    FormField{publication_field::day, "publication.field.day"_msg},
    FormField{publication_field::subject, "publication.field.subject"_msg},
    FormField{publication_field::link, "publication.field.link"_msg},
    FormField{publication_field::meeting, "publication.field.meeting"_msg},
    FormField{publication_field::visible, "form.visible"_msg},
    FormField{publication_field::uncertain, "form.uncertain"_msg},
    FormField{publication_field::remark, "form.remark"_msg}};

inline constexpr std::array<std::string_view, 3> harmless_publication_fields{
    publication_field::kind, publication_field::day, publication_field::visible};
inline constexpr records::EditedKind edited_publications{
    .kind = publication_subject,
    .table = publication_table,
    .owner = "0",
    .was_public = "is_public",
    .actions = "meetings.publication",
    .harmless_fields = harmless_publication_fields,
    .has_drafts = false};

records::Fields form_of(Publication const& publication);
// As they are stored: on one line where the form has one, days as "18.11.2006".
records::Fields spelled_publication(records::Fields const& typed);
// Everything that stands in the way of saving, but whether the session is there.
std::vector<Problem> problems_of_publication(records::Fields const& fields);

// Which one, as this person last saw it.
struct PublicationVersion {
    PublicationId id;
    std::int64_t version;
};
// Problems: not_found without the right; what problems_of_publication() finds; "meeting" where there is no
// such session of a conference; a conflict where somebody has changed it meanwhile.
Result<void> save_publication(Work& work, PublicationVersion const& seen, records::Fields const& typed);
// `form_key`: of the form that was sent; a second time with the same entries it makes no second one. Problems
// as of save_publication().
Result<PublicationId> add_publication(Work& work, records::Fields const& typed, std::string_view form_key);

// The meetings of the conferences of the district, the newest first: what a publication can be about.
std::vector<Meeting> list_sessions(db::Connection& db, TenantId tenant);

} // namespace kommin::meetings
