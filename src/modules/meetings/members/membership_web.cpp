// Routes of the desk for people on seats.

#include "modules/meetings/members/membership_desk.hpp"
#include "modules/meetings/members/membership_pages.hpp"
#include "modules/meetings/panels/permissions.hpp"
#include "platform/base/number.hpp"
#include "platform/base/text.hpp"
#include "platform/crypto/crypto.hpp"
#include "platform/records/drafting.hpp"
#include "platform/records/typed.hpp"
#include "platform/web/authors.hpp"
#include "platform/web/record_desk.hpp"
#include "platform/web/write.hpp"

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace kommin::meetings {

using records::Fields;

namespace {

constexpr int most_found = 20; // people on the page; more of them ask for another word

template<class Id>
std::optional<Id> number_in_path(web::Call const& call, std::string_view parameter)
{
    auto const number = parse_number(call.path[parameter]);
    return number && *number > 0 ? std::optional(Id{*number}) : std::nullopt;
}

Fields posted_fields(http::Form const& posted)
{
    Fields fields;
    for (auto const& field : all_membership_fields)
        fields.set(field.name, std::string(trim(posted.value(field.name))));
    return fields;
}

Fields posted_new(http::Form const& posted)
{
    auto fields = posted_fields(posted);
    for (auto const field :
         {membership_field::words, membership_field::person, membership_field::given,
          membership_field::family})
        fields.set(field, std::string(trim(posted.value(field))));
    return fields;
}

// The seat in the path, for whoever edits its panel and may see people.
std::optional<EditedSeat> seat_to_fill(web::Call const& call)
{
    auto const id = number_in_path<SeatId>(call, "sitz");
    if (!id || !contacts::may_see_people(call.actor()))
        return std::nullopt;
    return web::read(
        call, [&](db::Connection& db) { return find_edited_seat(db, call.site.tenant, *id, call.actor()); });
}

// Those whom the words find, and whoever is chosen already.
contacts::FoundPeople found_for(web::Call const& call, Fields const& fields)
{
    auto found = web::read(call, [&](db::Connection& db) {
        auto const tenant = call.site.tenant;
        auto people = contacts::find_named_people(
            db, tenant, call.actor(), fields.value(membership_field::words), most_found);
        auto const chosen = parse_number(fields.value(membership_field::person));
        auto const is_chosen = [&](contacts::NamedPerson const& one) { return one.id.value == *chosen; };
        if (chosen && std::ranges::none_of(people.people, is_chosen)) {
            auto const named
                = contacts::list_named_people(db, tenant, call.actor(), {contacts::PersonId{*chosen}});
            for (auto const& [id, person] : named)
                people.people.push_back(person);
        }
        return people;
    });
    if (!found.people.empty())
        web::note_reading(
            call, "meetings.membership.found", "tenant", call.site.tenant,
            {{"shown", std::int64_t{std::ssize(found.people)}}});
    return found;
}

// "Ayşe Kaya" may be a given and a family name: to be looked at, not to be stored so.
void propose_new_person(Fields& fields)
{
    if (!fields.value(membership_field::given).empty() || !fields.value(membership_field::family).empty())
        return;
    auto const words = std::string(fields.value(membership_field::words));
    auto const last = words.rfind(' ');
    fields.set(membership_field::family, last == std::string::npos ? words : words.substr(last + 1));
    fields.set(
        membership_field::given,
        last == std::string::npos ? std::string{} : std::string(trim(words.substr(0, last))));
}

http::Response fill_page_of(
    web::Call const& call, EditedSeat const& edited, Fields fields, std::string form_key,
    std::vector<Problem> problems = {})
{
    bool const was_searched
        = !fields.value(membership_field::words).empty() || !fields.value(membership_field::person).empty();
    auto const found = was_searched ? found_for(call, fields) : contacts::FoundPeople{};
    if (was_searched)
        propose_new_person(fields);
    return fill_seat_page(
        call,
        {.panel = edited.panel,
         .seat = edited.seat,
         .fields = fields,
         .found = found,
         .was_searched = was_searched,
         .may_add = contacts::may_add_people(call.actor(), edited.panel.owner()),
         .form_key = std::move(form_key),
         .problems = std::move(problems)});
}

// One membership at the desk.
class MembershipDesk : public web::RecordDesk {
public:
    explicit MembershipDesk(web::Call const& call)
        : RecordDesk(call)
    { }

    bool load() override
    {
        auto const id = number_in_path<MembershipId>(call(), "mitgliedschaft");
        if (!id)
            return false;
        found_ = web::read(call(), [&](db::Connection& db) -> std::optional<Found> {
            auto const tenant = call().site.tenant;
            auto edited = find_edited_membership(db, tenant, *id, call().actor());
            if (!edited)
                return std::nullopt;
            auto state = records::undrafted(edited->membership.version, edited->membership.changed_at);
            state.owner = edited->panel.owner();
            auto people
                = contacts::list_named_people(db, tenant, call().actor(), {edited->membership.person});
            return Found{
                std::move(*edited), std::move(people), std::move(state), web::list_authors(db, tenant)};
        });
        return found_.has_value();
    }
    [[nodiscard]] EditedMembership const& edited() const { return found_->edited; }
    // Whoever opens the page reads who it is.
    void note_read() const
    {
        if (!found_->people.empty())
            web::note_reading(
                call(), "meetings.membership.read", membership_subject.word(), edited().membership.id);
    }

    [[nodiscard]] records::EditState const& state() const override { return found_->state; }
    [[nodiscard]] Fields record() const override { return form_of(edited().membership); }
    [[nodiscard]] Fields fields() const override { return record(); }
    [[nodiscard]] web::RecordForm form() const override
    {
        return membership_record_form(web::staff_texts(call()));
    }
    [[nodiscard]] Fields posted(http::Form const& posted) const override { return posted_fields(posted); }
    [[nodiscard]] std::vector<Problem> problems_of(Fields const& fields) const override
    {
        return problems_of_membership(fields);
    }
    [[nodiscard]] Fields spelled_fields(Fields const& fields) const override
    {
        return records::with_wrong_as_typed(fields, spelled_membership(fields), problems_of(fields));
    }
    [[nodiscard]] std::optional<records::Subject> subject() const override
    {
        return records::Subject{membership_subject, edited().membership.id.value};
    }
    [[nodiscard]] web::Authors const& authors() const override { return found_->authors; }
    [[nodiscard]] html::Url url() const override { return membership_url(edited().membership.id); }
    [[nodiscard]] web::StaffFrame frame_below(std::string title) const override
    {
        auto frame = frame_below_panel(call(), edited().panel, std::move(title));
        frame.crumbs.push_back({url(), name()});
        return frame;
    }
    [[nodiscard]] std::string title_of(Fields const& /*fields*/) const override { return name(); }
    [[nodiscard]] http::Response show_form(web::ShownForm form) const override
    {
        return membership_form_page(
            call(),
            {.edited = edited(),
             .name = name_of_person(found_->people, edited().membership.person, web::staff_texts(call())),
             .is_seen = !found_->people.empty(),
             .fields = form.fields,
             .problems = std::move(form.problems),
             .shown_version = form.version});
    }

private:
    [[nodiscard]] std::string name() const
    {
        return std::string(
            name_of_person(found_->people, edited().membership.person, web::staff_texts(call())));
    }

    struct Found {
        EditedMembership edited;
        contacts::NamedPeople people;
        records::EditState state;
        web::Authors authors;
    };
    std::optional<Found> found_;
};

bool shows_a_page(http::Response const& response)
{
    return response.status() != http::Status::see_other && response.status() != http::Status::not_found;
}

}

http::Response show_fill_seat(web::Call& call)
{
    auto const edited = seat_to_fill(call);
    if (!edited)
        return web::staff_not_found(call);
    Fields fields;
    fields.set(membership_field::capacity, std::string(to_text(Capacity::holder)));
    auto const of_seat = web::read(call, [&](db::Connection& db) {
        return list_memberships_of_seat(db, call.site.tenant, edited->seat.id);
    });
    if (auto const days = propose_days(edited->panel, of_seat, call.local_now().date)) {
        fields.set(membership_field::from, records::spelled_date(days->from));
        fields.set(membership_field::to, records::spelled_date(days->to));
    }
    return fill_page_of(call, *edited, fields, crypto::random_token());
}

http::Response search_for_seat(web::Call& call)
{
    auto const form = call.request.form();
    auto const edited = form ? seat_to_fill(call) : std::nullopt;
    if (!edited)
        return web::staff_not_found(call);
    auto fields = posted_new(*form);
    // Of other words another name is proposed.
    if (fields.value(membership_field::person) != new_person) {
        fields.set(membership_field::given, std::string{});
        fields.set(membership_field::family, std::string{});
    }
    return fill_page_of(call, *edited, std::move(fields), web::key_of_form(*form));
}

http::Response fill_seat_at_desk(web::Call& call)
{
    auto const form = call.request.form();
    auto const edited = form ? seat_to_fill(call) : std::nullopt;
    if (!edited)
        return web::staff_not_found(call);
    auto const fields = posted_new(*form);
    auto const key = web::key_of_form(*form);
    return web::add_record(
        call,
        {.problems = {}, // the use case finds the membership of the same form first
         .add = [&](Work& work) -> Result<html::Url> {
             TRY(seat_person(work, edited->seat.id, fields, key));
             return panel_url(edited->panel.id);
         },
         .show_form =
             [&](std::vector<Problem> const& problems) {
                 // Whoever has the seat is named by the problem.
                 web::note_reading(
                     call, "meetings.membership.seat_read", seat_subject.word(), edited->seat.id);
                 auto const all = problems_of_membership(fields);
                 return fill_page_of(call, *edited, fields, key, all.empty() ? problems : all);
             }});
}

http::Response show_membership_form(web::Call& call)
{
    MembershipDesk desk(call);
    auto response = web::show_record(call, desk);
    if (response.status() == http::Status::ok)
        desk.note_read();
    return response;
}

http::Response save_membership_form(web::Call& call)
{
    MembershipDesk desk(call);
    auto response = web::press(
        call, desk, web::Asks::everything, [&](Work& work, web::Seen seen, Fields const& fields) {
            return save_membership(work, {desk.edited().membership.id, seen.version}, fields);
        });
    if (shows_a_page(response))
        desk.note_read();
    return response;
}

http::Response show_membership_history(web::Call& call)
{
    MembershipDesk desk(call);
    auto response = web::show_history(call, desk);
    if (response.status() == http::Status::ok)
        desk.note_read();
    return response;
}

} // namespace kommin::meetings
