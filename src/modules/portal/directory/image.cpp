#include "modules/portal/directory/image.hpp"

#include "platform/images/images.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

namespace kommin::portal {

namespace {

using Named = std::pair<std::string_view, ImageSize>;
constexpr std::array file_names{Named{"gross.webp", ImageSize::large}, Named{"klein.webp", ImageSize::small}};

}

int Image::width_of(ImageSize size) const
{
    return size == ImageSize::small ? images::Renditions::small_width : width;
}

int Image::height_of(ImageSize size) const
{
    if (size == ImageSize::large)
        return height;
    auto const scaled = static_cast<double>(height) * images::Renditions::small_width / width;
    return std::max(1, static_cast<int>(std::lround(scaled)));
}

std::string_view file_name_of(ImageSize size)
{
    return std::ranges::find(file_names, size, &Named::second)->first;
}

std::optional<ImageSize> size_named(std::string_view file_name)
{
    auto const found = std::ranges::find(file_names, file_name, &Named::first);
    return found == file_names.end() ? std::nullopt : std::optional(found->second);
}

} // namespace kommin::portal
