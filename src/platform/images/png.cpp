#include "platform/images/pixels.hpp"

#include <png.h>

#include <csetjmp>
#include <cstring>
#include <utility>

namespace kommin::images {

namespace {

// libpng leaves its functions by longjmp: nothing between it and the setjmp below may have a destructor, so
// that everything lives here.
class PngReader {
public:
    PngReader(std::string_view bytes, Limits const& limits)
        : left_(bytes)
        , limits_(limits)
        , png_(png_create_read_struct(PNG_LIBPNG_VER_STRING, nullptr, &fail, &warn))
        , info_(png_ == nullptr ? nullptr : png_create_info_struct(png_))
    { }
    PngReader(PngReader const&) = delete;
    PngReader& operator=(PngReader const&) = delete;
    ~PngReader() { png_destroy_read_struct(&png_, &info_, nullptr); }

    Result<Decoded> read()
    {
        if (info_ == nullptr || !read_head())
            return broken();
        if (!is_within(decoded_.stated, limits_))
            return too_many_points(limits_);
        decoded_.pixels = Pixels(decoded_.stated);
        decoded_.pixels.has_alpha = has_alpha_;
        rows_.reserve(static_cast<std::size_t>(decoded_.stated.height));
        for (int y = 0; y < decoded_.stated.height; ++y)
            rows_.push_back(decoded_.pixels.row(y));
        if (!read_rows())
            return broken();
        return std::move(decoded_);
    }

private:
    [[noreturn]] static void fail(png_structp png, png_const_charp) { png_longjmp(png, 1); }
    static void warn(png_structp, png_const_charp) { } // what can be read is read
    static void take(png_structp png, png_bytep out, std::size_t count)
    {
        auto& left = static_cast<PngReader*>(png_get_io_ptr(png))->left_;
        if (count > left.size())
            png_error(png, "breaks off");
        std::memcpy(out, left.data(), count);
        left.remove_prefix(count);
    }

    bool read_head()
    {
        // The way out that libpng has
        if (setjmp(png_jmpbuf(png_)) != 0)
            return false;
        png_set_read_fn(png_, this, &take);
        // What an unpacked text or profile may need; the points are asked below, with our limit.
        png_set_chunk_malloc_max(png_, std::size_t{4} << 20U);
        png_set_chunk_cache_max(png_, 64);
        png_read_info(png_, info_);
        decoded_.stated
            = {static_cast<int>(png_get_image_width(png_, info_)),
               static_cast<int>(png_get_image_height(png_, info_))};
        take_facts();
        ask_for_rgba();
        png_read_update_info(png_, info_);
        return png_get_rowbytes(png_, info_)
            == static_cast<std::size_t>(decoded_.stated.width) * Pixels::channels;
    }
    void take_facts()
    {
        png_charp name = nullptr;
        int compression = 0;
        png_bytep profile = nullptr;
        png_uint_32 length = 0;
        if (png_get_iCCP(png_, info_, &name, &compression, &profile, &length) != 0)
            decoded_.profile.assign(reinterpret_cast<char const*>(profile), length);
        png_bytep exif = nullptr;
        if (png_get_eXIf_1(png_, info_, &length, &exif) != 0)
            decoded_.orientation = orientation_of({reinterpret_cast<char const*>(exif), length});
    }
    void ask_for_rgba()
    {
        auto const colours = png_get_color_type(png_, info_);
        bool const has_holes = png_get_valid(png_, info_, PNG_INFO_tRNS) != 0;
        has_alpha_ = has_holes || (static_cast<unsigned>(colours) & PNG_COLOR_MASK_ALPHA) != 0;
        png_set_expand(png_); // palettes, fewer bits than eight, one colour that is transparent
        png_set_scale_16(png_);
        png_set_gray_to_rgb(png_);
        if (!has_alpha_)
            png_set_add_alpha(png_, 255, PNG_FILLER_AFTER);
        constexpr double screen = 2.2;
        double gamma = 0;
        if (decoded_.profile.empty() && png_get_valid(png_, info_, PNG_INFO_sRGB) == 0
            && png_get_gAMA(png_, info_, &gamma) != 0)
            png_set_gamma(png_, screen, gamma);
        png_set_interlace_handling(png_);
    }
    bool read_rows()
    {
        // The way out that libpng has
        if (setjmp(png_jmpbuf(png_)) != 0)
            return false;
        png_read_image(png_, rows_.data());
        png_read_end(png_, nullptr);
        return true;
    }

    std::string_view left_;
    Limits const& limits_;
    png_structp png_;
    png_infop info_;
    Decoded decoded_;
    std::vector<png_bytep> rows_;
    bool has_alpha_ = false;
};

}

Result<Decoded> read_png(std::string_view bytes, Limits const& limits)
{
    return PngReader(bytes, limits).read();
}

} // namespace kommin::images
