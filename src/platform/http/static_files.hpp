#pragma once
// StaticFiles: style sheets, scripts, fonts and pictures, held in memory and named by their content.

#include "platform/http/page_cache.hpp"
#include "platform/http/request.hpp"
#include "platform/http/response.hpp"
#include "platform/http/server.hpp"

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

namespace kommin::http {

// Immutable after load, cheap to copy, safe from all threads.
class StaticFiles {
public:
    // Reads a folder with its subfolders. "x.css.br" and "x.css.gz" are the compressed forms of "x.css";
    // where they are missing, text is compressed here, quickly rather than best: the start must not wait. A
    // file manifest.txt with lines "logical name<TAB>file" says what the build has hashed already; all other
    // names are hashed here. Throws std::runtime_error if the folder cannot be read.
    static StaticFiles load(std::filesystem::path const& directory, std::string prefix = "/assets/");

    // `name` is the path below the prefix, hashed ("public.3f2a….css": cached for a year, immutable) or
    // logical
    // ("public.css": revalidated each time). ETag, If-None-Match, Range of one piece, If-Range.
    [[nodiscard]] Response answer(Request const& request, std::string_view name) const;
    // For the fast path: the whole file ready to send if the target is below the prefix and known and no
    // Range is asked for.
    [[nodiscard]] std::shared_ptr<Prepared const> find(FastRequest const& request) const;
    // "public.css" -> "/assets/public.3f2a….css". Throws std::out_of_range for an unknown file: a page that
    // links to a missing asset is a bug found by the first test that renders it.
    [[nodiscard]] std::string url(std::string_view logical_name) const;
    [[nodiscard]] bool has(std::string_view logical_name) const;
    [[nodiscard]] std::size_t memory_bytes() const;

private:
    struct State;
    explicit StaticFiles(std::shared_ptr<State const> state);
    std::shared_ptr<State const> state_;
};

// By file name extension: "text/css; charset=utf-8"; "application/octet-stream" for the unknown.
std::string_view content_type_of(std::string_view filename);

} // namespace kommin::http
