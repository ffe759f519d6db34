#pragma once
// Two people turn out to be one (docs/adr/0060): everything of both is kept but where they differ, which is
// chosen field by field; what is allowed afterwards is what both had allowed.

#include "modules/contacts/people/api.hpp"
#include "modules/contacts/people/consent.hpp"
#include "modules/contacts/people/person_editing.hpp"
#include "platform/base/result.hpp"
#include "platform/records/fields.hpp"
#include "platform/work/work.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::contacts {

// Which of both says how it is. By field.
enum class Side : std::uint8_t { into, from };
using MergeChoices = std::map<std::string, Side, std::less<>>;

// The fields in which both say something else, in the order of the form: somebody has to choose.
std::vector<std::string_view> fields_to_choose(records::Fields const& into, records::Fields const& from);
// What is known of both as one; nothing where a choice is missing.
std::optional<records::Fields> merged_fields(
    records::Fields const& into, records::Fields const& from, MergeChoices const& chosen);

// `from` turns out to be `into`, whose record it stays. Merged already, it stays so. Problems: not_found
// without the right to edit both; a conflict where somebody has changed one of them meanwhile, and where a
// choice is missing ("people.merge.problem.choose").
Result<void> merge_people(
    Work& work, SeenPerson const& into, SeenPerson const& from, MergeChoices const& chosen,
    OtherModules const& others);

} // namespace kommin::contacts
