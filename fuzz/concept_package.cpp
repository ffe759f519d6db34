// Concept packages. Promises: any bytes are a package or a problem at the field of the file; a package that
// was read is written as the same bytes by its key's holder and reads back the same; each of its parts has a
// key of its kind and its words read back.

#include "fuzz.hpp"
#include "modules/adoption/package/package_file.hpp"

#include <string>

namespace kommin::fuzz {

namespace {

crypto::Key const& key()
{
    static auto const made = crypto::Key::of(std::string(crypto::Key::size, 'k')).value();
    return made;
}

void check_reads_back(adoption::ConceptPackage const& package)
{
    auto const file = adoption::write_package_file(package, key());
    auto const again = adoption::read_package_file(file);
    require(again.has_value(), "what was written can be read");
    require(again->package == package, "it says the same");
    require(adoption::write_package_file(again->package, key()) == file, "in the same bytes");
    for (auto const& item : package.items) {
        require(adoption::number_of(item.key, item.kind).has_value(), "a part has a key of its kind");
        require(adoption::read_item(item.kind, adoption::text_of(item)) == item, "its words read back");
    }
}

// Nobody finds a signature by chance: what stands in "package" is read through a part as well.
void check_parts(std::string_view input)
{
    for (auto const kind : adoption::all_item_kinds) {
        if (auto const item = adoption::read_item(kind, input))
            require(adoption::text_of(*item) == input, "a part is spelled in one way");
    }
}

}

void run(std::string_view input)
{
    check_parts(input);
    auto const read = adoption::read_package_file(input);
    if (read)
        check_reads_back(read->package);
    else
        require(read.problem().field == adoption::package_file_field, "a problem stands at the file");
}

} // namespace kommin::fuzz
