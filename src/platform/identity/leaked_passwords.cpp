#include "platform/identity/leaked_passwords.hpp"

#include "platform/base/text.hpp"
#include "platform/crypto/hash.hpp"
#include "platform/files/files.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <fstream>
#include <optional>
#include <string>
#include <utility>

namespace kommin::identity {

namespace {

constexpr std::size_t hash_digits = 40;
constexpr std::size_t longest_hash_line = 64; // hash, colon, a count, line end
constexpr std::int64_t lines_looked_at = 256;

class Lines {
public:
    explicit Lines(std::filesystem::path const& file)
        : name_(file.string())
        , in_(file, std::ios::binary)
    {
        in_.seekg(0, std::ios::end);
        size_ = in_ ? static_cast<std::int64_t>(in_.tellg()) : -1;
        if (size_ < 0)
            throw files::Unavailable("cannot read " + name_);
    }
    [[nodiscard]] std::int64_t size() const { return size_; }

    // The first line that begins there or behind; nothing where none does any more.
    struct Line {
        std::int64_t begin = 0;
        std::string hash; // lower case
    };
    std::optional<Line> at(std::int64_t place)
    {
        // One byte before: a line that begins just there is seen by the end of the one before it.
        auto const from = std::max<std::int64_t>(place - 1, 0);
        auto const bytes = read(from);
        std::size_t skipped = 0;
        if (place > 0) {
            auto const end = bytes.find('\n');
            if (end == std::string::npos && bytes.size() > longest_hash_line)
                throw broken();
            if (end == std::string::npos || end + 1 == bytes.size())
                return std::nullopt;
            skipped = end + 1;
        }
        auto hash = ascii_lower(std::string_view(bytes).substr(skipped, hash_digits));
        auto const after = skipped + hash_digits;
        if (hash.size() != hash_digits || hash.find_first_not_of("0123456789abcdef") != std::string::npos
            || (after < bytes.size()
                && std::string_view(":\r\n").find(bytes[after]) == std::string_view::npos))
            throw broken();
        return Line{from + static_cast<std::int64_t>(skipped), std::move(hash)};
    }

private:
    // What two lines can have.
    std::string read(std::int64_t from)
    {
        std::array<char, 2 * longest_hash_line> bytes{};
        in_.clear();
        in_.seekg(from);
        in_.read(bytes.data(), bytes.size());
        if (in_.bad())
            throw files::Unavailable("cannot read " + name_);
        return {bytes.data(), static_cast<std::size_t>(in_.gcount())};
    }
    [[nodiscard]] files::Unavailable broken() const
    {
        return files::Unavailable(name_ + " is no file of SHA-1 hashes in order");
    }

    std::string name_;
    std::ifstream in_;
    std::int64_t size_ = 0;
};

}

LeakedPasswords::LeakedPasswords(std::filesystem::path file)
    : file_(std::move(file))
{ }

bool LeakedPasswords::is_usable() const
{
    try {
        Lines lines(file_);
        std::optional<Lines::Line> last;
        for (std::int64_t i = 0; i < lines_looked_at; ++i) {
            auto const place = lines.size() / lines_looked_at * i;
            auto line = lines.at(last ? std::max(place, last->begin + 1) : 0);
            if (!line)
                break;
            if (last && line->hash <= last->hash)
                return false;
            last = std::move(line);
        }
        return last.has_value();
    } catch (files::Unavailable const&) {
        return false;
    }
}

bool LeakedPasswords::contain(std::string_view password) const
{
    Lines lines(file_);
    auto const wanted = crypto::sha1_hex(password);
    // The line that is wanted begins in [low, high).
    std::int64_t low = 0;
    std::int64_t high = lines.size();
    while (low < high) {
        auto const middle = low + (high - low) / 2;
        auto const line = lines.at(middle);
        if (!line || line->begin >= high || line->hash > wanted)
            high = middle;
        else if (line->hash == wanted)
            return true;
        else
            low = line->begin + 1;
    }
    return false;
}

} // namespace kommin::identity
