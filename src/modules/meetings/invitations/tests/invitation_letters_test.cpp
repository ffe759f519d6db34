#include "modules/meetings/invitations/invitation_letters.hpp"

#include "modules/tenants/api.hpp"
#include "platform/i18n/language.hpp"
#include "platform/mail/mail.hpp"

#include <gmock/gmock.h>

#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace kommin::meetings {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr Date today{std::chrono::year{2026}, std::chrono::November, std::chrono::day{27}};

Date day(char const* text)
{
    return parse_date(text).value();
}

Meeting planned_meeting()
{
    Meeting meeting;
    meeting.title = "Frühjahrssitzung; Wahl, Haushalt";
    meeting.day = PartialDate(day("2027-01-12"));
    meeting.begins_at = i18n::TimeOfDay::at(10);
    meeting.ends_at = i18n::TimeOfDay::at(12);
    meeting.place = "Kreishaus";
    return meeting;
}

// The same, once nobody knows the day any more.
Meeting postponed_meeting()
{
    auto meeting = planned_meeting();
    meeting.day = PartialDate(std::chrono::year{2027} / std::chrono::March);
    meeting.begins_at.reset();
    meeting.ends_at.reset();
    return meeting;
}

// Of somebody who has had the letter that invites.
Invitation told_of(Meeting const& meeting)
{
    Invitation invitation;
    invitation.id = InvitationId{7};
    invitation.uid = "k7f3-meeting";
    invitation.told = mark_of_facts(meeting);
    invitation.told_day = meeting.day.value().full();
    invitation.told_begins_at = meeting.begins_at;
    invitation.told_ends_at = meeting.ends_at;
    invitation.letters = 1;
    return invitation;
}

// The letter that is due now, as the next one.
post::Letter letter_about(
    Invitation invitation, Meeting const& meeting, LetterKind kind, std::string_view language = "de")
{
    tenants::Tenant tenant;
    tenant.name = "Kreis Musterau";
    invitation.letters += 1;
    Convocation const convocation{.words = "Bitte kommen Sie.", .reply_by = day("2027-01-05")};
    return letter_of(
        {.kind = kind,
         .invitation = invitation,
         .meeting = meeting,
         .panel = "Lenkungsgruppe",
         .tenant = tenant,
         .site = "https://portal.kreis.example",
         .name = "Ayşe Kaya",
         .salutation = {},
         .mail = "a@verein.example",
         .language = i18n::Language::find(language).value(),
         .convocation = convocation,
         .token = "zeichen",
         .sender = "ki@kreis.example"},
        i18n::Zone::berlin(), parse_instant("2026-11-27T09:00:00Z").value());
}

std::string mail_of(post::Letter const& letter)
{
    return mail::print(
        post::message_of(letter, "ki@kreis.example", parse_instant("2026-11-27T09:00:00Z").value()));
}

std::optional<LetterKind> news(Invitation const& invitation, Meeting const& meeting)
{
    return letter_needed(invitation, meeting, LetterOrder::news);
}

TEST(InvitationLetters, of_a_day_that_is_lost_only_who_has_it_is_told_and_once)
{
    auto const before = planned_meeting();
    auto const now = postponed_meeting();
    EXPECT_TRUE(can_be_told(now, today));
    EXPECT_FALSE(can_be_answered(now, today));
    EXPECT_FALSE(can_be_told(now, day("2027-04-01"))) << "its month is over";
    auto told = told_of(before);
    EXPECT_EQ(news(told, now), LetterKind::postponement);
    EXPECT_EQ(news(Invitation{}, now), std::nullopt) << "has never heard of it";
    told.told = mark_of_facts(now);
    told.told_day.reset();
    EXPECT_EQ(news(told, now), std::nullopt);
    auto later = now;
    later.day = PartialDate(std::chrono::year{2027} / std::chrono::April);
    EXPECT_EQ(news(told, later), std::nullopt) << "the next that they hear is a day";
    EXPECT_EQ(news(told, before), LetterKind::invitation) << "that there is one again";
    EXPECT_FALSE(waits_for_reminder(told, now));
    auto off = now;
    off.state = MeetingState::cancelled;
    EXPECT_EQ(news(told, off), LetterKind::cancellation) << "whoever waits for it";
}

TEST(InvitationLetters, who_has_the_date_is_told_a_change_and_who_has_none_is_invited)
{
    auto const meeting = planned_meeting();
    auto moved = meeting;
    moved.begins_at = i18n::TimeOfDay::at(11);
    auto told = told_of(meeting);
    EXPECT_EQ(news(told, meeting), std::nullopt);
    EXPECT_EQ(news(told, moved), LetterKind::change);
    told.told_day.reset();
    EXPECT_EQ(news(told, moved), LetterKind::invitation);
    EXPECT_EQ(news(Invitation{}, meeting), LetterKind::invitation);
}

