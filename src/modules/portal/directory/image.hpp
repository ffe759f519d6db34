#pragma once
// Image: a picture that belongs to one record and can be shown by it, now or by an earlier version.

#include "platform/base/strong_id.hpp"
#include "platform/content/localised_text.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace kommin::portal {

using ImageId = StrongId<struct ImageTag>;

enum class ImageSize : std::uint8_t { large, small };

struct Image {
    ImageId id;
    std::string public_id; // random: nobody can guess the address of a picture that is not published
    int width = 0; // of the large size, in points
    int height = 0;
    std::string hash; // of its bytes in the blob store
    std::string small_hash; // empty: no wider than a small one

    [[nodiscard]] bool has_small() const { return !small_hash.empty(); }
    [[nodiscard]] int width_of(ImageSize size) const;
    [[nodiscard]] int height_of(ImageSize size) const;
    [[nodiscard]] std::string const& hash_of(ImageSize size) const
    {
        return size == ImageSize::small ? small_hash : hash;
    }
};

// The last part of the address of a picture: "gross.webp", "klein.webp".
std::string_view file_name_of(ImageSize size);
std::optional<ImageSize> size_named(std::string_view file_name);

// As a record shows it.
struct ShownImage {
    Image image;
    content::LocalisedText alt; // what it says to whoever does not see it
    std::string credit; // "Foto: Kreis Unna"; names, never translated
};

} // namespace kommin::portal
