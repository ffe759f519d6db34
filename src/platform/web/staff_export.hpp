#pragma once
// A list as a file for spreadsheets: one description of its columns, CSV and XLSX. The file holds what the
// list shows, all pages of it.
//
//     std::vector<web::ExportColumn<OfferLine>> const columns{
//         {"desk.column.offer"_msg, 40, [](OfferLine const& line) { return table::Cell(line.title); }}, …};
//     web::ListExport<OfferLine> file(call, format, "angebote", "desk.title"_msg, columns);
//     … file.add(line) for each line; it says when there is no more room …
//     return file.answer();

#include "platform/base/message_key.hpp"
#include "platform/html/url.hpp"
#include "platform/html/writer.hpp"
#include "platform/http/response.hpp"
#include "platform/i18n/texts.hpp"
#include "platform/table/table.hpp"
#include "platform/web/call.hpp"

#include <functional>
#include <memory>
#include <string_view>
#include <utility>
#include <vector>

namespace kommin::web {

// The format that the last segment of an address asks for: "liste.xlsx"; CSV for anything else.
table::Format export_format(http::Request const& request);

template<class Line>
struct ExportColumn {
    MessageKey label;
    int width = 16; // in letters
    std::function<table::Cell(Line const&)> cell;
};

// What does not depend on the kind of line.
class ListFile {
public:
    ListFile(
        Call const& call, table::Format format, std::string_view file_name, MessageKey title,
        std::vector<table::Column> const& columns);

    // Allows the database another few seconds for what comes next, up to the end of the request: a file of
    // many lines takes longer than a page. Once there is no time left for the answer, the file has no room.
    void go_on();
    // The file to save, or a page that says that there are too many lines for one, and what helps.
    http::Response answer();

protected:
    bool add_row(std::span<table::Cell const> cells);

private:
    Call const& call_;
    table::Format format_;
    std::string file_name_;
    std::unique_ptr<table::Writer> writer_;
    bool is_full_ = false; // no sheet holds more
    bool is_late_ = false; // the request would end before the file
};

template<class Line>
class ListExport : public ListFile {
public:
    ListExport(
        Call const& call, table::Format format, std::string_view file_name, MessageKey title,
        std::vector<ExportColumn<Line>> columns)
        : ListFile(call, format, file_name, title, columns_of(call, columns))
        , columns_(std::move(columns))
    { }

    // False if the file has no room for it: there is no use in more.
    bool add(Line const& line)
    {
        cells_.clear();
        for (auto const& column : columns_)
            cells_.push_back(column.cell(line));
        return add_row(cells_);
    }

private:
    static std::vector<table::Column> columns_of(
        Call const& call, std::vector<ExportColumn<Line>> const& columns);

    std::vector<ExportColumn<Line>> columns_;
    std::vector<table::Cell> cells_;
};

table::Column export_column(Call const& call, MessageKey label, int width);

template<class Line>
std::vector<table::Column> ListExport<Line>::columns_of(
    Call const& call, std::vector<ExportColumn<Line>> const& columns)
{
    std::vector<table::Column> described;
    for (auto const& column : columns)
        described.push_back(export_column(call, column.label, column.width));
    return described;
}

// "Diese Liste als Datei: CSV · XLSX"
struct ExportLinks {
    i18n::Texts const& texts;
    std::function<html::Url(std::string_view file)> url_of; // "liste.csv"
    void operator()(html::Writer& writer) const;
};

} // namespace kommin::web
