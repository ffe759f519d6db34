#pragma once
// The texts of records as XLIFF files and back: what stands in a file, and what somebody meant who sends one.

#include "modules/portal/editing/translating.hpp"
#include "modules/tenants/api.hpp"
#include "platform/base/result.hpp"
#include "platform/i18n/texts.hpp"
#include "platform/xliff/xliff.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::portal {

// In one file: what a tool opens without trouble, and far less than may be sent back.
inline constexpr int most_records_of_a_file = 1'000;
inline constexpr std::size_t largest_written_file = std::size_t{8} << 20U;
inline constexpr std::size_t largest_sent_file = std::size_t{16} << 20U;

enum class FileExtent : std::uint8_t { open, all }; // which texts of a record

xliff::Heading heading_of(tenants::Tenant const& tenant, Language language);
// Nothing where no text is wanted.
std::optional<xliff::File> file_of(
    Translatable const& record, Language language, FileExtent extent, i18n::Texts const& texts);

// The texts of one record in a file that was sent.
struct SentRecord {
    std::string kind; // "" for units that are none of ours
    std::int64_t id = 0;
    std::vector<ForeignTranslation> texts;
    std::vector<std::string> units; // their ids, in the order of `texts`
};
// All records of a file in their order. A problem of the field "datei", if it cannot be read, is of another
// district or in another language: nothing of it may be stored then.
Result<std::vector<SentRecord>> read_translations(
    std::string_view bytes, tenants::Tenant const& tenant, Language language);

} // namespace kommin::portal
