#include "platform/base/text.hpp"
#include "platform/translate/testing.hpp"

#include <fstream>

namespace kommin::translate {

TranslationServer::TranslationServer()
    : server_("src/platform/translate/testing/translation_server.py", {})
{ }

std::string TranslationServer::url() const
{
    return "http://127.0.0.1:" + std::to_string(server_.ports().at(0));
}

std::string TranslationServer::tls_url() const
{
    return "https://127.0.0.1:" + std::to_string(server_.ports().at(1));
}

void TranslationServer::behave(std::string_view habit) const
{
    std::ofstream(server_.folder() / "habit") << habit;
}

std::vector<std::string> TranslationServer::requests() const
{
    std::vector<std::string> all;
    std::ifstream file(server_.folder() / "requests");
    std::string line;
    while (std::getline(file, line))
        all.push_back(line);
    return all;
}

} // namespace kommin::translate
