#include "modules/funding/grants/grant_demo.hpp"

#include "modules/funding/grants/grant_editing.hpp"
#include "modules/funding/grants/payment_editing.hpp"
#include "modules/funding/grants/voucher_editing.hpp"
#include "modules/funding/programmes/told_day.hpp"
#include "platform/demo/parts.hpp"
#include "platform/demo/shape.hpp"

#include <array>
#include <stdexcept>
#include <utility>

namespace kommin::funding {

using demo::list_at;
using demo::loaded;
using demo::text_at;
using records::Fields;

namespace {

constexpr std::array texts_of_grants{grant_field::title,   grant_field::authority,  grant_field::reference,
                                     grant_field::purpose, grant_field::amount,     grant_field::kind,
                                     grant_field::share,   grant_field::eligible,   grant_field::own,
                                     grant_field::other,   grant_field::use_months, grant_field::conditions,
                                     grant_field::contact, grant_field::remark,     grant_field::source};
constexpr std::array days_of_grants{
    grant_field::granted_on, grant_field::from, grant_field::to, grant_field::proof_due};
constexpr std::array days_of_payments{payment_field::requested_on, payment_field::received_on};
constexpr std::array texts_of_payments{
    payment_field::requested, payment_field::received, payment_field::remark};
constexpr std::array days_of_vouchers{voucher_field::day, voucher_field::paid_on};
constexpr std::array texts_of_vouchers{
    voucher_field::payee, voucher_field::purpose, voucher_field::amount, voucher_field::kind,
    voucher_field::number};

template<class Days, class Texts>
demo::Shape shape_of(Days const& days, Texts const& texts)
{
    demo::Shape shape{.texts = {days.begin(), days.end()}};
    shape.texts.insert(shape.texts.end(), texts.begin(), texts.end());
    return shape;
}

template<class Days, class Texts>
void read_into(
    Fields& fields, demo::Demo const& demo, json::Value const& object, Days const& days, Texts const& texts)
{
    for (auto const name : texts) {
        if (object.find(name) != nullptr)
            fields.set(name, text_at(object, name));
    }
    for (auto const name : days) {
        if (object.find(name) != nullptr)
            fields.set(name, told_day(demo, text_at(object, name)));
    }
}

void load_payments(
    demo::Demo& demo, json::Value const& object, GrantId grant, std::string_view file_name,
    std::string const& key)
{
    for (auto const& payment : list_at(object, "payments")) {
        auto const of = key + ", " + text_at(payment, payment_field::requested_on);
        demo::check_shape(payment, shape_of(days_of_payments, texts_of_payments), file_name, of);
        auto fields = form_of(PaymentCall{});
        read_into(fields, demo, payment, days_of_payments, texts_of_payments);
        loaded(add_payment(demo.work, grant, fields, of), file_name, of);
        ++demo.counts["grant_payments"];
    }
}

void load_vouchers(
    demo::Demo& demo, json::Value const& object, GrantId grant, std::string_view file_name,
    std::string const& key)
{
    for (auto const& voucher : list_at(object, "vouchers")) {
        auto const of = key + ", " + text_at(voucher, voucher_field::number);
        demo::check_shape(voucher, shape_of(days_of_vouchers, texts_of_vouchers), file_name, of);
        Fields fields;
        read_into(fields, demo, voucher, days_of_vouchers, texts_of_vouchers);
        loaded(add_voucher(demo.work, grant, fields, of), file_name, of);
        ++demo.counts["vouchers"];
    }
}

}

std::map<std::string, GrantId> load_grants(
    demo::Demo& demo, json::Value const& file, std::string_view file_name,
    std::map<std::string, ApplicationId> const& applications)
{
    auto shape = shape_of(days_of_grants, texts_of_grants);
    shape.texts.insert(shape.texts.end(), {"key", grant_field::application});
    shape.lists = {"payments", "vouchers"};
    auto& work = demo.work;
    std::map<std::string, GrantId> grants;
    for (auto const& object : list_at(file, "grants")) {
        auto const key = text_at(object, "key");
        demo::check_shape(object, shape, file_name, key);
        auto const from = applications.find(text_at(object, grant_field::application));
        if (from == applications.end())
            throw std::runtime_error(
                "demonstration: " + std::string(file_name) + ", " + key + ": no application "
                + text_at(object, grant_field::application));
        auto const whole = load_whole_application(work.db(), work.tenant(), from->second);
        auto fields = form_of_new_grant(&whole);
        read_into(fields, demo, object, days_of_grants, texts_of_grants);
        grants[key] = loaded(add_grant(work, fields, key), file_name, key);
        ++demo.counts["grants"];
        load_payments(demo, object, grants[key], file_name, key);
        load_vouchers(demo, object, grants[key], file_name, key);
    }
    return grants;
}

} // namespace kommin::funding
