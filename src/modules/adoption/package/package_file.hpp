#pragma once
// Packages as files: JSON in one spelling, signed. The same package and key give the same bytes, and a file
// that is spelled in another way is refused, whatever it says.

#include "modules/adoption/package/concept_package.hpp"
#include "platform/base/result.hpp"
#include "platform/crypto/seal.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace kommin::adoption {

inline constexpr std::string_view package_format = "kommin-concept/1";
inline constexpr std::size_t largest_package = std::size_t{2} << 20U; // bytes
inline constexpr std::string_view package_file_field = "datei";

// Its words as they are compared and kept: JSON in one spelling.
std::string text_of(Item const& item);
// Nothing for what text_of() never writes.
std::optional<Item> read_item(ItemKind kind, std::string_view text);

// What its reader would say of it, once it is signed: nobody gives out what nobody can read. Its code may be
// missing yet.
Result<void> check_package(ConceptPackage const& package);
std::string write_package_file(ConceptPackage const& package, crypto::Key const& key);

struct SignedPackage {
    ConceptPackage package;
    std::string public_key; // base64url
};
// Problems at "datei": no JSON; "package.problem.format" with the place where it is none of ours;
// "package.problem.signature"; "package.problem.spelling"; too_large.
Result<SignedPackage> read_package_file(std::string_view bytes);

// "3f2a 91bc …": of a public key, for people who read it to each other.
std::string fingerprint_of(std::string_view public_key);

} // namespace kommin::adoption
