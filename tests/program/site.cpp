#include "program/site.hpp"

#include "platform/http/uri.hpp"

#include <atomic>

namespace kommin::program_tests {

namespace {

std::vector<std::string> serving(std::vector<std::string> const& options)
{
    std::vector<std::string> words{"serve",
                                   "--listen",
                                   "127.0.0.1:0",
                                   "--workers",
                                   std::to_string(workers_of_site),
                                   "--trusted-proxies",
                                   "127.0.0.1"};
    words.insert(words.end(), options.begin(), options.end());
    return words;
}

}

Site::Site(Installation const& place, std::string const& database)
    : Site(std::vector<std::string>{
          "--data", place.data().string(), "--database", database.empty() ? place.database() : database})
{ }

Site::Site(std::filesystem::path const& data)
    : Site(std::vector<std::string>{"--data", data.string()})
{ }

Site::Site(std::vector<std::string> const& options)
    : program_(serving(options))
{
    auto const line = program_.wait_for_line("Kommin: http://127.0.0.1:");
    port_ = static_cast<std::uint16_t>(std::stoi(line.substr(line.rfind(':') + 1)));
}

Answer Site::send(std::string_view bytes) const
{
    try {
        http::testing::RawClient client(port_);
        client.send(bytes);
        return client.read_answer(bytes.starts_with("HEAD "), 40s);
    } catch (std::runtime_error const&) { // nobody listens
        return {};
    }
}

Answer Site::get(std::string_view target, std::string_view more_headers) const
{
    return send(
        "GET " + std::string(target) + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
        + std::string(more_headers) + "\r\n");
}

Answer Site::post(std::string_view target, std::string_view form, std::string_view more_headers) const
{
    // Each from another network, or the program would take us for one who floods the office.
    static std::atomic<unsigned> senders = 0;
    auto const sender = senders++;
    return send(
        "POST " + std::string(target)
        + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nX-Forwarded-For: 10."
        + std::to_string(sender / 256 % 256) + "." + std::to_string(sender % 256) + ".1\r\n"
        + std::string(more_headers) + "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: "
        + std::to_string(form.size()) + "\r\n\r\n" + std::string(form));
}

bool Site::becomes_ready(std::chrono::milliseconds limit) const
{
    return becomes_true([&] { return get("/readyz").status == 200; }, limit);
}

bool Site::becomes_searchable(std::chrono::milliseconds limit) const
{
    return becomes_true([&] { return get("/de/suche?q=kurs").status == 200; }, limit);
}

double Site::metric(std::string_view name) const
{
    auto const body = get("/metrics").body;
    auto const at = body.find("\n" + std::string(name) + " ");
    if (at == std::string::npos)
        throw std::runtime_error("no metric " + std::string(name));
    return std::stod(body.substr(at + name.size() + 2));
}

std::string encode_form(std::initializer_list<std::pair<std::string_view, std::string_view>> fields)
{
    std::string form;
    for (auto const& [name, value] : fields)
        form += (form.empty() ? "" : "&") + http::percent_encode(name) + "=" + http::percent_encode(value);
    return form;
}

std::string message_form(std::string_view key)
{
    return encode_form(
        {{"thema", "barriere"},
         {"nachricht", "Die Schrift ist zu klein."},
         {"seite", "Startseite"},
         {"kontakt", "olena@example.org"},
         {"schluessel", key}});
}

std::future<Answer> send_until_arrival(Site const& site, std::string form)
{
    auto const before = site.metric("kommin_http_requests_total");
    auto answer = std::async(
        std::launch::async, [&site, form = std::move(form)] { return site.post(feedback_path, form); });
    int asked = 0; // each question is a request, too
    EXPECT_TRUE(becomes_true([&] { return site.metric("kommin_http_requests_total") > before + ++asked; }));
    return answer;
}

::testing::AssertionResult is_page_in(std::string_view language, Answer const& answer)
{
    if (!answer.header("Content-Type").starts_with("text/html"))
        return ::testing::AssertionFailure()
            << answer.status << ", not a page: " << answer.head << answer.body;
    if (answer.body.find("<html lang=\"" + std::string(language) + "\"") == std::string::npos)
        return ::testing::AssertionFailure() << answer.status << ", not in " << language << ": "
                                             << answer.body.substr(answer.body.find("<html"), 40);
    for (std::string_view const word :
         {"SELECT ", "INSERT ", "SQLite", "PostgreSQL", "kommin_test_", "test.sqlite", "/src/", "/tmp/",
          "what()"}) {
        if (answer.body.find(word) != std::string::npos)
            return ::testing::AssertionFailure() << answer.status << ", tells \"" << word << "\"";
    }
    return ::testing::AssertionSuccess();
}

} // namespace kommin::program_tests
