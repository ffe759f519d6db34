// Routes of the desk for vouchers.

#include "modules/funding/grants/grant_fields.hpp"
#include "modules/funding/grants/grant_named.hpp"
#include "modules/funding/grants/loaded_desk.hpp"
#include "modules/funding/grants/passed_on_store.hpp"
#include "modules/funding/grants/seen_grant.hpp"
#include "modules/funding/grants/voucher_pages.hpp"
#include "modules/funding/programmes/permissions.hpp"
#include "platform/base/text.hpp"
#include "platform/crypto/crypto.hpp"
#include "platform/records/drafting.hpp"
#include "platform/records/typed_ids.hpp"
#include "platform/web/staff_export.hpp"
#include "platform/web/write.hpp"

#include <algorithm>
#include <memory>
#include <optional>
#include <utility>

namespace kommin::funding {

using records::Fields;

namespace {

struct VoucherInPath {
    Grant grant; // in whose list it stands
    Voucher voucher;
};

std::optional<VoucherInPath> voucher_in_path(web::Call const& call, db::Connection& db)
{
    auto grant = grant_in_path(call, db, account_for_money);
    auto const id = records::typed_id<VoucherId>(call.path["beleg"]);
    auto voucher = grant && id ? find_seen_voucher(db, call.site.tenant, *id, call.actor()) : std::nullopt;
    if (!voucher || voucher->share_of(grant->id) == nullptr)
        return std::nullopt;
    return VoucherInPath{*std::move(grant), *std::move(voucher)};
}

// Each share stands in a field of its own: of the grant in whose list it stands, and of those that can be
// chosen beside it.
Fields posted_voucher(
    http::Form const& posted, GrantId listed, VoucherChoices const& choices, Voucher const* stored)
{
    auto fields = posted_fields(posted, form_voucher_fields);
    Fields::Values shares;
    auto const add = [&](GrantId grant) {
        std::string const amount(trim(posted.value(share_field(grant))));
        if (!amount.empty())
            shares.push_back(share_value({.grant = std::to_string(grant.value), .amount = amount}));
    };
    add(listed);
    for (auto const& one : choices.grants) {
        if (one.id != listed)
            add(one.id);
    }
    // Of a grant that is no choice any more it stays.
    auto const is_choice = [&](GrantId grant) {
        return grant == listed
            || std::ranges::find(choices.grants, grant, &NamedGrant::id) != choices.grants.end();
    };
    for (auto const& share : stored != nullptr ? stored->shares : std::vector<VoucherShare>{}) {
        if (!is_choice(share.grant) && share.amount > Money{})
            shares.push_back(share_value(
                {.grant = std::to_string(share.grant.value), .amount = spelled_money(share.amount)}));
    }
    fields.set(voucher_field::shares, std::move(shares));
    if (stored != nullptr) { // have pages of their own: they stay as they are
        fields.set(voucher_field::file, stored->file);
        fields.set(voucher_field::cancelled, stored->cancel_reason);
        if (stored->passed_on)
            fields.set(voucher_field::shares, form_of(*stored).values(voucher_field::shares));
    }
    return fields;
}

std::optional<LoadedRecord> load_voucher_record(web::Call const& call)
{
    struct Found {
        VoucherInPath at;
        VoucherChoices choices;
        web::Authors authors;
    };
    auto found = web::read(call, [&](db::Connection& db) -> std::optional<Found> {
        auto at = voucher_in_path(call, db);
        if (!at)
            return std::nullopt;
        auto const tenant = call.site.tenant;
        auto choices = load_voucher_choices(db, tenant, call.actor(), at->voucher.body);
        return Found{*std::move(at), std::move(choices), web::list_authors(db, tenant)};
    });
    if (!found)
        return std::nullopt;
    auto const shared = std::make_shared<Found const>(*std::move(found));
    auto const& one = shared->at.voucher;
    auto state = records::undrafted(one.version, one.changed_at);
    state.owner = one.owner();
    auto const today = call.local_now().date;
    return LoadedRecord{
        .fields = form_of(one),
        .state = std::move(state),
        .subject = {voucher_subject, one.id.value},
        .title = std::string(web::staff_texts(call)("voucher.one"_msg)),
        .url = voucher_url(shared->at.grant.id, one.id),
        .authors = shared->authors,
        .form = [&call, shared] { return voucher_record_form(web::staff_texts(call), shared->choices); },
        .problems_of = [today](Fields const& fields) { return problems_of_voucher(fields, today); },
        .spelled = &spelled_voucher,
        .posted =
            [shared](http::Form const& posted) {
                return posted_voucher(posted, shared->at.grant.id, shared->choices, &shared->at.voucher);
            },
        .frame_below
        = [&call,
           shared](std::string title) { return frame_below_grant(call, shared->at.grant, std::move(title)); },
        .show =
            [&call, shared](web::ShownForm form) {
                return voucher_form_page(
                    call,
                    {.grant = shared->at.grant,
                     .voucher = &shared->at.voucher,
                     .choices = shared->choices,
                     .fields = form.fields,
                     .problems = std::move(form.problems),
                     .shown_version = form.version});
            }};
}

LoadedDesk voucher_desk(web::Call const& call)
{
    return {call, [&call] { return load_voucher_record(call); }};
}

// Bills name who was paid.
void note_voucher(web::Call const& call, VoucherId id)
{
    web::note_reading(call, "funding.voucher.read", voucher_subject.word(), id);
}

// The answer of a desk, which is noted where it shows the voucher.
http::Response noted(web::Call const& call, LoadedDesk const& desk, http::Response answer)
{
    if (answer.status() == http::Status::ok)
        note_voucher(call, VoucherId{desk.id()});
    return answer;
}

struct NewVoucher {
    Grant grant;
    VoucherChoices choices;
};

std::optional<NewVoucher> find_place_of_voucher(web::Call const& call)
{
    return web::read(call, [&](db::Connection& db) -> std::optional<NewVoucher> {
        auto grant = grant_in_path(call, db, account_for_money);
        if (!grant)
            return std::nullopt;
        auto choices = load_voucher_choices(db, call.site.tenant, call.actor(), grant->body);
        return NewVoucher{*std::move(grant), std::move(choices)};
    });
}

struct ListedVouchers {
    Grant grant;
    std::vector<Voucher> vouchers;
    std::map<PassedOnId, std::string> recipients;
    VoucherChoices choices;
};

std::optional<ListedVouchers> load_listed_vouchers(web::Call const& call)
{
    return web::read(call, [&](db::Connection& db) -> std::optional<ListedVouchers> {
        auto grant = grant_in_path(call, db, account_for_money);
        if (!grant)
            return std::nullopt;
        auto const tenant = call.site.tenant;
        std::map<PassedOnId, std::string> recipients;
        for (auto& one : list_passed_on(db, tenant, grant->id))
            recipients.emplace(one.id, std::move(one.recipient));
        auto vouchers = list_vouchers(db, tenant, grant->id, most_vouchers_of_grant);
        auto choices = load_voucher_choices(db, tenant, call.actor(), grant->body);
        return ListedVouchers{
            *std::move(grant), std::move(vouchers), std::move(recipients), std::move(choices)};
    });
}

}

http::Response list_vouchers_at_desk(web::Call& call)
{
    auto const found = load_listed_vouchers(call);
    if (!found)
        return web::staff_not_found(call);
    if (!found->vouchers.empty())
        web::note_reading(
            call, "funding.vouchers.read", grant_subject.word(), found->grant.id,
            {{"shown", std::ssize(found->vouchers)}});
    return voucher_list_page(
        call,
        {.grant = found->grant,
         .vouchers = found->vouchers,
         .recipients = found->recipients,
         .choices = found->choices});
}

http::Response export_vouchers(web::Call& call)
{
    using table::Cell;
    auto const& texts = web::staff_texts(call);
    auto const found = load_listed_vouchers(call);
    if (!found)
        return web::staff_not_found(call);
    auto const grant = found->grant.id;
    web::ListExport<Voucher> file(
        call, web::export_format(call.request), vouchers_path, "voucher.title"_msg,
        {{"voucher.serial"_msg, 8,
          [&](Voucher const& one) { return Cell(std::to_string(one.share_of(grant)->serial)); }},
         {"voucher.field.number"_msg, 16, [](Voucher const& one) { return Cell(one.number); }},
         {"voucher.field.day"_msg, 12, [](Voucher const& one) { return Cell(to_iso(one.day)); }},
         {"voucher.field.paid_on"_msg, 12,
          [](Voucher const& one) { return one.paid_on ? Cell(to_iso(*one.paid_on)) : Cell(); }},
         {"voucher.field.payee"_msg, 40, [](Voucher const& one) { return Cell(one.payee); }},
         {"voucher.field.purpose"_msg, 50, [](Voucher const& one) { return Cell(one.purpose); }},
         {"cost.kind"_msg, 20,
          [&](Voucher const& one) { return Cell(std::string(texts(label_of(one.kind)))); }},
         {"cost.measure"_msg, 40,
          [&](Voucher const& one) {
              return one.measure ? Cell(found->choices.measure(std::to_string(one.measure->value))) : Cell();
          }},
         {"voucher.field.amount"_msg, 16, [](Voucher const& one) { return Cell(one.amount.to_decimal()); }},
         {"voucher.share"_msg, 16,
          [&](Voucher const& one) { return Cell(one.share_of(grant)->amount.to_decimal()); }},
         {"passed_on.recipient"_msg, 40,
          [&](Voucher const& one) {
              auto const at
                  = one.passed_on ? found->recipients.find(*one.passed_on) : found->recipients.end();
              return at == found->recipients.end() ? Cell() : Cell(at->second);
          }},
         {"voucher.field.cancelled"_msg, 40, [](Voucher const& one) { return Cell(one.cancel_reason); }}});
    std::int64_t shown = 0;
    for (auto const& one : found->vouchers) {
        if (!file.add(one))
            break;
        ++shown;
    }
    web::note_reading(call, "funding.vouchers.exported", grant_subject.word(), grant, {{"shown", shown}});
    return file.answer();
}

http::Response show_new_voucher(web::Call& call)
{
    auto const place = find_place_of_voucher(call);
    if (!place)
        return web::staff_not_found(call);
    return voucher_form_page(
        call,
        {.grant = place->grant,
         .voucher = nullptr,
         .choices = place->choices,
         .fields = form_of(Voucher{}),
         .form_key = crypto::random_token()});
}

http::Response add_voucher_at_desk(web::Call& call)
{
    auto const form = call.request.form();
    auto const place = find_place_of_voucher(call);
    if (!form || !place)
        return web::staff_not_found(call);
    auto const fields = posted_voucher(*form, place->grant.id, place->choices, nullptr);
    auto const key = web::key_of_form(*form);
    return web::add_record(
        call,
        {.problems = problems_of_voucher(fields, call.local_now().date),
         .add = [&](Work& work) -> Result<html::Url> {
             return voucher_url(place->grant.id, TRY(add_voucher(work, place->grant.id, fields, key)));
         },
         .show_form =
             [&](std::vector<Problem> problems) {
                 return voucher_form_page(
                     call,
                     {.grant = place->grant,
                      .voucher = nullptr,
                      .choices = place->choices,
                      .fields = fields,
                      .form_key = key,
                      .problems = std::move(problems)});
             }});
}

http::Response show_voucher_form(web::Call& call)
{
    auto desk = voucher_desk(call);
    return noted(call, desk, web::show_record(call, desk));
}

http::Response save_voucher_form(web::Call& call)
{
    auto desk = voucher_desk(call);
    return web::press(
        call, desk, web::Asks::everything, [&](Work& work, web::Seen seen, Fields const& fields) {
            return save_voucher(work, {VoucherId{desk.id()}, seen.version}, fields);
        });
}

http::Response show_voucher_history(web::Call& call)
{
    auto desk = voucher_desk(call);
    return noted(call, desk, web::show_history(call, desk));
}

http::Response show_voucher_file_form(web::Call& call)
{
    auto const at = web::read(call, [&](db::Connection& db) { return voucher_in_path(call, db); });
    if (!at)
        return web::staff_not_found(call);
    note_voucher(call, at->voucher.id);
    return voucher_file_page(call, at->grant, at->voucher);
}

http::Response put_voucher_file_at_desk(web::Call& call, GrantFileCare const& care)
{
    auto const in_path = [&](db::Connection& db) { return voucher_in_path(call, db); };
    auto const at = web::read(call, in_path);
    auto const body = call.request.multipart();
    auto const posted = body ? body->form() : Result<http::Form>(body.problem());
    if (!at)
        return web::staff_not_found(call);
    auto const refused = [&](Problem problem) {
        auto const now = web::read(call, in_path);
        if (!now || problem.kind == ProblemKind::not_found)
            return web::staff_not_found(call);
        bool const is_busy = problem.kind == ProblemKind::unavailable;
        auto page = voucher_file_page(call, now->grant, now->voucher, {std::move(problem)});
        if (is_busy)
            page.header("Retry-After", "60"); // as the sentence says
        return page;
    };
    auto const* file = body ? body->file(grant_file_field) : nullptr;
    if (!posted || file == nullptr || file->content.empty())
        return refused(Problem::invalid(std::string(grant_file_field), "voucher.problem.no_file"_msg));
    if (auto problems = problems_of_file(file->content); !problems.empty())
        return refused(std::move(problems.front()));
    auto const room = web::read(
        call, [&](db::Connection& db) { return check_file_quota(db, call.site.tenant, care.quota); });
    if (!room)
        return refused(room.problem());
    auto const stored = take_grant_file(call, care, file->content);
    if (!stored)
        return refused(stored.problem());
    auto const put = web::write(call, [&](Work& work) {
        return put_voucher_file(work, {at->voucher.id, version_of_form(*posted)}, *stored);
    });
    return put ? go_to(voucher_url(at->grant.id, at->voucher.id)) : refused(put.problem());
}

http::Response send_voucher_file(web::Call& call, GrantFileCare const& care)
{
    auto const at = web::read(call, [&](db::Connection& db) { return voucher_in_path(call, db); });
    if (!at)
        return web::staff_not_found(call);
    auto const& one = at->voucher;
    auto const name = "beleg-" + std::to_string(one.share_of(at->grant.id)->serial);
    auto file = send_grant_file(
        care, call.site.tenant, {.hash = one.file, .name = one.file_name, .size = one.file_size}, name);
    if (!file)
        return web::staff_not_found(call);
    note_voucher(call, one.id);
    return *std::move(file);
}

http::Response ask_before_cancelling_voucher(web::Call& call)
{
    auto const at = web::read(call, [&](db::Connection& db) { return voucher_in_path(call, db); });
    if (!at)
        return web::staff_not_found(call);
    if (!at->voucher.counts() || at->voucher.erased_on)
        return go_to(voucher_url(at->grant.id, at->voucher.id));
    note_voucher(call, at->voucher.id);
    return voucher_cancel_page(call, at->grant, at->voucher);
}

http::Response cancel_voucher_at_desk(web::Call& call)
{
    auto const in_path = [&](db::Connection& db) { return voucher_in_path(call, db); };
    auto const at = web::read(call, in_path);
    auto const posted = call.request.form();
    if (!at || !posted)
        return web::staff_not_found(call);
    auto const reason = posted->value("reason");
    auto const done = web::write(call, [&](Work& work) {
        return cancel_voucher(work, {at->voucher.id, version_of_form(*posted)}, reason);
    });
    if (done)
        return go_to(grant_url(at->grant.id, {vouchers_path}));
    auto const now = web::read(call, in_path);
    return now && done.problem().kind != ProblemKind::not_found
        ? voucher_cancel_page(call, now->grant, now->voucher, reason, {done.problem()})
        : web::staff_not_found(call);
}

} // namespace kommin::funding
