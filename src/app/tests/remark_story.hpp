#pragma once
// RemarkBase: an offer at a town and one for all, a reader who says whether a page helped, and whoever looks
// after what people say.

#include "app/tests/staff_story.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace kommin::app {

class RemarkBase : public StaffStory {
protected:
    void SetUp() override
    {
        StaffStory::SetUp();
        publish(tenant_, [&](Work& work) {
            offer_ = insert(work, offer_called("chor", "Chor <am> Markt", "aalfeld"));
            auto everywhere = offer_called("telefon", "Telefon für alle", "aalfeld");
            everywhere.reach = portal::Reach::district;
            insert(work, everywhere);
        });
    }
    http::Response press(
        std::string const& page, std::string const& answer = "nein", std::string peer = "192.0.2.7")
    {
        auto reader = Browser{*this};
        reader.peer = std::move(peer);
        return reader.post("/ar/hilfreich", "seite=" + page + "&antwort=" + answer, false);
    }
    http::Response remark(std::string const& entries, std::string const& language = "de")
    {
        auto reader = Browser{*this};
        return reader.post("/" + language + "/rueckmeldung", entries, false);
    }
    std::optional<portal::StoredFeedback> message(std::int64_t number)
    {
        return portal::find_feedback(connection(), tenant_, portal::FeedbackId{number});
    }
    struct Count {
        std::string day, page, language;
        std::int64_t yes, no;
        friend bool operator==(Count const&, Count const&) = default;
    };
    std::vector<Count> counts()
    {
        return connection().list<Count>("SELECT day, page, language, yes, no FROM page_answers ORDER BY id");
    }
    Browser office()
    {
        return logged_in(account("office@kreis.example", {{"conference_office", Scope::whole_tenant()}}));
    }
    Browser town(Scope scope, std::string const& name)
    {
        return logged_in(account(name + "@kreis.example", {{"municipal_editor", scope}}));
    }

    portal::OfferId offer_;
};

} // namespace kommin::app
