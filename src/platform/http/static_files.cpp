#include "platform/http/static_files.hpp"

#include "platform/base/text.hpp"
#include "platform/crypto/hash.hpp"
#include "platform/http/compress.hpp"
#include "platform/http/etag.hpp"
#include "platform/http/range.hpp"

#include <algorithm>
#include <array>
#include <fstream>
#include <map>
#include <sstream>
#include <stdexcept>
#include <unordered_map>
#include <utility>

namespace kommin::http {

// Not in the anonymous namespace: StaticFiles::State has members of them.
struct StaticVariant {
    Response::SharedBody body;
    std::string etag;
    std::shared_ptr<Prepared const> prepared;
};

// One file under one name; the hashed and the logical name share the bytes.
struct StaticEntry {
    std::string content_type;
    std::string_view caching;
    std::array<StaticVariant, 3> variants; // by Encoding; identity is always there
};

namespace {

constexpr std::string_view immutable_caching = "public, max-age=31536000, immutable";
constexpr std::string_view revalidated_caching = "public, no-cache";
constexpr std::size_t hash_digits = 16;

std::string read_whole(std::filesystem::path const& path)
{
    std::ifstream file{path, std::ios::binary};
    std::ostringstream content;
    content << file.rdbuf();
    if (!file)
        throw std::runtime_error{"cannot read " + path.string()};
    return std::move(content).str();
}

// "fonts/noto.woff2" -> "fonts/noto.<hash>.woff2"
std::string hashed_name(std::string const& name, std::string_view hash)
{
    auto const slash = name.rfind('/');
    auto const dot = name.rfind('.');
    bool const extension = dot != std::string::npos && (slash == std::string::npos || dot > slash);
    auto const at = extension ? dot : name.size();
    return name.substr(0, at) + "." + std::string{hash} + name.substr(at);
}

Response describe(StaticEntry const& file, Encoding encoding)
{
    auto const& variant = file.variants[static_cast<std::size_t>(encoding)];
    Response response{Status::ok};
    response.shared_body(variant.body, file.content_type);
    response.header("Cache-Control", file.caching);
    response.header("ETag", variant.etag);
    response.header("X-Content-Type-Options", "nosniff");
    response.header("Cross-Origin-Resource-Policy", "same-origin");
    response.header("Accept-Ranges", "bytes");
    bool const varies = file.variants[1].body || file.variants[2].body;
    if (varies)
        response.header("Vary", "Accept-Encoding");
    if (encoding != Encoding::identity)
        response.header("Content-Encoding", to_text(encoding));
    return response;
}

// The wanted form, or the next best one that exists and every client takes.
Encoding choose(StaticEntry const& file, Encoding wanted)
{
    return file.variants[static_cast<std::size_t>(wanted)].body ? wanted : Encoding::identity;
}

}

namespace {

// Lines "logical name<TAB>file name" of an asset build, by file name; empty without such a file.
std::map<std::string, std::string, std::less<>> read_manifest(
    std::map<std::string, std::string> const& contents)
{
    std::map<std::string, std::string, std::less<>> logical_names;
    auto const file = contents.find("manifest.txt");
    if (file == contents.end())
        return logical_names;
    for (auto const line : split(file->second, '\n')) {
        if (auto const tab = line.find('\t'); tab != std::string_view::npos)
            logical_names.emplace(line.substr(tab + 1), line.substr(0, tab));
    }
    return logical_names;
}

}

struct StaticFiles::State {
    // Looks up by view: the fast path must not allocate.
    struct Hash {
        using is_transparent = void;
        std::size_t operator()(std::string_view text) const noexcept
        {
            return std::hash<std::string_view>{}(text);
        }
    };
    std::string prefix;
    std::unordered_map<std::string, StaticEntry, Hash, std::equal_to<>>
        files; // below the prefix, by both names
    std::map<std::string, std::string, std::less<>> urls; // by logical name
    std::size_t bytes = 0;