// A server may not have taken the first letter, or the program was killed behind it.
TEST(InvitationLetters, what_the_same_job_has_tried_to_say_is_not_known)
{
    auto const meeting = planned_meeting();
    auto invitation = told_of(meeting);
    invitation.told.clear();
    std::swap(invitation.told_day, invitation.leaving_day);
    invitation.leaving = mark_of_facts(meeting);
    invitation.leaving_job = jobs::JobId{3};
    auto const of_job = [&](std::int64_t job, Meeting const& about) {
        return letter_needed(invitation, about, LetterOrder::news, jobs::JobId{job});
    };
    EXPECT_EQ(of_job(3, meeting), LetterKind::invitation);
    EXPECT_EQ(of_job(4, meeting), LetterKind::change) << "whoever may have it";
    EXPECT_EQ(of_job(3, postponed_meeting()), LetterKind::postponement) << "whoever may have it";
    invitation.told_day = day("2027-01-05");
    EXPECT_EQ(of_job(3, meeting), LetterKind::change);
    EXPECT_EQ(meeting_as_told(invitation, meeting)->day, PartialDate(day("2027-01-12")))
        << "the latest that may stand there";
}

TEST(InvitationLetters, what_takes_a_date_out_is_about_the_one_that_was_told)
{
    auto const told = told_of(planned_meeting());
    auto off = postponed_meeting();
    off.state = MeetingState::cancelled;
    off.cancelled_for = "Schnee";
    auto moved_and_off = planned_meeting();
    moved_and_off.day = PartialDate(day("2027-01-26"));
    moved_and_off.state = MeetingState::cancelled;
    moved_and_off.cancelled_for = "Schnee";
    for (auto const& [kind, meeting] :
         {std::pair{LetterKind::postponement, postponed_meeting()}, std::pair{LetterKind::cancellation, off},
          std::pair{LetterKind::cancellation, moved_and_off},
          std::pair{LetterKind::withdrawal, postponed_meeting()}}) {
        auto const letter = letter_about(told, meeting, kind);
        ASSERT_TRUE(letter.calendar);
        EXPECT_EQ(letter.calendar->method, "CANCEL");
        EXPECT_THAT(
            letter.calendar->text,
            AllOf(
                HasSubstr("METHOD:CANCEL\r\n"), HasSubstr("UID:k7f3-meeting\r\n"),
                HasSubstr("SEQUENCE:1\r\n"), HasSubstr("DTSTART:20270112T090000Z\r\n"),
                HasSubstr("DTEND:20270112T110000Z\r\n"), HasSubstr("STATUS:CANCELLED\r\n")));
        EXPECT_FALSE(letter.button) << "nobody is asked anything";
        EXPECT_FALSE(letter.quote);
    }
}

TEST(InvitationLetters, where_no_date_stands_in_a_calendar_none_is_taken_out)
{
    auto told = told_of(planned_meeting());
    told.told_day.reset();
    auto off = postponed_meeting();
    off.state = MeetingState::cancelled;
    off.cancelled_for = "Schnee";
    auto off_on_a_day = off; // that nobody was told
    off_on_a_day.day = PartialDate(day("2027-01-26"));
    for (auto const& meeting : {off, off_on_a_day}) {
        for (auto const kind : {LetterKind::cancellation, LetterKind::withdrawal}) {
            auto const letter = letter_about(told, meeting, kind);
            EXPECT_FALSE(letter.calendar);
            EXPECT_EQ(letter.note, "") << "it speaks of what is attached";
        }
    }
    EXPECT_FALSE(letter_about(told_of(planned_meeting()), planned_meeting(), LetterKind::reminder).calendar);
}

TEST(InvitationLetters, in_each_language_the_old_day_and_what_is_planned_are_named)
{
    std::map<std::string_view, std::string_view> const sentences{
        {"de", "gilt nicht mehr"},          {"de-simple", "Wir wissen den neuen Tag noch nicht."},
        {"en", "no longer applies"},        {"tr", "artık geçerli değil"},
        {"ar", "لم يُحدَّد اليوم الجديد بعد"}, {"uk", "більше не дійсна"},
        {"ro", "nu mai este valabilă"}};
    ASSERT_EQ(sentences.size(), i18n::interface_languages().size());
    for (auto const& [tag, sentence] : sentences) {
        auto const meeting = postponed_meeting();
        auto const letter = letter_about(told_of(planned_meeting()), meeting, LetterKind::postponement, tag);
        auto const& texts = i18n::Texts::of(letter.language);
        auto const old_day = texts.partial_date(PartialDate(day("2027-01-12")));
        EXPECT_THAT(
            letter.text,
            AllOf(
                HasSubstr(std::string(sentence)), HasSubstr(old_day),
                HasSubstr(texts.partial_date(meeting.day.value())), HasSubstr("Frühjahrssitzung"),
                HasSubstr("Lenkungsgruppe"), HasSubstr("Kreis Musterau"), Not(HasSubstr("{"))))
            << tag;
        EXPECT_THAT(
            letter.subject, AllOf(HasSubstr(old_day), HasSubstr("Frühjahrssitzung"), Not(HasSubstr("{"))))
            << tag;
    }
}

