#pragma once
// FormFields: what the fields of forms name that name a record: one's own, and those of others.

#include "app/tests/records_story.hpp"
#include "platform/identity/saved_view.hpp"
#include "platform/identity/session_store.hpp"

#include <algorithm>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::app {

struct NamingField {
    std::string_view names; // what the field names
    std::string path;
    std::string form; // begins or goes on with the name of the field
    std::string own;
    std::vector<std::string> not_theirs;
};

class FormFields : public RecordsStory {
protected:
    void SetUp() override
    {
        RecordsStory::SetUp();
        editor_ = account("redaktion@kreis.example", {{"municipal_editor", aalfeld_}});
        town_.emplace(logged_in(editor_));
        administrator_.emplace(
            logged_in(account("admin@kreis.example", {{"administrator", Scope::whole_tenant()}})));
    }
    std::int64_t body(TenantId tenant, std::string_view slug)
    {
        for (auto const& body : tenants::list_bodies(connection(), tenant)) {
            if (body.slug == slug)
                return body.id.value;
        }
        return 0;
    }
    // All that stands in the database but the audit trail: looking at something is noted there.
    std::map<std::string, std::vector<std::string>> everything()
    {
        bool const is_sqlite = GetParam() == db::Engine::sqlite;
        auto const tables = connection().list<std::string>(
            is_sqlite ? "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
                      : "SELECT CAST(table_name AS TEXT) FROM information_schema.tables"
                        " WHERE table_schema = current_schema()");
        std::map<std::string, std::vector<std::string>> rows;
        for (auto const& table : tables) {
            if (table.starts_with("audit"))
                continue;
            auto const columns = is_sqlite
                ? connection().list<std::string>("SELECT name FROM pragma_table_info(?)", table)
                : connection().list<std::string>(
                      "SELECT CAST(column_name AS TEXT) FROM information_schema.columns"
                      " WHERE table_schema = current_schema() AND table_name = ? ORDER BY ordinal_position",
                      table);
            std::string row;
            for (auto const& column : columns)
                row += (row.empty() ? "" : " || '|' || ")
                    + ("COALESCE(CAST(\"" + column + "\" AS TEXT), '-')");
            auto& of_table = rows[table];
            of_table = connection().list<std::string>("SELECT " + row + " FROM \"" + table + '"');
            std::ranges::sort(of_table);
        }
        return rows;
    }
    // Another offer with a draft that was handed in, and a link that all of these have.
    std::string handed_in_offer(TenantId tenant, std::string const& town, std::string const& name)
    {
        auto const id = offer(tenant, town, "entwurf-" + name);
        EXPECT_TRUE(work(
            [&](Work& work) {
                auto fields = portal::find_edited_offer(
                                  work.db(), work.tenant(), portal::OfferId{std::stoll(id)}, work.actor())
                                  ->fields;
                fields.set("title", "Neuer Titel");
                return records::hand_in(work, portal::drafted_offers, {std::stoll(id), 1, 1}, fields);
            },
            tenant));
        return id;
    }
    std::string offer(TenantId tenant, std::string const& town, std::string const& name)
    {
        auto const id = work(
            [&](Work& work) -> Result<portal::OfferId> {
                auto choir = offer_called(name, "Chor " + name, town);
                choir.website = "https://gemeinsam.example/";
                choir.organisation = "Verein " + name;
                auto const made = insert(work, choir);
                portal::gather_links(work, made);
                return made;
            },
            tenant);
        return std::to_string(id->value);
    }
    std::string organisation_of(std::string const& offer)
    {
        return std::to_string(connection().load<std::int64_t>(
            "SELECT organisation_id FROM offers WHERE id = ?", std::stoll(offer)));
    }
    std::string dead_job(TenantId tenant)
    {
        return std::to_string(connection().load<std::int64_t>(
            "INSERT INTO jobs (tenant_id, kind, payload, state, run_at, attempts, leases, created_at) VALUES "
            "(?,"
            " 'staff.link_mail', '{}', 'dead', ?, 20, 20, ?) RETURNING id",
            tenant, clock().now(), clock().now()));
    }
    std::string view_of(identity::AccountId owner, TenantId tenant)
    {
        auto const saved = run_use_case(
            {connection(), tenant, Actor::account(owner.value, "x", std::make_shared<Rights const>()),
             clock(), i18n::Zone::berlin(), no_signals},
            [&](Work& work) {
                return identity::save_view(work, "portal.offers", "Ansicht", "zustand=alle");
            });
        EXPECT_TRUE(saved);
        return std::to_string(
            identity::list_saved_views(connection(), tenant, owner, "portal.offers").front().id.value);
    }
    std::string session_of(identity::AccountId owner, TenantId tenant)
    {
        logged_in(owner, tenant);
        return std::to_string(connection().load<std::int64_t>(
            "SELECT max(id) FROM sessions WHERE account_id = ?", owner.value));
    }
    // What an editor types of somebody of Aalfeld or another place.
    std::string person_called(std::string const& family, std::string const& town = "aalfeld")
    {
        auto const id = work([&](Work& work) {
            records::Fields fields;
            fields.set("body", town);
            fields.set("family", family);
            fields.set("field_of_work", "unknown");
            fields.set("gender", "unknown");
            fields.set("letters_language", "de");
            return contacts::add_person(work, fields, family);
        });
        return std::to_string(id.value().value);
    }
    // An item that waits for a meeting of that panel.
    std::string waiting_item(std::string const& panel, TenantId tenant)
    {
        auto const id = work(
            [&](Work& work) {
                records::Fields talk;
                talk.set("title", "Wartet");
                talk.set("kind", "discussion");
                return meetings::add_item(
                    work, {meetings::PanelId{std::stoll(panel)}, std::nullopt}, talk, "wartet-" + panel);
            },
            tenant);
        return std::to_string(id.value().value);
    }
    std::string comment_on(std::string const& recommendation, TenantId tenant)
    {
        auto const id = work(
            [&](Work& work) -> Result<meetings::CommentId> {
                meetings::RecommendationId const on{std::stoll(recommendation)};
                TRY(meetings::add_comment(work, on, {"Wer antwortet?"}, "wort"));
                return meetings::list_comments(work.db(), work.tenant(), on, 1).front().id;
            },
            tenant);
        return std::to_string(id.value().value);
    }
    // The field with the version of that row, as a form that was just opened sends it.
    std::string version_of(std::string_view table, std::string const& id, std::string_view field = "fassung")
    {
        return std::string(field) + '='
            + std::to_string(connection().load<std::int64_t>(
                "SELECT version FROM " + std::string(table) + " WHERE id = ?", std::stoll(id)));
    }
    void expect(Browser& browser, NamingField const& field)
    {
        SCOPED_TRACE(field.names);
        for (auto const& value : field.not_theirs) {
            auto const before = everything();
            auto const head = audit::head(connection(), other_tenant_).sequence;
            auto const answer = browser.post(field.path, field.form + value);
            EXPECT_LT(static_cast<int>(answer.status()), 500) << value;
            EXPECT_TRUE(everything() == before) << field.path << ' ' << field.form << value;
            EXPECT_EQ(audit::head(connection(), other_tenant_).sequence, head);
        }
        auto const before = everything();
        auto const answer = browser.post(field.path, field.form + field.own);
        EXPECT_FALSE(everything() == before)
            << field.path << ' ' << field.form << field.own
            << ": one's own, or the form is wrong: " << static_cast<int>(answer.status());
    }

    identity::AccountId editor_;
    std::optional<Browser> town_, administrator_;
};

} // namespace kommin::app
