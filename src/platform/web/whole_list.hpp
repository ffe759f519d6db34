#pragma once
// The page of a list that was put together in memory as a whole, as goals and panels are: its views, the form
// that narrows it, one page of its lines, and its files.

#include "platform/base/message_key.hpp"
#include "platform/http/response.hpp"
#include "platform/web/document.hpp"
#include "platform/web/saved_views.hpp"

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

namespace kommin::web {

struct WholeList {
    Call const& call;
    StaffList const& list;
    ListFields fields; // in force, but the page
    int page; // from 1
    int per_page;
    std::size_t count; // of all lines
    std::string state_line;
    Body actions; // buttons at the end of the heading
    std::vector<ListView> views;
    Body filter;
    // Of the lines from `first` on, `count` of them.
    std::function<void(html::Writer& w, std::size_t first, std::size_t count)> table;
    MessageKey none; // what is not there
    MessageKey none_advice; // what to do about it
};
// Whoever asks for a page behind the last one is led to that.
http::Response whole_list_page(WholeList const& whole);

} // namespace kommin::web
