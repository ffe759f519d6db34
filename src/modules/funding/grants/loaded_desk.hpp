#pragma once
// LoadedDesk: a record of this part at the desk, by what was loaded of it. Its kinds differ in what they load
// and how they are written, not in how a form is saved.

#include "platform/records/drafting.hpp"
#include "platform/web/authors.hpp"
#include "platform/web/record_desk.hpp"
#include "platform/web/staff_frame.hpp"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace kommin::funding {

struct LoadedRecord {
    records::Fields fields;
    records::EditState state;
    records::Subject subject;
    std::string title;
    html::Url url; // of the form
    web::Authors authors;
    std::function<web::RecordForm()> form;
    std::function<std::vector<Problem>(records::Fields const&)> problems_of;
    std::function<records::Fields(records::Fields const&)> spelled;
    std::function<records::Fields(http::Form const&)> posted;
    std::function<web::StaffFrame(std::string title)> frame_below;
    std::function<http::Response(web::ShownForm)> show;
};

class LoadedDesk : public web::RecordDesk {
public:
    // `find`: nothing where it does not exist or this person may not edit it.
    LoadedDesk(web::Call const& call, std::function<std::optional<LoadedRecord>()> find)
        : RecordDesk(call)
        , find_(std::move(find))
    { }

    bool load() override
    {
        found_ = find_();
        return found_.has_value();
    }
    [[nodiscard]] std::int64_t id() const { return found_->subject.id; }

    [[nodiscard]] records::EditState const& state() const override { return found_->state; }
    [[nodiscard]] records::Fields record() const override { return found_->fields; }
    [[nodiscard]] records::Fields fields() const override { return found_->fields; }
    [[nodiscard]] web::RecordForm form() const override { return found_->form(); }
    [[nodiscard]] records::Fields posted(http::Form const& posted) const override
    {
        return found_->posted(posted);
    }
    [[nodiscard]] std::vector<Problem> problems_of(records::Fields const& fields) const override
    {
        return found_->problems_of(fields);
    }
    [[nodiscard]] records::Fields spelled_fields(records::Fields const& fields) const override
    {
        return records::with_wrong_as_typed(fields, found_->spelled(fields), problems_of(fields));
    }
    [[nodiscard]] std::optional<records::Subject> subject() const override { return found_->subject; }
    [[nodiscard]] web::Authors const& authors() const override { return found_->authors; }
    [[nodiscard]] html::Url url() const override { return found_->url; }
    [[nodiscard]] web::StaffFrame frame_below(std::string title) const override
    {
        return found_->frame_below(std::move(title));
    }
    [[nodiscard]] std::string title_of(records::Fields const& /*fields*/) const override
    {
        return found_->title;
    }
    [[nodiscard]] http::Response show_form(web::ShownForm form) const override
    {
        return found_->show(std::move(form));
    }

private:
    std::function<std::optional<LoadedRecord>()> find_;
    std::optional<LoadedRecord> found_;
};

} // namespace kommin::funding
