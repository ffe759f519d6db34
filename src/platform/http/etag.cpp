#include "platform/http/etag.hpp"

#include "platform/crypto/hash.hpp"
#include "platform/http/characters.hpp"

#include <optional>

namespace kommin::http {

namespace {

struct TagView {
    std::string_view opaque; // with quotes
    bool weak = false;
};

// Takes the next tag off a list; nothing at the end or where the list is broken.
std::optional<TagView> take_tag(std::string_view& list)
{
    while (!list.empty() && (list.front() == ' ' || list.front() == '\t' || list.front() == ','))
        list.remove_prefix(1);
    TagView tag;
    if (list.starts_with("W/")) {
        tag.weak = true;
        list.remove_prefix(2);
    }
    if (!list.starts_with('"'))
        return std::nullopt;
    auto const end = list.find('"', 1);
    if (end == std::string_view::npos)
        return std::nullopt;
    tag.opaque = list.substr(0, end + 1);
    list.remove_prefix(end + 1);
    return tag;
}

enum class Comparison : std::uint8_t { weak, strong };

bool list_names(std::string_view list, std::string_view etag, Comparison comparison)
{
    if (etag.empty())
        return false;
    if (detail::trim_blanks(list) == "*")
        return true;
    auto own_list = etag;
    auto const own = take_tag(own_list);
    if (!own)
        return false;
    while (auto const tag = take_tag(list)) {
        if (tag->opaque == own->opaque && (comparison == Comparison::weak || (!tag->weak && !own->weak)))
            return true;
    }
    return false;
}

}

std::string strong_etag(std::string_view content, Encoding encoding)
{
    return etag_for('"' + crypto::fingerprint_hex(content) + '"', encoding);
}

std::string etag_for(std::string_view etag, Encoding encoding)
{
    std::string tag{etag};
    if (encoding == Encoding::identity || !tag.starts_with('"') || tag.size() < 2)
        return tag;
    tag.pop_back();
    tag.append("-").append(to_text(encoding)).append("\"");
    return tag;
}

bool etag_matches(std::string_view if_none_match, std::string_view etag)
{
    return list_names(if_none_match, etag, Comparison::weak);
}

bool etag_matches_strongly(std::string_view if_match, std::string_view etag)
{
    return list_names(if_match, etag, Comparison::strong);
}

} // namespace kommin::http
