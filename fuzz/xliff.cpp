// XLIFF. Promises: any bytes are a document or an error with a line inside the text; a document that was read
// is written and reads back the same; any text goes through a file unchanged.

#include "platform/xliff/xliff.hpp"
#include "fuzz.hpp"
#include "platform/base/text.hpp"

#include <algorithm>
#include <string>

namespace kommin::fuzz {

namespace {

constexpr xliff::Limits limits{
    .bytes = std::size_t{64} << 10U, .elements = 500, .attributes = 1'000, .depth = 12, .units = 50};

// Ids of tools may hold anything; ours are letters and digits.
void give_ids(xliff::Document& document)
{
    std::size_t number = 0;
    for (auto& file : document.files) {
        file.id = "f" + std::to_string(++number);
        for (auto& unit : file.units)
            unit.id = "u" + std::to_string(++number);
    }
}

void check_reads_back(xliff::Document document)
{
    give_ids(document);
    // A file of notes only is legal to read and not to write.
    std::erase_if(document.files, [](xliff::File const& file) { return file.units.empty(); });
    if (document.files.empty())
        return;
    auto const read = xliff::read(xliff::print(document));
    auto const* const again = std::get_if<xliff::Document>(&read);
    require(again != nullptr, "what was written can be read");
    require(again->files.size() == document.files.size(), "every file reads back");
    for (std::size_t i = 0; i < document.files.size(); ++i) {
        auto const& units = document.files[i].units;
        require(again->files[i].units.size() == units.size(), "every unit reads back");
        for (std::size_t j = 0; j < units.size(); ++j) {
            auto const& unit = again->files[i].units[j];
            require(unit.source == units[j].source, "the source reads back");
            require(unit.target == units[j].target, "the target reads back");
            require(unit.state == units[j].state, "the state reads back");
        }
    }
}

void check_any_text(std::string_view input)
{
    if (!is_valid_utf8(input))
        return;
    std::string const text(input);
    check_reads_back(
        {.heading = {.source_language = "de", .target_language = "ar"},
         .files
         = {{.id = "f",
             .notes = {text},
             .units = {{.id = "u", .name = text, .source = text, .target = text, .marks = {{"m", text}}}}}}});
}

}

void run(std::string_view input)
{
    check_any_text(input);
    auto const read = xliff::read(input, limits);
    auto const* const document = std::get_if<xliff::Document>(&read);
    if (document == nullptr) {
        auto const lines = static_cast<std::size_t>(std::ranges::count(input, '\n')) + 1;
        auto const line = std::get<xliff::Error>(read).line;
        require(line >= 1 && line <= lines, "an error has a line of the text");
        return;
    }
    require(!document->files.empty(), "a document has files");
    for (auto const& file : document->files) {
        for (auto const& unit : file.units) {
            require(!unit.id.empty(), "a unit has an id");
            require(is_valid_utf8(unit.source) && is_valid_utf8(unit.target.value_or("")), "texts are UTF-8");
        }
    }
    check_reads_back(*document);
}

} // namespace kommin::fuzz
