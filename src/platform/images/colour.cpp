#include "platform/images/pixels.hpp"

#include <lcms2.h>

#include <algorithm>
#include <memory>

namespace kommin::images {

namespace {

struct CloseProfile {
    void operator()(void* profile) const { cmsCloseProfile(profile); }
};
using Profile = std::unique_ptr<void, CloseProfile>;

struct DeleteTransform {
    void operator()(void* transform) const { cmsDeleteTransform(transform); }
};
using Transform = std::unique_ptr<void, DeleteTransform>;

constexpr std::size_t largest_profile = std::size_t{4} << 20U;

// Null for what is no profile of these colours.
Transform transform_of(
    std::string_view bytes, cmsColorSpaceSignature space, cmsUInt32Number input, cmsUInt32Number flags)
{
    if (bytes.empty() || bytes.size() > largest_profile)
        return nullptr;
    Profile const profile(cmsOpenProfileFromMem(bytes.data(), static_cast<cmsUInt32Number>(bytes.size())));
    if (!profile || cmsGetColorSpace(profile.get()) != space)
        return nullptr;
    Profile const srgb(cmsCreate_sRGBProfile());
    return Transform(
        cmsCreateTransform(profile.get(), input, srgb.get(), TYPE_RGBA_8, INTENT_PERCEPTUAL, flags));
}

}

void change_to_srgb(Pixels& pixels, std::string_view profile)
{
    auto const transform = transform_of(profile, cmsSigRgbData, TYPE_RGBA_8, cmsFLAGS_COPY_ALPHA);
    if (!transform)
        return;
    for (int y = 0; y < pixels.extent.height; ++y)
        cmsDoTransform(
            transform.get(), pixels.row(y), pixels.row(y), static_cast<cmsUInt32Number>(pixels.extent.width));
}

CmykRows::CmykRows(std::string_view profile)
    : transform_(transform_of(profile, cmsSigCmykData, TYPE_CMYK_8_REV, 0).release())
{ }

CmykRows::~CmykRows()
{
    Transform const ended(transform_);
}

void CmykRows::change(std::uint8_t* row, int width) const
{
    if (transform_ != nullptr)
        cmsDoTransform(transform_, row, row, static_cast<cmsUInt32Number>(width));
    for (int x = 0; x < width; ++x, row += Pixels::channels) {
        if (transform_ == nullptr) {
            auto const black = row[3]; // inverted: 255 is no ink
            for (int c = 0; c < 3; ++c)
                row[c] = static_cast<std::uint8_t>((row[c] * black + 127) / 255);
        }
        row[3] = 255;
    }
}

} // namespace kommin::images
