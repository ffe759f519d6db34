#include "platform/web/staff_export.hpp"

#include "platform/web/long_work.hpp"
#include "platform/web/staff_frame.hpp"

#include <string>

namespace kommin::web {

table::Format export_format(http::Request const& request)
{
    return request.path().ends_with(".xlsx") ? table::Format::xlsx : table::Format::csv;
}

table::Column export_column(Call const& call, MessageKey label, int width)
{
    return {std::string(staff_texts(call)(label)), width};
}

ListFile::ListFile(
    Call const& call, table::Format format, std::string_view file_name, MessageKey title,
    std::vector<table::Column> const& columns)
    : call_(call)
    , format_(format)
    , file_name_(file_name)
    , writer_(table::make_writer(format, staff_texts(call)(title), columns))
{ }

void ListFile::go_on()
{
    is_late_ = is_late_ || !has_time_left(call_);
    web::go_on(call_);
}

bool ListFile::add_row(std::span<table::Cell const> cells)
{
    is_full_ = is_full_ || (!is_late_ && !writer_->add_row(cells));
    return !is_full_ && !is_late_;
}

http::Response ListFile::answer()
{
    if (is_full_ || is_late_) {
        auto const& texts = staff_texts(call_);
        return staff_page(
            {.call = call_, .title = std::string(texts("list.export.too_many"_msg))},
            [&](html::Writer& w) {
                w("<p class=\"measure\">{}</p>",
                  is_late_
                      ? std::string(texts("list.export.too_long.text"_msg))
                      : texts("list.export.too_many.text"_msg, {{"count", table::most_rows_of_a_sheet}}));
            },
            http::Status::payload_too_large);
    }
    return file_to_save(
        writer_->finish(), file_name_ + '.' + std::string(table::extension(format_)),
        table::content_type(format_));
}

void ExportLinks::operator()(html::Writer& w) const
{
    w(R"(<p class="small mute export">{} <a href="{}">CSV</a> · <a href="{}">XLSX</a></p>)",
      texts("list.export"_msg), url_of("liste.csv"), url_of("liste.xlsx"));
}

} // namespace kommin::web
