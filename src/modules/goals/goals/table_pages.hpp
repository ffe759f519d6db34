#pragma once
// The page on which a table is sent and looked at before it is taken in.

#include "modules/goals/goals/table_desk.hpp"

#include <string>
#include <vector>

namespace kommin::goals {

struct TablePage {
    TableDesk const& desk;
    TakenTable const* taken = nullptr; // null: nothing was sent yet
    std::string_view bytes = {}; // of the file that it was read from
    std::string form_key = {};
    std::vector<Problem> problems = {};
};
http::Response table_page(web::Call const& call, TablePage const& page);

// The page with the file, or what the file is called below it.
html::Url table_url(TableDesk const& desk, std::string_view page = {});

} // namespace kommin::goals