// RFC 6047, 2.4: the part is text/calendar with the method of the text, and its character set. Outlook asks
// about a date only where that part is one of the forms of the letter; others look for a file.
TEST(InvitationLetters, mail_programs_find_the_method_in_the_head_of_the_date)
{
    auto const meeting = planned_meeting();
    auto off = meeting;
    off.state = MeetingState::cancelled;
    off.cancelled_for = "Schnee";
    auto const head = [](std::string const& method) {
        return HasSubstr("\r\nContent-Type: text/calendar; charset=utf-8; method=" + method + "\r\n");
    };
    auto const request = mail_of(letter_about(told_of(meeting), meeting, LetterKind::change));
    EXPECT_THAT(request, AllOf(head("REQUEST"), Not(head("CANCEL")), HasSubstr("multipart/alternative")));
    EXPECT_THAT(
        mail_of(letter_about(told_of(meeting), postponed_meeting(), LetterKind::postponement)),
        AllOf(head("CANCEL"), Not(head("REQUEST"))));
    EXPECT_THAT(mail_of(letter_about(told_of(meeting), off, LetterKind::cancellation)), head("CANCEL"));
    EXPECT_THAT(mail_of(letter_about(told_of(meeting), meeting, LetterKind::withdrawal)), head("CANCEL"));
    auto const part = request.find("text/calendar");
    EXPECT_LT(part, request.find("--=_kommin--")) << "one of the forms";
    EXPECT_LT(request.find("text/html"), part) << "the one that says most comes last (RFC 2046, 5.1.4)";
    EXPECT_THAT(
        request.substr(part), HasSubstr("Content-Disposition: attachment;\r\n filename=\"termin.ics\""));
    EXPECT_EQ(request.find("text/calendar", part + 1), std::string::npos)
        << "twice, some programs would ask twice: the file is application/ics";
}

// RFC 5546, 2.1.5: of two letters about one uid the one with the higher number counts. A mail program shows
// an organizer who is not the sender as somebody else who invites.
TEST(InvitationLetters, the_next_letter_has_the_next_number_and_comes_from_the_organizer)
{
    auto const meeting = planned_meeting();
    auto invitation = told_of(meeting);
    int number = 1;
    for (auto const kind :
         {LetterKind::change, LetterKind::postponement, LetterKind::invitation, LetterKind::cancellation}) {
        auto const letter = letter_about(
            invitation, kind == LetterKind::postponement ? postponed_meeting() : meeting, kind);
        EXPECT_THAT(
            letter.calendar.value().text,
            AllOf(
                HasSubstr("\r\nUID:k7f3-meeting\r\n"),
                HasSubstr("\r\nSEQUENCE:" + std::to_string(number++) + "\r\n"),
                HasSubstr(":mailto:ki@kreis.example\r\n"), HasSubstr(":mailto:a@verein.example\r\n")));
        EXPECT_THAT(
            mail_of(letter), AllOf(HasSubstr("<ki@kreis.example>"), HasSubstr("To: a@verein.example")));
        invitation.letters += 1;
    }
}

// Deputies and teams read calendars along, and a member's link opens what is not public.
TEST(InvitationLetters, the_link_of_a_letter_stands_in_no_calendar)
{
    auto const meeting = planned_meeting();
    auto shown = meeting;
    shown.is_public = true;
    shown.slug = "2027";
    auto hidden_again = shown;
    hidden_again.is_public = false;
    for (auto const kind : {LetterKind::invitation, LetterKind::change}) {
        auto const letter = letter_about(told_of(meeting), meeting, kind);
        EXPECT_THAT(letter.button.value().url.text(), HasSubstr("/einladung/zeichen"));
        EXPECT_THAT(
            letter.calendar.value().text,
            AllOf(Not(HasSubstr("zeichen")), Not(HasSubstr("URL")), HasSubstr("LOCATION:Kreishaus")));
        EXPECT_THAT(
            letter_about(told_of(shown), shown, kind, "tr").calendar.value().text,
            AllOf(
                HasSubstr("https://portal.kreis.example/tr/konferenz/2027\r\n"), Not(HasSubstr("zeichen"))));
        EXPECT_THAT(
            letter_about(told_of(hidden_again), hidden_again, kind).calendar.value().text,
            Not(HasSubstr("konferenz/")));
    }
    auto off = shown;
    off.state = MeetingState::cancelled;
    off.cancelled_for = "Schnee";
    EXPECT_THAT(
        letter_about(told_of(shown), off, LetterKind::cancellation).calendar.value().text,
        Not(HasSubstr("zeichen")));
}

} // namespace
} // namespace kommin::meetings