    [[nodiscard]] StaticEntry const* find(std::string_view name) const
    {
        auto const found = files.find(name);
        return found == files.end() ? nullptr : &found->second;
    }
};

StaticFiles::StaticFiles(std::shared_ptr<State const> state)
    : state_(std::move(state))
{ }

StaticFiles StaticFiles::load(std::filesystem::path const& directory, std::string prefix)
{
    std::map<std::string, std::string> contents; // relative name -> bytes
    for (auto const& entry : std::filesystem::recursive_directory_iterator{directory}) {
        if (entry.is_regular_file())
            contents[entry.path().lexically_relative(directory).generic_string()] = read_whole(entry.path());
    }
    auto const manifest = read_manifest(contents);
    auto state = std::make_shared<State>();
    state->prefix = std::move(prefix);
    for (auto const& entry : contents) {
        auto const& name = entry.first;
        auto const& content = entry.second;
        if (name.ends_with(".br") || name.ends_with(".gz") || name == "manifest.txt")
            continue;
        auto const hash = crypto::sha256_hex(content);
        StaticEntry file;
        file.content_type = content_type_of(name);
        auto const etag = '"' + hash.substr(0, 32) + '"';
        file.variants[0] = {std::make_shared<std::string const>(content), etag, nullptr};
        auto const add_variant = [&](Encoding encoding, std::string const& suffix, int level) {
            auto const sibling = contents.find(name + suffix);
            auto packed = sibling != contents.end()  ? sibling->second
                : is_compressible(file.content_type) ? compress(content, encoding, level)
                                                     : std::string{};
            if (packed.empty() || packed.size() >= content.size())
                return;
            file.variants[static_cast<std::size_t>(encoding)]
                = {std::make_shared<std::string const>(std::move(packed)), etag_for(etag, encoding), nullptr};
        };
        add_variant(Encoding::gzip, ".gz", cache_level);
        add_variant(Encoding::br, ".br", cache_level);
        for (auto const& variant : file.variants)
            state->bytes += variant.body ? 2 * variant.body->size() : 0;

        auto const add_name = [&](std::string const& public_name, std::string_view caching) {
            auto named = file;
            named.caching = caching;
            for (auto const encoding : {Encoding::identity, Encoding::gzip, Encoding::br}) {
                auto& variant = named.variants[static_cast<std::size_t>(encoding)];
                if (variant.body)
                    variant.prepared = prepare(describe(named, encoding));
            }
            state->files.emplace(public_name, std::move(named));
        };
        if (auto const built = manifest.find(name); built != manifest.end()) {
            // The build has hashed the name already: style sheets name their fonts by it.
            auto const& logical_name = built->second;
            add_name(name, logical_name == name ? revalidated_caching : immutable_caching);
            if (logical_name != name)
                add_name(logical_name, revalidated_caching);
            state->urls.emplace(logical_name, state->prefix + name);
            continue;
        }
        auto const public_name = hashed_name(name, std::string_view{hash}.substr(0, hash_digits));
        add_name(public_name, immutable_caching);
        add_name(name, revalidated_caching);
        state->urls.emplace(name, state->prefix + public_name);
    }
    return StaticFiles{std::move(state)};
}

Response StaticFiles::answer(Request const& request, std::string_view name) const
{
    auto const* const file = state_->find(name);
    if (file == nullptr)
        return Response::text(Status::not_found, "Not found\n").no_store();
    // Ranges are counted in the bytes that are sent; readers that seek do not compress.
    bool const wants_range = !request.header("range").empty() && request.method() == Method::get;
    auto const encoding = wants_range ? Encoding::identity : choose(*file, request.encoding());
    auto response = describe(*file, encoding);
    auto const etag = std::string{response.header("ETag")};
    if (etag_matches(request.header("if-none-match"), etag)) {
        response.set_status(Status::not_modified);
        response.replace_body({});
        response.remove_header("Content-Type");
        response.remove_header("Content-Encoding");
        return response;
    }
    if (!wants_range)
        return response;
    auto const if_range = request.header("if-range");
    if (!if_range.empty() && !etag_matches_strongly(if_range, etag))
        return response;
    auto const& bytes = *file->variants[0].body;
    auto const asked = parse_range(request.header("range"), bytes.size());
    if (auto const* piece = std::get_if<Slice>(&asked)) {
        response.set_status(Status::partial_content);
        response.header("Content-Range", content_range(*piece, bytes.size()));
        response.replace_body(bytes.substr(piece->offset, piece->length));
    } else if (std::holds_alternative<NotSatisfiable>(asked)) {
        return Response::text(Status::range_not_satisfiable, {})
            .header("Content-Range", unsatisfied_range(bytes.size()))
            .header("Accept-Ranges", "bytes");
    }
    return response;
}

std::shared_ptr<Prepared const> StaticFiles::find(FastRequest const& request) const
{
    auto path = request.path();
    if (!path.starts_with(state_->prefix) || !request.header("range").empty())
        return nullptr;
    path.remove_prefix(state_->prefix.size());
    auto const* const file = state_->find(path);
    if (file == nullptr)
        return nullptr;
    return file->variants[static_cast<std::size_t>(choose(*file, request.encoding))].prepared;
}

std::string StaticFiles::url(std::string_view logical_name) const
{
    auto const found = state_->urls.find(logical_name);
    if (found == state_->urls.end())
        throw std::out_of_range{"no static file " + std::string{logical_name}};
    return found->second;
}

bool StaticFiles::has(std::string_view logical_name) const
{
    return state_->urls.find(logical_name) != state_->urls.end();
}

std::size_t StaticFiles::memory_bytes() const
{
    return state_->bytes;
}

std::string_view content_type_of(std::string_view filename)
{
    static constexpr std::array<std::pair<std::string_view, std::string_view>, 23> types{{
        {".css", "text/css; charset=utf-8"},
        {".js", "text/javascript; charset=utf-8"},
        {".mjs", "text/javascript; charset=utf-8"},
        {".html", "text/html; charset=utf-8"},
        {".txt", "text/plain; charset=utf-8"},
        {".csv", "text/csv; charset=utf-8"},
        {".ics", "text/calendar; charset=utf-8"},
        {".json", "application/json"},
        {".geojson", "application/geo+json"},
        {".webmanifest", "application/manifest+json"},
        {".map", "application/json"},
        {".xml", "application/xml"},
        {".svg", "image/svg+xml"},
        {".png", "image/png"},
        {".jpg", "image/jpeg"},
        {".jpeg", "image/jpeg"},
        {".webp", "image/webp"},
        {".avif", "image/avif"},
        {".ico", "image/vnd.microsoft.icon"},
        {".woff2", "font/woff2"},
        {".woff", "font/woff"},
        {".ttf", "font/ttf"},
        {".pdf", "application/pdf"},
    }};
    auto const dot = filename.rfind('.');
    if (dot != std::string_view::npos) {
        auto const extension = ascii_lower(filename.substr(dot));
        for (auto const& [name, type] : types) {
            if (name == extension)
                return type;
        }
    }
    return "application/octet-stream";
}

} // namespace kommin::http
