#include "platform/images/pixels.hpp"

#include <cstdio>

#include <jpeglib.h>

#include <jerror.h>

#include <csetjmp>
#include <cstdlib>
#include <utility>

namespace kommin::images {

namespace {

// libjpeg leaves its functions by longjmp: nothing between it and the setjmp below may have a destructor, so
// that everything lives here.
class JpegReader {
public:
    JpegReader(std::string_view bytes, Limits const& limits)
        : bytes_(bytes)
        , limits_(limits)
    {
        jpeg_.err = jpeg_std_error(&errors_);
        jpeg_.client_data = this;
        errors_.error_exit = &fail;
        errors_.emit_message = &note;
        progress_.progress_monitor = &watch;
    }
    JpegReader(JpegReader const&) = delete;
    JpegReader& operator=(JpegReader const&) = delete;
    ~JpegReader()
    {
        if (is_created_)
            jpeg_destroy_decompress(&jpeg_);
        std::free(profile_);
    }

    Result<Decoded> read()
    {
        if (!read_head())
            return broken();
        if (profile_ != nullptr)
            decoded_.profile.assign(reinterpret_cast<char const*>(profile_), profile_length_);
        decoded_.orientation = orientation();
        decoded_.stated = {static_cast<int>(jpeg_.image_width), static_cast<int>(jpeg_.image_height)};
        if (!is_within(decoded_.stated, limits_))
            return too_many_points(limits_);
        choose_output();
        if (!begin())
            return broken();
        decoded_.pixels
            = Pixels({static_cast<int>(jpeg_.output_width), static_cast<int>(jpeg_.output_height)});
        if (!read_rows() || breaks_off_)
            return broken();
        if (is_cmyk_)
            change_inks();
        return std::move(decoded_);
    }

private:
    static JpegReader& of(j_common_ptr jpeg) { return *static_cast<JpegReader*>(jpeg->client_data); }
    [[noreturn]] static void fail(j_common_ptr jpeg) { std::longjmp(of(jpeg).way_out_, 1); }
    // A file that ends before its picture does is filled up with grey by the library.
    static void note(j_common_ptr jpeg, int level)
    {
        auto const code = jpeg->err->msg_code;
        if (level < 0 && (code == JWRN_JPEG_EOF || code == JWRN_HIT_MARKER))
            of(jpeg).breaks_off_ = true;
    }
    // A few kilobytes may hold thousands of scans, each over the whole picture.
    static void watch(j_common_ptr jpeg)
    {
        auto& reader = of(jpeg);
        if (reader.jpeg_.input_scan_number > reader.limits_.scans)
            fail(jpeg);
    }

    bool read_head()
    {
        // The way out that libjpeg has
        if (setjmp(way_out_) != 0)
            return false;
        jpeg_create_decompress(&jpeg_);
        is_created_ = true;
        jpeg_.progress = &progress_;
        constexpr unsigned whole = 0xFFFF;
        jpeg_save_markers(&jpeg_, JPEG_APP0 + 1, whole); // EXIF
        jpeg_save_markers(&jpeg_, JPEG_APP0 + 2, whole); // colour profile
        jpeg_mem_src(
            &jpeg_, reinterpret_cast<unsigned char const*>(bytes_.data()),
            static_cast<unsigned long>(bytes_.size()));
        jpeg_read_header(&jpeg_, TRUE);
        jpeg_read_icc_profile(&jpeg_, &profile_, &profile_length_);
        return true;
    }
    [[nodiscard]] int orientation() const
    {
        for (auto const* marker = jpeg_.marker_list; marker != nullptr; marker = marker->next) {
            std::string_view const content(reinterpret_cast<char const*>(marker->data), marker->data_length);
            if (marker->marker == JPEG_APP0 + 1 && content.starts_with("Exif"))
                return orientation_of(content);
        }
        return 1;
    }
    // The library can leave out what is not shown anyway, an eighth of each side at most.
    void choose_output()
    {
        is_cmyk_ = jpeg_.jpeg_color_space == JCS_CMYK || jpeg_.jpeg_color_space == JCS_YCCK;
        jpeg_.out_color_space = is_cmyk_ ? JCS_CMYK : JCS_EXT_RGBA;
        auto const shown = shown_extent(decoded_.stated, decoded_.orientation);
        unsigned parts = 1;
        while (parts < 8 && decoded_.stated.width / static_cast<int>(parts) >= 4 * shown.width
               && decoded_.stated.height / static_cast<int>(parts) >= 4 * shown.height)
            parts *= 2;
        jpeg_.scale_num = 1;
        jpeg_.scale_denom = parts;
    }
    bool begin()
    {
        // The way out that libjpeg has
        if (setjmp(way_out_) != 0)
            return false;
        return jpeg_start_decompress(&jpeg_) != FALSE
            && jpeg_.output_components == static_cast<int>(Pixels::channels);
    }
    bool read_rows()
    {
        // The way out that libjpeg has
        if (setjmp(way_out_) != 0)
            return false;
        while (jpeg_.output_scanline < jpeg_.output_height) {
            JSAMPROW row = decoded_.pixels.row(static_cast<int>(jpeg_.output_scanline));
            jpeg_read_scanlines(&jpeg_, &row, 1);
        }
        jpeg_finish_decompress(&jpeg_);
        return true;
    }
    // Without Adobe's mark the inks are not inverted.
    void change_inks()
    {
        CmykRows const inks(decoded_.profile);
        auto& pixels = decoded_.pixels;
        if (jpeg_.saw_Adobe_marker == FALSE) {
            for (auto& ink : pixels.rgba)
                ink = static_cast<std::uint8_t>(255 - ink);
        }
        for (int y = 0; y < pixels.extent.height; ++y)
            inks.change(pixels.row(y), pixels.extent.width);
        decoded_.profile.clear();
    }

    std::string_view bytes_;
    Limits const& limits_;
    std::jmp_buf way_out_{};
    jpeg_decompress_struct jpeg_{};
    jpeg_error_mgr errors_{};
    jpeg_progress_mgr progress_{};
    Decoded decoded_;
    unsigned char* profile_ = nullptr;
    unsigned profile_length_ = 0;
    bool is_created_ = false;
    bool is_cmyk_ = false;
    bool breaks_off_ = false;
};

}

Result<Decoded> read_jpeg(std::string_view bytes, Limits const& limits)
{
    return JpegReader(bytes, limits).read();
}

} // namespace kommin::images
