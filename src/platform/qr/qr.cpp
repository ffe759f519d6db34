#include "platform/qr/qr.hpp"

#include <qrencode.h>

#include <array>
#include <cerrno>
#include <cstddef>
#include <memory>
#include <new>
#include <stdexcept>

namespace kommin::qr {

namespace {

struct FreeCode {
    void operator()(QRcode* code) const { QRcode_free(code); }
};

enum Direction : unsigned { right, down, left, up };

// Walks around every dark region with the dark side on the right hand. A grid point where two dark modules
// touch at their corners has two edges leaving it; turning right first keeps the regions apart.
class OutlineTracer {
public:
    explicit OutlineTracer(Code const& code)
        : code_(code)
        , side_(code.size + 1)
        , leaving_(static_cast<std::size_t>(side_ * side_))
    { }

    std::string trace()
    {
        for (int row = 0; row < code_.size; ++row) {
            for (int column = 0; column < code_.size; ++column) {
                if (code_.is_dark(row, column))
                    add_edges(row, column);
            }
        }
        for (int row = 0; row < side_; ++row) {
            for (int column = 0; column < side_; ++column) {
                for (unsigned direction = right; direction <= up; ++direction) {
                    if (edges(row, column).at(direction))
                        follow(row, column, direction);
                }
            }
        }
        return std::move(path_);
    }

private:
    using Edges = std::array<bool, 4>;

    Edges& edges(int row, int column) { return leaving_[static_cast<std::size_t>(row * side_ + column)]; }

    bool is_light(int row, int column) const
    {
        return row < 0 || column < 0 || row >= code_.size || column >= code_.size
            || !code_.is_dark(row, column);
    }

    void add_edges(int row, int column)
    {
        if (is_light(row - 1, column))
            edges(row, column).at(right) = true;
        if (is_light(row, column + 1))
            edges(row, column + 1).at(down) = true;
        if (is_light(row + 1, column))
            edges(row + 1, column + 1).at(left) = true;
        if (is_light(row, column - 1))
            edges(row + 1, column).at(up) = true;
    }

    void follow(int row, int column, unsigned direction)
    {
        path_ += 'M' + std::to_string(column + quiet_zone) + ' ' + std::to_string(row + quiet_zone);
        int length = 0;
        while (edges(row, column).at(direction)) {
            edges(row, column).at(direction) = false;
            row += direction == down ? 1 : direction == up ? -1 : 0;
            column += direction == right ? 1 : direction == left ? -1 : 0;
            ++length;
            auto const next = next_direction(row, column, direction);
            if (next != direction) {
                append_line(direction, length);
                length = 0;
            }
            direction = next;
        }
        path_ += 'z';
    }

    unsigned next_direction(int row, int column, unsigned direction)
    {
        for (unsigned const turn : {1U, 0U, 3U}) {
            if (edges(row, column).at((direction + turn) % 4))
                return (direction + turn) % 4;
        }
        return (direction + 1) % 4; // the outline is closed: z draws the last line
    }

    void append_line(unsigned direction, int length)
    {
        path_ += direction == right || direction == left ? 'h' : 'v';
        path_ += std::to_string(direction == right || direction == down ? length : -length);
    }

    Code const& code_;
    int side_;
    std::vector<Edges> leaving_; // per grid point: the outline edges that start there
    std::string path_;
};

}

std::string Code::svg_path() const
{
    return OutlineTracer(*this).trace();
}

std::string Code::svg() const
{
    auto const side_text = std::to_string(side());
    return R"(<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 )" + side_text + ' ' + side_text
        + R"(" shape-rendering="crispEdges"><rect width="100%" height="100%" fill="#fff"/><path d=")"
        + svg_path() + R"(" fill="#000"/></svg>)";
}

Code encode(std::string_view text)
{
    if (text.empty() || text.find('\0') != std::string_view::npos)
        throw std::invalid_argument("a QR code needs a text without NUL");
    std::string const terminated(text);
    std::unique_ptr<QRcode, FreeCode> const drawn(
        QRcode_encodeString(terminated.c_str(), 0, QR_ECLEVEL_M, QR_MODE_8, 1));
    if (!drawn) {
        if (errno == ERANGE)
            throw std::length_error("the text does not fit into a QR code");
        throw std::bad_alloc();
    }
    Code code;
    code.size = drawn->width;
    auto const count = static_cast<std::size_t>(drawn->width) * static_cast<std::size_t>(drawn->width);
    code.modules.reserve(count);
    for (std::size_t i = 0; i < count; ++i)
        code.modules.push_back((drawn->data[i] & 1U) != 0);
    return code;
}

} // namespace kommin::qr
