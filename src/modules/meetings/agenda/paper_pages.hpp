#pragma once
// The pages on which people at work read, add and change the papers of agenda items.

#include "modules/meetings/agenda/paper_editing.hpp"
#include "platform/html/url.hpp"
#include "platform/html/writer.hpp"
#include "platform/http/response.hpp"
#include "platform/web/call.hpp"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::meetings {

inline constexpr std::string_view papers_path = "unterlagen";

html::Url paper_url(PaperId id);
html::Url paper_url(PaperId id, std::string_view page);

// The papers of an item, one below the other: a link, what it is, for whom.
struct PaperLinks {
    web::Call const& call;
    std::span<Paper const> papers; // all of one item
    bool may_edit;
    void operator()(html::Writer& w) const;
};
// On the page of an item.
void write_papers(
    html::Writer& w, web::Call const& call, AgendaItem const& item, std::span<Paper const> papers,
    bool may_edit);

// `form_key`: of the form of a new one.
http::Response new_paper_page(
    web::Call const& call, SeenItem const& at, PaperEntry const& entry, std::string const& form_key,
    std::vector<Problem> const& problems = {});
// `not_stored`: what was typed and is not in the form any more, to be copied; "" counts for nothing.
http::Response paper_page(
    web::Call const& call, SeenPaper const& seen, PaperEntry const& entry,
    std::vector<Problem> const& problems = {}, std::vector<std::string> not_stored = {});
// What becomes of it is said before it is done.
http::Response paper_removal_question(
    web::Call const& call, SeenPaper const& seen, std::vector<Problem> const& problems = {});

} // namespace kommin::meetings
