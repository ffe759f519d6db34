#pragma once
// QR codes (ISO/IEC 18004) with error correction level M: a brochure gets creased, a poster scratched.

#include <string>
#include <string_view>
#include <vector>

namespace kommin::qr {

// The light border that scanners need, in modules on each side.
inline constexpr int quiet_zone = 4;

struct Code {
    int size = 0; // modules per side, without the quiet zone
    std::vector<bool> modules; // row by row; true: dark

    [[nodiscard]] bool is_dark(int row, int column) const
    {
        return modules[static_cast<std::size_t>(row * size + column)];
    }
    // Side of the drawing in modules with the quiet zone: <svg viewBox="0 0 N N">.
    [[nodiscard]] int side() const { return size + 2 * quiet_zone; }
    // The outline of all dark modules as the `d` of one <path>, quiet zone included, one unit per module. It
    // follows the edges, so that no hairlines show between modules at any zoom or in print.
    [[nodiscard]] std::string svg_path() const;
    // A whole drawing to be sent as image/svg+xml: dark on white, whatever the page around it looks like.
    [[nodiscard]] std::string svg() const;
    // The same as PNG, in grey, for mail programs: they show no SVG. Each module is a square of eight points.
    [[nodiscard]] std::string png() const;
};

// Throws std::length_error if the text does not fit (about 2,300 bytes), std::invalid_argument if it is empty
// or contains NUL.
Code encode(std::string_view text);

} // namespace kommin::qr
